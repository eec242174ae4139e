"""The command line: what may be written, and the record that comes of it."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import get_args

from app.engine.clean import Favor, Input
from app.engine.labels import Label
from app.engine.language import normalise_language
from app.engine.render import FORMATS

STDIN = "-"

_EPILOG = f"""\
labels: {", ".join(Label)}

With several files the results come in the order of the files: JSON as one object a line with the name as
"file", every other format with a form feed on a line of its own between two results. A file that cannot
be read is reported on standard error and does not stop the others.

`winnow serve` starts the HTTP service, `winnow key` makes a key for its callers; files of those names are
`./serve` and `./key`.

exit codes: 0 all was read, 1 something could not be read, 2 the command line is wrong.
"""


@dataclass(frozen=True, slots=True)
class Options:
    """What `winnow` is asked to do.

    Attributes:
        files: names in the order given; "-" is standard input.
        format: one of `FORMATS`.
        explain: list every block: in the JSON, or as a table in place of the text.
        include: labels to keep beside the body.
        url, input, charset, favor, language: as in `app.engine.clean`.
    """

    files: tuple[str, ...]
    format: str
    explain: bool
    include: frozenset[Label]
    url: str | None
    input: Input
    charset: str | None
    favor: Favor
    language: str | None


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What `winnow serve` is asked to do; `port` 0 is any free one, `workers` None is what the settings say."""

    host: str
    port: int
    workers: int | None


def parse(argv: Sequence[str]) -> Options:
    """The options in `argv`; ends the process with a message and exit code 2 where they are wrong."""
    parser = _parser()
    found = parser.parse_args(argv)
    if found.explain and found.format not in ("text", "json"):
        parser.error(f"--explain goes with --format text or json, not with {found.format}")
    if not found.files and os.isatty(0):
        parser.error("no file is named and nothing is piped in; see --help")
    include = frozenset(label for labels in found.include for label in labels)
    return Options(**{**vars(found), "files": tuple(found.files) or (STDIN,), "include": include})


def parse_serve(argv: Sequence[str]) -> ServeOptions:
    """The options of `winnow serve` in `argv`; ends the process as `parse` does."""
    parser = argparse.ArgumentParser("winnow serve", description="Start the HTTP service.", allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (default: %(default)s)")
    parser.add_argument("--workers", type=_positive, help="processes that clean pages (default: WINNOW_WORKERS)")
    return ServeOptions(**vars(parser.parse_args(argv)))


def parse_key(argv: Sequence[str]) -> None:
    """Check the options of `winnow key`, of which there are none; ends the process as `parse` does."""
    argparse.ArgumentParser(
        "winnow key",
        description="Make a key for callers of the HTTP service, and the hash of it for WINNOW_API_KEYS.",
        epilog="The key is shown once and stored nowhere. With the hash alone nobody can ask.",
        allow_abbrev=False,
    ).parse_args(argv)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "winnow",
        usage="%(prog)s [options] [file ...]\n"
        "       %(prog)s serve [--host HOST] [--port PORT] [--workers N]\n"
        "       %(prog)s key",
        description="The article of a scraped page, given as HTML or as raw text.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("files", nargs="*", metavar="file", help='pages; "-" or none is standard input')
    add("--format", choices=FORMATS, default="text", help="what to write (default: %(default)s)")
    add("--explain", action="store_true", help="list every block with its label, score and reason")
    add(
        "--include", action="append", type=_labels, default=[], metavar="LABEL,…", help="labels to keep beside the body"
    )
    add("--url", help="where the page came from; read for metadata, never fetched")
    add("--input", choices=get_args(Input), default="auto", help="what the page is (default: %(default)s, by looking)")
    add("--charset", help="encoding that the sender declared")
    add("--favor", choices=get_args(Favor), default="balanced", help="what doubt does (default: %(default)s)")
    add("--language", metavar="CODE", type=_language, help="ISO 639 code, where it is known (default: detected)")
    add("--version", action="version", version=f"winnow {version('winnow')}")
    return parser


def _labels(value: str) -> list[Label]:
    try:
        return [Label(name.strip()) for name in value.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a list of labels; they are {', '.join(Label)}") from None


def _language(value: str) -> str:
    """The engine's own check, made before anything is read."""
    if normalise_language(value) is None:
        raise argparse.ArgumentTypeError(f"{value!r} is not an ISO 639 code such as 'pl' or 'zh'")
    return value


def _port(value: str) -> int:
    if not value.isdecimal() or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is not a port, 0 to 65535")
    return int(value)


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a whole number from 1")
    return int(value)
