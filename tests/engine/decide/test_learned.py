"""What the model's chances and the rules' phrases decide together."""

import numpy as np
import pytest

from app.engine.classify import classify
from app.engine.decide import decide
from app.engine.evidence import gather
from app.engine.html.parse import parse_html
from app.engine.labels import ARTICLE_LABELS, LABELS, NUMBER, Label
from tests.engine.pages import PARAGRAPHS

_PHRASE = "More from his speech on the bridge:"


def _decide(html: str, chances: list[float], other: Label = Label.RELATED) -> tuple[Label, ...]:
    """The labels of a page whose blocks have these chances to be article."""
    evidence = gather(parse_html(f"<article class=text>{html}</article>"))
    probabilities = np.zeros((len(chances), len(LABELS)), np.float32)
    probabilities[:, NUMBER[Label.BODY]] = chances
    probabilities[:, NUMBER[other]] = 1 - probabilities[:, NUMBER[Label.BODY]]
    return decide(evidence, classify(evidence), "balanced", probabilities).labels


@pytest.mark.parametrize(("chance", "label"), [(0.98, Label.BODY), (0.8, Label.RELATED)])
def test_a_phrase_outweighs_all_but_a_certain_model(chance: float, label: Label) -> None:
    texts = [PARAGRAPHS[0], _PHRASE, *PARAGRAPHS[1:]]
    labels = _decide("".join(f"<p>{text}</p>" for text in texts), [0.98, chance, *[0.98] * (len(texts) - 2)])
    assert labels == (Label.BODY, label, *[Label.BODY] * (len(texts) - 2))


@pytest.mark.parametrize(
    ("block", "label"),
    [
        ("<p>Story continues below this ad</p>", Label.PROMOTION),
        ("<div>Der Artikel geht unter der Werbung weiter</div>", Label.PROMOTION),
        ("<p>Advertisement</p>", Label.BODY),
        ("<p>“Yes.”</p>", Label.BODY),
        ("<ul><li>Story continues below this ad</li></ul>", Label.BODY),
        ("<p>Also read: Why the keeper of the bridge will not leave</p>", Label.RELATED),
        ("<p>Please consider making a donation to keep the bridge in the news</p>", Label.PROMOTION),
        ("<p>Bitte unterstützen Sie uns mit einer Spende, damit wir weiter berichten können.</p>", Label.PROMOTION),
        ("<p>¿Y tú qué opinas? Déjanos tu comentario.</p>", Label.PROMOTION),
        ("<ul><li>Also read: Why the keeper of the bridge will not leave</li></ul>", Label.BODY),
        ("<p>© 2021 The Mill Post. Not to be reproduced without permission.</p>", Label.CAPTION),
        ("<pre>© 2021 The Mill Post. Not to be reproduced without permission.</pre>", Label.BODY),
    ],
)
def test_a_paragraph_that_says_what_it_is_is_none_of_the_article(block: str, label: Label) -> None:
    first, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    assert _decide(first + block + "".join(others), [0.98] * (len(others) + 2))[1] is label


@pytest.mark.parametrize(("code", "other"), [("print", Label.RELATED), ("search()", Label.HEADING)])
def test_code_has_no_phrases_and_is_no_heading(code: str, other: Label) -> None:
    first, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    chances = [0.98, 0.6 if other is Label.RELATED else 0.4, *[0.98] * len(others)]
    assert _decide(f"{first}<pre>{code}</pre>{''.join(others)}", chances, other)[1] is Label.BODY


@pytest.mark.parametrize(
    ("block", "label"),
    [
        ("<h2>{}</h2>", Label.HEADING),
        ("<ul><li>{}</li></ul>", Label.BODY),
        ("<table><tr><td>{}</td></tr></table>", Label.BODY),
        ("<p>{}</p>", Label.RELATED),
        ("<ul class=related><li>{}</li></ul>", Label.RELATED),
    ],
)
def test_headings_items_and_cells_are_likelier_than_the_model_thinks(block: str, label: Label) -> None:
    first, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    labels = _decide(first + block.format("What it cost") + "".join(others), [0.98, 0.42, *[0.98] * len(others)])
    assert labels == (Label.BODY, label, *[Label.BODY] * len(others))


