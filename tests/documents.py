"""The documents of the project, and the code that they show."""

from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))))


class Example(NamedTuple):
    """A block of code in a document: its language, its text, and where it is."""

    language: str
    code: str
    where: str


def examples(*languages: str, documents: tuple[str, ...] = DOCUMENTS) -> list[Example]:
    """Every block of code in some languages; in all of them where none is named."""
    return [
        Example(token.info, token.content, f"{document}:{token.map[0] + 2}")
        for document in documents
        for token in MarkdownIt().parse((ROOT / document).read_text("utf-8"))
        if token.type in ("fence", "code_block") and token.map and (not languages or token.info in languages)
    ]
