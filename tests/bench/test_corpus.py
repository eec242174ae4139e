"""Archives are read as they were written."""

import hashlib
import tarfile
from pathlib import Path

import pytest

from bench import corpus
from bench.corpus import Gold
from tests.bench.conftest import MakeCorpus, add, html_of, row


def test_reads_rows_and_bytes(make_corpus: MakeCorpus) -> None:
    snippets = {"kind": "snippets", "with": ["mot"], "without": ["menu"]}
    root = make_corpus(
        "ours", [(row("1", "Śnieg\nspadł", "pl", page_type="forum"), b"\xff\x00"), (row("2", gold=snippets), b"")]
    )

    first, second = corpus.pages(root, "dev", "ours")

    assert first == corpus.Page("ours", "1", None, "pl", "forum", Gold("Śnieg\nspadł"), b"\xff\x00")
    assert second.gold == Gold(None, ("mot",), ("menu",))
    assert second.page_type == ""


def test_line_separators_inside_a_gold_do_not_end_its_row(make_corpus: MakeCorpus) -> None:
    root = make_corpus("ours", [(row("1", "one\u2028two\x85three"), b"")])

    assert [page.gold.text for page in corpus.pages(root, "dev", "ours")] == ["one\u2028two\x85three"]


def test_datasets_are_sorted_and_an_absent_split_has_none(make_corpus: MakeCorpus) -> None:
    for name in ("zoo", "abc"):
        root = make_corpus(name, [(row("1"), b"")])

    assert corpus.datasets(root, "dev") == ["abc", "zoo"]
    assert corpus.datasets(root, "train") == []


def test_fingerprint_is_that_of_the_archive(make_corpus: MakeCorpus) -> None:
    root = make_corpus("ours", [(row("1"), html_of("x"))])
    data = (root / "dev" / "ours.tar.xz").read_bytes()

    assert corpus.fingerprint(root, "dev", "ours") == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("names", [("items.jsonl", "1.html"), ("1.html", "items.jsonl")], ids=["no row", "rows last"])
def test_a_page_that_is_not_listed_before_it_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "dev").mkdir()
    with tarfile.open(tmp_path / "dev" / "ours.tar.xz", "w:xz") as archive:
        for name in names:
            add(archive, name, b"")

    with pytest.raises(ValueError, match=r"1\.html is not listed"):
        list(corpus.pages(tmp_path, "dev", "ours"))
