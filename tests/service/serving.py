"""Services of our own to talk to over a real socket."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.service.example import TEXT

ROOT = Path(__file__).parents[2]
#: What a start may take on a busy machine. Seconds.
START_SECONDS = 300.0
PLAIN = "from app.service.server import serve; serve(port=0)"
#: The same service with workers that can be made to misbehave.
MISBEHAVING = """
import multiprocessing
from app.service import routes
from app.service.stream import share
from tests.service.misbehaving import misbehave, misbehave_in_line
multiprocessing.get_context("forkserver").set_forkserver_preload(["app.service.preload", "tests.service.misbehaving"])
routes.reply = misbehave
share.answer_line = misbehave_in_line
from app.service.server import serve
if __name__ == "__main__":
    serve(port=0)
"""


@contextmanager
def running(
    log: Path, program: str = PLAIN, **settings: str
) -> Iterator[tuple[httpx.Client, "subprocess.Popen[bytes]"]]:
    """A client of a service that is ready, and its process; `settings` are its environment's, `log` what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WINNOW_")}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=environment | {"PYTHONPATH": str(ROOT)} | settings,
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            with httpx.Client(base_url=_address(log, process), timeout=120, trust_env=False) as client:
                yield client, process
        finally:
            process.terminate()


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"running on (http://[\d.:]+)", log.read_text("utf-8")):
            return found[1]
        time.sleep(0.05)
    raise RuntimeError(f"the service did not come up:\n{log.read_text('utf-8')}")


def wait_until_served(client: httpx.Client) -> None:
    """Wait for the worker that takes the place of the one that was lost: the service has only one, and no queue."""
    for _ in range(3000):
        if client.post("/clean", content=TEXT.encode()).status_code == 200:
            assert client.get("/readyz").status_code == 200
            return
        time.sleep(0.1)
    raise AssertionError("the service does not recover")
