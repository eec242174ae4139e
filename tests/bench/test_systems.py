"""The peers that are installed are called so that they find the article."""

import pytest

from bench.score import overlap
from bench.systems import OURS, SYSTEMS, Request, System
from tests.bench.stub import ABSENT, LOUD, STUB

PARAGRAPHS = [
    "The old bridge over the river was opened again on Monday, after two years of work that cost the town more than "
    "it had planned for, and hundreds of people came to see it and to walk to the other side.",
    "Many of them had not crossed the water since the flood, when the middle arch broke, and some of the older ones "
    "said that they had not thought that they would ever stand here again with their families.",
    "The mayor spoke only for a few minutes, because the wind was strong, and then the band played the song that it "
    "had played when the bridge was new, and the children ran across it before anyone could hold them.",
    "From next week on, buses will take the short way through the old town again, and the ferry, which has carried "
    "people for two years, will be sold to a village that lies an hour down the river.",
]
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The bridge is open</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>The bridge is open</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</article>
<footer><ul><li><a href="/imprint">Imprint</a></li><li><a href="/terms">Terms</a></li></ul></footer></body></html>"""


@pytest.mark.parametrize("system", [system for system in SYSTEMS if system is not OURS], ids=lambda system: system.name)
def test_a_peer_finds_a_plain_article(system: System) -> None:
    try:
        system.version()
    except ImportError as missing:
        pytest.skip(str(missing))
    extract = system.load()

    text = extract(Request(PAGE.encode(), "http://localhost/bridge", "en", "html"))

    getattr(extract, "close", lambda: None)()

    score = overlap(text, "\n".join(PARAGRAPHS))
    assert score.recall == 1
    assert score.precision > 0.9
    assert system.fingerprint() == system.fingerprint()


def test_names_are_unique_and_ours_is_first() -> None:
    names = [system.name for system in SYSTEMS]

    assert len(set(names)) == len(names)
    assert SYSTEMS[0] is OURS


def test_an_absent_system_says_so() -> None:
    with pytest.raises(ImportError):
        ABSENT.version()


def test_the_fingerprint_changes_with_the_flags() -> None:
    assert STUB.fingerprint() != LOUD.fingerprint()
