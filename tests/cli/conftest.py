"""The command in a folder of pages."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.pages import HARBOUR, RIVER
from tests.command import WINNOW

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
