"""Articles for the renderers' tests: written by hand in a few words, or drawn by hypothesis."""

from typing import Any

from hypothesis import strategies as st

from app.engine.article import Article, Labelled, Metadata, Told
from app.engine.blocks import Block, Container, Place, Span
from app.engine.labels import Label, Verdict
from app.engine.render.nesting import CELLS

#: What hurts renderers: markup, Markdown, scripts without spaces, characters that mean something somewhere.
_WORDS = r"""
    a Wort słowo слово كلمة λέξη 語 「語」 。 ตัวอย่าง é 👩‍👩 x. 1. 2) 12 - -- --- + * ** *** _ __ a_b `c` ``` ~ ~~ # ## >
    < <b> </p> <!-- --> & &amp; &lt; &copy; &#35; [x](y) ![i](j) [x] [^1]: | a|b |- :-: \ \* \- = == ! “q” «q» (z) $m$
    end. javascript:alert(1) onclick=x <script>alert(1)</script> http://a.example/b_c_d www.example.org
"""
_HREFS = r"""
    https://example.org/a?b=1&c=(2) /a_b/c #x a.html mailto:a@b.example //host.example/x http://[ javascript:alert(1)
    javascript&#58;alert(1) data:text/html,<b> http://e.example/"><script> http://e.example/\x)
"""
WORDS = st.sampled_from(_WORDS.split())
GAPS = st.sampled_from([" ", " ", " ", "", "\n"])
HREFS = st.sampled_from([*_HREFS.split(), "", "JaVa\nScript:alert(1)", "\x01javascript:x", "/with space"])

#: What may stand in a container on a sound page; hypothesis also draws what may not.
CHILDREN = {
    **dict.fromkeys(("", "li", "dd", "blockquote", "td"), ("ul", "ol", "dl", "blockquote", "table")),
    **dict.fromkeys(("ul", "ol"), ("li",)),
    **{"dl": ("dt", "dd"), "table": ("tr",), "tr": ("td", "th"), "th": ("ul",), "dt": ("ul",)},
}
TAGS = tuple(tag for tag in CHILDREN if tag)
#: First numbers of lists, and columns of cells.
NUMBERS = {"ol": (1, 1, 0, 7, -3, 10**12), **dict.fromkeys(("td", "th"), (1, 2, 3, 9))}


def article(blocks: list[Labelled], **metadata: Any) -> Article:
    """An article of `blocks` with the given metadata."""
    return Article(lambda: Metadata(**metadata), tuple(blocks), Verdict.OK, 0.9, (), "winnow/0 rules/0", "html")


def labelled(block: Block, label: Label = Label.BODY) -> Labelled:
    """`block` as the engine hands it on."""
    return Labelled(block, label, 0.75, Told("test", Place(block.line, block.start, block.start + len(block.text))))


def container(tag: str, key: int, number: int) -> Container:
    """A container with the first number of its list, or the column of its cell."""
    return Container(tag, key, column=number) if tag in CELLS else Container(tag, key, start=number)


def containers(path: str) -> tuple[Container, ...]:
    """Containers from words like "ul1 li2 ol3@5": tag, key, and the first number of a list or the column of a cell.

    >>> containers("ol3@5 li4")
    (Container(tag='ol', key=3, start=5, column=1), Container(tag='li', key=4, start=1, column=1))
    """
    found = []
    for word in path.split():
        name, _, number = word.partition("@")
        tag = name.rstrip("0123456789")
        found.append(container(tag, int(name[len(tag) :]), int(number or 1)))
    return tuple(found)


@st.composite
def texts(draw: st.DrawFn, max_words: int = 6) -> str:
    """A few words; white space as the parsers leave it."""
    words = draw(st.lists(WORDS, min_size=1, max_size=max_words))
    return "".join(word + draw(GAPS) for word in words).strip()


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[Span, ...]:
    """Spans over a text of `length` characters that nest and never cross."""
    found: list[Span] = []
    todo = [(0, length, 0)]
    while todo:
        start, end, depth = todo.pop()
        if end <= start or depth > 3 or not draw(st.booleans()):
            continue
        left, right = sorted(draw(st.tuples(st.integers(start, end), st.integers(start, end))))
        if left < right:
            kind = draw(st.sampled_from(["link", "strong", "em", "code", "sub", "sup", "del"]))
            found.append(Span(kind, left, right, draw(HREFS) if kind == "link" else ""))
            todo += [(right, end, depth), (left, right, depth + 1)]
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles with lists, tables and quotes, rightly and wrongly nested, as a walk through a tree."""
    path: list[Container] = []
    key = 0
    blocks = []
    for _ in range(draw(st.integers(0, 12))):
        del path[draw(st.integers(0, len(path))) :]
        for _ in range(draw(st.integers(0, 5))):
            key += 1
            sound = CHILDREN[path[-1].tag if path else ""]
            tag = draw(st.sampled_from(sound) if draw(st.integers(0, 9)) else st.sampled_from(TAGS))
            path.append(container(tag, key, draw(st.sampled_from(NUMBERS.get(tag, (1,))))))
        text = draw(texts())
        tag = draw(st.sampled_from(["p", "p", "div", "h1", "h3", "h6", "pre", "line"]))
        marks = () if tag in ("pre", "line") else draw(spans(len(text)))
        block = Block(text, tag, containers=() if tag == "line" else tuple(path), spans=marks)
        blocks.append(labelled(block, draw(st.sampled_from([Label.BODY, Label.BODY, Label.HEADING, Label.CAPTION]))))
    url = draw(st.sampled_from([None, "https://example.org/news/1"]))
    return article(blocks, title=draw(st.none() | texts()), url=url, language=draw(st.sampled_from([None, "pl"])))
