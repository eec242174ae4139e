"""HTML to blocks: what begins and ends a block, what is kept of inline markup, and what no page may do to us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.blocks import Block, Span
from app.engine.html.parse import MIN_SHOWN_CHARS, parse_html
from app.engine.page import LEFT_OUT

TEXTS = [
    ("words never glue across block tags", "<p>one</p><p>two</p><div>three</div>four", ["one", "two", "three", "four"]),
    ("words never split inside inline tags", "<p>un<b>believ</b>able <i>it</i>alic</p>", ["unbelievable italic"]),
    ("a blank beside an inline tag stays one blank", "<p>a <b> b </b> c</p>", ["a b c"]),
    (
        "the parts of a byline never glue",
        "<p><span class=author>Ana Ruiz</span><span class=post-date>3 May</span>(<time>8:00</time>)<i>x</i></p>",
        ["Ana Ruiz 3 May(8:00)x"],
    ),
    (
        "a capital in another element than the full stop before it begins a word",
        "<p><b>Ana wrote:</b><i>Das Boot ist voll.”</i><a href=/>Alle</a> sagten: Нет мест!<b></b>Вот.<u>so</u></p>",
        ["Ana wrote: Das Boot ist voll.” Alle sagten: Нет мест! Вот.so"],
    ),
    (
        "not so in code, in names, or without an element",
        "<p>a <b>json.</b><i>Reader</i> of <tt>the json.<u>Set</u></tt> in java.<wbr>Net and <b>I.B</b>.<i>M</i></p>",
        ["a json.Reader of the json.Set in java.Net and I.B.M"],
    ),
    ("other elements may part a word", "<p><span class=cap>W</span><span class=rest>ort</span></p>", ["Wort"]),
    (
        "what a style sets on its own line ends one",
        "<h1><span style='display: Block'>Αα</span><span style='color: red; display:block !important'>Ββ</span>γ</h1>"
        "<div>a<span style=display:flex><u style='display:inline-block'>b</u>c</span><q style=display:grid>d</q></div>",
        ["Αα\nΒβ\nγ", "a", "bc", "d"],
    ),
    (
        "a picture of an emoji is one",
        "<p><img alt=✅> Gotowe<img alt='👍🏽'>!<img alt='👍 2'><img alt=kot><img><img alt></p><pre>a<img alt=😀>",
        ["✅ Gotowe👍🏽!", "a😀"],
    ),
    ("code has its lines anyway", "<pre>a\n<span style=display:flex>  b\n</span>c</pre>.", ["a\n  b\nc", "."]),
    ("white space of the source collapses", "<p>a\n\t b\r\n c </p>", ["a b c"]),
    ("a no-break space is the author's", "<p>10&nbsp;km</p>", ["10\xa0km"]),
    ("a line break in a paragraph stays", "<p>Rosen sind rot<br>Veilchen blau</p>", ["Rosen sind rot\nVeilchen blau"]),
    ("two line breaks end a paragraph", "<p>eins<br><br>zwei</p>", ["eins", "zwei"]),
    ("line breaks outside paragraphs end blocks", "<div>一行目<br>二行目</div>", ["一行目", "二行目"]),
    (
        "preformatted text keeps its indentation",
        "<pre>def f():\n    return 1\n</pre>x",
        ["def f():\n    return 1", "x"],
    ),
    (
        "elements alike in preformatted text are its lines",
        "<pre><div class=l1>if x:</div><div class=l2>    y</div><div class=l3></div><div class=l4>z</div></pre>.",
        ["if x:\n    y\n\nz", "."],
    ),
    (
        "others are not",
        "<pre><div class=bar>python<button>Copy</button></div><div><code>a\nb</code></div>c<ol><li>d<li>e</ol></pre>",
        ["python", "Copy", "a\nb", "c", "d\ne"],
    ),
    (
        "links that stand side by side are parts of a menu",
        "<footer><a href=/a>About</a><a href=/t><b>Terms</b></a> <a href=/p>Privacy</a> | <a href=/c>Us</a></footer>",
        ["About", "Terms", "Privacy |", "Us"],
    ),
    (
        "links to one place are one, and so are those of an item, a headline, a list of names or tags and a sentence",
        "<div><a href=/a>Now</a> <a href=/a>or never</a></div><li><a href=/a>a</a> <a href=/b>b</a></li>"
        "<h2><a href=/a>News</a> <a href=/b>Flood</a></h2><p><a href=/a>Ana</a>, <a href=/b>Jo</a></p>"
        "<p>See <a href=/a>a</a> <a href=/b>b</a></p><a href=/a><table><a href=/b>c</a></table></a>",
        ["Now or never", "a b", "News Flood", "Ana, Jo", "See a b", "c"],
    ),
    ("entities are read", "<p>R&amp;D &lt;b&gt; &copy;</p>", ["R&D <b> ©"]),
    (
        "scripts, styles and templates are no text",
        "<script>a</script><style>b</style><template>c</template><p>d</p>",
        ["d"],
    ),
    ("cells are blocks", "<table><tr><td>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
    ("unclosed tags", "<p>a<p>b<li>c<li>d", ["a", "b", "c", "d"]),
    ("a fragment", "just <em>words</em>", ["just words"]),
    ("Arabic", "<p>مرحبا <b>بالعالم</b></p>", ["مرحبا بالعالم"]),
    ("cut off within a tag", "<p>whole</p><p>half <a href='x", ["whole", "half"]),
    (
        "hidden words stand aside",
        "<p>a <span style='display: none'>b</span> c <u hidden>d</u>e</p>",
        ["a c e", "b d"],
    ),
    (
        "words for screen readers stand aside",
        "<p>der <a href=/x>Bericht<span class='u-visually-hidden'> (neues Fenster)</span></a>.</p>",
        ["der Bericht.", "(neues Fenster)"],
    ),
    (
        "a heading's own address stands aside",
        "<h2>Πρόλογος<a href='#p'>¶</a></h2><h2><a href='#q'># </a>B</h2>",
        ["Πρόλογος", "¶", "B", "#"],
    ),
    (
        "so does the way to edit it",
        "<h2>Historia <span class=mw-editsection>[<a>edytuj</a>]</span></h2>",
        ["Historia", "[edytuj]"],
    ),
    (
        "so do readings",
        "<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>の<ruby>橋<rt>はし</ruby>。</p>",
        ["東京の橋。", "とうきょう はし"],
    ),
    ("a note's sign does not", "<p>5 €<a href='#n'>*</a></p>", ["5 €*"]),
    ("what is all of a block does not", "<li><a href=/f><span class=sr-only>Facebook</span></a></li>", ["Facebook"]),
    ("aria-hidden is seen", "<p><span aria-hidden=true>A</span>nfang</p>", ["Anfang"]),
    (
        "a formula is the TeX that it was made from",
        "<p>где <span style=display:none><math><semantics><mi>x</mi><annotation encoding=application/x-tex>x^2"
        "</annotation></semantics></math></span><img alt=x> мало</p>",
        ["где x^2 мало"],
    ),
    ("or its signs", "<p>area <math><mfrac><mn>1</mn><mn>2</mn></mfrac><mi>π</mi></math>.</p>", ["area 1/2 π."]),
    (
        "powers, indices, fractions and roots stay what they are",
        "<math><msup>\n<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow> <mn>2</mn></msup><mfrac><mi>x</mi><msqrt><mn>2</mn>"
        "<mi>y</mi></msqrt></mfrac></math>, <math><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow>"
        "<mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub><mo>=</mo><mroot><mn>8</mn><mn>3</mn></mroot></math>",
        ["(a + b)^2 x/(√(2 y)), ∑_(i = 1)^n x_i = 8^(1/3)"],
    ),
    ("a formula without all of its parts", "<math><msup><mi>x</mi></msup><mfrac/><mi></mi>y</math>", ["x y"]),
    ("a formula without any is no text", "<pre><math></math></pre><p>B", ["B"]),
    (
        "and what draws it again stands aside",
        "<p>E: <span><span><math alttext='mc^2'><mi>m</mi></math></span><span aria-hidden=true>mc2</span></span>!</p>",
        ["E: mc^2!", "mc2"],
    ),
    ("nothing", "", []),
]


def texts(html: str) -> list[str]:
    return [block.text for block in parse_html(html).blocks]


@pytest.mark.parametrize(("html", "expected"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_text_of_blocks(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def only(html: str) -> Block:
    (block,) = parse_html(html).blocks
    return block


def test_spans_nest_and_lie_within_the_trimmed_text() -> None:
    block = only("<p>  Read <b>this <a href='/x'>long story</a> </b>now</p>")

    assert block.text == "Read this long story now"
    assert block.spans == (Span("strong", 5, 20), Span("link", 10, 20, "/x"))
    assert block.linked == 10


def test_spans_are_those_of_what_is_left_where_words_stand_aside() -> None:
    html = "<p><span hidden>No. </span>One <a href=/x>two<span class=sr-only> (new)</span></a> <b>three</b></p>"
    block, aside = parse_html(html).blocks

    assert (block.text, block.linked) == ("One two three", 3)
    assert block.spans == (Span("link", 4, 7, "/x"), Span("strong", 8, 13))
    assert (aside.text, aside.tag) == ("No. (new)", "span")


def test_a_link_behind_a_line_break_begins_with_its_first_letter() -> None:
    assert only("<p>Read <br> <a href=/x>more</a></p>").spans == (Span("link", 5, 9, "/x"),)


@pytest.mark.parametrize(
    ("anchor", "linked"),
    [
        ("<a name=top class=x>", 0),
        ("<a id=top>", 0),
        ("<a id=top class=button>", 3),
        ("<a class=button>", 3),
        ("<a>", 3),
        ("<a name=top href='#end'>", 3),
        ("<a name=top href>", 3),
    ],
)
def test_the_place_that_a_link_leads_to_is_no_link(anchor: str, linked: int) -> None:
    assert only(f"<p>{anchor}one</a> two").linked == linked


def test_a_place_that_is_never_closed_says_nothing_of_what_follows() -> None:
    page = parse_html("<p><a name=comments>One.</p><p>Two.</p>")

    assert [(block.linked, block.spans) for block in page.blocks] == [(0, ()), (0, ())]
    assert page.elements is not None
    assert not page.elements.flags.any()


def test_a_span_over_two_paragraphs_is_in_both() -> None:
    first, second = parse_html("<b><p>one</p><p>two</p></b>").blocks

    assert first.spans == second.spans == (Span("strong", 0, 3),)


def test_containers_tell_lists_from_one_another() -> None:
    html = "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start=5><li>d</li></ol>"
    a, b, c, d = parse_html(html).blocks

    assert [container.tag for container in a.containers] == ["ul", "li"]
    assert [container.tag for container in b.containers] == ["ul", "li", "ul", "li"]
    assert a.containers == b.containers[:2]
    assert a.containers[0] == c.containers[0]
    assert a.containers[1] != c.containers[1]
    assert d.containers[0].start == 5


def test_items_know_the_numbers_that_the_page_gives_them() -> None:
    blocks = parse_html("<ol><li value=7>a<li>b<li value=x>c</ol><ul><li value=7>d</ul>").blocks

    assert [block.containers[1].start for block in blocks] == [7, 1, 1, 1]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ("<tr><td></td><td>a</td><td> </td><td>b</td></tr>", [2, 4]),
        ("<tr><th colspan=2>a<th>b<tr><td>c<td>d<td>e", [1, 3, 1, 2, 3]),
        ("<tr><th rowspan=2>a<td>b<tr><td>c<tr><td>d", [1, 2, 2, 1]),
        ("<tr><td>a<td rowspan=3 colspan=2>b<td>c<tr><td>d<td>e<tr><td><td>f", [1, 2, 4, 1, 4, 4]),
        ("<thead><tr><th rowspan=9>a<th>b<tbody><tr><td>c<td>d", [1, 2, 1, 2]),
        ("<tr><td>a<table><tr><td><td>b<tr><td>c</table><td>d<tr><td><td>e", [1, 2, 1, 2, 2]),
        ("<tr><td colspan=0>a<td colspan=x rowspan=-1>b<td>c<tr><td>d", [1, 2, 3, 1]),
        ("<tr><td colspan=1000000 rowspan=1000000>a<td>b<td>c<tr><td>d<tr><td>e", [1, 101, 101, 101, 101]),
    ],
)
def test_cells_know_their_columns(rows: str, columns: list[int]) -> None:
    assert [block.containers[-1].column for block in parse_html(f"<table>{rows}</table>").blocks] == columns


def test_a_page_that_is_one_pre_is_its_lines() -> None:
    assert texts("<html><body><pre>First line.\n\nSecond line.</pre></body></html>") == ["First line.", "Second line."]


@pytest.mark.parametrize(("shown", "reads"), [(MIN_SHOWN_CHARS - 1, True), (MIN_SHOWN_CHARS, False)])
def test_a_page_that_shows_little_says_more_to_readers_without_scripts(shown: int, reads: bool) -> None:
    page = parse_html(f"<p>{'a' * shown}</p><noscript><p>b</p></noscript>")

    assert ([block.text for block in page.blocks[1:]], "noscript" in page.uncovered) == (["b"] if reads else [], reads)


def test_code_is_not_split() -> None:
    assert texts("<pre><code>a = 1\nb = 2</code></pre>") == ["a = 1\nb = 2"]


@pytest.mark.parametrize("block", ["<tr><td>1", "<p>1", "1<br>", "<div>1</div>"])
def test_of_a_flood_of_blocks_the_first_are_read(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.html.parse.MAX_BLOCKS", 100)

    whole, long = (parse_html("<table>" * ("td" in block) + block * count) for count in (100, 10_000))

    assert len(whole.blocks) == len(long.blocks) == 100
    assert (whole.warnings, long.warnings) == ((), (LEFT_OUT,))
    assert long.elements is not None
    assert len(long.elements) < 300


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["Home", "о нас", "<b>x</b> y", " ", "联系"])), max_size=9
    )
)
def test_parting_rows_of_links_loses_nothing(links: list[tuple[str, str]]) -> None:
    row = " | ".join(f"<a href=/{target}>{words}</a>" for target, words in links)
    blocks = parse_html(f"<nav><i>{row}</i></nav>").blocks
    (whole,) = parse_html(f"<nav>.<i>{row}</i></nav>").blocks

    assert "".join("".join(block.text.split()) for block in blocks) == "".join(whole.text.split())[1:]
    assert [block.text[span.start : span.end] for block in blocks for span in block.spans if span.kind == "link"] == [
        whole.text[span.start : span.end] for span in whole.spans if span.kind == "link"
    ]
    assert all(block.linked == sum(s.end - s.start for s in block.spans if s.kind == "link") for block in blocks)


@given(st.text(alphabet=st.sampled_from("<>/abpdivlu \"'=&;\n!-é漢"), max_size=300))
def test_no_page_crashes_the_parser_and_blocks_are_never_blank(html: str) -> None:
    for block in parse_html(html).blocks:
        assert block.text.strip() == block.text or block.tag == "pre"
        assert block.text.strip()
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(block.text)
