"""One row of what is promised: the figure, what it must be, and whether it is."""

from typing import NamedTuple


class Figure(NamedTuple):
    """A figure and its bound.

    Attributes:
        met: None where nothing is promised.
    """

    name: str
    value: str
    must: str = ""
    met: bool | None = None


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    words = {True: "yes", False: "NO", None: ""}
    rows = [f"| {figure.name} | {figure.value} | {figure.must} | {words[figure.met]} |" for figure in figures]
    return "\n".join(["| | figure | must | met |", "|---|---|---|---|", *rows])
