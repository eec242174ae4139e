"""Raw texts made of the corpora's pages as examples for the model of raw text."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from zlib import crc32

import numpy as np

from app.engine.labels import ARTICLE_LABELS, LABELS, NUMBER
from bench import corpus, rawtext
from training.examples import LEFT_OUT, NOT_VARIED, Example
from training.others import add_others, trim
from training.renderings import MARKDOWN, WAYS, Rendering
from training.shorten import few_blocks
from training.sources import Source, are_article, label_lines, make_example, read_source
from training.variants import BLANK, Line, Strings, exchange, lay_out
from training.written import WRITTEN, WrittenPage, read_pages

#: How often a varied text has furniture in another language, and how much such a text counts beside a plain one.
EXCHANGED, VARIED_COUNTS = 0.5, 0.5
#: How often a varied text has only a few lines around its article, and how often it has other articles.
TRIMMED, WITH_OTHERS = 0.3, 0.35
#: How often a page of a set that is not shortened is varied.
LONG_VARIED = 0.4
#: How often the Markdown of a page is varied.
MARKDOWN_VARIED = 0.6
#: The ways of the benchmark.
_USUAL = tuple(rawtext.WAYS)
#: Articles of others for one text, and the fewest characters of one.
MAX_OTHERS, MIN_OTHER = 5, 300
#: A text of fewer lines is not learned from.
MIN_LINES = 3


def read_text_examples(
    root: Path, split: str, workers: int = 2, strings: Strings | None = None
) -> dict[str, list[Example]]:
    """Examples of a split by dataset.

    Args:
        strings: lines of furniture in many languages; with them each page comes as several texts, varied, and the
            written pages come as well; else each as the one text that the benchmark makes of it.
    """
    found: dict[str, list[Example]] = {}
    with ProcessPoolExecutor(workers) as pool:
        for name in corpus.datasets(root, split):
            if name in LEFT_OUT:
                continue
            pages = list(corpus.pages(root, split, name))
            if strings is None:
                made = pool.map(one_text, pages, chunksize=8)
            else:
                made = pool.map(partial(many_texts, strings), pages, _others(pages), chunksize=8)
            found[name] = [example for examples in made for example in examples]
    if strings is not None:
        found[WRITTEN] = written_texts(strings)
    return found


def _others(pages: Sequence[corpus.Page]) -> list[list[str]]:
    """For each page, the whole articles of the next few pages in its language."""
    by_language: dict[str, list[str]] = {}
    for page in pages:
        by_language.setdefault(page.lang, []).append(page.gold.text or "")
    places: Counter[str] = Counter()
    found = []
    for page in pages:
        places[page.lang] += 1
        texts, place = by_language[page.lang], places[page.lang]
        following = (texts[place:] + texts[:place])[: min(MAX_OTHERS, len(texts) - 1)]
        found.append([text for text in following if len(text) >= MIN_OTHER])
    return found


def one_text(page: corpus.Page) -> list[Example]:
    """The text that the benchmark makes of a page."""
    source = read_source(page, [rawtext.way_of(page.id)])
    examples = [plain_example(source, rendering) for rendering in source.renderings] if source else []
    return [example for example in examples if example is not None]


def many_texts(strings: Strings, page: corpus.Page, others: Sequence[str]) -> list[Example]:
    """A page as one scraper makes a text of it, and as others do, changed: one with a shorter article, one Markdown."""
    random = np.random.default_rng(crc32(page.id.encode()))
    plain, varied, shortened, marked = (str(random.choice(list(ways))) for ways in (_USUAL, WAYS, _USUAL, MARKDOWN))
    source = read_source(page, list(dict.fromkeys((plain, varied, shortened, marked))))
    if source is None:
        return []
    by_way = {found.way: found for found in source.renderings if len(found.rows) >= MIN_LINES}
    near = others[: int(random.integers(1, MAX_OTHERS + 1))]
    long = page.dataset in NOT_VARIED
    examples = []
    if plain in by_way:
        examples.append(plain_example(source, by_way[plain]))
    if varied in by_way and (not long or random.random() < LONG_VARIED):
        examples.append(varied_example(source, by_way[varied], strings, near, random))
    if shortened in by_way and not long:
        examples.append(varied_example(source, by_way[shortened], strings, near, random, shortened=True))
    if marked in by_way and random.random() < MARKDOWN_VARIED:
        examples.append(varied_example(source, by_way[marked], strings, near, random))
    elif marked in by_way:
        examples.append(plain_example(source, by_way[marked]))
    return [example for example in examples if example is not None]


def plain_example(source: Source, rendering: Rendering) -> Example | None:
    """A rendering as it is."""
    return make_example(source, label_lines(source, rendering))


def varied_example(
    source: Source,
    rendering: Rendering,
    strings: Strings,
    others: Sequence[str],
    random: np.random.Generator,
    shortened: bool = False,
) -> Example | None:
    """A rendering changed as scrapers, sites and languages differ.

    Args:
        strings: lines of furniture in many languages.
        others: whole articles of other pages in the page's language.
        shortened: with only the first paragraphs of the article; None where it has too few.
    """
    lines = label_lines(source, rendering)
    if shortened:
        keep = few_blocks(source.shares >= 0.5, random)
        if keep is None or source.page.gold.text is None:
            return None
        lines = [line for line in lines if line.row < 0 or keep[line.row]]
    return _vary(source, lines, strings, others, random)


def _vary(
    source: Source, lines: list[Line], strings: Strings, others: Sequence[str], random: np.random.Generator
) -> Example | None:
    if random.random() < TRIMMED:
        lines = trim(lines, are_article(source, lines), random)
    if source.page.gold.text is not None and random.random() < WITH_OTHERS:
        lines = add_others(lines, are_article(source, lines), others, random)
    if strings and random.random() < EXCHANGED:
        labels = [LABELS[source.kinds[line.row]] if line.row >= 0 else line.label for line in lines]
        lines = exchange(lines, labels, strings, float(random.uniform(0.2, 1)), random)
    example = make_example(source, lay_out(lines, random))
    return replace(example, counts=VARIED_COUNTS) if example else None


def written_texts(strings: Strings) -> list[Example]:
    """The pages written for the purpose, each as it is and changed."""
    made = [as_source(page) for page in read_pages()]
    found = []
    for (source, lines), others in zip(made, _others([source.page for source, _ in made]), strict=True):
        random = np.random.default_rng(crc32(source.page.id.encode()))
        found += [make_example(source, lines), _vary(source, lines, strings, others, random)]
    return [example for example in found if example is not None]


def as_source(page: WrittenPage) -> tuple[Source, list[Line]]:
    """A written page with what its lines are, each a block of its own, and these lines."""
    known = [(text, label) for text, label in zip(page.texts, page.labels, strict=True) if label is not None]
    is_article = [label in ARTICLE_LABELS for _, label in known]
    gold = "\n".join(text for (text, _), kept in zip(known, is_article, strict=True) if kept)
    source = Source(
        corpus.Page(WRITTEN, f"{page.language} {page.about}", None, page.language, "", corpus.Gold(gold), b""),
        shares=np.array(is_article, np.float32),
        kinds=np.array([NUMBER[label] for _, label in known]),
        doubtful=np.zeros(len(known), np.bool_),
        title="",
        renderings=(),
    )
    rows = iter(range(len(known)))
    return source, [Line(text, next(rows)) if text else BLANK for text in page.texts]
