"""The line that goes back for each line that came."""

import json
import logging

from app.service import kinds
from app.service.errors import BodyTooLarge
from app.service.problems import detail_of, kind_of
from app.service.schemas import Options, Problem
from app.service.stream.lines import Line
from app.service.stream.share import Share
from app.service.stream.work import NO_ID

_log = logging.getLogger(__name__)


class Answers:
    """Answers the lines of one stream, each on its own.

    Args:
        query: options of every line that does not say otherwise.
        max_bytes: longest line that is read; only named here.
    """

    def __init__(self, share: Share, query: Options, max_bytes: int, request_id: str) -> None:
        self._share = share
        self._query = query
        self._max_bytes = max_bytes
        self._request_id = request_id

    async def to(self, line: Line) -> bytes:
        """The answer to a line, or the problem that it is, with its line feed."""
        if line.data is None:
            too_long = BodyTooLarge(f"The line has more than the {self._max_bytes} bytes that are read.")
            return self.problem(line.number, too_long)
        found = await self._share.answer(line.data, self._query)
        if found.error is not None:
            return self.problem(line.number, found.error, found.id)
        return b'{"id": %b, "line": %d, %b}\n' % (found.id.encode(), line.number, found.members)

    def problem(self, number: int, error: Exception, identity: str = NO_ID, cut: bool = False) -> bytes:
        """What is wrong with a line, as a line.

        Args:
            identity: the line's id, as JSON.
            cut: neither the line nor any after it was read.
        """
        kind = kind_of(error)
        if kind is kinds.INTERNAL:
            extra = {"request_id": self._request_id, "line": number}
            _log.error("A line of a stream failed", exc_info=error, extra=extra)
        members = Problem.of(kind, detail_of(error), self._request_id).model_dump() | ({"cut": True} if cut else {})
        inside = json.dumps(members, ensure_ascii=False).encode("utf-8", "replace")[1:-1]
        return b'{"id": %b, "line": %d, %b}\n' % (identity.encode(), number, inside)
