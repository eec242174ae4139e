"""Keeps hostile nesting away from the parser, whose cost grows with depth times tags.

HTML's tree construction looks through all open elements at many start tags, so 200,000 nested `<div>` take minutes.
Browsers stop nesting at a fixed depth and insert deeper elements as siblings (Blink at 512); so do we, before parsing,
and only for pages where it matters.
"""

import re

import numpy as np
from numpy.typing import NDArray

#: Start tags times open elements that the parser may spend; about 10 ns each, so about 0.3 s.
#: The largest of 3,500 real pages needs 9e6; measured on the train and dev corpora.
MAX_WORK = 30_000_000

#: Depth at which the elements of a page over MAX_WORK are flattened. Real pages stay below 100.
MAX_DEPTH = 256

_LESS_THAN, _SLASH = ord("<"), ord("/")
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*+)[^>]*+(?:>|\Z)")
#: A drawing: its elements, most of which close themselves, are no nesting, and none of its words is read.
_DRAWING = re.compile(rb"<svg[\s>](?:[^<]++|<(?!/?+svg[\s/>]))*+</svg\s*+>", re.IGNORECASE)
#: Elements that have no end.
VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
#: The next of its kind ends each of these, where their end tags are left out; what they nest in is counted.
_ENDED = frozenset(b"p li dt dd tr td th thead tbody tfoot".split())


def limit_nesting(html: bytes) -> tuple[bytes, bool]:
    """The page with its nesting limited, and whether elements were dropped for that.

    Drawings are emptied first, which suffices for pages full of them. Then a start tag deeper than `MAX_DEPTH` is
    dropped together with its end tag; all other text stays, in order. Paragraphs, items and cells stay, too: they nest
    only in what is counted.

    Args:
        html: in UTF-8.
    """
    if not _is_too_much(html):
        return html, False
    html = _DRAWING.sub(b"<svg></svg>", html)
    if not _is_too_much(html):
        return html, False
    depth = 0
    dropped = 0

    def keep(tag: re.Match[bytes]) -> bytes:
        nonlocal depth, dropped
        closing, name = tag.group(1), tag.group(2).lower()
        if name in VOID or name in _ENDED:
            return tag.group()
        if not closing:
            depth += 1
            if depth <= MAX_DEPTH:
                return tag.group()
            dropped += 1
            return b""
        depth = max(depth - 1, 0)
        if depth >= MAX_DEPTH:
            return b""
        return tag.group()

    flat = _TAG.sub(keep, html)
    return flat, dropped > 0


def _is_too_much(html: bytes) -> bool:
    codes = np.frombuffer(html, np.uint8)
    return int(np.count_nonzero(codes == _LESS_THAN)) ** 2 > MAX_WORK and _parser_work(codes) > MAX_WORK


def _parser_work(codes: NDArray[np.uint8]) -> int:
    """An upper bound of depth times tags: every start tag not yet closed counts as open, void elements too."""
    tags = np.flatnonzero(codes[:-1] == _LESS_THAN)
    following = codes[tags + 1]
    letter = ((following | 32) >= ord("a")) & ((following | 32) <= ord("z"))
    step = letter.astype(np.int64) - (following == _SLASH)
    deepest = int(np.cumsum(step).max(initial=0))
    return deepest * int(letter.sum())
