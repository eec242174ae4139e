"""The five real scrapes: every line's label, and every output, whole."""

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from app.engine import Article, Label, clean

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
OUTPUTS = {"text": "txt", "markdown": "md", "json": "json"}
KEPT = {Label.BODY, Label.HEADING}

#: Share of all lines of the five that must have their label.
MIN_RIGHT = 0.95

WRAPPINGS: dict[str, Callable[[list[str]], str]] = {
    "paragraphs": lambda lines: "".join(f"<p>{line}</p>" for line in lines),
    "divisions": lambda lines: "<main>" + "".join(f"<div>{line}</div>\n" for line in lines) + "</main>",
    "breaks": "<br>\n".join,
    "preformatted": lambda lines: "<pre>" + "\n".join(lines) + "</pre>",
    "article": lambda lines: "<article>" + "\n".join(f"<p>{line}</p>" for line in lines if line) + "</article>",
}


def labels_of(seed: Path) -> dict[int, tuple[Label, str]]:
    """The gold label and the text of every line that has words, by line number."""
    rows = (GOLDEN / f"{seed.stem}.labels.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [row.split("\t", 2) for row in rows]
    return {int(line): (Label(label), text) for line, label, text in cells}


def cleaned(seed: Path) -> Article:
    return clean(seed.read_bytes())


def body_of(article: Article) -> list[str]:
    return [labelled.block.text for labelled in article.blocks if labelled.label in KEPT]


def test_every_seed_has_its_goldens_and_no_golden_is_left_over() -> None:
    wanted = {f"{seed.stem}.{end}" for seed in SEEDS for end in ("labels.tsv", *OUTPUTS.values())}

    assert len(SEEDS) == 5
    assert {path.name for path in GOLDEN.iterdir()} == wanted


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_body_is_kept_exactly(seed: Path) -> None:
    gold = [text for label, text in labels_of(seed).values() if label in KEPT]

    assert body_of(cleaned(seed)) == [text.strip() for text in gold]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_line_is_labelled_once_and_where_it_stands(seed: Path) -> None:
    source = seed.read_bytes().decode()
    blocks = cleaned(seed).blocks

    assert [labelled.place.line for labelled in blocks] == list(labels_of(seed))
    for labelled in blocks:
        assert source[labelled.place.start : labelled.place.end] == labelled.block.text


def test_lines_have_their_gold_labels() -> None:
    wrong = []
    total = 0
    for seed in SEEDS:
        gold = labels_of(seed)
        total += len(gold)
        for labelled in cleaned(seed).blocks:
            label, text = gold[labelled.place.line]
            if labelled.label is not label:
                wrong.append(
                    f"{seed.stem}:{labelled.place.line} {label} but {labelled.label} ({labelled.reason}): {text}"
                )

    assert len(wrong) <= (1 - MIN_RIGHT) * total, "\n".join(wrong)


@pytest.mark.parametrize("format", OUTPUTS)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_output_is_the_golden_one(seed: Path, format: str, update_golden: bool) -> None:
    golden = GOLDEN / f"{seed.stem}.{OUTPUTS[format]}"
    output = cleaned(seed).render(format) + "\n"
    if update_golden:
        golden.write_text(output, encoding="utf-8", newline="\n")

    assert output == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_same_text_as_a_web_page_gives_the_same_article(seed: Path, wrapping: str) -> None:
    lines = [html.escape(line, quote=False) for line in seed.read_text(encoding="utf-8").split("\n")]
    page = f"<!DOCTYPE html><html><head><title></title></head><body>{WRAPPINGS[wrapping](lines)}</body></html>"

    article = clean(page)

    assert article.text == cleaned(seed).text
    assert article.title == cleaned(seed).title
