"""The cases once more, as a site would mark them up: what the lines are, the elements around them say."""

import html
import json
from pathlib import Path
from typing import Any

import pytest

from app.engine import clean

CASES = Path(__file__).parents[1] / "cases"
BODY = ("body", "heading")
#: What is not told right yet, and why, by theme and language.
KNOWN_FAILURES = {
    ("known_failures", "sv"): "answers are .5 and .6 likely to be article: in many golds they are",
    ("related_inline", "tr"): "a last paragraph between two lists of links is .46 likely to be article",
}

#: How a site marks up a line of each label; lines of one label that follow each other share the wrapping.
MARKUP = {
    "title": ("<header class='article-header'>", "<h1>{}</h1>", "</header>"),
    "heading": ("", "<h2>{}</h2>", ""),
    "body": ("", "<p>{}</p>", ""),
    "byline": ("<div class='article-meta'>", "<span class='byline'>{}</span>", "</div>"),
    "caption": ("<figure>", "<figcaption>{}</figcaption>", "</figure>"),
    "comment": ("<section id='comments'>", "<div class='comment'>{}</div>", "</section>"),
    "related": ("<aside class='related-posts'><ul>", "<li><a href='/a'>{}</a></li>", "</ul></aside>"),
    "promotion": ("<div class='newsletter-box'>", "<p>{}</p>", "</div>"),
    "navigation": ("<nav class='menu'><ul>", "<li><a href='/n'>{}</a></li>", "</ul></nav>"),
    "interface": ("<div class='share-buttons'>", "<button>{}</button>", "</div>"),
    "legal": ("<footer class='site-footer'>", "<p>{}</p>", "</footer>"),
}


def load() -> list[tuple[str, dict[str, Any]]]:
    """Every case of an article with at least three paragraphs, with its theme."""
    found = []
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            if list(case["expected"].values()).count("body") >= 3:
                found.append((path.stem, case))
    return found


def marked_up(case: dict[str, Any]) -> str:
    lines = case["input"].split("\n")
    parts, last = [], ""
    for number, label in sorted(case["expected"].items(), key=lambda item: int(item[0])):
        opens, line, _ = MARKUP[label]
        if label != last:
            parts += [MARKUP[last][2] if last else "", opens]
        parts.append(line.format(html.escape(lines[int(number) - 1].strip())))
        last = label
    article = "".join([*parts, MARKUP[last][2]])
    return f"<html lang={case['language']}><body><main><article>{article}</article></main></body></html>"


def as_param(theme: str, case: dict[str, Any]) -> Any:
    reason = KNOWN_FAILURES.get((theme, case["language"]))
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(case, id=f"{theme}-{case['language']}-{case['label']}", marks=marks)


@pytest.mark.parametrize("case", [as_param(theme, case) for theme, case in load()])
def test_the_article_is_kept_and_nothing_else(case: dict[str, Any]) -> None:
    lines = case["input"].split("\n")
    wanted = [lines[int(number) - 1].strip() for number, label in case["expected"].items() if label in BODY]

    assert [line for line in clean(marked_up(case)).text.split("\n") if line] == wanted
