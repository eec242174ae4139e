"""A million small documents through one stream and the client: memory on both ends, and that none is lost."""

import json
import os
import statistics
from collections.abc import Iterator
from typing import NamedTuple

from app.client import Client
from app.service.schemas import Options
from app.service.stream.work import LineAnswer
from load.figures import Figure
from load.serving import WINNOW, Served, resident_bytes, served

#: Growth that is none: what a heap's own unrest makes of it. Bytes a document.
MAX_SLOPE = 5.0
#: The service with workers that give every line back at once: what is measured is the stream.
BARE = """
import multiprocessing
from app.service.stream import share
from load.stream import bare_line
multiprocessing.get_context("forkserver").set_forkserver_preload(["app.service.preload", "load.stream"])
share.answer_line = bare_line
from app.service.server import serve
if __name__ == "__main__":
    serve(port=0)
"""
_SAMPLES = 50


class Sample(NamedTuple):
    """What both ends held after so many documents. Bytes."""

    documents: int
    service: int
    client: int


def bare_line(data: bytes, query: Options) -> LineAnswer:
    """What a worker does with a line, but for cleaning its page."""
    text = json.loads(data)["text"]
    members = {"text": text, "verdict": "ok", "confidence": 1.0, "engine": "none"}
    return LineAnswer("null", json.dumps(members).encode()[1:-1])


def flow(service: Served, count: int, samples: list[Sample]) -> tuple[int, int]:
    """Stream so many documents.

    Args:
        samples: where samples at even distances are put.

    Returns:
        How many outcomes there were, and how many of them were not the answer to the document whose turn it was.
    """
    outcomes = wrong = 0
    with Client(service.url) as client:
        for expected, outcome in zip(_documents(count), client.clean_many(_documents(count)), strict=False):
            text = outcome.result.text if outcome.result else ""
            wrong += outcome.page != expected or text != expected
            outcomes += 1
            if outcomes % max(1, count // _SAMPLES) == 0:
                samples.append(Sample(outcomes, service.resident_bytes(), resident_bytes(os.getpid())))
    return outcomes, wrong


def figures(count: int, warm: int, workers: int, bare: bool = False) -> list[Figure]:
    """What `count` documents come to; growth counts beyond the first `warm`.

    Args:
        bare: leave the engine out.
    """
    taken: list[Sample] = []
    with served(BARE if bare else WINNOW, WINNOW_WORKERS=str(workers)) as service:
        outcomes, wrong = flow(service, count, taken)
    settled = [sample for sample in taken if sample.documents > warm]
    documents = [sample.documents for sample in settled]
    at_service, _ = statistics.linear_regression(documents, [sample.service for sample in settled])
    at_client, _ = statistics.linear_regression(documents, [sample.client for sample in settled])
    most = f"≤ {MAX_SLOPE:g}"
    return [
        Figure("documents sent", str(count)),
        Figure("answered", str(outcomes), str(count), outcomes == count),
        Figure("answered out of turn, or with another's text", str(wrong), "0", wrong == 0),
        Figure("service at the end", f"{settled[-1].service / 1e6:.1f} MB"),
        Figure("service grows", f"{at_service:.2f} bytes a document", most, at_service <= MAX_SLOPE),
        Figure("client at the end", f"{settled[-1].client / 1e6:.1f} MB"),
        Figure("client grows", f"{at_client:.2f} bytes a document", most, at_client <= MAX_SLOPE),
    ]


def _documents(count: int) -> Iterator[str]:
    for number in range(count):
        yield f"The tide of day {number} went out further than anyone in the village could remember."
