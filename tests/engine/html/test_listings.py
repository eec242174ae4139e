"""Listings as highlighters set them: the lines without their numbers, and the language."""

import pytest

from app.engine.blocks import Span
from app.engine.html.parse import parse_html

CODE = "def f(x):\n    return x"
LINES = CODE.split("\n")
NUMBERED = [
    (
        "Hexo",
        "<figure class='highlight python'><table><tr><td class=gutter><pre><span class=line>1</span><br>"
        f"<span class=line>2</span><br></pre></td><td class=code><pre>{'<br>'.join(LINES)}<br></pre></table></figure>",
        "python",
    ),
    (
        "Rouge",
        "<div class='language-py3 highlighter-rouge'><div class=highlight><pre class=highlight><code><table><tr>"
        f"<td class=gl><pre class=lineno>1\n2\n</pre></td><td><pre>{CODE}\n</pre></table></code></pre></div></div>",
        "py3",
    ),
    (
        "Sphinx",
        "<div class='highlight-python notranslate'><table><tr><td class=linenos><div><pre>"
        f"<span>8</span>\n<span>9</span></pre></div></td><td><div><pre>{CODE}</pre></div></table></div>",
        "python",
    ),
    (
        "Sphinx, numbers in the lines",
        "<div class='highlight-default notranslate'><div class=highlight><pre><span></span>"
        f"<span class=linenos>1</span>{LINES[0]}\n<span class=linenos> 2</span>{LINES[1]}</pre></div></div>",
        "",
    ),
    (
        "GitHub",
        f"<table><tr><td class=blob-num data-line-number=1></td><td><span class=pl-k>def</span>{LINES[0][3:]}</td></tr>"
        f"<tr><td class=blob-num data-line-number=2></td><td>{LINES[1]}</td></tr></table>",
        "",
    ),
    (
        "Gitea",
        f"<table><tr><td><span data-line-number=1></span></td><td><code>{LINES[0]}</code></td></tr>"
        f"<tr><td><span data-line-number=2></span></td><td><code>{LINES[1]}\n</code></td></tr></table>",
        "",
    ),
]


@pytest.mark.parametrize(("html", "language"), [case[1:] for case in NUMBERED], ids=[case[0] for case in NUMBERED])
def test_lines_without_their_numbers(html: str, language: str) -> None:
    (block, _) = parse_html(html + "<p>x").blocks

    assert (block.text, block.tag) == (CODE, "pre")
    assert [span.href for span in block.spans if span.href] == [language] * bool(language)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<table><tr><td>1 3<td><pre>a</pre></table>", ["1 3", "a"]),
        ("<table><tr><td>1<td><pre>a</pre><tr><td>2<td><pre>b</pre></table>", ["1", "a", "2", "b"]),
        ("<table><tr><td>1 2<td>a</table>", ["1 2", "a"]),
        ("<table><tr><td data-line-number=1><td>a<table><tr><td>b</table></table>", ["a", "b"]),
        ("<pre><span class=lineno>x</span>y</pre>z", ["xy", "z"]),
    ],
)
def test_other_tables_and_words_stay(html: str, texts: list[str]) -> None:
    assert [block.text for block in parse_html(html).blocks] == texts


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<pre><code class='hljs language-js'>x</code></pre>", "js"),
        ("<pre class='lang-c++ prettyprint'>x</pre>", "c++"),
        ("<div class='highlight highlight-source-shell'><pre>x</pre></div>", "shell"),
        ("<pre class=language-plaintext>x</pre>", ""),
        ("<div class=lang-en><pre class>x</pre></div>", ""),
    ],
)
def test_the_language_of_a_listing(html: str, language: str) -> None:
    block = parse_html(html + "<p>y").blocks[0]

    assert (Span("code", 0, 1, language) in block.spans) is bool(language)
