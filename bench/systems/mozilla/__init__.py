"""Mozilla Readability in Node over jsdom, the pair that its documentation shows.

One Node process reads requests and writes answers as JSON lines, so that starting it is no part of a page's time; the
pipe's share, about a millisecond a page, is. `npm install` in this folder brings what `package.json` names.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

from bench.decode import decode
from bench.markup import words_of_html
from bench.systems import Extract, Request

FOLDER = Path(__file__).parent
PACKAGES = ("@mozilla/readability", "jsdom")


class ReadabilityError(Exception):
    """Readability or its DOM raised on a page; the message is theirs."""


def version() -> str:
    """The versions of Readability and of the DOM it reads.

    Raises:
        ImportError: Node or the packages are not there.
    """
    if shutil.which("node") is None:
        raise ImportError("there is no node")
    versions = []
    for package in PACKAGES:
        manifest = FOLDER / "node_modules" / package / "package.json"
        if not manifest.is_file():
            raise ImportError(f"{package} is not installed: run `npm install` in {FOLDER.name}")
        versions.append(json.loads(manifest.read_text(encoding="utf-8"))["version"])
    return "+".join(versions)


class Node:
    """The Node process, as the function that it serves.

    Attributes:
        pid: of the process, whose memory is the system's.
        cpu_seconds: processor time of the process up to its last answer.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", FOLDER / "worker.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"NODE_NO_WARNINGS": "1"},
        )
        self.pid = self._process.pid
        self.cpu_seconds = 0.0

    def __call__(self, request: Request) -> str:
        """The text of one page's article; "" where Readability finds none.

        Raises:
            ReadabilityError: it raised.
            BrokenPipeError, EOFError: the process is gone.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise EOFError("no pipe to node")
        stdin.write(json.dumps({"html": decode(request.data), "url": request.url}).encode() + b"\n")
        stdin.flush()
        line = stdout.readline()
        if not line:
            raise EOFError("node is gone")
        answer = json.loads(line)
        self.cpu_seconds = answer["cpuSeconds"]
        if "error" in answer:
            raise ReadabilityError(answer["error"])
        return words_of_html(answer["content"]) if answer["content"] else ""

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def load() -> Extract:
    """Start the process; it ends with the pipe."""
    return Node()
