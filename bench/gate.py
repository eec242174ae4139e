"""Hold the engine to its floors, or pin them anew: `python -m bench gate --help`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import corpus, floors
from bench.figures import Figures, figures, grouped
from bench.floors import Floor, Floors
from bench.measure import measure
from bench.options import HERE, system_options
from bench.systems import OURS, System


class Measured(NamedTuple):
    """One dataset as the engine does on it now.

    Attributes:
        sha256: of its archive.
        allowances: for noise, by group.
    """

    dataset: str
    sha256: str
    records: list[Figures]
    allowances: dict[str, float]

    def as_floors(self) -> dict[str, Floor]:
        """What was measured as floors."""
        return {record.group: Floor(record.f1, self.allowances[record.group]) for record in self.records}


def main(arguments: Sequence[str] | None = None, system: System = OURS) -> int:
    """The command: 0 where the floors hold, 1 where one is broken or would fall, 2 where nothing can be measured."""
    options = _options().parse_args(arguments)
    names = corpus.datasets(options.corpora, options.split)
    if not names:
        print(f"no corpora in {options.corpora / options.split}: nothing was measured", file=sys.stderr)
        return 2
    known = floors.read(options.floors)
    if not options.update and not known.get(options.input, {}).get(options.split):
        print(f"no floors for {options.input} input of {options.split}: pin them with --update", file=sys.stderr)
        return 2
    runs = measured(system, names, options)
    return update(known, runs, options) if options.update else check(known, runs, options)


def check(known: Floors, runs: Iterator[Measured], options: argparse.Namespace) -> int:
    """Print how every dataset stands; 1 where a floor is broken."""
    pinned = dict(known[options.input][options.split])
    broken = 0
    for run in runs:
        _show(run)
        if run.dataset not in pinned:
            problems = ["has no floors: run with --update"]
        else:
            problems = floors.breaches(pinned.pop(run.dataset), run.sha256, run.records)
        for problem in problems:
            print(f"  BROKEN {run.dataset}: {problem}")
        broken += len(problems)
    for dataset in pinned:
        print(f"  BROKEN {dataset}: has floors but no archive")
        broken += 1
    print(f"the gate is {'broken' if broken else 'held'}")
    return 1 if broken else 0


def update(known: Floors, runs: Iterator[Measured], options: argparse.Namespace) -> int:
    """Pin what is measured; 1, with the file as it was, where a floor would fall and that is not allowed."""
    pinned = dict(known.get(options.input, {}).get(options.split, {}))
    refused = False
    for run in runs:
        _show(run)
        try:
            old = pinned.get(run.dataset)
            pinned[run.dataset] = floors.raised(old, run.sha256, run.as_floors(), options.allow_regression)
        except ValueError as fallen:
            print(f"  WOULD FALL {run.dataset}: {fallen}")
            refused = True
    if refused:
        print("nothing was pinned: --allow-regression lowers floors")
        return 1
    known.setdefault(options.input, {})[options.split] = pinned
    floors.save(options.floors, known)
    return 0


def measured(system: System, datasets: Sequence[str], options: argparse.Namespace) -> Iterator[Measured]:
    """Every dataset, measured anew."""
    for dataset in datasets:
        pages = list(corpus.pages(options.corpora, options.split, dataset))
        sha256 = corpus.fingerprint(options.corpora, options.split, dataset)
        results = list(measure(system, pages, sha256, options.input, options.cache, options.deadline, fresh=True))
        allowances = {
            group: floors.allowance([pages[at] for at in members]) for group, members in grouped(pages).items()
        }
        yield Measured(dataset, sha256, figures(system.name, pages, results), allowances)


def _show(run: Measured) -> None:
    for record in run.records:
        print(
            f"{record.dataset:20s} {record.group:10s} {record.pages:5d} pages  "
            f"P {record.precision:.4f}  R {record.recall:.4f}  F1 {record.f1:.4f}"
        )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench gate", description=__doc__, parents=[system_options()])
    parser.add_argument("--floors", type=Path, default=HERE / "floors.json", help="the pinned floors")
    parser.add_argument("--update", action="store_true", help="pin what is measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors, too")
    return parser
