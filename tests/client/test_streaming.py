"""`clean_many` of both clients against the real service."""

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import app
from app.client import AsyncClient, Client, Outcome, Page, Refused
from app.client.ledger import MAX_PAGES
from tests.client.many import Many
from tests.service.misbehaving import FAIL
from tests.service.serving import MISBEHAVING, running

TIDE = "The tide went out further than anyone in the village could remember, and it stayed out for two days."


@pytest.mark.parametrize("compress", [True, False])
def test_every_page_comes_back_in_order(service: httpx.Client, many: Many, compress: bool) -> None:
    pages = [f"{number} {TIDE}" for number in range(MAX_PAGES + 50)]

    outcomes = many(str(service.base_url), pages, compress=compress)

    assert [outcome.page for outcome in outcomes] == pages
    assert [outcome.unwrap().text for outcome in outcomes] == pages


def test_pages_have_options_of_their_own(service: httpx.Client, many: Many) -> None:
    html = f"<title>Tide</title><h1>Tide</h1><p>{TIDE}</p>"
    pages = [html, Page(html, {"input": "text"}), Page(html, {"include": ["caption"], "explain": False, "url": None})]

    first, second, third = many(str(service.base_url), pages, include=["title"], explain=True)

    assert (first.unwrap().text, first.unwrap().title) == (f"Tide\n\n{TIDE}", "Tide")
    assert first.unwrap().blocks[0].label == "title"
    assert sum(first.unwrap().blocks[0].scores.values()) == pytest.approx(1, abs=0.01)
    assert "<" in "".join(block.text for block in second.unwrap().blocks)
    assert (third.unwrap().text, third.unwrap().blocks) == (TIDE, ())


def test_a_page_that_cannot_be_cleaned_is_an_outcome(service: httpx.Client, many: Many) -> None:
    wrong = Page(TIDE, {"favor": "all"})  # type: ignore[arg-type]  # on purpose

    before, bad, after = many(str(service.base_url), [TIDE, wrong, TIDE])

    assert before.unwrap() == after.unwrap()
    assert bad.result is None
    assert bad.problem is not None
    assert (bad.problem.type, bad.problem.status) == ("/problems/invalid-request", 422)
    with pytest.raises(Refused, match="favor"):
        bad.unwrap()


def test_of_bytes_the_service_finds_the_encoding(service: httpx.Client, many: Many) -> None:
    page = f'<meta charset="iso-8859-2"><title>Žluť</title><h1>Žluť</h1><p>{TIDE}</p>'.encode("iso-8859-2")

    html, noise, text = many(
        str(service.base_url), [page, bytes(range(256)) * 64, Page(page, {"input": "text", "explain": True})]
    )

    assert html.page == page
    assert (html.unwrap().title, html.unwrap().text) == ("Žluť", TIDE)
    assert noise.problem is not None
    assert noise.problem.type == "/problems/undecodable-input"
    assert "<title>Žluť" in "".join(block.text for block in text.unwrap().blocks)


@pytest.mark.parametrize(
    "page", [f"<p>Die Brücke ist wieder offen. \ud800</p><p>{TIDE}</p>", f"Brücke \udfff\n\n{TIDE}"]
)
def test_half_a_character_costs_no_other(service: httpx.Client, many: Many, page: str) -> None:
    """Lone surrogates come out of broken JSON; UTF-8 has none, and a page that holds one would be none as a whole."""
    url = str(service.base_url)
    (streamed,) = many(url, [page], explain=True)
    with Client(url) as client:
        alone = client.clean(page, explain=True)

    assert alone == streamed.unwrap()
    assert "Brücke" in "".join(block.text for block in alone.blocks)
    assert alone.warnings == app.clean(page).warnings != ()


def test_a_page_longer_than_the_sockets_hold_does_not_block(service: httpx.Client, many: Many) -> None:
    pages = [f"{number} " + "x" * 3_000_000 for number in range(4)]

    outcomes = many(str(service.base_url), pages, compress=False, explain=True)

    assert [outcome.unwrap().blocks[0].text for outcome in outcomes] == pages


def test_an_answer_comes_before_the_next_page_is_asked_for(service: httpx.Client) -> None:
    """What a crawler needs, whose next page depends on the last answer."""
    given: list[str] = []

    async def coming() -> AsyncIterator[str]:
        for number in range(3):
            while len(given) < number:
                await asyncio.sleep(0.01)
            yield f"{number} {TIDE}"

    async def clean() -> None:
        async with AsyncClient(str(service.base_url)) as client:
            async for outcome in client.clean_many(coming()):
                given.append(outcome.unwrap().text)

    asyncio.run(clean())

    assert len(given) == 3


