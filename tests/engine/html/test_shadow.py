"""Declarative shadow trees are read, other templates are not."""

from app.engine.html.parse import parse_html
from app.engine.locate import locate

PAGE = (
    "<my-page><template shadowrootmode=open><style>a</style><h1>Μία</h1><my-box>"
    "<template shadowrootmode=CLOSED><p>δύο <b>τρία</b></p></template></my-box></template><p>τέσσερα</p></my-page>"
    "<template><template shadowrootmode=open>b</template></template><template shadowrootmode>c</template>"
)


def test_what_a_shadow_tree_shows_is_read_where_it_is_shown() -> None:
    page = parse_html(PAGE)

    assert [(block.text, block.tag) for block in page.blocks] == [("Μία", "h1"), ("δύο τρία", "p"), ("τέσσερα", "p")]
    assert [page.source[start:end][:3] for _, start, end in locate(page)] == ["Μία", "δύο", "τέσ"]


def test_hostile_nesting_of_shadow_trees() -> None:
    page = parse_html("<p>a</p>" + "<template shadowrootmode=open>" * 100_000 + "b")

    assert [block.text for block in page.blocks] == ["a", "b"]


def test_shadow_trees_of_a_page_that_shows_enough_are_menus() -> None:
    page = parse_html(f"<p>{'ένα ' * 100}</p>{PAGE}")

    assert [block.text for block in page.blocks] == [("ένα " * 100).strip(), "τέσσερα"]
    assert page.source[slice(*locate(page)[1][1:])] == "τέσσερα"
