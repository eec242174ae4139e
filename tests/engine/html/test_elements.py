"""What elements say of the text in them."""

import numpy as np
import pytest

from app.engine.html.flags import Flag
from app.engine.html.parse import parse_html
from app.engine.measure import measure


def test_elements_know_their_parents_and_all_they_hold() -> None:
    elements = parse_html("<main><p class=a>one <i id=b>two</i></p><img class=c></main><p>three").elements

    assert elements is not None
    assert [elements.look_of(row).tag for row in range(len(elements))] == ["body", "main", "p", "p"]
    assert (elements.parent.tolist(), elements.last.tolist()) == ([-1, 0, 1, 0], [3, 2, 2, 3])
    assert elements.subtree_sums(np.array([1, 2, 3, 4])).tolist() == [10, 5, 3, 4]


@pytest.mark.parametrize(
    ("html", "flag"),
    [
        ("<nav><a href=/>Heim</a></nav>", Flag.NAV),
        ("<footer>x</footer>", Flag.FOOTER),
        ("<div hidden>x</div>", Flag.HIDDEN),
        ("<div style='color: red; display : none'>x</div>", Flag.HIDDEN),
        ("<div class='post-comments'>x</div>", Flag.COMMENT),
        ("<ul class=relatedPosts><li>x</ul>", Flag.RELATED),
        ("<div id=newsletter-box><p>x</p></div>", Flag.PROMOTION),
        ("<figure><figcaption>x</figcaption></figure>", Flag.CAPTION),
        ("<button>x</button>", Flag.CONTROL),
    ],
)
def test_elements_speak_for_their_text(html: str, flag: Flag) -> None:
    page = parse_html(html + "<p>Ein Absatz, der lang genug ist, um wirklich zu zählen, wie man sieht.</p>")
    features = measure(page, tuple(block.text for block in page.blocks))

    assert features.flag(flag).tolist() == [True, False]


def test_class_words_that_would_damn_the_whole_page_are_not_believed() -> None:
    page = parse_html("<body class='has-comments ads sidebar'><p>" + "Ein Satz mit genügend vielen Worten darin. " * 5)
    features = measure(page, ("x",))

    assert not features.flag(Flag.COMMENT, Flag.PROMOTION, Flag.ASIDE).any()


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<h3><button aria-expanded=false aria-controls=p1>Is it open?</button></h3><p id=p1>Yes.", ["h3", "p"]),
        (
            "<h2> <span></span><button class=toggle aria-controls=p2><b>Ice</b></button></h2><p id=p2>No.",
            ["h2", "p"],
        ),
        ("<h3>Tide <button aria-expanded=true>hide</button></h3>", ["h3", "button"]),
        ("<h3><button>Copy link</button></h3><div><button aria-expanded=false>Menu</button>", ["button", "button"]),
    ],
)
def test_a_button_that_unfolds_what_is_below_a_heading_is_the_heading(html: str, tags: list[str]) -> None:
    page = parse_html(html)
    assert [block.tag for block in page.blocks] == tags
    assert page.elements is not None
    flags = [bool(page.elements.looks[page.elements.look[block.element]].flags & Flag.CONTROL) for block in page.blocks]
    assert flags == [tag == "button" for tag in tags]


@pytest.mark.parametrize(
    ("html", "is_hidden"),
    [
        ("<button aria-controls=rest>Read more</button><div id=rest hidden><p>The rest.</p></div>", False),
        (
            "<div id=rest style='display: none'><p>The rest.</p></div><button aria-controls='x rest'>More</button>",
            False,
        ),
        (
            "<h3><button aria-controls=rest>When?</button></h3><div id=rest aria-hidden=true><p>The rest.</p></div>",
            False,
        ),
        ("<button aria-controls=menu>Read more</button><div id=rest hidden><p>The rest.</p></div>", True),
        ("<button aria-controls=rest>More</button><div hidden><div id=rest hidden><p>The rest.</p></div></div>", True),
    ],
)
def test_what_a_button_unfolds_is_not_hidden(html: str, is_hidden: bool) -> None:
    page = parse_html(html + "<p>Ein Absatz, der lang genug ist, um wirklich zu zählen, wie man sieht.</p>")
    texts = tuple(block.text for block in page.blocks)
    assert measure(page, texts).flag(Flag.HIDDEN)[texts.index("The rest.")] == is_hidden
