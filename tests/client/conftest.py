"""What the clients talk to, and how they are called."""

from tests.client.many import many
from tests.service.conftest import service

__all__ = ["many", "service"]
