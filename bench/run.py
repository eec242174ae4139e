"""Run systems over the same pages and print how they did: `python -m bench run --help`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

from bench import corpus
from bench.cache import Result
from bench.figures import Figures, figures
from bench.measure import measure
from bench.options import HERE, system_options
from bench.report import markdown, write
from bench.systems import SYSTEMS, System


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where all was run, 2 where there is nothing to run."""
    options = _options().parse_args(arguments)
    names = corpus.datasets(options.corpora, options.split)
    chosen = [name for name in names if not options.datasets or name in options.datasets]
    unknown = sorted(set(options.datasets or ()) - set(names))
    if unknown or not chosen:
        print(f"no such datasets in {options.corpora / options.split}: {', '.join(unknown) or 'any'}", file=sys.stderr)
        return 2
    systems, missing = installed([system for system in SYSTEMS if system.name in options.systems])
    for name, reason in missing.items():
        print(f"left out: {name}: {reason}", file=sys.stderr)
    records: list[Figures] = []
    for dataset in chosen:
        records += run_dataset(dataset, systems, options)
    records.sort(key=lambda record: [system.name for system in systems].index(record.system))
    heading = {
        "split": options.split,
        "input": options.input,
        "datasets": {name: corpus.fingerprint(options.corpora, options.split, name) for name in chosen},
        "systems": {system.name: system.version() for system in systems},
        "left_out": missing,
        "deadline_seconds": options.deadline,
    }
    write(options.out, f"{options.split}-{options.input}", heading, records)
    print(markdown(heading, records))
    return 0


def installed(systems: Sequence[System]) -> tuple[list[System], dict[str, str]]:
    """The systems that can be run, and why the others cannot."""
    present, missing = [], {}
    for system in systems:
        try:
            system.version()
        except ImportError as error:
            missing[system.name] = str(error)
        else:
            present.append(system)
    return present, missing


def run_dataset(dataset: str, systems: Sequence[System], options: argparse.Namespace) -> Iterator[Figures]:
    """The records of every system on one dataset."""
    pages = list(corpus.pages(options.corpora, options.split, dataset))
    archive = corpus.fingerprint(options.corpora, options.split, dataset)
    for system in systems:
        fresh = system.name in options.fresh
        results = measure(system, pages, archive, options.input, options.cache, options.deadline, fresh)
        bar = tqdm(results, total=len(pages), desc=f"{dataset} {system.name}", unit="page", leave=False)
        answers: list[Result] = list(bar)
        save_predictions(options.out / "predictions" / options.input / options.split, system.name, dataset, answers)
        yield from figures(system.name, pages, answers)


def save_predictions(folder: Path, system: str, dataset: str, results: Sequence[Result]) -> None:
    """Keep what a system answered: rows of dataset, id and text."""
    path = folder / system / f"{dataset}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = ({"dataset": dataset, "id": result.id, "text": result.text} for result in results)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _options() -> argparse.ArgumentParser:
    names = [system.name for system in SYSTEMS]
    parser = argparse.ArgumentParser(prog="python -m bench run", description=__doc__, parents=[system_options()])
    parser.add_argument("--datasets", nargs="*", metavar="NAME", help="all of the split unless given")
    parser.add_argument("--systems", nargs="*", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument(
        "--fresh", nargs="*", choices=names, default=[], metavar="NAME", help="systems to measure anew, cached or not"
    )
    parser.add_argument("--out", type=Path, default=HERE / "results", help="folder of the report")
    return parser
