"""What a person does on the page, in a real browser against the real service."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from app.engine import Label, clean
from app.engine.labels import ARTICLE_LABELS
from app.service.example import PAGE
from tests.service.page.conftest import Opener
from tests.service.page.screen import Screen

OTHERS = [label for label in Label if label not in ARTICLE_LABELS]
TIDE = """<h1>The tide</h1><nav><a href="/a">Home</a> <a href="/b">Harbour</a></nav>
<p>The tide went out further than anyone in the village could remember, and it stayed out for two days.</p>
<p>On the third morning the <b>boats</b> were afloat again, and nobody spoke of it any more in the harbour.</p>
<figure><img src="boats.jpg"><figcaption>Boats in the harbour. Photo: A. Novak</figcaption></figure>"""
ARABIC = """<html lang="ar"><title>الجسر القديم</title><h1>الجسر القديم يفتح من جديد</h1>
<p>فتح الجسر القديم فوق النهر أمام المشاة يوم الجمعة، بعد عامين من الفيضان الذي هدم وسطه وأغلق الطريق إلى المدرسة.</p>
<p>وقالت مديرة المدرسة إن الأطفال كانوا أول من عبروا الجسر، وإن الطريق الطويل حول الوادي قد انتهى أخيرا بالنسبة لهم.</p>
</html>"""


def expected(page: str) -> list[tuple[str, bool, str]]:
    return [(found.label.value, found.label in ARTICLE_LABELS, found.block.text) for found in clean(page).blocks]


def test_the_first_sight_is_an_example_with_its_blocks_and_its_article(screen: Screen) -> None:
    assert screen.blocks() == expected(PAGE)
    expect(screen.article.locator("h1")).to_have_text("Mill bridge reopens after two years")
    expect(screen.page.locator("#verdict")).to_contain_text("An article")


def test_a_page_is_pasted(screen: Screen) -> None:
    screen.paste(TIDE)

    assert screen.blocks() == expected(TIDE)
    assert screen.show("text") == clean(TIDE).text
    expect(screen.page.locator("#shares")).to_have_attribute(
        "aria-label", "title 3 %, body 78 %, caption 15 %, navigation 4 %"
    )


def test_a_file_is_dropped_and_removed_again(screen: Screen) -> None:
    screen.drop("tide.html", TIDE, "text/html")

    assert screen.blocks() == expected(TIDE)
    expect(screen.page.locator("#held-name")).to_have_text(f"tide.html, {len(TIDE)} bytes")
    screen.page.locator("#drop-held").click()
    expect(screen.page.locator(".block")).to_have_count(0)


def test_a_file_is_opened_whatever_its_encoding(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "ebbe's page.html"
    path.write_bytes(TIDE.replace("tide", "größte Ebbe").encode("latin-1"))
    screen.page.locator("#file").set_input_files(path)
    screen.wait()

    assert "größte Ebbe" in screen.show("reader")
    assert str(path.name) in screen.copied("curl").replace("'\\''", "'")


@pytest.mark.parametrize("seed", range(5))
def test_every_seed_is_there_to_try(screen: Screen, service: httpx.Client, seed: int) -> None:
    name = service.get("/examples").json()["examples"][1 + seed]["name"]
    screen.page.locator("#example").select_option(name)
    expect(screen.page.locator("#curl")).to_contain_text(name)
    screen.wait()

    page = service.get(f"/examples/{name}").text
    assert screen.blocks() == expected(page)
    assert screen.show("text").split() == clean(page).text.split()


@pytest.mark.parametrize("label", OTHERS)
def test_a_label_is_kept_and_left_out_again(screen: Screen, label: Label) -> None:
    before = screen.blocks()
    screen.choose("include", label)

    labels = ARTICLE_LABELS | {label} - {Label.TITLE}  # the headline stands above the text, once
    assert [kept for _, kept, _ in screen.blocks()] == [found in labels for found, *_ in before]
    assert screen.show("text") == clean(PAGE).render("text", include=[label])
    screen.choose("include", label)
    assert screen.blocks() == before


@pytest.mark.parametrize("favor", ["precision", "recall"])
def test_doubt_is_decided_as_chosen(screen: Screen, favor: str) -> None:
    with screen.page.expect_request(f"**/clean?*favor={favor}*explain=true*"):
        screen.choose("favor", favor)

    assert screen.show("text") == clean(PAGE, favor=favor).text  # type: ignore[arg-type]  # one of the literals
    assert f"favor={favor}" in screen.page.url


def test_a_page_is_read_as_what_it_is_said_to_be(screen: Screen) -> None:
    screen.paste("<b>One</b> line")
    screen.choose("input", "text")

    assert [text for *_, text in screen.blocks()] == ["<b>One</b> line"]
    screen.choose("input", "html")
    assert [text for *_, text in screen.blocks()] == ["One line"]


@pytest.mark.parametrize("view", ["reader", "markdown", "text", "json"])
def test_a_block_that_is_clicked_is_explained_and_shown_in_the_article(screen: Screen, view: str) -> None:
    screen.show(view)
    position, found = [(i, found) for i, found in enumerate(clean(PAGE).blocks) if found.label is Label.BODY][-1]
    screen.page.locator(".block").nth(position).click()

    told = screen.page.locator("#chosen").inner_text()
    assert found.reason in told
    assert f"line {found.place.line}, characters {found.place.start} to {found.place.end}" in told
    assert f"{found.scores[Label.BODY]:.3f}" in told
    expect(screen.page.locator(".block[aria-selected=true]")).to_have_count(1)
    screen.page.wait_for_function("CSS.highlights.get('chosen')")
    assert screen.marked() == found.block.text


def test_a_block_that_is_left_out_says_so(screen: Screen) -> None:
    screen.page.locator(".block[data-label=comment]").first.click()

    expect(screen.page.locator("#chosen")).to_contain_text("left out of the text; it is in “comments”")
    expect(screen.page.locator("#go")).to_be_hidden()
    assert screen.marked() == ""


@pytest.mark.parametrize("view", ["reader", "markdown", "text", "json"])
def test_the_lines_give_what_is_on_screen(screen: Screen, tmp_path: Path, view: str) -> None:
    (tmp_path / "page.html").write_text(TIDE, "utf-8")
    screen.paste(TIDE)
    for name, value in (("favor", "recall"), ("include", "caption"), ("input", "html")):
        screen.choose(name, value)
    screen.show(view)
    shown = screen.page.evaluate("document.querySelector('#view').textContent")

    curl, python = screen.copied("curl"), screen.copied("python")
    by_curl = subprocess.run([*shlex.split(curl), "-s"], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    by_python = subprocess.run(
        [sys.executable, "-c", python], cwd=tmp_path, capture_output=True, check=True, timeout=60
    )
    answer = by_curl.stdout.decode()
    assert by_python.stdout.decode().strip() == answer.strip()
    if view == "reader":
        assert LexborHTMLParser(answer).text().split() == shown.split()
    elif view == "json":
        assert json.loads(answer) == json.loads(shown)
    else:
        assert answer.strip() == shown.strip()


def test_the_lines_for_an_example_need_no_file(screen: Screen) -> None:
    screen.show("text")

    for line in (screen.copied("curl"), f"{sys.executable} -c {shlex.quote(screen.copied('python'))}"):
        run = subprocess.run(["sh", "-c", line], capture_output=True, check=True, timeout=60)
        assert run.stdout.decode().strip() == clean(PAGE).text


def test_the_article_is_copied(screen: Screen) -> None:
    assert screen.copied("view") == clean(PAGE).text
    screen.show("markdown")
    assert screen.copied("view") == clean(PAGE).render("markdown")


def test_a_link_holds_the_switches_and_not_the_page(screen: Screen, opener: Opener, service: httpx.Client) -> None:
    screen.paste(TIDE)
    screen.choose("include", "caption")
    screen.choose("favor", "recall")
    screen.show("markdown")

    link = screen.copied("link")
    assert link.partition("#")[2] == "favor=recall&view=markdown&include=caption"
    other = opener(service, "#" + link.partition("#")[2]).paste(TIDE)
    assert other.blocks() == screen.blocks()
    assert other.article.inner_text() == screen.article.inner_text()


def test_a_link_that_is_changed_changes_the_page(screen: Screen, service: httpx.Client) -> None:
    seed = service.get("/examples").json()["examples"][5]["name"]
    screen.page.goto(f"{screen.address}/#view=text&example={seed}&favor=nonsense&include=body,byline")
    expect(screen.page.locator("#curl")).to_contain_text(seed)
    screen.wait()

    assert (
        screen.article.inner_text().split()
        == clean(service.get(f"/examples/{seed}").content).render("text", include=[Label.BYLINE]).split()
    )


def test_arabic_runs_from_right_to_left(screen: Screen) -> None:
    screen.paste(ARABIC)

    direction = "getComputedStyle(document.querySelector('%s')).direction"
    assert screen.page.evaluate(direction % "#view p") == "rtl"
    assert screen.page.evaluate(direction % ".block .words") == "rtl"
    expect(screen.article).to_have_attribute("lang", "ar")
    screen.show("markdown")
    assert screen.page.evaluate("getComputedStyle(document.querySelector('.plain')).unicodeBidi") == "plaintext"


def test_a_large_page_is_shown_whole(screen: Screen) -> None:
    sentence = "The council of the valley met on day {} and spoke at length about the bridge, the mill and the weir. "
    paragraphs = [f"<p>{sentence.format(day) * 4}</p>" for day in range(5000)]
    screen.drop("large.html", f"<h1>The council</h1>{''.join(paragraphs)}")

    expect(screen.page.locator(".block")).to_have_count(5001)
    screen.page.locator("#blocks").focus()
    screen.page.keyboard.press("End")
    screen.page.keyboard.press("Home")
    screen.page.keyboard.press("End")
    expect(screen.page.locator("#chosen")).to_contain_text("kept in the article")
    screen.page.wait_for_function("CSS.highlights.get('chosen')")
    screen.page.wait_for_timeout(200)
    assert screen.marked() == (sentence.format(4999) * 4).strip()
