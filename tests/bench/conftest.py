"""A small corpus of our own, as archives on disk."""

import io
import json
import tarfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

Row = Mapping[str, Any]
MakeCorpus = Callable[[str, Sequence[tuple[Row, bytes]]], Path]

SENTENCE = "The old bridge over the river was opened again on Monday after two years of work"


def row(page_id: str, text: str = SENTENCE, lang: str = "en", **more: object) -> Row:
    """A page's row with full gold."""
    gold = {"kind": "full", "text": text}
    return {"id": page_id, "dataset": "ours", "url": None, "lang": lang, "gold": gold, "page": f"{page_id}.html"} | more


def html_of(text: str) -> bytes:
    """A page that shows a text and a menu."""
    return f"<title>Bridge</title><nav>Home Sport</nav><article><p>{text}</p></article>".encode()


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Write one dataset of the split "dev" and give the folder of the splits."""

    def make(dataset: str, pages: Sequence[tuple[Row, bytes]]) -> Path:
        root = tmp_path / "corpora"
        (root / "dev").mkdir(parents=True, exist_ok=True)
        with tarfile.open(root / "dev" / f"{dataset}.tar.xz", "w:xz") as archive:
            rows = "\n".join(json.dumps(dict(entry) | {"dataset": dataset}) for entry, _ in pages)
            add(archive, "items.jsonl", rows.encode())
            for entry, data in pages:
                add(archive, entry["page"], data)
        return root

    return make


def add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    """Write one file into an archive."""
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))
