"""The options that several commands have."""

import argparse
from pathlib import Path
from typing import get_args

from bench.corpus import DEFAULT_ROOT
from bench.measure import Input

HERE = Path(__file__).parent


def page_options() -> argparse.ArgumentParser:
    """For `parents` of a command's own: which pages are measured as what."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--corpora", type=Path, default=DEFAULT_ROOT, help="folder of the splits")
    parser.add_argument("--split", default="dev", help="folder of the archives")
    parser.add_argument("--input", choices=get_args(Input), default="html", help="the pages, or what is made of them")
    return parser


def system_options() -> argparse.ArgumentParser:
    """These, and for how long a system may take, and where what is known of its answers is kept."""
    parser = argparse.ArgumentParser(add_help=False, parents=[page_options()])
    parser.add_argument("--deadline", type=float, default=30.0, metavar="SECONDS", help="given to one page")
    parser.add_argument("--cache", type=Path, default=HERE / ".cache", help="folder of what is known of each page")
    return parser
