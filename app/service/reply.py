"""What a worker does with one request, from the bytes that came to the bytes that go."""

import hashlib
from dataclasses import replace
from typing import NamedTuple

from app.engine.clean import ENGINE
from app.service.coding import IDENTITY, accepted, compress
from app.service.intake import read
from app.service.intake.records import Arrival
from app.service.negotiate import ANY_TAG, tags
from app.service.work import WorkAnswer, WorkRequest, answer

#: Version of the HTTP interface; another number is another contract.
API_VERSION = "1"
#: A shorter answer is not compressed: it fits into one packet. Bytes.
MIN_COMPRESSED_BYTES = 1000


class Reply(NamedTuple):
    """What goes back.

    Attributes:
        etag: names the answer in the coding that the caller accepts best, though a short one goes out without any.
        answer: None where the caller has it already; its body in the coding.
        coding: the content coding of the body.
    """

    etag: str
    answer: WorkAnswer | None
    coding: str


def reply(arrival: Arrival, max_bytes: int) -> Reply:
    """Read a request, clean its page, and write the answer.

    Args:
        max_bytes: most that its body may have when it is decompressed.

    Raises:
        ServiceError, CleaningError: the caller can mend it.
    """
    work = read(arrival, max_bytes)
    coding = accepted(arrival.accept_encoding)
    etag = entity_tag(work, coding)
    known = tags(arrival.if_none_match)
    if etag in known:
        return Reply(etag, None, coding)
    found = answer(work)
    if ANY_TAG in known:  # also one that the caller never had: so there must be one
        return Reply(etag, None, coding)
    if len(found.body) < MIN_COMPRESSED_BYTES:
        return Reply(etag, found, IDENTITY)
    return Reply(etag, found._replace(body=compress(found.body, coding)), coding)


def entity_tag(work: WorkRequest, coding: str) -> str:
    """A strong validator: the page, all that its answer depends on beside it, the engine and the content coding."""
    data = work.data if isinstance(work.data, bytes) else work.data.encode("utf-8", "surrogatepass")
    options = repr((API_VERSION, ENGINE, coding, type(work.data).__name__, replace(work, data="")))
    digest = hashlib.blake2b(options.encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(b"\0")
    digest.update(data)
    return f'"{digest.hexdigest()}"'
