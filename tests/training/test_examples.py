"""Pages as examples: cut, shortened, and with a second article."""

import numpy as np
import pytest

from app.engine.html.parse import parse_html
from app.engine.labels import NUMBER, Label
from bench.corpus import Gold, Page
from tests.engine.pages import PAGE, PARAGRAPHS
from training.augment import MAX_BLOCKS, augment, select
from training.examples import Example, make_examples
from training.shorten import shorten


def _page(html: str = PAGE, gold: Gold | None = None) -> Page:
    gold = gold or Gold("\n".join(PARAGRAPHS))
    return Page("made", "one", "https://news.example.org/bridge", "en", "article", gold, html.encode())


@pytest.fixture(scope="module")
def example() -> Example:
    return make_examples(_page())[0]


def test_the_article_is_what_the_gold_says(example: Example) -> None:
    kept = [text for text, share in zip(example.texts, example.article, strict=True) if share >= 0.5]
    assert kept == list(PARAGRAPHS)
    assert example.weight.sum() == pytest.approx(1)
    assert example.group == "example.org"


def test_the_rest_is_what_the_page_says_of_itself(example: Example) -> None:
    kinds = dict(zip(example.texts, example.kind.tolist(), strict=True))
    assert kinds[PARAGRAPHS[0]] == NUMBER[Label.BODY]
    assert kinds["Ferry fares rise in spring"] == NUMBER[Label.RELATED]
    assert kinds["Town"] == NUMBER[Label.NAVIGATION]
    assert kinds["Old bridge opens again"] == NUMBER[Label.TITLE]


def test_snippets_weigh_only_the_blocks_that_have_them() -> None:
    example = make_examples(_page(gold=Gold(None, (PARAGRAPHS[1],), ("Ferry fares",))))[0]
    weighed = {
        text: share
        for text, share, weight in zip(example.texts, example.article, example.weight, strict=True)
        if weight
    }
    assert weighed == {PARAGRAPHS[1]: 1, "Ferry fares rise in spring": 0}


def test_a_page_without_blocks_teaches_nothing() -> None:
    assert make_examples(_page("<script>1</script>")) == []


def test_selecting_keeps_the_containers_true(example: Example) -> None:
    """The containers of the blocks that stay hold the blocks that stay, and no others."""
    keep = np.arange(len(example.texts)) % 3 != 1
    chosen = select(example, keep)
    whole, part = example.inputs.tree, chosen.inputs.tree
    number = np.cumsum(keep) - 1
    for block in np.flatnonzero(keep):
        for level in range(whole.starts.shape[1]):
            held = whole.order[whole.starts[block, level] : whole.ends[block, level]]
            now = part.order[part.starts[number[block], level] : part.ends[number[block], level]]
            assert sorted(now.tolist()) == [number[other] for other in sorted(held.tolist()) if keep[other]]
    assert chosen.weight.sum() == pytest.approx(1)
    assert len(chosen.texts) == len(chosen.inputs.dense) == keep.sum()


def test_shortening_leaves_the_opening(example: Example) -> None:
    page = parse_html(PAGE)
    article = example.article >= 0.5
    for seed in range(20):
        made = shorten(page, article, np.random.default_rng(seed))
        assert made is not None
        short, keep = made
        left = int((keep & article).sum())
        assert 1 <= left < len(PARAGRAPHS) - 1
        assert [block.text for block in short.blocks if block.text in PARAGRAPHS] == list(PARAGRAPHS[:left])
        assert keep[~article].all()
    assert shorten(page, np.zeros(len(article), np.bool_), np.random.default_rng(0)) is None


def test_augmenting_cuts_long_pages_and_leaves_the_example_alone() -> None:
    example = make_examples(_page(PAGE.replace("<footer>", "<footer>" + "<p>Ferry</p>" * 2 * MAX_BLOCKS)))[0]
    before = example.inputs.dense.copy()
    for seed in range(10):
        made = augment(example, np.random.default_rng(seed))
        assert 0 < len(made.texts) <= MAX_BLOCKS
        assert len(made.texts) == len(made.inputs.dense) == len(made.weight)
    np.testing.assert_array_equal(example.inputs.dense, before)


_OTHERS = tuple(text.replace("bridge", "harbour").replace("stones", "boats")[::-1] for text in PARAGRAPHS)


def _donor() -> Page:
    html = PAGE.replace("Old bridge opens again", "Harbour is dredged")
    for text, other in zip(PARAGRAPHS, _OTHERS, strict=True):
        html = html.replace(text, other)
    return _page(html, Gold("\n".join(_OTHERS)))


def test_a_second_article_stands_behind_the_first_and_is_not_gold() -> None:
    plain, *_, longer = make_examples(_page(), _donor())
    behind = longer.texts.index(PARAGRAPHS[-1]) + 1
    assert longer.texts[behind : behind + 6] == ("Harbour is dredged | The Ferry Post", "By Ana Novak", *_OTHERS)
    assert [text for text, share in zip(longer.texts, longer.article, strict=True) if share] == list(PARAGRAPHS)
    assert longer.texts[:behind] + longer.texts[behind + 6 :] == plain.texts


def test_a_second_article_has_the_looks_of_the_first() -> None:
    longer = make_examples(_page(), _donor())[-1]
    first, second = longer.texts.index(PARAGRAPHS[0]), longer.texts.index(_OTHERS[0])
    assert longer.inputs.chains[first].tolist() == longer.inputs.chains[second].tolist()
    chains = longer.inputs.tree.chains
    assert set(chains[first]) & set(chains[second]) < set(chains[first])
    assert (chains[second + 1 : second + 4, 1:] == chains[second, 1:]).all()


def test_a_page_is_no_donor_for_itself() -> None:
    page = _page()
    assert len(make_examples(page, page)) == 2
