"""The page is there for everybody: by keyboard, by screen reader, in the dark, on a phone."""

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import expect

from tests.service.page.conftest import Opener
from tests.service.page.screen import Screen

SMALLEST = {"width": 320, "height": 640}


def problems(screen: Screen) -> list[str]:
    """What axe finds, with the first element of each."""
    found = Axe().run(screen.page).response["violations"]
    return [f"{problem['id']} ({problem['impact']}): {problem['nodes'][0]['html']}" for problem in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["reader", "json"])
def test_axe_finds_nothing(opener: Opener, service: httpx.Client, scheme: str, view: str) -> None:
    screen = opener(service, f"#view={view}", color_scheme=scheme)
    screen.choose("include", "comment")
    screen.page.locator(".block").nth(4).click()
    assert problems(screen) == []

    screen.drop("picture.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1" * 50)
    assert problems(screen) == []


@pytest.mark.parametrize("viewport", [SMALLEST, {"width": 390, "height": 844}], ids=lambda size: str(size["width"]))
def test_a_phone_shows_all_of_it_in_its_width(opener: Opener, service: httpx.Client, viewport: dict[str, int]) -> None:
    for example in service.get("/examples").json()["examples"]:
        screen = opener(service, f"#example={example['name']}", viewport=viewport, has_touch=True, is_mobile=True)
        screen.page.locator(".block").last.tap()
        assert screen.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert problems(screen) == []


def test_the_dark_is_dark(opener: Opener, service: httpx.Client) -> None:
    brightness = (
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((sum, part) => sum + Number(part), 0)"
    )

    dark, light = (opener(service, color_scheme=scheme).page.evaluate(brightness) for scheme in ("dark", "light"))
    assert dark < 150 < 600 < light


def test_labels_differ_by_name_and_pattern(screen: Screen) -> None:
    patterns = screen.page.evaluate(
        """[...document.querySelectorAll("#labels .swatch")].map(
            (swatch) => getComputedStyle(swatch).backgroundImage.replace(/(rgb|hsl)a?\\([^)]*\\)/g, "tone")
        )"""
    )

    assert len(patterns) == len(set(patterns)) == 11
    names = screen.page.locator("#labels .share").all_inner_texts()
    assert len({name.split()[0] for name in names}) == 11


def test_everything_is_done_by_keyboard(screen: Screen) -> None:
    keys = screen.page.keyboard

    def tab_to(selector: str) -> None:
        for _ in range(40):
            keys.press("Tab")
            if screen.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                break
        expect(screen.page.locator(selector)).to_be_focused()
        assert screen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"

    keys.press("Tab")
    expect(screen.page.locator(".skip")).to_be_focused()
    keys.press("Enter")
    expect(screen.article).to_be_focused()
    screen.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    tab_to("#example")
    keys.press("ArrowDown")
    expect(screen.page.locator("#curl")).to_contain_text("000_")
    screen.wait()
    tab_to("#open")
    tab_to("#paste")
    tab_to("[name=favor][value=balanced]")
    keys.press("ArrowRight")
    screen.wait()
    tab_to("[name=input][value=auto]")
    tab_to("[name=include][value=byline]")
    keys.press("Space")
    screen.wait()
    assert screen.page.url.endswith("#favor=recall&include=byline&example=000_ec2fa618fbd7a23a.txt")
    tab_to("#blocks")
    kept = [position for position, (label, *_) in enumerate(screen.blocks()) if label == "body"]
    for _ in range(kept[0] + 1):
        keys.press("ArrowDown")
    expect(screen.page.locator(".block[aria-selected=true]")).to_be_focused()
    expect(screen.page.locator("#chosen")).to_contain_text("kept in the article")
    keys.press("Enter")
    expect(screen.article).to_be_focused()
    assert screen.marked()
    keys.press("Shift+Tab")
    expect(screen.page.locator("[data-copy=view]")).to_be_focused()
    keys.press("Shift+Tab")
    keys.press("ArrowRight")
    screen.wait()
    expect(screen.page.locator("#tab-markdown")).to_be_focused()
    expect(screen.page.locator("#tab-markdown")).to_have_attribute("aria-selected", "true")
    tab_to("[data-copy=curl]")
    keys.press("Enter")
    expect(screen.page.locator("#told")).to_have_text("Copied.")
