"""Results of pages put together: a record for every dataset, language and page type of a system."""

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.cache import Result
from bench.corpus import Page
from bench.score import Score, body_score, snippet_score, tokens

#: A language or page type with fewer pages of a dataset has no record of its own: one page would decide it.
MIN_PAGES = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """How one system did on one group of pages.

    Attributes:
        group: "all", a language as "lang:pl", or a page type as "type:forum".
        gold: "full" (precision, recall and F1 are means over pages) or "snippets" (counted over all pages together).
        median_ms, p95_ms, mean_ms: milliseconds of processor time a page.
        pages_per_second: on one core.
        parses: the time of all pages in units of Lexbor's parse of the same pages.
        peak_mb: the highest resident memory of the system's process, in MiB.
        empty: pages that came back without a word though the gold has some.
        crashes: calls that raised, or lost their process.
        timeouts: calls that were given up.
    """

    system: str
    dataset: str
    group: str
    gold: str
    pages: int
    precision: float
    recall: float
    f1: float
    median_ms: float
    p95_ms: float
    mean_ms: float
    pages_per_second: float
    parses: float
    peak_mb: float
    empty: int
    crashes: int
    timeouts: int


def groups_of(page: Page) -> list[str]:
    """The groups that a page is counted in.

    >>> from bench.corpus import Gold
    >>> groups_of(Page("d", "1", None, "el", "forum", Gold(""), b""))
    ['all', 'lang:el', 'type:forum']
    """
    return ["all", f"lang:{page.lang}"] + ([f"type:{page.page_type}"] if page.page_type else [])


def grouped(pages: Iterable[Page]) -> dict[str, list[int]]:
    """Positions of the pages of each group that is large enough: "all" first, then by size and name."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, page in enumerate(pages):
        for group in groups_of(page):
            groups[group].append(position)
    order = sorted(groups, key=lambda group: (group != "all", -len(groups[group]), group))
    return {group: groups[group] for group in order if group == "all" or len(groups[group]) >= MIN_PAGES}


def figures(system: str, pages: Sequence[Page], results: Sequence[Result]) -> list[Figures]:
    """The records of one system on one dataset; `results` in the order of `pages`."""
    full = [page.gold.text is not None for page in pages]
    scores = {
        position: body_score(result.text, page)
        for position, (page, result) in enumerate(zip(pages, results, strict=True))
        if full[position]
    }
    return [
        _record(system, group, [pages[at] for at in members], [results[at] for at in members], scores, members)
        for group, members in grouped(pages).items()
    ]


def mean_f1(records: Iterable[Figures]) -> dict[str, float]:
    """The mean of F1 over the datasets with full gold, by system: every dataset counts the same."""
    by_system: dict[str, list[float]] = defaultdict(list)
    for record in records:
        if record.group == "all" and record.gold == "full":
            by_system[record.system].append(record.f1)
    return {system: statistics.fmean(values) for system, values in by_system.items()}


def mean_ms(records: Iterable[Figures]) -> float:
    """Milliseconds of processor time a page over some datasets: every page counts the same."""
    weighed = [(record.mean_ms, record.pages) for record in records]
    return sum(ms * pages for ms, pages in weighed) / sum(pages for _, pages in weighed)


def _record(
    system: str,
    group: str,
    pages: Sequence[Page],
    results: Sequence[Result],
    scores: Mapping[int, Score],
    members: Sequence[int],
) -> Figures:
    precision, recall, f1 = _score(pages, results, [scores[at] for at in members if at in scores])
    times = [result.ms for result in results]
    return Figures(
        system=system,
        dataset=pages[0].dataset,
        group=group,
        gold="snippets" if pages[0].gold.text is None else "full",
        pages=len(pages),
        precision=round(precision, 4),
        recall=round(recall, 4),
        f1=round(f1, 4),
        median_ms=round(statistics.median(times), 3),
        p95_ms=round(percentile(times, 0.95), 3),
        mean_ms=round(statistics.fmean(times), 3),
        pages_per_second=round(1000 * len(times) / max(sum(times), 1e-9), 1),
        parses=round(sum(times) / max(sum(result.parse_ms for result in results), 1e-9), 2),
        peak_mb=round(max(result.peak_mb for result in results), 1),
        empty=sum(is_empty(page, result.text) for page, result in zip(pages, results, strict=True)),
        crashes=sum(result.failure not in ("", "timeout") for result in results),
        timeouts=sum(result.failure == "timeout" for result in results),
    )


def _score(pages: Sequence[Page], results: Sequence[Result], scores: Sequence[Score]) -> Score:
    if not scores:
        return snippet_score([(result.text, page.gold) for page, result in zip(pages, results, strict=True)])
    return Score(*(statistics.fmean(column) for column in zip(*scores, strict=True)))


def is_empty(page: Page, text: str) -> bool:
    """Whether an answer has no word though the gold has some."""
    gold = " ".join(page.gold.wanted) if page.gold.text is None else page.gold.text
    return not tokens(text) and bool(tokens(gold))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed; NaN where there are none.

    >>> percentile([5, 1, 4, 2, 3], 0.95), percentile([5, 1, 4, 2, 3], 0.4)
    (5, 2)
    """
    if not values:
        return math.nan
    ordered = sorted(values)
    rank = -(-round(len(ordered) * share * 1000) // 1000)  # rounded up, safe from 0.95 * 20 = 19.000000000000004
    return ordered[max(rank, 1) - 1]
