"""XML, element by element."""

from typing import Any

from lxml.etree import Element, SubElement, _Element, tostring

from app.engine.render.characters import legal


class Writer:
    """Writes one document in one namespace; keeps the open elements on a stack, so that nothing recurses."""

    def __init__(self, namespace: str, root: str) -> None:
        self._prefix = f"{{{namespace}}}"
        default: Any = {None: namespace}  # the stubs know no default namespace
        self._open = [Element(self._prefix + root, nsmap=default)]
        self._last: list[_Element | None] = [None]  # child of each; lxml counts children to find the last one

    def open(self, name: str, /, **attributes: str) -> None:
        """Open an element inside the one that opened last."""
        element = SubElement(self._open[-1], self._prefix + name)
        for key, value in attributes.items():
            element.set(key, legal(value))
        self._last[-1] = element
        self._open.append(element)
        self._last.append(None)

    def close(self, times: int = 1) -> None:
        """Close the `times` elements that opened last."""
        del self._open[-times:], self._last[-times:]

    def text(self, text: str) -> None:
        """Write characters; those that XML forbids are left out."""
        child = self._last[-1]
        if child is not None:
            child.tail = (child.tail or "") + legal(text)
        else:
            self._open[-1].text = (self._open[-1].text or "") + legal(text)

    def element(self, name: str, text: str | None, /, **attributes: str) -> None:
        """Write a whole element and a line end; nothing for None."""
        if text is not None:
            self.open(name, **attributes)
            self.text(text)
            self.close()
            self.text("\n")

    def finish(self) -> str:
        """The document, without an XML declaration (it is Unicode, not bytes)."""
        return tostring(self._open[0], encoding="unicode")
