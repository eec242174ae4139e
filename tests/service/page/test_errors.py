"""What goes wrong is said in words, and the page goes on afterwards."""

import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Route, expect

from app.service.keys import hash_of, make_key
from tests.service.misbehaving import HANG
from tests.service.page.conftest import Opener
from tests.service.page.screen import Screen
from tests.service.serving import MISBEHAVING, running, wait_until_served


def test_a_page_that_is_too_large(screen: Screen) -> None:
    screen.drop("large.txt", "All work and no play. " * 500_000)

    expect(screen.failure).to_be_visible()
    expect(screen.failure).to_contain_text("The body is too large (413). The body has more than the 10000000 bytes")
    screen.paste("A page of one sentence.")
    expect(screen.failure).to_be_hidden()


def test_a_file_that_is_no_text(screen: Screen) -> None:
    screen.drop("picture.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1" * 50)

    expect(screen.failure).to_contain_text("The body is not text (415)")


def test_no_connection(screen: Screen) -> None:
    screen.page.context.set_offline(True)
    screen.choose("favor", "recall")
    expect(screen.failure).to_contain_text("You are offline.")

    screen.page.context.set_offline(False)
    screen.page.locator("#again").click()
    screen.wait()
    expect(screen.failure).to_be_hidden()


def test_a_service_that_is_gone(screen: Screen) -> None:
    screen.page.route("**/clean?*", lambda route: route.abort("connectionrefused"))
    screen.choose("favor", "recall")

    expect(screen.failure).to_contain_text("The service cannot be reached.")


@pytest.mark.parametrize(
    ("status", "words"), [(413, "larger than what is read"), (502, "not there"), (418, "status 418")], ids=str
)
def test_a_proxy_in_between_that_has_no_words_of_ours(screen: Screen, status: int, words: str) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=status, body="<h1>No</h1>", headers={"Retry-After": "7", "Content-Type": "text/html"})

    screen.page.route("**/clean?*", refuse)
    screen.choose("favor", "recall")

    expect(screen.failure).to_contain_text(words)
    expect(screen.failure).to_contain_text("Try again in 7 seconds.")


def hold(address: str) -> None:
    """Keep a service's one worker busy for as long as there is one."""
    with suppress(httpx.HTTPError):
        while httpx.post(address, content=HANG.encode(), timeout=None, trust_env=False).status_code == 503:
            pass


def test_a_service_that_is_busy(opener: Opener, tmp_path: Path) -> None:
    settings = {"WINNOW_WORKERS": "1", "WINNOW_MAX_WAITING": "0", "WINNOW_PAGE_SECONDS": "600"}
    with running(tmp_path / "log", MISBEHAVING, WINNOW_SHUTDOWN_SECONDS="0", **settings) as (client, _):
        screen = opener(client)
        threading.Thread(target=hold, args=(f"{client.base_url}/clean",), daemon=True).start()
        while client.post("/clean", content=b"A page.").status_code != 503:
            time.sleep(0.1)
        screen.choose("favor", "recall")

        expect(screen.failure).to_contain_text("Too much is waiting (503).")
        expect(screen.failure).to_contain_text("Try again in 1 second.")


def test_a_page_that_takes_too_long(opener: Opener, fragile: httpx.Client) -> None:
    screen = opener(fragile).paste(f"A page that says: {HANG}.")
    expect(screen.failure).to_contain_text("The page took too long (504).")
    expect(screen.failure).to_contain_text("longer than the 5 seconds")

    wait_until_served(fragile)
    screen.paste("A page of one sentence.")
    expect(screen.failure).to_be_hidden()


def test_a_key_is_asked_for_where_one_is_needed(opener: Opener, tmp_path: Path) -> None:
    key = make_key()
    with running(tmp_path / "log", WINNOW_WORKERS="1", WINNOW_API_KEYS=hash_of(key)) as (client, _):
        screen = opener(client)
        expect(screen.failure).to_contain_text("(401)")
        screen.page.locator("#key").fill("winnow_wrong")
        screen.page.locator("#again").click()
        screen.wait()
        expect(screen.failure).to_contain_text("The key is not known.")
        screen.page.locator("#key").fill(key)
        screen.page.locator("#again").click()
        screen.wait()

        expect(screen.failure).to_be_hidden()
        assert screen.article.inner_text()
        assert key not in screen.copied("curl") + screen.copied("link")


def test_an_address_is_asked_for_where_pages_are_fetched(opener: Opener, screen: Screen, tmp_path: Path) -> None:
    expect(screen.page.locator("#fetch")).to_be_hidden()
    with running(tmp_path / "log", WINNOW_WORKERS="1", WINNOW_FETCH="true") as (client, _):
        fetching = opener(client)
        fetching.page.locator("#url").fill("http://127.0.0.1/")
        fetching.page.locator("#url").press("Enter")
        fetching.wait()

        expect(fetching.failure).to_contain_text("The URL is not fetched (403).")
        line = fetching.page.locator("#curl").inner_text()
        assert line == f"""curl --json '{{"url":"http://127.0.0.1/"}}' '{fetching.address}/clean?format=html'"""
