"""What is sent: real pages where the corpora are, else pages made up on the spot."""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.corpus import datasets, pages

_WORDS = "the river rose again over night and the old mill by the bridge stood in water to its second window".split()


def real_pages(corpora: Path, split: str = "dev", each: int = 60) -> list[bytes]:
    """HTML pages of every dataset of a split, `each` of one at most, shuffled, always the same way.

    Raises:
        FileNotFoundError: there are no corpora.
    """
    names = datasets(corpora, split)
    if not names:
        raise FileNotFoundError(f"There are no archives in {corpora / split}; --corpora says where they are.")
    found = [page.data for name in names for page in islice(pages(corpora, split, name), each)]
    random.Random(1).shuffle(found)
    return found


def made_pages(seed: int = 1) -> Iterator[bytes]:
    """Pages without end, each another: articles of some paragraphs among menus, comments and teasers."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        yield _page(chance, number).encode()


def _page(chance: random.Random, number: int) -> str:
    def sentence() -> str:
        return " ".join(chance.choices(_WORDS, k=chance.randint(5, 25))).capitalize() + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(1, 6)))

    menu = "".join(f'<li><a href="/{at}">{chance.choice(_WORDS)}</a></li>' for at in range(chance.randint(2, 12)))
    body = "".join(f"<p>{paragraph()}</p>" for _ in range(chance.randint(1, 15)))
    links = [f'<a href="/news/{chance.randint(1, 9999)}">{sentence()}</a>' for _ in range(chance.randint(0, 8))]
    comments = "".join(f'<div class="comment"><b>user{at}</b> {sentence()}</div>' for at in range(chance.randint(0, 5)))
    return (
        f"<!doctype html><title>Story {number}</title><nav><ul>{menu}</ul></nav>"
        f"<article><h1>Story {number}: {sentence()}</h1>{body}</article><aside>{' '.join(links)}</aside>{comments}"
    )