@pytest.mark.parametrize(
    ("cells", "behind", "kept"),
    [
        ([0.6, 0.2, 0.2, 0.2], 0.98, True),
        ([0.6, 0.6, 0.6, 0.2], 0.1, True),
        ([0.6, 0.2, 0.2, 0.2], 0.1, False),
        ([0.2, 0.2, 0.2, 0.2], 0.98, True),
        ([0.2, 0.2, 0.2, 0.2], 0.1, False),
    ],
)
def test_a_table_with_short_cells_is_kept_or_left_out_as_a_whole(cells: list[float], behind: float, kept: bool) -> None:
    first, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    table = "<div><table><tr><th>Jahr<th>Kosten<tr><td>2022<td>1,3</table></div>"
    labels = _decide(first + table + "".join(others), [0.98, *cells, *[behind] * len(others)])
    assert {label in ARTICLE_LABELS for label in labels[1:5]} == {kept}


def test_a_table_of_one_column_lays_out_the_page() -> None:
    first, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    table = "<table><tr><td>Jahr<tr><td>2022</table>"
    labels = _decide(first + table + "".join(others), [0.98, 0.2, 0.2, *[0.98] * len(others)])
    assert {label in ARTICLE_LABELS for label in labels[1:3]} == {False}


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        (["17:40", "17.32", "17h15"], True),
        (["17:40", "17:32"], False),
        (["4 May", "3 May", "2 May"], False),
        (["12", "7", "31"], False),
    ],
)
def test_times_above_the_paragraphs_of_a_live_blog_are_its(times: list[str], kept: bool) -> None:
    texts = PARAGRAPHS[: len(times)]
    posts = "".join(f"<div>{time}</div><p>{text}</p>" for time, text in zip(times, texts, strict=True))
    labels = _decide(posts, [0.1, 0.98] * len(times))
    assert [label is Label.BODY for label in labels[::2]] == [kept] * len(times)


@pytest.mark.parametrize(
    ("items", "texts", "kept"),
    [
        ([0.9, 0.35, 0.9], ["Sand", "Granite", "Slate"], [True, True, True]),
        ([0.9, 0.1, 0.9], ["Sand", "Granite", "Slate"], [True, False, True]),
        ([0.9, 0.35, 0.35], ["Sand", "Granite", "Slate"], [True, True, True]),
        ([0.35, 0.35, 0.35], ["Sand", "Granite", "Slate"], [True, True, True]),
        ([0.27, 0.27, 0.27], ["Sand", "Granite", "Slate"], [False, False, False]),
        ([0.35, 0.35, 0.35], ["Sand", "<a href=/>Granite and slate</a>", "Slate"], [False, False, False]),
        ([0.9, 0.35, 0.9], ["Sand", "Read also", "Slate"], [True, False, True]),
    ],
)
def test_holes_of_a_list_are_filled(items: list[float], texts: list[str], kept: list[bool]) -> None:
    first, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    listed = "".join(f"<li>{text}" for text in texts)
    labels = _decide(f"{first}<ul>{listed}</ul>{''.join(others)}", [0.98, *items, *[0.98] * len(others)])
    assert [label in ARTICLE_LABELS for label in labels[1:4]] == kept


@pytest.mark.parametrize("place", ["PUERTO VIEJO (EFE).- ", "ROMA (ANSA) - ", "Berlin (dpa) - "])
def test_the_agency_of_a_dateline_is_no_byline(place: str) -> None:
    texts = [f"{place}The bridge over the mill race was opened to walkers on Monday.", *PARAGRAPHS]
    labels = _decide("".join(f"<p>{text}</p>" for text in texts), [0.8] * len(texts))
    assert labels[0] is Label.BODY
