"""Texts made to hurt regular expressions, wherever a page can hold them.

An expression is hurt by a long run of what one of its repetitions takes, broken off by what the rest cannot match. The
runs are made of the signs that stand in the engine's own expressions. A page with four times as long runs must not take
much more than four times as long: what grows with the square takes sixteen times.
"""

import ast
import html
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app import clean
from load.figures import Figure

ENGINE = Path(__file__).parents[1] / "app" / "engine"
#: Characters of the short runs, and how many times as long the long ones are.
CHARS, TIMES = 10_000, 4
#: Most growth from the short runs to the long ones that still counts as linear.
MAX_GROWTH = 2.0 * TIMES
#: Pages below this are too quick to tell how they grow. Seconds.
MIN_SECONDS = 0.5
#: What classes of characters take; with a blank behind them they are words.
CLASSES = ("a", "A", "0", "é", "א", "中", "\u0301", "\u200b", "\xa0", " ", "\n", "\t", "aA ", "1 a ", "<a>", "0:00 ")
SENTENCE = "The ferry across the sound stopped at noon because the wind had turned and the pier was under water. "


def expressions() -> Iterator[str]:
    """Every regular expression that the engine's code gives to `re` as it is."""
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
                yield from (str(part.value) for part in node.args[:1] if isinstance(part, ast.Constant))


def units() -> list[str]:
    """What is repeated: characters of every class, the expressions' own signs, and letters broken off by them."""
    signs = sorted({sign for text in expressions() for sign in re.findall(r"[^\w\s]", text)})
    return [*CLASSES, *signs, *(f"a{sign}" for sign in signs), *(f"{sign} " for sign in signs)]


def page_of(run: str) -> str:
    """A page with a text in its head, its attributes and its blocks."""
    text = html.escape(run)
    fields = {"headline": run, "author": {"name": run}, "datePublished": run, "publisher": run, "description": run}
    data = json.dumps({"@type": "NewsArticle"} | fields).replace("<", "\\u003c")
    return (
        f'<html lang="{text}"><title>{text}</title><meta property="og:title" content="{text}">'
        f'<meta name=author content="{text}"><meta property="og:site_name" content="{text}">'
        f'<link rel=canonical href="{text}"><script type="application/ld+json">{data}</script>'
        f'<nav class="{text}"><a href="{text}">{text}</a></nav><article><h1>{text}</h1><p class=byline>{text}</p>'
        f'<time datetime="{text}">{text}</time><p>{SENTENCE * 5}</p><p>{text}</p><pre>{text}</pre><ul><li>{text}</ul>'
        f'<p>{SENTENCE * 5}</p><p><a href="{text}">x</a><img src="{text}" alt="{text}"><code>{text}</code></p>'
    )


def text_of(run: str) -> str:
    """A raw text with a text in it."""
    return f"Title\n\nBy {run}\n\n{SENTENCE * 5}\n\n{run}\n\n{SENTENCE * 5}"


def lines_of(run: str) -> str:
    """A raw text whose first line is long, above many short ones."""
    return "\n".join((run, *(f"{number} lines" for number in range(len(run) // 10)), SENTENCE * 5))


def markdown_of(run: str) -> str:
    """Markdown with a text in it."""
    return f'[Home](/)\n\n# {run}\n\n{run}\n\n- {run}\n\n[{run}](/{run} "{run}")\n\n{SENTENCE * 5}\n\n```\n{run}\n```\n'


def growth(unit: str, chars: int = CHARS) -> tuple[float, float]:
    """How a page of runs of this unit grows: the largest of HTML's, raw texts' and Markdown's.

    Returns:
        Growth for `TIMES` times as long runs, 1 where even those are quick; and the seconds that those take.
    """
    return max(_growth_of(make, unit, chars) for make in (page_of, text_of, lines_of, markdown_of))


def _growth_of(make: Callable[[str], str], unit: str, chars: int) -> tuple[float, float]:
    """The least of three tries: a machine that stands still for a second makes no page grow three times in a row."""
    tries = []
    for _ in range(3):
        short, long = (_seconds(make(unit * (size // len(unit)) + "!")) for size in (chars, TIMES * chars))
        tries.append((long / short if long > MIN_SECONDS else 1.0, long))
        if tries[-1][0] <= MAX_GROWTH:
            break
    return min(tries)


def figures(tried: Sequence[str], chars: int = CHARS) -> list[Figure]:
    """The worst of these units."""
    found = {unit: growth(unit, chars) for unit in tried}
    worst, slowest = (max(found, key=lambda unit: found[unit][at]) for at in (0, 1))
    grown, seconds = found[worst][0], found[slowest][1]
    what = f"growth of a page with {TIMES} times as long runs, worst of {len(found)}: {worst!r}"
    return [
        Figure(what, f"{grown:.1f}", f"<= {MAX_GROWTH:.0f}", grown <= MAX_GROWTH),
        Figure(f"the slowest of them: {slowest!r}", f"{seconds:.1f} s"),
    ]


def _seconds(page: str) -> float:
    start = time.process_time()
    article = clean(page)
    for form in ("markdown", "html", "json"):
        article.render(form)
    return time.process_time() - start
