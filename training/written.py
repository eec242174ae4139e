"""Pages written to be learned from: what few of the corpora's pages show, in many languages.

Articles that are no paragraphs (recipes, results, programmes, data sheets, notices), lists right beside an article that
are none of it, and pages without one. `written/` has a file a language. A page begins with a line
"=== language | what it is"; any other is a letter that says its label, a blank, and its text, or empty.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.engine.labels import Label

FOLDER = Path(__file__).parent / "written"
LETTERS = {
    "t": Label.TITLE,
    "h": Label.HEADING,
    "b": Label.BODY,
    "y": Label.BYLINE,
    "c": Label.CAPTION,
    "m": Label.COMMENT,
    "r": Label.RELATED,
    "p": Label.PROMOTION,
    "n": Label.NAVIGATION,
    "i": Label.INTERFACE,
    "l": Label.LEGAL,
}
_BEGIN = "=== "
#: The written pages as a dataset.
WRITTEN = "written"


class WrittenPage(NamedTuple):
    """A page.

    Attributes:
        language: ISO 639 code.
        about: what it is; with the language, its name.
        texts: its lines, "" for a blank one.
        labels: of each line; None for a blank one.
    """

    language: str
    about: str
    texts: tuple[str, ...]
    labels: tuple[Label | None, ...]


def read_pages(folder: Path = FOLDER) -> list[WrittenPage]:
    """All pages, by file.

    Raises:
        ValueError: a line is none that a page can have; it says where.
    """
    return [page for path in sorted(folder.glob("*.txt")) for page in _read_file(path)]


def _read_file(path: Path) -> Iterator[WrittenPage]:
    heads: list[tuple[str, str]] = []
    lines: list[list[tuple[str, Label | None]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(_BEGIN):
            language, _, about = line.removeprefix(_BEGIN).partition(" | ")
            heads.append((language, about))
            lines.append([])
        elif lines and not line.strip():
            lines[-1].append(("", None))
        elif lines and line[0] in LETTERS and line[1:2] == " " and line[2:].strip():
            lines[-1].append((line[2:].strip(), LETTERS[line[0]]))
        else:
            raise ValueError(f"{path.name}, line {number}: no letter of a label, blank and text: {line[:40]!r}")
    for (language, about), page in zip(heads, lines, strict=True):
        if not page:
            raise ValueError(f"{path.name}: the page {about!r} has no line")
        texts, labels = zip(*page, strict=True)
        yield WrittenPage(language, about, texts, labels)
