"""`python -m load run|soak|stream|fuzz`: prints a table; the exit code is 1 where something promised is not met."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from bench.corpus import DEFAULT_ROOT
from load.figures import Figure, table
from load.fuzz import fuzz_engine, fuzz_service
from load.killers import figures as killer_figures
from load.killers import units
from load.pages import made_pages, real_pages
from load.phases import Plan, all_phases
from load.soak import figures as soak_figures
from load.stream import figures as stream_figures


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m load", description=__doc__)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), help="default: all cores")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="throughput, latency, overload, faults")
    run.add_argument("--corpora", type=Path, default=DEFAULT_ROOT, help="where the real pages are")
    run.add_argument("--seconds", type=float, default=30.0, help="of each phase")
    run.add_argument("--overload-seconds", type=float, default=120.0)
    soak = commands.add_parser("soak", help="memory and descriptors over many pages")
    soak.add_argument("--pages", dest="count", type=int, default=200_000)
    soak.add_argument("--warm", type=int, default=20_000, help="pages before growth counts")
    stream = commands.add_parser("stream", help="memory on both ends over one long stream")
    stream.add_argument("--documents", dest="count", type=int, default=1_000_000)
    stream.add_argument("--warm", type=int, default=100_000, help="documents before growth counts")
    stream.add_argument("--bare", action="store_true", help="leave the engine out: only the stream itself")
    fuzz = commands.add_parser("fuzz", help="hostile input to engine and service")
    fuzz.add_argument("--runs", type=int, default=10_000_000, help="inputs to the engine")
    fuzz.add_argument("--seconds", type=float, default=7200, help="end after so long, however many inputs there were")
    fuzz.add_argument("--examples", type=int, default=200, help="of every operation of the service")
    fuzz.add_argument("--findings", type=Path, default=Path("load/findings"))
    options = parser.parse_args()
    if options.command in ("soak", "stream") and options.warm >= options.count:
        parser.error(f"--warm {options.warm} leaves nothing of {options.count} to measure; give a smaller one")
    if options.command == "run":
        plan = Plan(real_pages(options.corpora), options.seconds, options.overload_seconds, options.workers)
        return _show(all_phases(plan))
    if options.command == "soak":
        return _show([soak_figures(made_pages(), options.count, options.warm, options.workers)])
    if options.command == "stream":
        return _show([stream_figures(options.count, options.warm, options.workers, options.bare)])
    slow = _show([killer_figures(units())])
    return (
        slow
        or fuzz_engine(options.runs, options.seconds, options.workers, Path("seeds"), options.findings)
        or fuzz_service(options.examples, options.workers)
    )


def _show(parts: Iterable[list[Figure]]) -> int:
    failed = False
    for figures in parts:
        print(table(figures), end="\n\n", flush=True)
        failed = failed or any(figure.met is False for figure in figures)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
