"""Show whether the engine's `confidence` keeps its word: `python -m bench reliability --help`.

The pages are put into bins by the confidence of their answers; where it keeps its word, a bin's mean body F1 is its
mean confidence (Niculescu-Mizil & Caruana, ICML 2005).
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from app import clean
from bench import corpus
from bench.measure import request_of
from bench.options import HERE, page_options
from bench.score import body_score

#: Where the bins begin and end, [0, 1].
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


class Answer(NamedTuple):
    """How sure the engine was of a page, and how right, both [0, 1]."""

    confidence: float
    f1: float


class Bin(NamedTuple):
    """The answers of one range of confidence, and the means of both."""

    start: float
    end: float
    pages: int
    confidence: float
    f1: float


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where pages were measured, 2 where there are none with full gold."""
    options = _options().parse_args(arguments)
    found = bins(list(answers(options)))
    if not found:
        print(f"no pages with full gold in {options.corpora / options.split}", file=sys.stderr)
        return 2
    print("| confidence | pages | mean confidence | mean F1 |\n|---|---:|---:|---:|")
    for one in found:
        print(f"| {one.start:.2f} to {one.end:.2f} | {one.pages} | {one.confidence:.3f} | {one.f1:.3f} |")
    if options.plot is not None:
        plot(options.plot, found, options.input)
    return 0


def answers(options: argparse.Namespace) -> Iterator[Answer]:
    """What the engine makes of every page with full gold."""
    for dataset in corpus.datasets(options.corpora, options.split):
        for page in corpus.pages(options.corpora, options.split, dataset):
            if page.gold.text is not None:
                request = request_of(page, options.input, reads_text=True)
                article = clean(request.data, url=request.url, input=request.kind)
                yield Answer(article.confidence, body_score(article.text, page).f1)


def bins(found: Sequence[Answer]) -> list[Bin]:
    """The answers by confidence; ranges without any are left out.

    >>> bins([Answer(0.92, 1.0), Answer(0.94, 0.9)])
    [Bin(start=0.9, end=0.95, pages=2, confidence=0.93, f1=0.95)]
    """
    made = []
    for start, end in pairwise(EDGES):
        inside = [one for one in found if start <= one.confidence < end or one.confidence == end == 1]
        if inside:
            confidence, f1 = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            made.append(Bin(start, end, len(inside), round(confidence, 4), round(f1, 4)))
    return made


def plot(path: Path, found: Sequence[Bin], kind: str) -> None:
    """Draw mean F1 over mean confidence, a dot a bin, its area by the pages in it."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"svg.hashsalt": "bench", "svg.fonttype": "none"}):
        figure = Figure(figsize=(4.5, 4.5), layout="constrained")
        axes = figure.add_subplot()
        axes.plot((0, 1), (0, 1), color="0.8", zorder=0)
        axes.scatter([one.confidence for one in found], [one.f1 for one in found], [one.pages for one in found])
        axes.set(xlabel="confidence", ylabel="body F1", title=f"pages as {kind}", xlim=(0.2, 1.02), ylim=(0.2, 1.02))
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="svg", metadata={"Date": None})


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench reliability", description=__doc__, parents=[page_options()])
    parser.add_argument("--plot", type=Path, metavar="SVG", help=f"draw it, too; for example {HERE / 'results'}/x.svg")
    return parser
