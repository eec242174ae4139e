"""The command as it is used: a process of its own, with files, pipes and terminals around it."""

import hashlib
import json
import os
import pty
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width

from app import Article, Label, clean
from app.cli.table import beginning
from tests.command import SERVE, WINNOW
from tests.service.serving import running

HARBOUR = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour to close for a week</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<article><h1>Harbour to close for a week</h1>
<p>The old harbour will close for a week in March, the port authority said on Monday, because the eastern quay has to be
dredged before the ferries return to their summer timetable.</p>
<p>Fishing boats may use the northern basin in the meantime. “Nobody will lose a day at sea,” said the harbour master,
who expects the work to cost about two million euros and to be finished before Easter.</p>
<figure><img src="q.jpg" alt=""><figcaption>The eastern quay at low tide. Photo: Port authority</figcaption></figure>
<p>The dredger arrives on the fourth of the month and will work day and night; those who live along the quay have been
promised that the pumps will rest between midnight and five in the morning.</p></article>
<footer>© Harbour Gazette. All rights reserved.</footer></body></html>
"""

RIVER = """\
ホーム

川の水位が三日続けて下がる

県は月曜日、大雨の後に上がっていた川の水位が三日続けて下がり、平年並みに戻ったと発表した。下流の三つの町に出ていた避難の呼びかけは、同じ日の夕方にすべて解除された。

町の担当者は「堤防に傷みがないか、今週いっぱいかけて確かめたい」と話し、住民には川べりに近づかないよう引き続き求めている。水門は木曜日まで閉じたままになる。

農業用の水路では泥がたまり、一部の田で水が引けなくなっている。県は来週から重機を入れて取り除き、田植えに間に合わせる考えだ。

