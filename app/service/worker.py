"""One process that cleans one page at a time, at the other end of a socket.

The process starts warm, is ended whatever it is doing, and has a ceiling of memory. AnyIO's `to_process` can end a call
too, but starts its processes while a request waits for them, and knows no ceiling.
"""

import asyncio
import logging
import multiprocessing
import os
import pickle
import resource
import signal
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from app.service.errors import MemoryExceeded, WorkerDied
from app.service.frames import keep_frames
from app.service.work import Warm

P = ParamSpec("P")
T = TypeVar("T")

#: Length of what follows, in front of every message, big-endian. Bytes.
_LENGTH_BYTES = 8
#: How much of an answer is taken from the socket before its reader has asked for it. Bytes.
_BUFFER_BYTES = 1 << 20
#: How much sooner than a worker the service gets a core, [0, 19].
NICENESS = 5
#: How long a process that let go of its socket may take to be gone, in seconds.
_EXIT_SECONDS = 1.0

#: Forked from the service itself, a worker would have its sockets and locks; from a process that has nothing but what
#: cleaning needs, it is there at once and shares its memory.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["app.service.preload"])


class Worker:
    """A process and the socket to it; `started` makes one.

    Attributes:
        warm: what it told when it was ready.
    """

    def __init__(self, process: BaseProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._gone = asyncio.Event()
        asyncio.get_running_loop().add_reader(process.sentinel, self._end)
        self.warm: Warm

    @classmethod
    async def started(cls, page_memory_bytes: int) -> "Worker":
        """One that is ready for pages.

        Args:
            page_memory_bytes: how much its address space may grow beyond what it takes when it is ready.

        Raises:
            WorkerDied: the process ended.
            Exception: whatever cleaning the example page raised.
        """
        # One thread a process: pages are cleaned side by side, and NumPy's threads would only wait for each other.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        here, there = socket.socketpair()
        process = _CONTEXT.Process(target=_work, args=(there, page_memory_bytes), daemon=True)
        with there:  # from then on only the process holds that end: reading ends when the process does
            await asyncio.to_thread(process.start)
        worker = cls(process, *await asyncio.open_connection(sock=here, limit=_BUFFER_BYTES))
        try:
            worker.warm = await worker._receive()
        except BaseException:
            worker.kill()
            raise
        return worker

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.is_alive()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function of a module returns over there; it is sent by name, its arguments and result by value.

        Raises:
            WorkerDied: the process ended.
            MemoryExceeded: the function took more memory than it may; this worker is to be replaced.
            Exception: whatever the function raised.
        """
        message = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        self._writer.writelines((len(message).to_bytes(_LENGTH_BYTES, "big"), message))
        with suppress(ConnectionError):  # the answer will tell
            await self._writer.drain()
        result: T = await self._receive()
        return result

    async def ended(self) -> None:
        """Wait until the process is gone."""
        await self._gone.wait()

    def kill(self) -> None:
        """End the process, whatever it is doing; whoever waits for its answer gets `WorkerDied`."""
        self._process.kill()
        self._writer.close()

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()  # from now on its number may be another's: it is not to be killed
        self._gone.set()

    async def _receive(self) -> Any:
        try:
            length = int.from_bytes(await self._reader.readexactly(_LENGTH_BYTES), "big")
            message = await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ended(), _EXIT_SECONDS)
            raise WorkerDied(f"The process that cleans pages ended with {self._process.exitcode}.") from error
        succeeded, result = pickle.loads(message)
        if not succeeded:
            raise result
        return result


def _work(there: socket.socket, page_memory_bytes: int) -> None:
    """The process: warm up, then answer requests until the service is gone."""
    # The service alone decides when a worker ends, so that pages under way are finished.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # Whoever speaks HTTP goes first where both want a core: else callers wait unheard while pages are cleaned.
    os.nice(NICENESS)
    # What libraries have to say of a page may hold some of it.
    logging.disable()
    warnings.simplefilter("ignore")
    from app.service.preload import WARM  # made before the fork; the service itself has no use for it

    with suppress(OSError), there, there.makefile("rb") as requests:
        _send(there, _outcome(lambda: WARM))
        _limit_memory(page_memory_bytes)
        while header := requests.read(_LENGTH_BYTES):
            _send(there, _outcome(_call, requests.read(int.from_bytes(header, "big"))))


def _send(there: socket.socket, message: bytes) -> None:
    there.sendall(len(message).to_bytes(_LENGTH_BYTES, "big"))
    there.sendall(message)


def _call(message: bytes) -> object:
    function, args, kwargs = pickle.loads(message)
    return function(*args, **kwargs)


def _outcome(call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bytes:
    """Whether a call succeeded, and what it returned or raised, pickled."""
    try:
        return pickle.dumps((True, call(*args, **kwargs)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        error: Exception = MemoryExceeded("The page took more memory than one page may take.")
    except Exception as raised:
        keep_frames(raised)
        error = raised
    return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)


def _limit_memory(growth_bytes: int) -> None:
    """Let the address space of this process grow by so much and no further: what asks for more gets `MemoryError`.

    It is limited beyond what it is now, since a process reserves far more than it uses (NumPy's arithmetic alone
    32 MB a thread). Only Linux tells and holds to it.
    """
    if sys.platform == "linux":
        now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (now + growth_bytes, hard))
