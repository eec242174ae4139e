"""Services to put under load, as processes of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: What a start may take on a busy machine, in seconds.
START_SECONDS = 300.0
WINNOW = "from app.service.server import serve; serve(port=0)"
#: How trafilatura is served: as many processes, behind the same server.
TRAFILATURA = """
import socket, uvicorn
with socket.create_server(("127.0.0.1", 0)) as found:  # uvicorn with several processes does not tell a port of its own
    port = found.getsockname()[1]
if __name__ == "__main__":
    uvicorn.run("load.peer:app", port=port, workers={workers})
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A service that is up.

    Attributes:
        url: where it is, without a slash at its end.
        process: it; its workers are children of this.
    """

    url: str
    process: "subprocess.Popen[bytes]"

    def family(self) -> list[int]:
        """The service, the processes that it started, and theirs."""
        found = [self.process.pid]
        for pid in found:  # grows as it is read
            found += _children(pid)
        return found

    def workers(self) -> list[int]:
        """Those that clean pages: their parent is a process that does nothing but fork."""
        return [pid for child in _children(self.process.pid) for pid in _children(child)]

    def resident_bytes(self) -> int:
        """Memory of the service and of its processes; what they share counts for each."""
        return sum(map(resident_bytes, self.family()))

    def descriptors(self) -> int:
        """Files and sockets that the service has open, without those of its children."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def stop(self) -> int:
        """Ask it to stop, wait until it has, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait()


@contextmanager
def served(program: str = WINNOW, **settings: str) -> Iterator[Served]:
    """A service that runs while the block does, as `started` has it; of its log nothing is kept."""
    with (
        tempfile.TemporaryDirectory() as folder,
        started(program, Path(folder) / "log", {"WINNOW_LOG_FORMAT": "text"} | settings) as service,
    ):
        yield service


@contextmanager
def started(program: str, log: Path, settings: Mapping[str, str]) -> Iterator[Served]:
    """A service that runs while the block does.

    Args:
        program: Python that serves on a free port and logs its address as uvicorn does.
        log: the file for what it prints.
        settings: variables of its environment; those of the caller that begin like ours are left out.

    Raises:
        RuntimeError: it does not come up.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WINNOW_")}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT), **settings},
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            yield Served(_address(log, process), process)
        finally:
            process.terminate()


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"running on (http://([\d.]+):(\d+))", log.read_text("utf-8"))
        # uvicorn with several processes says so before one of them listens.
        if found and _listens(found[2], int(found[3])):
            return found[1]
        time.sleep(0.05)
    raise RuntimeError(f"the service did not come up:\n{log.read_text('utf-8')}")


def _listens(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def _children(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text("ascii").split()]
    except OSError:  # it has just gone
        return []


def resident_bytes(pid: int) -> int:
    """Memory of one process; 0 where it has gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
