"""Services of our own to talk to over a real socket."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.service.example import TEXT
from load.serving import WINNOW, started

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
    log: Path, program: str = WINNOW, **settings: str
) -> Iterator[tuple[httpx.Client, "subprocess.Popen[bytes]"]]:
    """A client of a service that is ready, and its process; `settings` are its environment's, `log` what it prints."""
    with (
        started(program, log, settings) as service,
        httpx.Client(base_url=service.url, timeout=120, trust_env=False) as client,
    ):
        yield client, service.process


def wait_until_served(client: httpx.Client) -> None:
    """Wait for the worker that takes the place of the one that was lost: the service has only one, and no queue."""
    for _ in range(3000):
        if client.post("/clean", content=TEXT.encode()).status_code == 200:
            assert client.get("/readyz").status_code == 200
            return
        time.sleep(0.1)
    raise AssertionError("the service does not recover")
