"""Pages in, articles out: files, standard input, formats and options."""

import json
import os
from pathlib import Path

import pytest

from app import Label
from tests.cli.conftest import Run
from tests.cli.pages import HARBOUR, RIVER, article_of


@pytest.mark.parametrize("page", [HARBOUR, RIVER], ids=["html", "text"])
def test_a_file_standard_input_and_a_dash_give_the_same_text(winnow: Run, folder: Path, page: str) -> None:
    (folder / "page").write_text(page, "utf-8")

    runs = [winnow("page"), winnow(stdin=page.encode()), winnow("-", stdin=page.encode())]

    expected = article_of(page).text
    assert len(expected) > 150
    assert [run.stdout.decode() for run in runs] == [expected.rstrip("\n") + "\n"] * 3
    assert [run.returncode for run in runs] == [0, 0, 0]


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json", "xml-tei"])
def test_every_format_is_what_the_article_renders(winnow: Run, format: str) -> None:
    run = winnow("--format", format, "harbour.html")

    assert run.stdout.decode().rstrip("\n") == article_of(HARBOUR).render(format).rstrip("\n")
    assert run.stdout.endswith(b"\n")
    assert (run.returncode, run.stderr) == (0, b"")


def test_several_files_as_json_are_one_object_a_line_with_its_name(winnow: Run) -> None:
    run = winnow("--format", "json", "river.txt", "-", "harbour.html", stdin=HARBOUR.encode())

    answers = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert [answer.pop("file") for answer in answers] == ["river.txt", "-", "harbour.html"]
    assert answers == [json.loads(article_of(page).render("json")) for page in (RIVER, HARBOUR, HARBOUR)]


def test_several_files_as_text_stand_apart_by_a_form_feed(winnow: Run) -> None:
    run = winnow("river.txt", "harbour.html")

    assert run.stdout.decode().split("\f\n") == [f"{article_of(page).text}\n" for page in (RIVER, HARBOUR)]


@pytest.mark.parametrize(
    ("bad", "says"),
    [("missing.html", "No such file"), (".", "Is a directory"), ("picture.png", "PNG")],
    ids=["missing", "folder", "picture"],
)
def test_a_bad_file_is_reported_and_does_not_stop_the_others(winnow: Run, bad: str, says: str) -> None:
    run = winnow("river.txt", bad, "harbour.html")

    sections = run.stdout.decode().split("\f\n")
    assert sections == [f"{article_of(RIVER).text}\n", "", f"{article_of(HARBOUR).text}\n"]
    assert run.stderr.decode().startswith(f"winnow: {bad}: ")
    assert says in run.stderr.decode()
    assert run.stderr.count(b"\n") == 1
    assert run.returncode == 1


def test_a_page_without_article_is_no_error_but_a_note(winnow: Run) -> None:
    run = winnow("empty.txt")

    assert (run.returncode, run.stdout) == (0, b"")
    assert "empty.txt: note: there is no article" in run.stderr.decode()


def test_include_keeps_a_label_beside_the_body(winnow: Run) -> None:
    run = winnow("--include", "title,caption", "--include", "legal", "harbour.html")

    include = (Label.TITLE, Label.CAPTION, Label.LEGAL)
    assert run.stdout.decode() == article_of(HARBOUR).render("text", include=include) + "\n"
    assert "low tide" in run.stdout.decode()


def test_url_and_language_reach_the_answer(winnow: Run) -> None:
    url = "https://gazette.example/harbour"

    run = winnow("--url", url, "--language", "en", "--format", "json", "harbour.html")

    answer = json.loads(run.stdout)
    assert (answer["url"], answer["language"]) == (url, "en")


def test_charset_is_what_the_sender_declared(winnow: Run, folder: Path) -> None:
    page = HARBOUR.replace('<meta charset="utf-8">', "").replace("harbour", "limanı").replace("euros", "liradır")
    (folder / "turkish.html").write_bytes(page.replace("“", '"').replace("”", '"').encode("cp1254"))

    run = winnow("--charset", "windows-1254", "turkish.html")

    assert "limanı" in run.stdout.decode()


@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}], ids=str)
def test_output_is_utf8_whatever_the_locale(winnow: Run, env: dict[str, str]) -> None:
    run = winnow("river.txt", env=env)

    assert run.stdout.decode() == f"{article_of(RIVER).text}\n"


def test_a_name_that_is_no_utf8_is_read_and_shown(winnow: Run, folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.html")
    try:
        (folder / name).write_text(HARBOUR, "utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")

    run = winnow("--format", "json", name, "river.txt")

    assert json.loads(run.stdout.splitlines()[0])["file"] == "caf\N{REPLACEMENT CHARACTER}.html"
    assert run.returncode == 0
