"""What lets a worker misbehave, on request."""

import logging
import os
import time

from app.service.intake import Arrival
from app.service.reply import Reply, reply

#: In a page these make a worker misbehave; the last holds it for a moment, within any deadline.
HANG, DIE, FAIL, DEVOUR, DAWDLE = "please hang", "please die", "please fail", "please devour", "please dawdle"


def misbehave(arrival: Arrival, max_bytes: int) -> Reply:
    """What a worker really does, but for pages that ask for something else."""
    page = arrival.body.decode("latin-1")
    if HANG in page:
        while True:
            time.sleep(1)
    if DIE in page:
        os._exit(3)
    if FAIL in page:
        logging.getLogger("trafilatura").error("trouble with %s", page)
        raise RuntimeError(f"secret of {page}")
    if DAWDLE in page:
        time.sleep(1)
    if DEVOUR in page:
        b"x" * 10**12
    return reply(arrival, max_bytes)
