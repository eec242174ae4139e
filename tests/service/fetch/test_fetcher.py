"""Fetching: from whom, how far, how long, how much; against sites that misbehave."""

import asyncio
import re
import ssl
from collections.abc import Mapping

import httpx
import pytest
import trustme
from pytest_httpx import HTTPXMock

from app.service.errors import FetchFailed, FetchForbidden, FetchTimedOut, InvalidRequest, Overloaded, ServiceError
from app.service.fetch import Fetcher
from app.service.fetch.addresses import is_public
from app.service.fetch.fetcher import MAX_REDIRECTS
from app.service.fetch.pinned import Permit, Resolve, resolve
from app.service.intake.records import Fetched
from app.settings import Settings
from tests.service.fetch.sites import Behaviour, answers, forever, redirects, sends, site

PAGE = b"<p>The tide is out.</p>"
HTML = "Content-Type: text/html; charset=utf-8"
LOCAL = "127.0.0.1"


def knows(hosts: Mapping[str, list[str]]) -> Resolve:
    """A resolver that knows these hosts, and every other name as an address."""

    async def look_up(host: str) -> list[str]:
        return hosts.get(host, [host])

    return look_up


def is_local(address: str) -> bool:
    """Only this machine, where the tests' sites are, stands for the public internet."""
    return address == LOCAL


def fetch(
    url: str,
    hosts: Mapping[str, list[str]] | None = None,
    permitted: Permit = is_local,
    context: ssl.SSLContext | None = None,
    **settings: object,
) -> Fetched:
    """The page at a URL."""
    chosen = Settings.model_validate({"fetch_ports": range(1, 65536), "fetch_seconds": 60, **settings})

    async def run() -> Fetched:
        return await page_of(Fetcher(chosen, knows(hosts or {}), permitted, context), url)

    return asyncio.run(run())


async def page_of(fetcher: Fetcher, url: str) -> Fetched:
    async with fetcher.fetched(url) as page:
        return page


def test_a_page_is_fetched_as_it_was_sent() -> None:
    with site(answers(PAGE, HTML, "Content-Encoding: gzip", "Set-Cookie: a=b")) as (port, heads):
        page = fetch(f"http://paper.example:{port}/tide?x=1", {"paper.example": [LOCAL]}, fetch_contact="a@b.example")

    assert page == Fetched(PAGE, f"http://paper.example:{port}/tide?x=1", HTML.partition(": ")[2], "gzip")
    (head,) = heads
    assert head.startswith(b"GET /tide?x=1 HTTP/1.1\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode("latin-1").lower().split("\r\n")[1:] if line)
    assert fields.keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert fields["host"] == f"paper.example:{port}"
    assert re.fullmatch(r"winnow/[\d.]+ \(\+a@b\.example\)", fields["user-agent"])


def test_redirects_are_followed_without_what_the_site_wants_remembered() -> None:
    with site(answers(PAGE, HTML)) as (last, heads):
        moved = answers(b"", "Location: /a", "Set-Cookie: a=b; Path=/", status="301 Moved")
        with site(redirects(f"//{LOCAL}:{last}/tide#top", "308 Moved")) as (second, _):
            with site(moved) as (first, seen), pytest.raises(FetchFailed, match="more than 5 times"):
                fetch(f"http://{LOCAL}:{first}/")
            page = fetch(f"http://{LOCAL}:{second}/")

    assert page.body == PAGE
    assert page.url == f"http://{LOCAL}:{last}/tide#top"
    assert len(seen) == MAX_REDIRECTS + 1
    assert not any(b"cookie" in head.lower() for head in (*seen, *heads))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
BAD: dict[str, tuple[Behaviour, str]] = {
    "not found": (answers(PAGE, HTML, status="404 Not Found"), "status 404"),
    "broken": (answers(PAGE, HTML, status="500 Oops"), "status 500"),
    "a part": (answers(PAGE, HTML, status="206 Partial Content"), "status 206"),
    "a picture": (answers(PAGE, "Content-Type: image/png"), "none of text/html"),
    "an endless body": (forever(b"1000\r\n" + b"x" * 4096 + b"\r\n", CHUNKED), "more than the 100000 bytes"),
    "a body without end or length": (forever(b"x" * 4096, HEAD + b"\r\n"), "more than the 100000 bytes"),
    "an endless head": (forever(b"X-A: " + b"a" * 4096 + b"\r\n", HEAD), "does not answer"),
    "endless news that there is none yet": (
        forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 100, b""),
        "not there within|does not answer",
    ),
    "a body cut short": (sends(HEAD + b"Content-Length: 1000\r\n\r\n" + PAGE), "does not answer"),
    "a chunk cut short": (sends(CHUNKED + b"ff\r\n" + PAGE), "does not answer"),
    "a chunk that is none": (sends(CHUNKED + b"zz\r\n" + PAGE), "does not answer"),
    "two lengths": (sends(HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), "does not answer"),
    "a negative length": (sends(HEAD + b"Content-Length: -1\r\n\r\n" + PAGE), "does not answer"),
    "no http": (sends(b"SSH-2.0-OpenSSH_9.2\r\n"), "does not answer"),
    "nothing": (sends(), "does not answer"),
    "a redirect to nowhere": (answers(b"", status="302 Found"), "redirects to nowhere"),
    "a redirect to no url": (redirects("http://[::1"), "redirects to nowhere"),
}


