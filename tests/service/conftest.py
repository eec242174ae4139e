"""The services that the tests talk to, each started once."""

from collections.abc import Iterator

import httpx
import pytest

from tests.service.serving import MISBEHAVING, running


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the service as it is shipped."""
    with running(tmp_path_factory.mktemp("service") / "log", WINNOW_WORKERS="1", WINNOW_PAGE_SECONDS="60") as (
        client,
        _,
    ):
        yield client


@pytest.fixture(scope="session")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service whose one worker misbehaves on request, with room for no page to wait."""
    settings = {"WINNOW_WORKERS": "1", "WINNOW_PAGE_SECONDS": "5", "WINNOW_MAX_WAITING": "0"}
    with running(tmp_path_factory.mktemp("fragile") / "log", MISBEHAVING, **settings) as (client, _):
        yield client
