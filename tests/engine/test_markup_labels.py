"""What markup says around an article: each line below stands in an element of its kind, and one that only looks so."""

import pytest

from app.engine import clean

ARTICLE = """
<h1>The old bridge at Lower Mill is open again</h1>
<p>After four years of work, the stone bridge at Lower Mill was opened to walkers and riders on Monday morning.</p>
<p>The river had carried away two of its arches in the flood, and the village was cut off from its own mill.</p>
<p>Masons from three counties rebuilt them by hand, with stones that divers had brought up from the river bed.</p>
<p>“We never thought of concrete,” said the mayor, who had walked across first. “It has stood for six centuries.”</p>
"""
PAGE = "<html><head><title>The old bridge at Lower Mill is open again</title></head><body>{}</body></html>"
TEASER = "<div><a href=/t>Six sheep were seen on the hill above the mill</a></div>"
ANSWERS = "<div class='comment'>Anna</div><div class='comment'>I have walked over it every day as a child.</div>"


def label_of(html: str, text: str) -> str:
    """The label of the one block that says this."""
    found = {one.label.value for one in clean(html, input="html").blocks if one.block.text == text}
    assert len(found) == 1, f"{text!r} has {found}"
    return found.pop()


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<h3>Comments</h3><footer><ul><li><a href=/j>Job market</a></li></ul></footer>", "navigation"),
        ("<h3>Comments</h3><div class=related-posts><a href=/j>Job market</a></div>", "related"),
        ("<h3>Comments</h3><footer><p class=copyright>Job market</p></footer>", "legal"),
        (f"<section id=comments><h3>Comments</h3>{ANSWERS}<div class=comment>Job market</div></section>", "comment"),
        (f"<h3>Comments</h3>{ANSWERS}<p>Job market</p>{ANSWERS}", "comment"),
        ("<div class=newsletter-header><nav><a href=/j>Job market</a></nav></div>", "navigation"),
        ("<nav><div class=newsletter><p>Job market</p></div></nav>", "promotion"),
        ("<div class='top hide-for-print'><nav><a href=/j>Job market</a></nav></div>", "navigation"),
        ("<div class=print-button><span>Job market</span></div>", "interface"),
        ("<div class='masthead container'><nav><a href=/j>Job market</a></nav></div>", "navigation"),
        ("<div class='side ad-container'><p>Job market</p></div>", "promotion"),
        ("<footer><div class=cmp-text><a href=/j>Job market</a></div></footer>", "navigation"),
        ("<nav><ul class=text-caption><li><a href=/j>Job market</a></li></ul></nav>", "navigation"),
        ("<figure><figcaption>Job market</figcaption></figure>", "caption"),
        ("<aside><ul><li><a href=/1>Jobs</a></li><li><a href=/j>Job market</a></li></ul></aside>", "navigation"),
        ("<aside><h3>Read also</h3><ul><li><a href=/j>Job market</a></li></ul></aside>", "related"),
        ("<aside><h3>Read also</h3></aside><ul><li><a href=/j>Job market</a></li></ul>", "navigation"),
        ("<aside><p><a href=/j>Job market</a> of the county since the opening of the bridge</p></aside>", "related"),
        (f"<section id=comments>{ANSWERS}<button>Job market</button>{ANSWERS}</section>", "interface"),
        (f"<section id=comments>{ANSWERS}<form><p>Job market</p></form></section>", "interface"),
        (f"<section id=comments><form><p>Job market</p><p>3 hours ago</p>{ANSWERS}</form></section>", "comment"),
        ("<div class=cookie-bar><p>We use cookies to count readers.</p><button>Job market</button></div>", "interface"),
        (f"<div class=page-list>{TEASER}<div><a href=/j>Job market</a></div>{TEASER}</div>", "related"),
        ("<div><a href=/j>Job market</a></div><div>3 May 2021</div>", "related"),
        ("<div class=page-list><div><a href=/j>Job market</a></div></div>", "navigation"),
    ],
)  # fmt: skip
def test_what_the_elements_say(html: str, label: str) -> None:
    text = "Job market of the county since the opening of the bridge" if "of the county" in html else "Job market"
    assert label_of(PAGE.format(ARTICLE + html), text) == label


LINKS = "<a href=/1>Sheep</a> <a href=/2>Wool</a> <a href=/3>Mills</a>"


