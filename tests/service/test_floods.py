"""Pages made to break whoever reads them, large ones: each gets an answer or its problem, and the next is served."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from app.service.coding import compress
from tests.service.serving import running
from tests.service.test_errors import check_served

SENTENCE = "The ferry across the sound stopped at noon because the wind had turned and the pier was under water. "
FLOODS: dict[str, Callable[[], str]] = {
    "a million nested tags": lambda: "<div>" * 1_000_000 + SENTENCE,
    "a million tags that format": lambda: "<b><i>" * 500_000 + SENTENCE,
    "a hundred thousand attributes": lambda: "<p " + " ".join(f"a{at}=1" for at in range(100_000)) + f">{SENTENCE}",
    "nothing but brackets": lambda: "<" * 9_900_000,
    "entities": lambda: "&amp;&#x202e;&notin;&" * 400_000,
    "entities that do not end": lambda: "&#" * 4_000_000,
    "templates in drawings": lambda: "<svg><template>" * 200_000 + SENTENCE,
    "tables in tables": lambda: "<table><tr><td>" * 100_000 + SENTENCE,
    "null bytes": lambda: "\0" * 5_000_000 + SENTENCE,
    "both directions": lambda: "<p>" + "\u202e\u2066a\u2069" * 990_000,
    "no width at all": lambda: "<p>" + "a\u200b\u200d\ufeff" * 990_000,
    "one line": lambda: SENTENCE * 95_000,
    "line ends": lambda: "\r\n" * 4_500_000,
    "white space": lambda: "<p>a" + " \t\u00a0" * 2_000_000 + "b",
    "an author of signs": lambda: f'<meta name=author content="{"@" * 100_000}"><p>{SENTENCE}',
    "bytes of another charset": lambda: "<p>" + "\x80" * 4_000_000,
    "stacked accents": lambda: "<p>" + "Z" + "\u0316\u0317" * 2_000_000,
}
#: Those that are as bad as raw text.
OF_TEXT = ("nothing but brackets", "null bytes", "one line", "line ends", "white space")
#: Those that may take more memory than a page may: millions of lines.
DEVOURING = (("line ends", "text/plain"),)
#: Longest time for a flood, in seconds: the slowest, one line of raw text, takes 4 to 6, and the machine may be busy.
PATIENCE = "20"


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service with one worker, which gives up what is not linear."""
    settings = {"WINNOW_WORKERS": "1", "WINNOW_PAGE_SECONDS": PATIENCE}
    with running(tmp_path_factory.mktemp("hasty") / "log", **settings) as (client, _):
        yield client


@pytest.mark.parametrize(
    ("flood", "media"), [*((name, "text/html") for name in FLOODS), *((name, "text/plain") for name in OF_TEXT)]
)
def test_a_flood_is_answered_and_ends_with_its_page(hasty: httpx.Client, flood: str, media: str) -> None:
    page = FLOODS[flood]().encode()

    response = hasty.post("/clean?format=text", content=page, headers={"content-type": media})

    if response.status_code != 200:
        assert response.json()["type"] == "/problems/memory-exceeded"
        assert (flood, media) in DEVOURING
    check_served(hasty)


@pytest.mark.parametrize("what", ["<" * 50_000_000, " " * 50_000_000, SENTENCE * 200_000], ids=["<", "space", "line"])
def test_what_is_larger_than_a_page_may_be_is_not_read(hasty: httpx.Client, what: str) -> None:
    plain = hasty.post("/clean", content=what.encode())
    packed = hasty.post("/clean", content=compress(what.encode(), "zstd"), headers={"content-encoding": "zstd"})

    assert (plain.status_code, packed.status_code) == (413, 413)
    check_served(hasty)