シェアする
"""

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "harbour.html").write_text(HARBOUR, "utf-8")
    (tmp_path / "river.txt").write_text(RIVER, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    return tmp_path


@pytest.fixture
def winnow(folder: Path) -> Run:
    """Run `winnow` in `folder`; standard input is empty unless given."""

    def run(
        *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, **(env or {})}
        command = [WINNOW, *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, cwd=folder, env=environment, timeout=60)

    return run


def article_of(page: str) -> Article:
    return clean(page.encode())


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


WRONG = {
    "--format pdf": "invalid choice: 'pdf'",
    "--include caption,adverts": "'caption,adverts' is not a list of labels",
    "--favor both": "invalid choice: 'both'",
    "--input pdf": "invalid choice: 'pdf'",
    "--explain --format html": "--explain goes with --format text or json",
    "--nonsense": "--nonsense",
    "--language klingonish": "klingonish",
    "serve --port 70000": "'70000' is not a port",
    "serve --workers 0": "'0' is not a whole number from 1",
    "serve harbour.html": "unrecognized arguments",
    "key harbour.html": "unrecognized arguments",
}


@pytest.mark.parametrize(("line", "says"), WRONG.items(), ids=WRONG)
def test_a_wrong_command_line_says_what_is_wrong_and_writes_no_result(winnow: Run, line: str, says: str) -> None:
    run = winnow(*line.split(), stdin=HARBOUR.encode())

    assert says in run.stderr.decode()
    assert b"Traceback" not in run.stderr
    assert (run.returncode, run.stdout) == (2, b"")


def test_a_page_without_article_is_no_error_but_a_note(winnow: Run) -> None:
    run = winnow("empty.txt")

    assert (run.returncode, run.stdout) == (0, b"")
    assert "empty.txt: note: there is no article" in run.stderr.decode()


def test_explain_lists_every_block_in_aligned_columns(winnow: Run) -> None:
    run = winnow("--explain", "river.txt")

    summary, header, *rows = run.stdout.decode().splitlines()
    blocks = article_of(RIVER).blocks
    assert "verdict ok" in summary
    assert header.split() == ["LINE", "KEPT", "LABEL", "SCORE", "REASON", "TEXT"]
    assert [int(row.split()[0]) for row in rows] == [found.place.line for found in blocks]
    assert [row.split()[2] for row in rows] == [found.label.value for found in blocks]
    starts = {width(row[: row.rindex("  ") + 2]) for row in rows}
    assert starts == {header.index("TEXT")}
    assert b"\x1b" not in run.stdout


def test_explain_marks_as_kept_what_include_adds(winnow: Run) -> None:
    plain, more = (
        winnow("--explain", *extra, "harbour.html").stdout.decode() for extra in ([], ["--include", "caption"])
    )

    (before,) = [line for line in plain.splitlines() if "low tide" in line]
    (after,) = [line for line in more.splitlines() if "low tide" in line]
    assert before.split()[1:3] == ["no", "caption"]
    assert after.split()[1:3] == ["yes", "caption"]


def test_explain_keeps_what_the_json_keeps(winnow: Run) -> None:
    options = ["--explain", "--include", "title,caption", "harbour.html"]
    _, _, *rows = winnow(*options).stdout.decode().splitlines()

    blocks = json.loads(winnow("--format", "json", *options).stdout)["blocks"]
    assert [row.split()[1] == "yes" for row in rows] == [block["kept"] for block in blocks]


def test_explain_in_json_gives_the_blocks(winnow: Run) -> None:
    run = winnow("--explain", "--format", "json", "river.txt")

    assert len(json.loads(run.stdout)["blocks"]) == len(article_of(RIVER).blocks)


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


def test_a_key_comes_with_the_hash_that_lets_it_in(winnow: Run) -> None:
    found = re.fullmatch(r"key   (winnow_\S+)\nhash  ([0-9a-f]{64})\n", winnow("key").stdout.decode())

    assert found
    assert hashlib.sha256(found[1].encode()).hexdigest() == found[2]


def test_a_file_called_serve_is_reached_by_its_path(winnow: Run, folder: Path) -> None:
    (folder / "serve").write_text(HARBOUR, "utf-8")

    assert winnow("./serve").stdout.decode() == f"{article_of(HARBOUR).text}\n"


def test_a_reader_that_leaves_is_no_error_to_talk_about(folder: Path) -> None:
    process = subprocess.Popen(
        [WINNOW, "river.txt", "harbour.html"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()

    with process:
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run([WINNOW, "river.txt"], cwd=folder, stdout=full, stderr=subprocess.PIPE, timeout=60)

    assert run.stderr.decode() == "winnow: standard output: No space left on device\n"
    assert run.returncode == 1


def test_no_standard_input_is_an_error_and_no_crash(folder: Path) -> None:
    run = subprocess.run(f"'{WINNOW}' <&-", shell=True, cwd=folder, capture_output=True, timeout=60)

    assert run.stderr.decode() == "winnow: standard input: Bad file descriptor\n"
    assert (run.returncode, run.stdout) == (1, b"")


def test_a_terminal_shows_labels_in_colours_and_removed_blocks_dim(folder: Path) -> None:
    shown = in_terminal(["--explain", "river.txt"], folder, {"TERM": "xterm"})

    (removed,) = [line for line in shown.splitlines() if "ホーム" in line]
    (kept,) = [line for line in shown.splitlines() if "県は月曜日" in line]
    assert removed.startswith("\x1b[2m")
    assert not kept.startswith("\x1b")
    assert "\x1b[32mbody" in kept
    labels = Counter(found.label for found in article_of(RIVER).blocks)
    legend = ", ".join(f"{label} {labels[label]}" for label in Label if labels[label])
    last = shown.splitlines()[-1]
    assert re.sub(r"\x1b\[[\d;]*m", "", last) == legend
    colours = re.findall(r"(\x1b\[[1-9][\d;]*m)\w+", last)
    assert len(set(colours)) == len(labels)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}], ids=["no colour", "dumb"])
def test_a_terminal_that_wants_no_colours_gets_none(folder: Path, env: dict[str, str]) -> None:
    shown = in_terminal(["--explain", "river.txt"], folder, env)

    assert "\x1b" not in shown
    assert "body " in shown.splitlines()[-1]


def test_a_terminal_without_a_file_gets_the_usage(folder: Path) -> None:
    assert "no file is named" in in_terminal([], folder, {})


def in_terminal(arguments: list[str], folder: Path, env: Mapping[str, str]) -> str:
    """What `winnow` shows on a terminal of 120 columns."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"COLUMNS": "120", **env}
    with subprocess.Popen(
        [WINNOW, *arguments], cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # Linux reports the end of a terminal as an error
            pass
        process.wait(timeout=60)
    os.close(ours)
    return shown.decode()


def test_serve_answers_until_it_is_told_to_stop(tmp_path: Path) -> None:
    with running(tmp_path / "log", SERVE) as (client, process):
        answer = client.post("/clean?format=text", content=HARBOUR.encode())
        assert answer.text.rstrip("\n") == article_of(HARBOUR).text

        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


def test_help_and_version(winnow: Run) -> None:
    assert b"exit codes: 0" in winnow("--help").stdout
    assert b"--workers" in winnow("serve", "--help").stdout
    assert winnow("--version").stdout.startswith(b"winnow 0.")


@given(st.text(max_size=300), st.integers(1, 40))
def test_the_beginning_of_a_text_fits_and_steers_nothing(text: str, room: int) -> None:
    shown = beginning(text, room)

    assert width(shown) <= room
    assert all(character.isprintable() or character in "\u200c\u200d" for character in shown)
