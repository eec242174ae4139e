"""Pages that the service gets itself, where it may: only from public addresses, within bounds."""

from app.service.fetch.fetcher import Fetched, Fetcher

__all__ = ["Fetched", "Fetcher"]
