"""A system for the tests: it answers with the page's paragraph, or misbehaves as the page says."""

import os
import re
import time

from bench.systems import Extract, Request, System


def version() -> str:
    return "1"


def load(loud: bool = False, broken: bool = False) -> Extract:
    if broken:
        raise OSError("no weights")

    def extract(request: Request) -> str:
        page = request.data if isinstance(request.data, str) else request.data.decode()
        if "HANG" in page:
            time.sleep(600)
        if "DIE" in page:
            os._exit(3)
        if "RAISE" in page:
            raise ValueError("three is not a number")
        if "GREEDY" in page:
            bytearray(64 * 1024 * 1024)
        text = " ".join(re.findall(r"<p>(.*?)</p>", page, re.DOTALL))
        return text.upper() if loud else text

    return extract


STUB = System("stub", "tests.bench.stub")
LOUD = System("loud", "tests.bench.stub", ("loud",))
BROKEN = System("broken", "tests.bench.stub", ("broken",))
ABSENT = System("absent", "tests.bench.there_is_no_such_module")
