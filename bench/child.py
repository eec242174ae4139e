"""One system in a process of its own: its time, its memory, its crashes and its hangs are nobody else's."""

import logging
import multiprocessing
import os
import signal
import time
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import NamedTuple, Self

from bench.memory import peak_mb, reset_peak
from bench.systems import Extract, Request, System

#: A page that every system is called with, unmeasured, when its process starts.
WARM_UP = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>The bridge is open again</title></head><body>"
    "<nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a></ul></nav><article><h1>The bridge is open again</h1>"
    + "<p>After two years of work, the old bridge over the river was opened on Monday, and people crossed it, "
    "slowly, to look at the water from the new rail that the town had put there for them.</p>"
    * 30
    + "</article><footer><a href=/imprint>Imprint</a></footer></body></html>"
).encode()
WARM_UP_CALLS = 5

#: How long a process may take to load its system and to warm up, in seconds.
START_SECONDS = 120.0


class Answer(NamedTuple):
    """What came of one page.

    Attributes:
        text: the article; "" where the system failed.
        ms: milliseconds of processor time of the call, all threads and own processes of the system together: what it
            costs on one core, and the same on a busy machine; the deadline where it was not met.
        peak_mb: the highest resident memory during the call, in MiB.
        failure: "" where the call came back, else "timeout", "died", or the exception.
    """

    text: str
    ms: float
    peak_mb: float
    failure: str = ""


@dataclass(frozen=True, slots=True)
class _Running:
    process: multiprocessing.process.BaseProcess
    pid: int
    pipe: Connection


class Child:
    """A system's process, started when it is first asked and again after it was lost.

    >>> with Child(system, deadline_seconds=30) as child:  # doctest: +SKIP
    ...     child.ask(request).text
    """

    def __init__(self, system: System, deadline_seconds: float) -> None:
        self._system = system
        self._deadline_seconds = deadline_seconds
        self._running: _Running | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def ask(self, request: Request) -> Answer:
        """The system's answer, or what kept it from one.

        Raises:
            RuntimeError: the system cannot even be started.
        """
        running = self._running = self._running or self._start()
        try:
            running.pipe.send(request)
            if running.pipe.poll(self._deadline_seconds):
                answer: Answer = running.pipe.recv()
                return answer
            failure, ms = "timeout", self._deadline_seconds * 1000
        except (EOFError, OSError):
            failure, ms = "died", 0.0
        self._stop()
        return Answer("", ms, 0.0, failure)

    def _start(self) -> _Running:
        context = multiprocessing.get_context("spawn")
        pipe, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._system), daemon=True)
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # pages a second are told for one core
        process.start()
        theirs.close()
        if process.pid is None:
            raise RuntimeError(f"{self._system.name} has no process")
        running = _Running(process, process.pid, pipe)
        try:
            ready = pipe.recv() if pipe.poll(START_SECONDS) else "it took too long"
        except EOFError:
            ready = "its process died"
        if ready != "ready":
            _end(running)
            raise RuntimeError(f"{self._system.name} does not start: {ready}")
        return running

    def _stop(self) -> None:
        if self._running is not None:
            _end(self._running)
            self._running = None


def _end(running: _Running) -> None:
    """Kill the process and those that it started: a system that hangs in one of its own would outlive it."""
    running.pipe.close()
    try:
        os.killpg(running.pid, signal.SIGKILL)
    except ProcessLookupError:  # it has not made its group yet, or is gone
        running.process.kill()
    running.process.join()


def _serve(pipe: Connection, system: System) -> None:
    """The process: load, warm up, then answer until the pipe closes."""
    os.setpgid(0, 0)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        extract = system.load()
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")
        return
    warm_up = Request(WARM_UP.decode() if system.reads_text else WARM_UP, "http://localhost/bridge", "en", "html")
    for _ in range(WARM_UP_CALLS):
        _call(extract, warm_up)
    pipe.send("ready")
    while True:
        try:
            request = pipe.recv()
        except EOFError:
            return
        pipe.send(_call(extract, request))


def _call(extract: Extract, request: Request) -> Answer:
    pid = getattr(extract, "pid", os.getpid())
    reset_peak(pid)
    text, failure = "", ""
    started = _cpu_seconds(extract)
    try:
        text = extract(request)
    except Exception as error:
        failure = f"{type(error).__name__}: {error}"[:200]
    ms = (_cpu_seconds(extract) - started) * 1000
    if not failure.startswith(("EOFError", "BrokenPipeError")):
        return Answer(text, ms, peak_mb(pid), failure)
    raise SystemExit(1)  # a process of the system's own is gone: so is this one, and the next page starts anew


def _cpu_seconds(extract: Extract) -> float:
    """Processor time so far, with that of the process that the system has beside this one."""
    beside: float = getattr(extract, "cpu_seconds", 0.0)
    return time.process_time() + beside
