"""Pages in, results out: reading, cleaning and writing, one page after the other."""

import errno
import json
import os
import sys

from app.cli.arguments import STDIN, Options
from app.engine import Article, Verdict, clean
from app.errors import CleaningError

#: Stands alone on a line between the results of two files: white space that no article holds.
SEPARATOR = "\f\n"

OK, FAILED = 0, 1


def clean_pages(options: Options) -> int:
    """Write the result of every page in order; the exit code."""
    several = len(options.files) > 1
    exit_code = OK
    for position, name in enumerate(options.files):
        # Written even after a page that failed: the n-th section belongs to the n-th file.
        if position and options.format != "json":
            _write(SEPARATOR)
        try:
            article = _clean_page(name, options)
        except (OSError, CleaningError, MemoryError) as error:
            complain(f"{_shown(name)}: {_cause(error)}")
            exit_code = FAILED
            continue
        _write(_result(article, options, file=name if several else None))
        if options.format != "json":
            _note(article, name)
    return exit_code


def _clean_page(name: str, options: Options) -> Article:
    return clean(
        _read(name),
        url=options.url,
        input=options.input,
        charset=options.charset,
        favor=options.favor,
        language=options.language,
    )


def _read(name: str) -> bytes:
    # Neither `sys.stdin`, which is None where it was closed, nor `Path`, to which no name is that of this directory.
    with open(0 if name == STDIN else name, "rb", closefd=name != STDIN) as file:
        return file.read()


def _result(article: Article, options: Options, file: str | None) -> str:
    """What is written for one page: ends with a newline unless it is empty. `file` asks for one JSON object a line."""
    if options.explain and options.format == "text":
        from app.cli.table import table  # the tables of character widths take a while to load

        return table(article, options.include, sys.stdout)
    result = article.render(options.format, include=options.include, explain=options.explain)
    if file is not None and options.format == "json":
        result = json.dumps({"file": _text(file)} | json.loads(result), ensure_ascii=False)
    return result if not result or result.endswith("\n") else result + "\n"


def _note(article: Article, name: str) -> None:
    """Say on standard error what the JSON says in its fields."""
    if article.verdict is Verdict.NO_ARTICLE:
        complain(f"{_shown(name)}: note: there is no article on this page")
    elif article.verdict is not Verdict.OK:
        complain(f"{_shown(name)}: note: the verdict on this page is {article.verdict.value!r}")
    for warning in article.warnings:
        complain(f"{_shown(name)}: warning: {warning}")


def _write(result: str) -> None:
    """Write as UTF-8, whatever the locale; at once, so that a reader at the other end sees each page as it is done."""
    sys.stdout.buffer.write(result.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def complain(message: str) -> None:
    """Say something on standard error, where there is one: `print` would take standard output instead."""
    if sys.stderr is not None:
        print(f"winnow: {message}", file=sys.stderr)


def _shown(name: str) -> str:
    """A file's name on one line, and without what a terminal would do instead of showing it."""
    if name == STDIN:
        return "standard input"
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in _text(name)) or "''"


def _text(name: str) -> str:
    """A file's name as text, whatever its bytes."""
    return os.fsencode(name).decode("utf-8", "replace")


def _cause(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return os.strerror(errno.ENOMEM)
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
