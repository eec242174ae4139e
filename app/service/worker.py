"""One process that cleans one page at a time, at the other end of a pipe.

The standard library's pools cannot end a task that hangs, which a page must never be able to do to the service.
"""

import logging
import multiprocessing
import os
import signal
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from app.service.errors import WorkerDied
from app.service.frames import keep_frames
from app.service.work import Warm, WorkAnswer, WorkRequest, warm_up

Task = Callable[[WorkRequest], WorkAnswer]


class Worker:
    """All methods but `kill` and `alive` block: they belong into a thread.

    Attributes:
        warm: whether it has started.
    """

    def __init__(self, task: Task) -> None:
        context = multiprocessing.get_context("spawn")  # forked, it would have the service's sockets and locks
        self._pipe, self._other_end = context.Pipe()
        self._process = context.Process(target=_work, args=(self._other_end, task), daemon=True)
        self._killed = False
        self.warm = False

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.is_alive()

    def start(self) -> Warm:
        """Start the process; return when it is ready for pages.

        Raises:
            WorkerDied: the process ended.
            Exception: whatever cleaning the example page raised.
        """
        # One thread a process: pages are cleaned side by side, and NumPy's threads would only wait for each other.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        self._process.start()
        # From now on only the process holds that end: reading ends when the process does.
        self._other_end.close()
        if self._killed:
            self._process.kill()
        warm = self._receive()
        assert isinstance(warm, Warm)
        self.warm = True
        return warm

    def answer(self, request: WorkRequest) -> WorkAnswer:
        """What the task makes of a request.

        Raises:
            WorkerDied: the process ended.
            Exception: whatever the task raised.
        """
        try:
            self._pipe.send(request)
        except OSError as error:
            raise WorkerDied("The process that cleans pages is not there.") from error
        result = self._receive()
        assert isinstance(result, WorkAnswer)
        return result

    def kill(self) -> None:
        """End the process, whatever it is doing; whoever waits for its answer gets `WorkerDied`."""
        self._killed = True
        if self._process.pid is not None:
            self._process.kill()

    def _receive(self) -> object:
        try:
            succeeded, result = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join()
            raise WorkerDied(f"The process that cleans pages ended with {self._process.exitcode}.") from error
        if not succeeded:
            raise result
        return result


def _work(pipe: Connection, task: Task) -> None:
    """The process: warm up, then answer requests until the service is gone."""
    # The service alone decides when a worker ends, so that pages under way are finished.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # What libraries have to say of a page may hold some of it.
    logging.disable()
    warnings.simplefilter("ignore")
    with suppress(EOFError, OSError):
        pipe.send(_outcome(warm_up))
        while True:
            pipe.send(_outcome(task, pipe.recv()))


def _outcome(call: Callable[..., object], *arguments: object) -> tuple[bool, object]:
    """Whether a call succeeded, and what it returned or raised."""
    try:
        return True, call(*arguments)
    except Exception as error:
        keep_frames(error)
        return False, error
