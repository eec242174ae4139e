"""What stands at the other end: terminals, pipes, full disks, nothing."""

import os
import pty
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from app import Label
from tests.cli.pages import RIVER, article_of
from tests.command import WINNOW


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


@pytest.mark.parametrize("arguments", ["river.txt", "--explain river.txt", "key"])
def test_no_standard_output_is_an_error_and_no_crash(folder: Path, arguments: str) -> None:
    run = subprocess.run(f"'{WINNOW}' {arguments} >&-", shell=True, cwd=folder, capture_output=True, timeout=60)

    assert run.stderr.decode() == "winnow: standard output: Bad file descriptor\n"
    assert run.returncode == 1


def test_no_name_is_that_of_no_file(folder: Path) -> None:
    run = subprocess.run([WINNOW, ""], cwd=folder, capture_output=True, timeout=60)

    assert run.stderr.decode() == "winnow: '': No such file or directory\n"
    assert run.returncode == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds to a limit of address space")
def test_a_file_that_memory_cannot_hold_does_not_stop_the_others(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(16 << 30)  # of which nothing is on the disk
    command = f"ulimit -v {4 << 20}; '{WINNOW}' huge.txt river.txt"
    run = subprocess.run(command, shell=True, cwd=folder, capture_output=True, timeout=60)

    assert run.stderr.decode() == "winnow: huge.txt: Cannot allocate memory\n"
    assert (run.stdout.decode(), run.returncode) == (f"\f\n{article_of(RIVER).text}\n", 1)


def test_without_standard_error_nothing_but_the_result_is_written(folder: Path) -> None:
    noisy = subprocess.run([WINNOW, "empty.txt", "river.txt", "nowhere"], cwd=folder, capture_output=True, timeout=60)
    command = f"'{WINNOW}' empty.txt river.txt nowhere 2>&-"
    run = subprocess.run(command, shell=True, cwd=folder, stdout=subprocess.PIPE, timeout=60)

    assert noisy.stderr
    assert (run.stdout, run.returncode) == (noisy.stdout, noisy.returncode)


def test_the_name_of_a_file_does_nothing_to_a_terminal(folder: Path) -> None:
    run = subprocess.run([WINNOW, "red\x1b[31m\nnote.txt"], cwd=folder, capture_output=True, timeout=60)

    assert run.stderr.decode() == "winnow: red\\x1b[31m\\nnote.txt: No such file or directory\n"


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
