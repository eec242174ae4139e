"""Small articles, written out block by block, and what each format makes of them."""

from typing import NamedTuple

from app.engine.article import Article
from app.engine.blocks import Block, Span
from app.engine.labels import Label
from tests.engine.render.generate import article, containers, labelled


class Case(NamedTuple):
    """An article and the text, Markdown and HTML (between the `<article>` tags) that it yields."""

    article: Article
    text: str
    markdown: str
    html: str


def block(text: str, tag: str = "p", path: str = "", spans: tuple[Span, ...] = ()) -> Block:
    return Block(text, tag, containers=containers(path), spans=spans)


def body(*blocks: Block, **metadata: str) -> Article:
    return article([labelled(each) for each in blocks], **metadata)


CASES = {
    "polish-title-and-heading": Case(
        body(
            block("Woda opadła.", spans=(Span("strong", 0, 4),)),
            block("Co dalej?", "h1"),
            block("Więcej na stronie gminy.", spans=(Span("link", 10, 23, "/gmina?a=1&b=2"),)),
            title="Powódź & skutki",
            url="https://example.org/2024/powodz",
        ),
        "Woda opadła.\n\nCo dalej?\n\nWięcej na stronie gminy.",
        "# Powódź & skutki\n\n**Woda** opadła.\n\n## Co dalej?\n\n"
        "Więcej na [stronie gminy](https://example.org/gmina?a=1&b=2).",
        "<h1>Powódź &amp; skutki</h1>\n<p><strong>Woda</strong> opadła.</p>\n<h2>Co dalej?</h2>\n"
        '<p>Więcej na <a href="https://example.org/gmina?a=1&amp;b=2">stronie gminy</a>.</p>',
    ),
    "german-nested-lists": Case(
        body(
            block("Man nehme:", "p"),
            block("Mehl", "li", "ol1@3 li2"),
            block("Eier", "li", "ol1@3 li3"),
            block("braune", "li", "ol1@3 li3 ul4 li5"),
            block("weiße", "li", "ol1@3 li3 ul4 li6"),
            block("Fertig."),
        ),
        "Man nehme:\n\nMehl\nEier\nbraune\nweiße\n\nFertig.",
        "Man nehme:\n\n3. Mehl\n4. Eier\n   - braune\n   - weiße\n\nFertig.",
        '<p>Man nehme:</p>\n<ol start="3"><li>Mehl</li>\n<li>Eier<ul><li>braune</li>\n<li>weiße</li>\n</ul>\n</li>\n'
        "</ol>\n<p>Fertig.</p>",
    ),
    "russian-item-of-two-paragraphs": Case(
        body(
            block("Первый.", "p", "ul1 li2"),
            block("Его продолжение.", "p", "ul1 li2"),
            block("Второй.", "p", "ul1 li3"),
        ),
        "Первый.\n\nЕго продолжение.\n\nВторой.",
        "- Первый.\n\n  Его продолжение.\n\n- Второй.",
        "<ul><li><p>Первый.</p>\n<p>Его продолжение.</p>\n</li>\n<li>Второй.</li>\n</ul>",
    ),
    "arabic-table": Case(
        body(
            block("المدينة", "th", "table1 tr2 th3"),
            block("السكان", "th", "table1 tr2 th4"),
            block("تونس|قرطاج", "td", "table1 tr5 td6"),
            block("٦٣٨\nألفا", "td", "table1 tr5 td7"),
        ),
        "المدينة\tالسكان\nتونس|قرطاج\t٦٣٨ ألفا",
        "| المدينة | السكان |\n| --- | --- |\n| تونس\\|قرطاج | ٦٣٨<br>ألفا |",
        "<table><tr><th>المدينة</th>\n<th>السكان</th>\n</tr>\n<tr><td>تونس|قرطاج</td>\n<td>٦٣٨<br>ألفا</td>\n</tr>\n</table>",
    ),
    "japanese-emphasis": Case(
        body(block("首相は「増税」と述べた。次に", spans=(Span("strong", 3, 7), Span("em", 8, 12)))),
        "首相は「増税」と述べた。次に",
        "首相は「**増税**」と*述べた*。次に",
        "<p>首相は<strong>「増税」</strong>と<em>述べた。</em>次に</p>",
    ),
    "code-of-several-lines": Case(
        body(
            block("git add .\ngit push", spans=(Span("code", 0, 18),)),
            block("make\nmake test", path="ul1 li2 ul3 li4", spans=(Span("code", 0, 14),)),
            block("Wait.", path="ul1 li2 ul3 li5"),
        ),
        "git add .\ngit push\n\nmake make test\nWait.",
        "`git add .`  \n`git push`\n\n- - `make make test`\n  - Wait.",
        "<p><code>git add .<br>git push</code></p>\n<ul><li><ul><li><code>make<br>make test</code></li>\n"
        "<li>Wait.</li>\n</ul>\n</li>\n</ul>",
    ),
    "links-relative-to-a-base": Case(
        body(
            block("Więcej.", spans=(Span("link", 0, 6, "../2023/a"),)),
            url="https://example.org/x",
            base="https://example.org/archive/2024/",
        ),
        "Więcej.",
        "[Więcej](https://example.org/archive/2023/a).",
        '<p><a href="https://example.org/archive/2023/a">Więcej</a>.</p>',
    ),
    "items-with-numbers-of-their-own": Case(
        body(
            block("Siedem", path="ol1 li2@7"),
            block("Osiem", path="ol1 li3@8"),
            block("Dziesięć", path="ol1 li4@10"),
            block("Trzy", path="ol1 li4@10 ol5 li6@3"),
        ),
        "Siedem\nOsiem\nDziesięć\nTrzy",
        "7. Siedem\n8. Osiem\n\n10) Dziesięć\n\n    3. Trzy",
        '<ol><li value="7">Siedem</li>\n<li value="8">Osiem</li>\n'
        '<li value="10">Dziesięć<ol><li value="3">Trzy</li>\n</ol>\n</li>\n</ol>',
    ),
    "javascript": Case(
        body(block("let a = '\\n';\na++;", "pre", spans=(Span("code", 0, 9), Span("code", 0, 19, "js")))),
        "let a = '\\n';\na++;",
        "```js\nlet a = '\\n';\na++;\n```",
        "<pre><code class=\"language-js\">let a = '\\n';\na++;</code></pre>",
    ),
    "english-code-and-quotes": Case(
        body(
            block("Use a`b_c here.", spans=(Span("code", 4, 9),)),
            block("if x < 1:\n    y = '\\-'\n```", "pre"),
            block("Well-known.", "p", "blockquote1"),
            block("Deeper, H2O.", "p", "blockquote1 blockquote2", (Span("sub", 9, 10),)),
        ),
        "Use a`b_c here.\n\nif x < 1:\n    y = '\\-'\n```\n\nWell-known.\n\nDeeper, H2O.",
        "Use ``a`b_c`` here.\n\n````\nif x < 1:\n    y = '\\-'\n```\n````\n\n"
        "> Well-known.\n>\n> > Deeper, H<sub>2</sub>O.",
        "<p>Use <code>a`b_c</code> here.</p>\n<pre><code>if x &lt; 1:\n    y = '\\-'\n```</code></pre>\n"
        "<blockquote><p>Well-known.</p>\n<blockquote><p>Deeper, H<sub>2</sub>O.</p>\n</blockquote>\n</blockquote>",
    ),
    "greek-text-like-markdown": Case(
        body(
            block("1. Δεν είναι λίστα"),
            block("# ούτε *τίτλος* του_κόσμου"),
            block("- <b>ούτε</b> [αυτό](x) &amp;"),
            block("Γραμμή\n=== C#"),
        ),
        "1. Δεν είναι λίστα\n\n# ούτε *τίτλος* του_κόσμου\n\n- <b>ούτε</b> [αυτό](x) &amp;\n\nΓραμμή\n=== C#",
        "1\\. Δεν είναι λίστα\n\n\\# ούτε \\*τίτλος\\* του_κόσμου\n\n\\- \\<b>ούτε\\</b> \\[αυτό\\](x) \\&amp;\n\n"
        "Γραμμή  \n\\=\\=\\= C\\#",
        "<p>1. Δεν είναι λίστα</p>\n<p># ούτε *τίτλος* του_κόσμου</p>\n"
        "<p>- &lt;b&gt;ούτε&lt;/b&gt; [αυτό](x) &amp;amp;</p>\n<p>Γραμμή<br>=== C#</p>",
    ),
    "portuguese-quotes-in-a-row": Case(
        body(block("Disse:"), block("Não.", "p", "blockquote1"), block("Sim.", "p", "blockquote2"), block("Saiu.")),
        "Disse:\n\nNão.\n\nSim.\n\nSaiu.",
        "Disse:\n\n> Não.\n\n> Sim.\n\nSaiu.",
        "<p>Disse:</p>\n<blockquote><p>Não.</p>\n</blockquote>\n<blockquote><p>Sim.</p>\n</blockquote>\n<p>Saiu.</p>",
    ),
    "turkish-list-and-table-in-a-quote": Case(
        body(
            block("su", "li", "blockquote1 ul2 li3"),
            block("Bu kadar.", "p", "blockquote1"),
            block("un", "th", "blockquote1 table4 tr5 th6"),
            block("Sonuç", "h3", "blockquote1"),
        ),
        "su\n\nBu kadar.\n\nun\n\nSonuç",
        "> - su\n>\n> Bu kadar.\n>\n> | un |\n> | --- |\n>\n> ### Sonuç",
        "<blockquote><ul><li>su</li>\n</ul>\n<p>Bu kadar.</p>\n"
        "<table><tr><th>un</th>\n</tr>\n</table>\n<h3>Sonuç</h3>\n</blockquote>",
    ),
    "definitions": Case(
        body(block("term", "dt", "dl1 dt2"), block("what it is", "dd", "dl1 dd3"), block("and else", "dd", "dl1 dd4")),
        "term\nwhat it is\nand else",
        "term\n\nwhat it is\n\nand else",
        "<dl><dt>term</dt>\n<dd>what it is</dd>\n<dd>and else</dd>\n</dl>",
    ),
    "list-inside-a-list-without-an-item": Case(
        body(block("a", "li", "ul1 li2"), block("b", "li", "ul1 ul3 li4"), block("c", "li", "ul1 li5")),
        "a\nb\nc",
        "- a\n  - b\n- c",
        "<ul><li>a<ul><li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>",
    ),
    "items-without-a-list": Case(
        body(block("a", "li", "li1"), block("b", "li", "li2"), block("c")),
        "a\nb\n\nc",
        "- a\n- b\n\nc",
        "<ul><li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>",
    ),
    "table-that-lays-out-the-page": Case(
        body(*(block(f"Paragraph {n}.", "p", "table1 tr2 td3") for n in "12"), block("Note.", "td", "table1 tr4 td5")),
        "Paragraph 1.\n\nParagraph 2.\n\nNote.",
        "Paragraph 1.\n\nParagraph 2.\n\nNote.",
        "<p>Paragraph 1.</p>\n<p>Paragraph 2.</p>\n<p>Note.</p>",
    ),
    "korean-table-with-empty-cells": Case(
        body(
            block("서울", "th", "table1 tr2 th3@2"),
            block("부산", "th", "table1 tr2 th4@4"),
            block("인구", "td", "table1 tr5 td6@1"),
            block("삼백만", "td", "table1 tr5 td7@4"),
            block("면적", "td", "table1 tr8 td9@1"),
            block("605", "td", "table1 tr8 td10@2"),
        ),
        "\t서울\t부산\n인구\t\t삼백만\n면적\t605",
        "|  | 서울 | 부산 |\n| --- | --- | --- |\n| 인구 |  | 삼백만 |\n| 면적 | 605 |  |",
        "<table><tr><td></td>\n<th>서울</th>\n<th>부산</th>\n</tr>\n<tr><td>인구</td>\n<td></td>\n<td>삼백만</td>\n</tr>\n"
        "<tr><td>면적</td>\n<td>605</td>\n</tr>\n</table>",
    ),
    "caption-of-a-table": Case(
        body(
            block("Prices", "caption", "table1"),
            *(block(word, "td", f"table1 tr{key // 10} td{key}") for word, key in (("tea", 20), ("2", 21))),
        ),
        "Prices\n\ntea\t2",
        "Prices\n\n| tea | 2 |\n| --- | --- |",
        "<p>Prices</p>\n<table><tr><td>tea</td>\n<td>2</td>\n</tr>\n</table>",
    ),
    "raw-text": Case(
        article(
            [
                labelled(Block("Заголовок раздела"), Label.HEADING),
                *(labelled(Block(line)) for line in ("Привет, мир.", "- раз", "- два", "1) три", "– Да, – сказал он.")),
            ]
        ),
        "Заголовок раздела\n\nПривет, мир.\n\n- раз\n- два\n1) три\n\n– Да, – сказал он.",
        "## Заголовок раздела\n\nПривет, мир.\n\n\\- раз\n\n\\- два\n\n1\\) три\n\n– Да, – сказал он.",
        "<h2>Заголовок раздела</h2>\n<p>Привет, мир.</p>\n<p>- раз</p>\n<p>- два</p>\n<p>1) три</p>\n"
        "<p>– Да, – сказал он.</p>",
    ),
    "empty": Case(body(), "", "", ""),
}
