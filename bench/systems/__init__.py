"""The systems that are compared: one module each, with the same two functions.

`version()` names what is measured; `load(…)` gives the function from a page to its article's text. A module
imports its system when it is imported itself, so that a system that is not installed is an `ImportError` there.
"""

import hashlib
import importlib
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Literal, NamedTuple

Kind = Literal["html", "text"]


class Request(NamedTuple):
    """What a system is given.

    Attributes:
        data: the page's bytes; a string where the page was made into another form for the system.
        lang: ISO 639-1 code.
        kind: what `data` is.
    """

    data: bytes | str
    url: str | None
    lang: str
    kind: Kind


#: What several of the modules call on their way.
_SHARED = [Path(__file__).parents[1] / name for name in ("decode.py", "innertext.py", "markup.py", "rawtext.py")]

Extract = Callable[[Request], str]


class System(NamedTuple):
    """One line of the tables.

    Attributes:
        name: what the tables call it.
        module: the module that knows how to call it.
        flags: names of the options of `load` that are switched on.
        reads_text: it takes raw text as it is; the others are given a paragraph of HTML for every line.
    """

    name: str
    module: str
    flags: tuple[str, ...] = ()
    reads_text: bool = False

    def load(self) -> Extract:
        """The function that does the work, ready to be called."""
        extract: Extract = self._module().load(**dict.fromkeys(self.flags, True))
        return extract

    def version(self) -> str:
        """The system's own version.

        Raises:
            ImportError: it is not installed.
        """
        version: str = self._module().version()
        return version

    def fingerprint(self) -> str:
        """Changes with the system's version, its flags and the way it is called here."""
        module = Path(self._module().__file__ or "")
        sources = [file.read_bytes() for file in (module, *sorted(module.parent.glob("*.mjs")), *_SHARED)]
        named = " ".join((self.version(), *self.flags)).encode()
        return hashlib.sha256(b"\0".join([named, *sources])).hexdigest()[:16]

    def _module(self) -> ModuleType:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that we leave off, and of the sources' own style
            return importlib.import_module(self.module)


OURS = System("winnow", "bench.systems.winnow", reads_text=True)

#: In the order of the tables.
SYSTEMS = (
    OURS,
    System("trafilatura", "bench.systems.trafilatura"),
    System("trafilatura-precision", "bench.systems.trafilatura", ("favor_precision",)),
    System("trafilatura-fast", "bench.systems.trafilatura", ("fast",)),
    System("resiliparse", "bench.systems.resiliparse"),
    System("readability-lxml", "bench.systems.readability_lxml"),
    System("mozilla-readability", "bench.systems.mozilla"),
    System("justext", "bench.systems.justext"),
    System("newspaper4k", "bench.systems.newspaper4k"),
    System("boilerpy3", "bench.systems.boilerpy3"),
    System("chromerag", "bench.systems.chromerag"),
    System("html-text", "bench.systems.html_text"),
)
