"""How well a cleaned text matches a page's gold: the one definition that every figure uses.

Body F1 of a page is taken over the multisets of 4-token shingles of answer and gold. A token is a run of word
characters, or a single character in scripts that are written without spaces, and case does not count. A gold that
opens with the page's own title is scored with and without that line and the better counts, so that no dataset's
convention about titles decides. A dataset's figure is the mean over its pages. Where the gold is snippets, those of
all pages are counted together.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bench.corpus import Gold, Page

SHINGLE_TOKENS = 4

#: Thai and Lao, Burmese, Khmer, kana, Han (with extension A) and its compatibility forms: a character is a token.
_TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
#: How far into the page, in bytes, its title is looked for.
_TITLE_WITHIN = 300_000
#: A first line of the gold is the page's title if it has at most these characters …
_TITLE_CHARS = 250
#: … and at least this share of its tokens is in the page's `<title>`.
_TITLE_SHARE = 0.8


class Score(NamedTuple):
    """Precision, recall and F1, each in [0, 1]; 1 is perfect."""

    precision: float
    recall: float
    f1: float


class Snippets(NamedTuple):
    """How many wanted snippets were kept and lost, and how many unwanted ones were kept."""

    kept: int
    lost: int
    leaked: int


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order.

    >>> tokens("Świat – 2 Fragen, 今日は!")
    ['świat', '2', 'fragen', '今', '日', 'は']
    """
    return _TOKEN.findall(text.lower())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The multiset of runs of four tokens; a shorter text is one shingle, an empty one none."""
    words = tokens(text)
    if len(words) < SHINGLE_TOKENS:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[start:] for start in range(SHINGLE_TOKENS)), strict=False))


def overlap(answer: str, gold: str) -> Score:
    """The score of one text against one gold; two texts without a token agree."""
    found, wanted = shingles(answer), shingles(gold)
    if not found and not wanted:
        return Score(1.0, 1.0, 1.0)
    shared = sum((found & wanted).values())
    if not shared:
        return Score(0.0, 0.0, 0.0)
    precision, recall = shared / found.total(), shared / wanted.total()
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def body_score(answer: str, page: Page) -> Score:
    """The score of an answer to a page with full gold, with the tolerance for a title line."""
    return max((overlap(answer, gold) for gold in _golds(page)), key=lambda score: score.f1)


def snippet_score(answers: Sequence[tuple[str, Gold]]) -> Score:
    """The score of many pages' answers, counted over all their snippets together."""
    counts = [snippet_counts(answer, gold) for answer, gold in answers]
    kept, lost, leaked = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    precision, recall = kept / max(1, kept + leaked), kept / max(1, kept + lost)
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def snippet_counts(answer: str, gold: Gold) -> Snippets:
    """Which of the gold's snippets an answer has; white space counts as one space."""
    text = _flat(answer)
    kept = sum(_flat(snippet) in text for snippet in gold.wanted)
    return Snippets(kept, len(gold.wanted) - kept, sum(_flat(snippet) in text for snippet in gold.unwanted))


def _golds(page: Page) -> list[str]:
    """The gold, and the gold less its first line where that line repeats the page's title."""
    text = page.gold.text or ""
    first, _, rest = text.partition("\n")
    words = tokens(first)
    if not rest or not words or len(first) > _TITLE_CHARS:
        return [text]
    known = set(tokens(_title(page.data)))
    repeats_title = sum(word in known for word in words) >= _TITLE_SHARE * len(words)
    return [text, rest] if repeats_title else [text]


def _title(data: bytes) -> str:
    match = _TITLE.search(data[:_TITLE_WITHIN].decode("utf-8", "replace"))
    return html.unescape(match.group(1)) if match else ""


def _flat(text: str) -> str:
    return " ".join(re.split(r"\s+", text)).strip()
