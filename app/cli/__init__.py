"""The command `winnow`: files or standard input in, the article on standard output.

Exit codes: 0 every page was read (one without an article included), 1 some page could not be read or no result written,
2 the command line is wrong, 130 interrupted, 141 nobody reads our output any more.
"""

import errno
import os
import sys
from collections.abc import Sequence

from app.cli.arguments import parse, parse_key, parse_serve
from app.cli.pages import FAILED, clean_pages, complain

INTERRUPTED = 128 + 2  # as a shell reports SIGINT
BROKEN_PIPE = 128 + 13  # and SIGPIPE
_STDERR = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; `argv` as in `sys.argv[1:]`, which is the default."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments[:1] == ["serve"]:
            return _serve(arguments[1:])
        if arguments[:1] == ["key"]:
            return _key(arguments[1:])
        options = parse(arguments)
        _check_output()
        return clean_pages(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # of standard output: a page that cannot be read is reported where it is read
        if sys.stdout is not None:
            # The interpreter flushes standard output once more as it ends; that must not fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return BROKEN_PIPE
        complain(f"standard output: {error.strerror}")
        return FAILED


def _check_output() -> None:
    """Nothing, where there is a standard output.

    Raises:
        OSError: it was closed.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _serve(argv: Sequence[str]) -> int:
    options = parse_serve(argv)
    _fill_standard_streams()
    from app.service.server import serve  # the web framework is imported only where it is needed

    serve(host=options.host, port=options.port, workers=options.workers)
    return 0


def _key(argv: Sequence[str]) -> int:
    parse_key(argv)
    _check_output()
    from app.service.keys import hash_of, make_key

    key = make_key()
    print(f"key   {key}\nhash  {hash_of(key)}")
    return 0


def _fill_standard_streams() -> None:
    """Open nothing in place of each standard stream that was closed: libuv aborts where a socket has its number."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        os.set_inheritable(number, True)
    os.close(number)
