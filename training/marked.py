"""Pages of HTML written to be learned from: what few of the corpora's pages show, in the markup of many systems.

Threads and questions with their answers, shops, documentation, recipes, notices, teasers that read like paragraphs
right beside them, class words that say nothing, fronts without an article. `written/markup/` has a file a page. Its
first line is a comment, "<!-- language | system | what it is -->"; what follows is the page. An attribute `data-l` says
by its letter (`written.LETTERS`) what the text of an element is, but for elements in it that have one themselves. Text
that has none is what readers do not see.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from app.engine.labels import ARTICLE_LABELS, NUMBER, Label
from app.engine.page import Page
from bench import corpus
from training.trace import trace
from training.written import FOLDER, LETTERS, WRITTEN

MARKUP = FOLDER / "markup"
_ATTRIBUTE = "data-l"
#: The attribute as it is taken out, so that the model never reads it.
_MARK = re.compile(rf"""\s+{_ATTRIBUTE}=(["']?)(\w*)\1""")
_HEAD = re.compile(r"<!-- (?P<language>[a-z]{2,3}) \| (?P<about>.+?) -->\n")
#: Elements whose text no block has.
_UNREAD = frozenset("script style noscript template textarea".split())


class MarkedPage(NamedTuple):
    """A page.

    Attributes:
        name: of its file.
        language: ISO 639 code.
        about: its system, and what it is.
        source: the page, without a trace of the labels.
        texts: its pieces of text in page order, but for those without a label.
        labels: of each piece.
    """

    name: str
    language: str
    about: str
    source: str
    texts: tuple[str, ...]
    labels: tuple[Label, ...]


def read_marked(folder: Path = MARKUP) -> list[MarkedPage]:
    """All pages, by file.

    Raises:
        ValueError: a file does not begin as it should, has an unknown letter or no labelled text; it says which.
    """
    return [_read_file(path) for path in sorted(folder.glob("*.html"))]


def labels_of(page: MarkedPage, parsed: Page) -> NDArray[np.int64]:
    """The number of each block's label, shape (blocks,): that of the text in its middle; -1 where it is not known."""
    rows = trace([block.text for block in parsed.blocks], page.texts)
    numbers = np.array([NUMBER[label] for label in page.labels], np.int64)
    return np.where(rows >= 0, numbers[rows], -1)


def as_page(marked: MarkedPage, parsed: Page, known: NDArray[np.int64]) -> corpus.Page:
    """A written page as one of a dataset.

    Args:
        known: as `labels_of` gives it.
    """
    kept = known_shares(known)
    gold = "\n".join(block.text for block, is_kept in zip(parsed.blocks, kept, strict=True) if is_kept)
    return corpus.Page(WRITTEN, marked.name, None, marked.language, "", corpus.Gold(gold), marked.source.encode())


def known_shares(known: NDArray[np.int64]) -> NDArray[np.float32]:
    """1 for the blocks of these labels that are article, 0 for others."""
    return np.isin(known, [NUMBER[label] for label in ARTICLE_LABELS]).astype(np.float32)


def _read_file(path: Path) -> MarkedPage:
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"{path.name}: the first line is no comment of language, system and what the page is")
    source = text[head.end() :]
    if unknown := {letter for _, letter in _MARK.findall(source)} - LETTERS.keys():
        raise ValueError(f"{path.name}: no letters of labels: {sorted(unknown)}")
    pieces = list(_pieces(source))
    if not pieces:
        raise ValueError(f"{path.name}: the page has no labelled text")
    texts, letters = zip(*pieces, strict=True)
    labels = tuple(LETTERS[letter] for letter in letters)
    return MarkedPage(path.stem, head["language"], head["about"], _MARK.sub("", source), texts, labels)


def _pieces(source: str) -> Iterator[tuple[str, str]]:
    """Every piece of labelled text with its letter, in page order."""
    letters: dict[int, str] = {}
    body = LexborHTMLParser(source).body
    for node in body.traverse(include_text=True) if body is not None else ():
        parent = node.parent
        inherited = letters.get(parent.mem_id, "") if parent is not None else ""
        if node.tag != "-text":
            letters[node.mem_id] = node.attributes.get(_ATTRIBUTE) or inherited
        elif inherited and parent is not None and parent.tag not in _UNREAD:
            text = node.text_content or ""
            if text.strip():
                yield text, inherited