@pytest.mark.parametrize(
    ("html", "text", "label"),
    [
        ("<nav><a href=/l>Latest news</a><a href=/a>Advertise</a></nav>", "Latest news", "navigation"),
        ("<footer><a href=/l>About</a><a href=/a>Advertise</a></footer>", "Advertise", "navigation"),
        ("<footer><a href=/l>About</a><a href=/a>Privacy policy</a></footer>", "Privacy policy", "legal"),
        ("<nav><h4>Latest news</h4></nav>", "Latest news", "related"),
        ("<div><button>Subscribe</button></div>", "Subscribe", "interface"),
        ("<div><p>Subscribe</p></div>", "Subscribe", "promotion"),
        ("<div class=newsletter><p>The mill, on Fridays</p><label>E-mail</label></div>", "E-mail", "interface"),
        (
            "<div class=newsletter><p>The mill, on Fridays</p><label>E-mail</label></div>",
            "The mill, on Fridays",
            "promotion",
        ),
        (f"<nav>{LINKS}<a href=/2018>2018</a></nav>", "2018", "navigation"),
        (f"<div>{LINKS}<a href=/2018>2018-03</a></div>", "2018-03", "navigation"),
        ("<div><p>March 2018 (14)</p></div>", "March 2018 (14)", "navigation"),
        (f"<div>{TEASER}<i>01.05.15</i>{TEASER}</div>", "01.05.15", "related"),
        (f"<div>{TEASER}<p>1 May 2015</p></div>", "1 May 2015", "related"),
        ("<section id=comments><div class=comment>Anna</div><p>38</p></section>", "38", "comment"),
        ("<div class=share-bar><p>38</p></div>", "38", "interface"),
    ],
)
def test_what_dates_numbers_and_names_of_sections_stand_among(html: str, text: str, label: str) -> None:
    assert label_of(PAGE.format(ARTICLE + html), text) == label


def test_what_stands_beside_an_offer_belongs_to_it() -> None:
    offer = "<div><p>{}</p><p>Subscribe to our newsletter and get the news of the mill</p></div>"
    text = "The whole village, and what it says of the bridge, comes to your letter box on Fridays."
    aside = "<aside>{}</aside>"

    assert label_of(PAGE.format(ARTICLE + aside.format(offer.format(text))), text) == "promotion"
    assert label_of(PAGE.format(ARTICLE + aside.format(f"{TEASER}<p>{text}</p>{TEASER}")), text) == "related"
    assert label_of(PAGE.format(ARTICLE + aside.format(offer.format(f"<a href=/f>{text}</a>"))), text) == "related"


@pytest.mark.parametrize("lead", ["Re:", "AW: ", "回复：", "RE :"])
def test_what_stands_below_a_line_that_answers_the_headline_is_a_readers(lead: str) -> None:
    post = "<div><h3><a href=#p{0}>{1} The old bridge at Lower Mill is open again</a></h3><p>birch_{0}</p></div>"
    page = PAGE.format(ARTICLE + "".join(post.format(number, lead) for number in (2, 3)) + TEASER)

    assert label_of(page, "birch_2") == label_of(page, "birch_3") == "comment"
    assert label_of(page.replace(lead, "More:"), "birch_2") != "comment"


@pytest.mark.parametrize("date", ["27.04.15", "2025-10-21 09:41", "2018年6月1日", "3/5/2022"])
def test_a_date_in_figures_beside_the_headline_is_the_articles(date: str) -> None:
    assert label_of(PAGE.format(ARTICLE.replace("</h1>", f"</h1><p>{date}</p>")), date) == "byline"


def test_a_date_is_that_of_what_it_stands_among() -> None:
    page = PAGE.format(
        f"<time>2 May 2021</time>{ARTICLE}<ul><li>{TEASER}</li><li>3 May 2021</li><li>{TEASER}</li></ul>"
    )
    assert label_of(page, "2 May 2021") == "byline"
    assert label_of(page, "3 May 2021") == "related"


@pytest.mark.parametrize("sign", ["©", "(c) ", "© 2024 "])
def test_a_copyright_sign_behind_the_article_is_the_sites(sign: str) -> None:
    notice = f"{sign}Lower Mill Weekly"
    assert label_of(PAGE.format(f"{ARTICLE}<footer><p>{notice}</p></footer>"), notice) == "legal"
    figure = f"<figure><figcaption>{notice}</figcaption></figure>"
    assert label_of(PAGE.format(ARTICLE + figure), notice) == "caption"


