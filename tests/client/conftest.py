"""The service that the clients talk to."""

from tests.service.conftest import service

__all__ = ["service"]
