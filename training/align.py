"""Labels the blocks of a page by aligning them with the gold article, in order.

A block is article where its tokens stand in the gold. Two blocks may have the same words, the lead and a teaser that
repeats it, and the gold has them once: the chain of blocks whose places in the gold follow each other, and which covers
most of it, is taken first (a heaviest increasing subsequence). Blocks that match a part of the gold that the chain left
out come next, since some golds are not in the page's order. Short blocks match only in the gap that their neighbours
leave in the gold.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.score import tokens

#: Tokens in a row that make a match. A block with fewer is looked for as a whole.
RUN = 4
#: Share of a block's tokens that must stand in the gold for it to be article.
MIN_COVERED = 0.5
#: Places in the gold that are looked at for one block.
MAX_PLACES = 40


class Match(NamedTuple):
    """A place in the gold where a block may stand.

    Attributes:
        start, end: tokens of the gold.
        covered: number of the block's tokens that stand there.
    """

    block: int
    start: int
    end: int
    covered: int


def align(blocks: Sequence[str], gold: str) -> NDArray[np.float32]:
    """How much of each block is article.

    Returns:
        float32, shape (blocks,), [0, 1]: the share of the block's tokens that the gold has at the block's place.
    """
    wanted = tokens(gold)
    words = [tokens(block) for block in blocks]
    shares = np.zeros(len(blocks), np.float32)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start in range(len(wanted) - RUN + 1):
        places[tuple(wanted[start : start + RUN])].append(start)
    matches = [match for block, own in enumerate(words) for match in _places(block, own, places)]
    chain = _heaviest_chain(matches)
    taken = np.zeros(len(wanted), np.bool_)
    spans: dict[int, tuple[int, int]] = {}
    for match in chain:
        _take(match, words, shares, taken)
        spans[match.block] = (match.start, match.end)
    _take_rest(matches, words, shares, taken)
    _take_short(words, wanted, spans, shares)
    return shares


def _places(block: int, own: list[str], places: dict[tuple[str, ...], list[int]]) -> list[Match]:
    """Where in the gold a block of at least RUN tokens may stand: runs of hits about as far apart as in the block."""
    if len(own) < RUN:
        return []
    offsets: list[int] = []
    hits: list[int] = []
    for start in range(len(own) - RUN + 1):
        for place in places.get(tuple(own[start : start + RUN]), ())[:MAX_PLACES]:
            offsets.append(place - start)
            hits.append(place)
    found: list[Match] = []
    slack = max(10, len(own) // 4)
    order = sorted(range(len(hits)), key=offsets.__getitem__)
    group: list[int] = []
    for number in [*order, -1]:
        if number >= 0 and (not group or offsets[number] - offsets[group[0]] <= slack):
            group.append(number)
            continue
        covered = {token for hit in group for token in range(hits[hit], hits[hit] + RUN)}
        if len(covered) >= MIN_COVERED * len(own):
            found.append(Match(block, min(covered), max(covered) + 1, min(len(covered), len(own))))
        group = [number]
    return sorted(found, key=lambda match: -match.covered)[:MAX_PLACES]


def _heaviest_chain(matches: list[Match]) -> list[Match]:
    """Matches with rising blocks and rising places, of the largest total cover; places may overlap by a little."""
    best: list[float] = []
    before: list[int] = []
    # Ends seen so far in rising order with the best total up to each: a staircase searched by bisection.
    ends: list[int] = []
    totals: list[float] = []
    owners: list[int] = []
    waiting: list[int] = []
    last_block = -1
    for number, match in enumerate(matches):
        if match.block != last_block:
            for other in waiting:
                _step(ends, totals, owners, matches[other].end, best[other], other)
            waiting, last_block = [], match.block
        at = bisect_right(ends, match.start + 3) - 1
        best.append(match.covered + (totals[at] if at >= 0 else 0.0))
        before.append(owners[at] if at >= 0 else -1)
        waiting.append(number)
    chain: list[Match] = []
    at = int(np.argmax(best)) if best else -1
    while at >= 0:
        chain.append(matches[at])
        at = before[at]
    return chain[::-1]


def _step(ends: list[int], totals: list[float], owners: list[int], end: int, total: float, owner: int) -> None:
    at = bisect_right(ends, end)
    if at and totals[at - 1] > total:  # of equals the later block: the lead is nearer to the article than its teaser
        return
    behind = at
    while behind < len(ends) and totals[behind] <= total:
        behind += 1
    ends[at:behind], totals[at:behind], owners[at:behind] = [end], [total], [owner]


def _take(match: Match, words: list[list[str]], shares: NDArray[np.float32], taken: NDArray[np.bool_]) -> None:
    shares[match.block] = match.covered / len(words[match.block])
    taken[match.start : match.end] = True


def _take_rest(
    matches: list[Match], words: list[list[str]], shares: NDArray[np.float32], taken: NDArray[np.bool_]
) -> None:
    """Parts of the gold that no block of the chain has, the best covered first."""
    for match in sorted(matches, key=lambda match: -match.covered):
        if shares[match.block] == 0 and not taken[match.start : match.end].mean() > 0.3:
            _take(match, words, shares, taken)


def _take_short(
    words: list[list[str]], wanted: list[str], spans: dict[int, tuple[int, int]], shares: NDArray[np.float32]
) -> None:
    """Blocks of fewer than RUN tokens that stand in the gold between what their neighbours match."""
    at = 0
    following = sorted(spans)
    for block, own in enumerate(words):
        if block in spans:
            at = max(at, spans[block][1] - 1)
            continue
        if not own or len(own) >= RUN or not spans:
            continue
        later = bisect_right(following, block)
        end = spans[following[later]][0] if later < len(following) else min(at + 12, len(wanted))
        for start in range(at, min(end, len(wanted)) - len(own) + 1):
            if wanted[start : start + len(own)] == own:
                shares[block] = 1.0
                at = start + len(own)
                break


def align_snippets(blocks: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> NDArray[np.float32]:
    """The same where the gold only says some texts that are article and some that are not.

    Returns:
        float32, shape (blocks,): 1, 0, or NaN where the gold says nothing or contradicts itself.
    """
    flat = [" ".join(block.split()) for block in blocks]
    shares = np.full(len(blocks), np.nan, np.float32)
    for value, snippets in ((0.0, unwanted), (1.0, wanted)):
        for snippet in snippets:
            text = " ".join(snippet.split())
            found = [number for number, block in enumerate(flat) if text and text in block]
            if value == 1.0 and len(found) > 1:
                found = [max(found, key=lambda number: len(flat[number]))]
            for number in found:
                shares[number] = value
    return shares
