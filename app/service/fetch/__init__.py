"""Pages that the service gets itself, where it may: only from public addresses, within bounds."""

from app.service.fetch.fetcher import Fetcher

__all__ = ["Fetcher"]
