"""Where an error came from, without its words: those may hold some of the page."""

import traceback

#: More than this of a stack, and of errors that led to each other, tells nothing new.
MAX_FRAMES, MAX_ERRORS = 40, 8
#: Under this name an error brings along where it was in another process; a traceback cannot be sent.
_REMOTE = "remote_frames"


def frames(error: BaseException) -> str:
    """The kinds of an error and of those that led to it, each below the places it passed, the outermost first.

    A pattern of Python's own form, but nothing that the errors say, nor what was noted on them.
    """
    parts: list[str] = []
    shown: BaseException | None = error
    while shown is not None and len(parts) < MAX_ERRORS:
        places = "".join(traceback.extract_tb(shown.__traceback__, limit=-MAX_FRAMES).format())
        parts.append(f"{vars(shown).get(_REMOTE, '')}{places}{type(shown).__module__}.{type(shown).__qualname__}\n")
        shown = shown.__cause__ or (None if shown.__suppress_context__ else shown.__context__)
    return "which led to\n".join(reversed(parts))


def keep_frames(error: BaseException) -> None:
    """Let an error that is about to be sent to another process take along where it was."""
    vars(error)[_REMOTE] = frames(error)
