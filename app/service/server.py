"""The service as a process."""

import os
import sys

import uvicorn
from pydantic import ValidationError

from app.service.logs import configuration
from app.service.main import create_app
from app.service.work import answer
from app.service.worker import Task
from app.settings import UnknownSetting, UnusableSetting, load_settings


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int | None = None, task: Task = answer) -> None:
    """Serve until told to stop (SIGTERM or SIGINT): requests under way are finished first.

    Args:
        port: 0 is any free one.
        workers: processes that clean pages; by default what the settings say. One more process speaks HTTP.
        task: what they do with a page, see `Workers`.

    Raises:
        SystemExit: 2 with a message on standard error where a setting is wrong; uvicorn's own where it cannot start.
    """
    try:
        settings = load_settings()
        if workers is not None:
            settings = settings.model_copy(update={"workers": workers})
        app = create_app(settings, task)
    except (UnknownSetting, UnusableSetting, ValidationError) as error:
        print(f"winnow: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    os.environ.setdefault("OTEL_SERVICE_NAME", "winnow")
    uvicorn.run(
        app,
        host=host,
        port=port,
        server_header=False,
        access_log=False,  # it would show the URL's query
        log_config=configuration(settings.log_format, settings.log_level),
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