def test_of_several_first_headings_the_named_one_is_the_headline() -> None:
    teasers = "".join(f"<div><h1><a href=/{n}>{n} sheep were seen on the hill</a></h1></div>" for n in ("Six", "Ten"))
    page = PAGE.format(teasers + ARTICLE + teasers.replace("hill", "roof"))
    labels = [one.block.text for one in clean(page, input="html").blocks if one.label.value == "title"]
    assert labels == ["The old bridge at Lower Mill is open again"]


def test_the_only_first_heading_is_the_headline_whatever_the_head_says() -> None:
    page = PAGE.format(ARTICLE).replace("<title>The old bridge at Lower Mill is open again", "<title>Lower Mill Weekly")
    assert label_of(page, "The old bridge at Lower Mill is open again") == "title"


def test_comments_are_told_by_their_element_however_much_they_outweigh_the_article() -> None:
    story = "".join(
        f"<p>On day {day} the masons set {day * 7} stones, and the river, risen once more, stood at {day} feet.</p>"
        for day in range(1, 16)
    )
    answer = "I have walked over the bridge every day as a child, number {}, and my father did so before me, too."
    comments = "".join(f"<div><p>{answer.format(number)}</p></div>" for number in range(400))
    page = PAGE.format(f"{{}}<section class=comments>{comments}<p>Job market</p></section>")

    assert label_of(page.format(ARTICLE + story), "Job market") == "comment"
    assert label_of(page.format("<h1>Lower Mill</h1>"), "Job market") != "comment"


@pytest.mark.parametrize(
    ("byline", "last", "label"),
    [
        (
            "By Ann Miller",
            "Ann Miller is a writer who lives beside the river and has kept bees for forty years.",
            "byline",
        ),
        (
            "By Tom Smith",
            "Ann Miller is a writer who lives beside the river and has kept bees for forty years.",
            "body",
        ),
        ("By Ann Miller", "Ann Miller: It is the only bridge that has ever kept its promise to our village.", "body"),
        (
            "3 May, 12:00",
            "12:00 was the hour at which the river carried the arches away, and the clock stopped.",
            "body",
        ),
    ],
)
def test_a_last_paragraph_that_begins_with_the_authors_name_says_who_that_is(
    byline: str, last: str, label: str
) -> None:
    article = ARTICLE.replace("</h1>", f"</h1><p class=byline>{byline}</p>")
    assert label_of(PAGE.format(f"<article>{article}<p>{last}</p></article>"), last) == label


@pytest.mark.parametrize(
    ("last", "label"),
    [
        ("(rüt)", "byline"),
        ("(dpa, AFP)", "byline"),
        ("(SDA/red)", "byline"),
        ("(Télam)", "byline"),
        ("(Reuters)", "byline"),
        ("[Ana Pérez]", "byline"),
        ("(Con agencias)", "byline"),
        ("(mit dpa)", "byline"),
        ("（王齐波）", "byline"),
        ("(Foto: Ana Pérez)", "caption"),
        ("(Archiv)", "caption"),
        ("(To be continued)", "body"),
        ("(The mill is from 1902.)", "body"),
    ],
)
def test_a_last_line_in_brackets_says_who_wrote_it(last: str, label: str) -> None:
    assert label_of(PAGE.format(f"<article>{ARTICLE}<p>{last}</p></article>"), last) == label


def test_a_line_in_brackets_between_paragraphs_is_the_articles() -> None:
    article = ARTICLE.replace("<p>Masons", "<p>(Lower Mill)</p><p>Masons")
    assert label_of(PAGE.format(f"<article>{article}</article>"), "(Lower Mill)") == "body"


@pytest.mark.parametrize("time", ["0{}:05", "1{}:05 Uhr", "kl. 1{}.05", "1{}:05 p.m.", "1{}h05", "1{}:05 ч."])
def test_times_of_a_live_blog_belong_to_it(time: str) -> None:
    entries = [part for part in ARTICLE.split("\n") if part.startswith("<p>")]
    blog = "".join(f"<div>{time.format(number)}</div>{entry}" for number, entry in enumerate(entries))

    assert label_of(PAGE.format(f"<h1>The old bridge is open</h1>{blog}"), time.format(2)) == "body"
