"""The page in a real browser, with words for what a person does there."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

#: What a busy machine may take for an answer. Milliseconds.
PATIENCE = 60_000
#: Remembers what the policy of the page had to stop.
WATCH = """
window.stopped = [];
document.addEventListener("securitypolicyviolation", (event) => window.stopped.push(event.violatedDirective));
"""


class Screen:
    """One tab.

    Attributes:
        page: Playwright's.
        faults: what went wrong in the page's own scripts.
        requests: addresses that the page asked for.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        self.requests: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.add_init_script(WATCH)

    def open(self, fragment: str = "") -> "Screen":
        """Go to the page and wait for its first answer."""
        self.page.goto(f"{self.address}/{fragment}")
        return self.wait()

    def wait(self) -> "Screen":
        """Wait until the page shows the answer to what is chosen now."""
        expect(self.page.locator("body")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
        # A chunk that no frame was drawn with yet counts as out of sight, and what is out of sight has no inner text.
        self.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        return self

    def paste(self, text: str) -> "Screen":
        """Paste a text in place of what the field holds, as a person does."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.locator("#paste").focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Control+V")
        return self.wait()

    def drop(self, name: str, content: str, kind: str = "") -> "Screen":
        """Drop a file on the page."""
        self.page.evaluate(
            """([name, content, type]) => {
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([content], name, { type }));
                document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            }""",
            [name, content, kind],
        )
        return self.wait()

    def choose(self, name: str, value: str) -> "Screen":
        """Turn a switch: a radio button or the box of a label."""
        self.page.locator(f"[name={name}][value={value}]").click()
        return self.wait()

    def show(self, view: str) -> str:
        """The text of the article in one of the views."""
        self.page.locator(f"#tab-{view}").click()
        self.wait()
        return self.article.inner_text()

    def copied(self, what: str) -> str:
        """What the button beside something copies."""
        self.page.locator(f"[data-copy={what}]").click()
        expect(self.page.locator("#told")).to_have_text("Copied.")
        self.page.evaluate("document.getElementById('told').textContent = ''")
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def blocks(self) -> list[tuple[str, bool, str]]:
        """Label, whether it is kept, and text of every block."""
        found: list[list[Any]] = self.page.evaluate(
            """[...document.querySelectorAll(".block")].map((block) => [
                block.dataset.label,
                block.classList.contains("kept"),
                block.querySelector(".words").textContent,
            ])"""
        )
        return [(label, kept, text) for label, kept, text in found]

    @property
    def article(self) -> Locator:
        """What shows the article."""
        return self.page.locator("#view")

    @property
    def failure(self) -> Locator:
        """What is said where something went wrong."""
        return self.page.locator("#failure")

    def marked(self) -> str:
        """The text that is marked in the article and in sight there."""
        text: str = self.page.evaluate(
            """() => {
                const range = [...(CSS.highlights.get("chosen") ?? [])][0];
                const pane = document.getElementById("view").getBoundingClientRect();
                const place = range?.getBoundingClientRect();
                return range && place.top >= pane.top && place.top < pane.bottom ? range.toString() : "";
            }"""
        )
        return text

    def stopped(self) -> list[str]:
        """What the policy had to stop: directives."""
        found: list[str] = self.page.evaluate("window.stopped")
        return found