def test_what_the_pages_raise_is_raised_behind_their_answers(service: httpx.Client) -> None:
    def pages() -> Iterator[str]:
        yield TIDE
        raise LookupError("no more")

    async def asynchronously() -> list[str]:
        async with AsyncClient(str(service.base_url)) as client:
            outcomes = client.clean_many(pages())
            found = [(await anext(outcomes)).unwrap().text]
            with pytest.raises(LookupError):
                await anext(outcomes)
        return found

    with Client(str(service.base_url)) as client:
        outcomes = client.clean_many(pages())
        assert next(outcomes).unwrap().text == TIDE
        with pytest.raises(LookupError):
            next(outcomes)
    assert asyncio.run(asynchronously()) == [TIDE]


@pytest.mark.parametrize("wrong", [3, None, bytearray(b"<p>"), Page(None)], ids=repr)  # type: ignore[arg-type]  # wrong on purpose
def test_what_is_no_page_is_told_behind_the_answers(service: httpx.Client, many: Many, wrong: Any) -> None:
    """`None` among the pages was taken for their end: all behind it went without a word."""
    with pytest.raises(TypeError, match="as bytes or as str"):
        many(str(service.base_url), [TIDE, wrong, TIDE])
    with Client(str(service.base_url)) as client:
        outcomes = client.clean_many([TIDE, wrong, TIDE])
        assert next(outcomes).unwrap().text == TIDE


@pytest.mark.parametrize("page", [TIDE, TIDE.encode()], ids=["str", "bytes"])
def test_one_page_is_not_taken_for_many(page: Any) -> None:
    async def asynchronously() -> None:
        async with AsyncClient() as client:
            await anext(client.clean_many(page))

    with pytest.raises(TypeError, match="pass a list of them"), Client() as client:
        next(client.clean_many(page))
    with pytest.raises(TypeError, match="pass a list of them"):
        asyncio.run(asynchronously())


def test_it_can_be_left_before_the_end(service: httpx.Client) -> None:
    async def asynchronously() -> Outcome:
        async with AsyncClient(str(service.base_url)) as client:
            outcomes = client.clean_many(itertools.repeat(TIDE))
            first = await anext(outcomes)
            await outcomes.aclose()
            return first

    with Client(str(service.base_url)) as client:
        outcomes = client.clean_many(itertools.repeat(TIDE))
        assert next(outcomes) == asyncio.run(asynchronously())
        outcomes.close()


def test_single_pages_and_documents(service: httpx.Client) -> None:
    async def asynchronously() -> tuple[object, object]:
        async with AsyncClient(str(service.base_url)) as client:
            return await client.clean(TIDE.encode()), await client.render(TIDE, "markdown")

    with Client(str(service.base_url)) as client:
        found = client.clean(TIDE), client.render(TIDE, "markdown")
        assert found == asyncio.run(asynchronously())
        with pytest.raises(Refused, match="favor"):
            client.clean(TIDE, favor="all")  # type: ignore[arg-type]  # wrong on purpose
    assert (found[0].text, found[1].content.strip()) == (TIDE, TIDE)


def test_what_a_service_that_stops_left_is_answered_by_the_next(tmp_path: Path) -> None:
    """Two services at one address, one after the other, while a client streams."""
    pages = [f"{number} {TIDE}" for number in range(200)]
    with running(tmp_path / "one", WINNOW_WORKERS="1", WINNOW_SHUTDOWN_SECONDS="60") as (first, process):
        port = first.base_url.port
        with Client(str(first.base_url), tries=200) as client:
            outcomes = client.clean_many(pages)
            found = [next(outcomes)]
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)
            program = f"from app.service.server import serve; serve(port={port})"
            with running(tmp_path / "two", program, WINNOW_WORKERS="1"):
                found += outcomes

    assert [outcome.page for outcome in found] == pages
    assert [outcome.unwrap().text for outcome in found] == pages


def test_a_worker_that_dies_is_that_page_s_problem(tmp_path: Path, many: Many) -> None:
    with running(tmp_path / "log", MISBEHAVING, WINNOW_WORKERS="1") as (service, _):
        before, bad, after = many(str(service.base_url), [TIDE, FAIL, TIDE])

    assert before.result == after.result
    assert bad.problem is not None
    assert bad.problem.type == "/problems/internal-error"