@pytest.mark.parametrize(("behaviour", "says"), BAD.values(), ids=BAD)
def test_a_site_that_misbehaves_costs_bounded_time_and_bytes(behaviour: Behaviour, says: str) -> None:
    with site(behaviour) as (port, _), pytest.raises((FetchFailed, FetchTimedOut), match=says):
        fetch(f"http://{LOCAL}:{port}/", max_body_bytes=100_000, fetch_seconds=20)


def test_the_status_of_the_site_is_told() -> None:
    with site(answers(PAGE, HTML, status="410 Gone")) as (port, _), pytest.raises(FetchFailed) as caught:
        fetch(f"http://{LOCAL}:{port}/")

    assert caught.value.extension == {"upstream_status": 410}


@pytest.mark.parametrize(
    "behaviour",
    [
        forever(b"x", HEAD + b"\r\n", pause=0.05),
        forever(b"X", b"HTTP/1.1 200 OK\r\n", pause=0.05),
        forever(b"", b"", pause=0.05),
    ],
    ids=["a body that drips", "a head that drips", "silence"],
)
def test_a_slow_site_is_given_up(behaviour: Behaviour) -> None:
    with site(behaviour) as (port, _), pytest.raises(FetchTimedOut, match=r"within 0\.5 seconds"):
        fetch(f"http://{LOCAL}:{port}/", fetch_seconds=0.5)


FORBIDDEN = (
    "ftp://a.example/",
    "file:///etc/passwd",
    "gopher://a.example/",
    "javascript:alert(1)",
    "//a.example/",
    "/page",
    "",
    "http://",
    "http://user@a.example/",
    "http://user:word@a.example/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fd00:ec2::254]/",
    "http://0.0.0.0/",
    "http://a.example:22/",
    "http://a.example:99999/",
)


@pytest.mark.parametrize("url", FORBIDDEN)
def test_what_may_not_be_fetched_is_not(url: str) -> None:
    with pytest.raises(FetchForbidden):
        fetch(url, {"a.example": ["93.184.215.14"]}, is_public, fetch_ports=(80, 443))


@pytest.mark.parametrize("url", [url for url in FORBIDDEN if ":" in url and url != "http://"])
def test_neither_is_it_after_a_redirect(url: str) -> None:
    def permitted(address: str) -> bool:
        return is_local(address) or is_public(address)

    with site(redirects(url)) as (port, _), pytest.raises(FetchForbidden):
        fetch(f"http://{LOCAL}:{port}/", {"a.example": ["93.184.215.14"]}, permitted, fetch_ports=(80, 443, port))


@pytest.mark.parametrize("url", ["http://[::1", "http://a.example:port/", "http://a\x00b/", "http://" + "x" * 70_000])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises((InvalidRequest, FetchFailed, FetchForbidden)):
        fetch(url, {}, lambda _: False)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost", "0"])
def test_an_address_in_disguise_is_seen_through(host: str) -> None:
    async def run() -> None:
        await page_of(Fetcher(Settings()), f"http://{host}/")

    with pytest.raises((FetchForbidden, FetchFailed)):
        asyncio.run(run())


def test_all_addresses_of_a_host_must_be_public() -> None:
    hosts = {"a.example": ["93.184.215.14", "10.0.0.1"], "b.example": []}

    with pytest.raises(FetchForbidden, match="public internet"):
        fetch("http://a.example/", hosts, is_public)
    with pytest.raises(FetchFailed, match="no address"):
        fetch("http://b.example/", hosts, is_public)


