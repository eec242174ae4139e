"""What the service writes down, one line each: requests, and what happens to the service itself.

A line never holds text of a page, a URL's query or a key, and nobody can forge one: what a caller chose is escaped.
"""

import logging
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from app.service.exchange import Exchange
from app.service.frames import frames
from app.settings import LogFormat, LogLevel

_RESERVED = frozenset((*RESERVED_ATTRS, "color_message"))  # that one is uvicorn's, for terminals
_requests = logging.getLogger("winnow.requests")


def write_exchange(exchange: Exchange) -> None:
    """Write the line of a request."""
    fields: dict[str, Any] = {
        "request_id": exchange.request_id,
        "trace_id": exchange.trace_id,
        "method": exchange.method,
        "route": exchange.route or None,
        "status": exchange.status,
        "request_bytes": exchange.request_bytes,
        "response_bytes": exchange.response_bytes,
        "seconds": round(exchange.seconds, 6),
        "verdict": exchange.facts.verdict if exchange.facts else None,
        "engine": exchange.engine,
    }
    _requests.info("%s %s %s", exchange.method, exchange.route or "-", exchange.status, extra=fields)


def configuration(form: LogFormat, level: LogLevel) -> dict[str, Any]:
    """A configuration for `logging.config.dictConfig`: everything goes to standard output in the same form."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": _Json if form == "json" else _Text}},
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
        "root": {"handlers": ["out"], "level": level.upper()},
        # Its warnings repeat callers' headers.
        "loggers": {"opentelemetry": {"level": "ERROR"}},
    }


class _Wordless(logging.Formatter):
    """Writes where an error came from, and none of what it says."""

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info:
            # Python's own adds the error behind the first line, as for a task whose error nobody took.
            record.msg, record.args = record.getMessage().strip().partition("\n")[0], None
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        return frames(ei[1]) if ei[1] else ""


class _Json(_Wordless, JsonFormatter):
    """One JSON object: "timestamp" (ISO 8601, UTC), "level", "logger", "message", and the fields of the record."""

    def __init__(self) -> None:
        super().__init__(
            "{levelname}{name}{message}",
            style="{",
            timestamp=True,
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "error"},
            reserved_attrs=tuple(_RESERVED),
        )


class _Text(_Wordless):
    """For a terminal: time, level, logger, message, then the fields as name=value; an error's places stand below."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        fields = {name: value for name, value in vars(record).items() if name not in _RESERVED and value is not None}
        line = " ".join([super().formatMessage(record), *(f"{name}={value}" for name, value in fields.items())])
        return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)
