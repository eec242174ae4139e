"""What the lines around an article are in raw text, where nothing but the lines says so."""

from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

import numpy as np
import pytest

from app.engine import clean
from tests.engine.pages import PARAGRAPHS

MODEL = files("app.engine") / "model"
MAX_BYTES = 200_000
HEADLINE = "The old bridge at Lower Mill is open again"
#: More lines than the rules decide alone.
MENU = [
    "Home",
    "News",
    "Sport",
    "Culture",
    "Weather",
    "Travel",
    "Jobs",
    "Cars",
    "Houses",
    "Radio",
    "Archive",
    "Contact",
]
FOOTER = ["About us", "Contact", "Advertise", "Careers", "Privacy policy", "Terms of use", "© 2024 Lower Mill Weekly"]


def text_of(*parts: Sequence[str]) -> str:
    return "\n".join(line for part in parts for line in part)


def labels_of(text: str) -> list[tuple[str, str]]:
    return [(one.block.text, one.label.value) for one in clean(text, input="text").blocks]


@pytest.mark.parametrize("name", ["Lower Mill Weekly", "Wochenblatt", "ニュース"])
def test_the_headline_is_what_the_first_line_says_beside_the_sites_name(name: str) -> None:
    teasers = ["Six sheep were seen on the hill above the town", "Council votes on the new swimming pool next week"]
    byline = ["By Anna Miller", "3 May 2024, 14:05"]
    lines = labels_of(
        text_of([f"{HEADLINE} | {name}"], MENU * 2, teasers, [HEADLINE], byline, PARAGRAPHS, MENU, FOOTER)
    )
    assert ("title", HEADLINE) in {(label, text) for text, label in lines}
    assert not [text for text, label in lines if label == "title" and text in (*teasers, *MENU)]


def test_the_headlines_repetitions_are_titles_too() -> None:
    lines = labels_of(text_of(MENU * 3, [HEADLINE], PARAGRAPHS, MENU * 2, [HEADLINE], FOOTER))
    assert [label for text, label in lines if text == HEADLINE] == ["title", "title"]


def test_the_menu_below_readers_comments_is_no_comment() -> None:
    said = ["Nice to hear that it is open again.", "I walked over it every day as a child, thank you!", "At last."]
    comments = [line for text in said for line in ("Tom Miller", "2 hours ago", text, "Reply")]
    lines = labels_of(text_of(MENU, [HEADLINE], PARAGRAPHS, ["Comments (3)", *comments], MENU, FOOTER))
    assert "comment" not in [label for _, label in lines[-len(FOOTER) :]]
    assert [label for text, label in lines if text in said] == ["comment"] * 3


def test_no_line_is_a_headline_where_all_is_article() -> None:
    assert "title" not in {label for _, label in labels_of(text_of(PARAGRAPHS))}


def test_the_file_is_small_and_holds_no_pickle() -> None:
    assert len((MODEL / "text_labels.npz").read_bytes()) <= MAX_BYTES


def test_it_was_learned_from_the_network_beside_it() -> None:
    """Of another network's rows it would make nothing; `make labels` learns it anew."""
    with (MODEL / "text_labels.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        learned_from = arrays["network"].tobytes()
    assert learned_from == sha256((MODEL / "text_weights.npz").read_bytes()).digest()