def test_a_host_that_is_not_known_is_a_failure() -> None:
    with pytest.raises(FetchFailed, match="not known"):
        asyncio.run(resolve("no-such-host.invalid"))
    with pytest.raises(FetchFailed, match="not known"):
        asyncio.run(resolve("x" * 70 + ".example"))


def test_the_next_address_is_tried_where_one_is_dead() -> None:
    with site(answers(PAGE, HTML)) as (port, _):
        page = fetch(
            f"http://a.example:{port}/", {"a.example": ["127.0.0.2", LOCAL]}, lambda address: address.startswith("127.")
        )

    assert page.body == PAGE


def test_the_address_that_was_checked_is_connected_to(httpx_mock: HTTPXMock) -> None:
    """A name that changes its address between the check and the connection gains nothing: it is looked up once."""
    httpx_mock.add_response(url="https://93.184.215.14/tide", content=PAGE, headers={"content-type": "text/html"})
    answered = iter((["93.184.215.14"], ["169.254.169.254"]))

    async def rebinding(host: str) -> list[str]:
        return next(answered)

    async def run() -> Fetched:
        return await page_of(Fetcher(Settings(), rebinding), "https://bücher.example/tide")

    assert asyncio.run(run()).url == "https://xn--bcher-kva.example/tide"
    request = httpx_mock.get_requests()[0]
    assert request.url == httpx.URL("https://93.184.215.14/tide")
    assert request.headers["host"] == request.extensions["sni_hostname"] == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("straße.example", "xn--strae-oqa.example"),
        ("xn--strae-oqa.example", "xn--strae-oqa.example"),
        ("xn--i-7iq.example", "xn--i-7iq.example"),  # a heart, which IDNA 2008 does not allow
        ("xn--0.example", "xn--0.example"),
    ],
)
def test_a_host_is_looked_up_by_the_name_that_it_is_asked_for_by(host: str, name: str) -> None:
    with site(answers(PAGE, HTML)) as (port, heads):
        page = fetch(f"http://{host}:{port}/", {name: [LOCAL]})

    assert page.body == PAGE
    assert f"\r\nhost: {name}:{port}\r\n".encode() in heads[0].lower()


def test_a_redirect_is_looked_up_and_checked_anew(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(
        url="https://93.184.215.14/", status_code=302, headers={"location": "https://a.example/again"}
    )
    answered = iter((["93.184.215.14"], ["169.254.169.254"]))

    async def rebinding(host: str) -> list[str]:
        return next(answered)

    async def run() -> None:
        await page_of(Fetcher(Settings(), rebinding), "https://a.example/")

    with pytest.raises(FetchForbidden):
        asyncio.run(run())


def test_nothing_is_sent_in_the_clear_that_was_asked_for_in_secret(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(status_code=301, headers={"location": "http://a.example/"})

    with pytest.raises(FetchForbidden, match="from https to http"):
        fetch("https://a.example/", {"a.example": ["93.184.215.14"]}, is_public)


def test_the_certificate_is_that_of_the_name() -> None:
    authority = trustme.CA()
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("paper.example").configure_cert(server)
    authority.configure_trust(client)
    hosts = {"paper.example": [LOCAL], "other.example": [LOCAL]}

    with site(answers(PAGE, HTML), server) as (port, _):
        page = fetch(f"https://paper.example:{port}/", hosts, context=client)
        for name, trust in (("other.example", client), ("paper.example", None), (LOCAL, client)):
            with pytest.raises(FetchFailed, match="does not answer"):
                fetch(f"https://{name}:{port}/", hosts, context=trust)

    assert page.body == PAGE


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    with site(answers(PAGE, HTML)) as (port, _):
        assert fetch(f"http://{LOCAL}:{port}/").body == PAGE


def test_so_many_are_fetched_at_a_time() -> None:
    async def run(port: int) -> list[Fetched | BaseException]:
        settings = Settings(max_fetches=2, fetch_ports=(port,), fetch_seconds=1)
        fetcher = Fetcher(settings, knows({}), is_local)
        pages = (page_of(fetcher, f"http://{LOCAL}:{port}/") for _ in range(5))
        return await asyncio.gather(*pages, return_exceptions=True)

    with site(forever(b"", b"", pause=0.05)) as (port, _):
        found = asyncio.run(run(port))

    assert [type(page) for page in found] == [FetchTimedOut, FetchTimedOut, Overloaded, Overloaded, Overloaded]
    assert all(isinstance(page, ServiceError) for page in found)
