"""Read the corpora: archives `<root>/<split>/<dataset>.tar.xz` of pages with their gold.

An archive opens with `items.jsonl`, one row a page (id, dataset, url, lang, gold, page), and holds the pages'
original bytes under the names that `page` gives. `gold` is either `{"kind": "full", "text": …}`, the whole article
body with a paragraph a line, or `{"kind": "snippets", "with": […], "without": […]}`, texts that must and must not be
kept.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Where the corpora are looked for when nobody says: `WINNOW_CORPORA`, else beside the checkout.
DEFAULT_ROOT = Path(os.environ.get("WINNOW_CORPORA", "../shared/corpora"))


@dataclass(frozen=True, slots=True)
class Gold:
    """What a perfect answer is.

    Attributes:
        text: the article body, a paragraph a line; None for a page that only has snippets.
        wanted, unwanted: texts that must and must not be in the answer.
    """

    text: str | None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a dataset.

    Attributes:
        id: unique in its dataset.
        lang: ISO 639-1 code.
        page_type: what the dataset calls this kind of page ("article", "forum"); "" where it does not say.
        data: the page's bytes as they were fetched.
    """

    dataset: str
    id: str
    url: str | None
    lang: str
    page_type: str
    gold: Gold
    data: bytes


def datasets(root: Path, split: str) -> list[str]:
    """Names of the split's datasets, sorted; empty where there are none."""
    return sorted(path.name.removesuffix(".tar.xz") for path in (root / split).glob("*.tar.xz"))


def fingerprint(root: Path, split: str, dataset: str) -> str:
    """SHA-256 of the dataset's archive, as hexadecimal digits."""
    with (root / split / f"{dataset}.tar.xz").open("rb") as archive:
        return hashlib.file_digest(archive, "sha256").hexdigest()


def pages(root: Path, split: str, dataset: str) -> Iterator[Page]:
    """Every page of one dataset, in the archive's order.

    Raises:
        FileNotFoundError: there is no such archive.
        ValueError: the archive does not open with `items.jsonl`, or holds a page that it does not list.
    """
    rows: dict[str, dict[str, Any]] | None = None
    with tarfile.open(root / split / f"{dataset}.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is None:
                continue
            data = file.read()
            if member.name == "items.jsonl":
                rows = {row["page"]: row for row in map(json.loads, filter(None, data.decode().split("\n")))}
            elif rows is None or member.name not in rows:
                raise ValueError(f"{dataset}: {member.name} is not listed in items.jsonl")
            else:
                yield _page(rows[member.name], data)


def _page(row: dict[str, Any], data: bytes) -> Page:
    gold = row["gold"]
    full = gold["kind"] == "full"
    answer = Gold(gold["text"]) if full else Gold(None, tuple(gold["with"]), tuple(gold["without"]))
    page_type = row.get("page_type") or gold.get("page_type") or ""
    return Page(row["dataset"], row["id"], row["url"], row["lang"], page_type, answer, data)
