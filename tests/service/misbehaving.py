"""What lets a worker misbehave, on request."""

import logging
import os
import time

from app.service.intake.records import Arrival
from app.service.reply import Reply, reply
from app.service.schemas import Options
from app.service.stream.work import LineAnswer, answer_line

#: In a page these make a worker misbehave; the last holds it for a moment, within any deadline.
HANG, DIE, FAIL, DEVOUR, DAWDLE = "please hang", "please die", "please fail", "please devour", "please dawdle"


def misbehave(arrival: Arrival, max_bytes: int) -> Reply:
    """What a worker really does, but for pages that ask for something else."""
    _obey(arrival.body.decode("latin-1"))
    return reply(arrival, max_bytes)


def misbehave_in_line(data: bytes, query: Options) -> LineAnswer:
    """The same for a line of a stream."""
    _obey(data.decode("latin-1"))
    return answer_line(data, query)


def _obey(page: str) -> None:
    if HANG in page:
        while True:
            time.sleep(1)
    if DIE in page:
        os._exit(3)
    if FAIL in page:
        logging.getLogger("noisy").error("trouble with %s", page)
        raise RuntimeError(f"secret of {page}")
    if DAWDLE in page:
        time.sleep(1)
    if DEVOUR in page:
        b"x" * 10**12
