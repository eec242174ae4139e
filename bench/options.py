"""The options that all commands have."""

import argparse
from pathlib import Path
from typing import get_args

from bench.corpus import DEFAULT_ROOT
from bench.measure import Input

HERE = Path(__file__).parent


def common_options() -> argparse.ArgumentParser:
    """For `parents` of a command's own: which pages are measured as what, for how long, and what is known of them."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--corpora", type=Path, default=DEFAULT_ROOT, help="folder of the splits")
    parser.add_argument("--split", default="dev", help="folder of the archives")
    parser.add_argument("--input", choices=get_args(Input), default="html", help="the pages, or what is made of them")
    parser.add_argument("--deadline", type=float, default=30.0, metavar="SECONDS", help="given to one page")
    parser.add_argument("--cache", type=Path, default=HERE / ".cache", help="folder of what is known of each page")
    return parser
