"""A browser, started once for the tests of the page."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.conftest import CHROMIUM
from tests.service.page.screen import PATIENCE, Screen

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Opener = Callable[..., Screen]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window, with an empty profile of its own."""
    if CHROMIUM is None:
        assert "CI" not in os.environ, "there is no chromium to test the page with"
        pytest.skip("there is no chromium to test the page with")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    """Opens the page of a service in a tab that knows nothing of any other; options are those of a browser context."""
    contexts = []

    def open_screen(client: httpx.Client, fragment: str = "", **options: Any) -> Screen:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        return Screen(context.new_page(), str(client.base_url).rstrip("/")).open(fragment)

    yield open_screen
    for context in contexts:
        context.close()


@pytest.fixture
def screen(opener: Opener, service: httpx.Client) -> Iterator[Screen]:
    """The page of the service as it is shipped; it must have had no fault, and its policy nothing to stop."""
    screen = opener(service)
    yield screen
    assert (screen.faults, screen.stopped()) == ([], [])
