"""Decides a table as a whole: its cells are too short to be told one by one."""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.groups import Groups, group
from app.engine.page import Page

_TABLES = frozenset(("table",))
#: Share of a table's words above which it is article. From HTML, wcxb .8696 to .8700 on `dev`, the others the same.
LEAST = 0.5
#: The same between two blocks of the article, from HTML: nothing but a few cells of figures was likely enough before.
#: Body F1 of `dev` is the same from 0 to .5.
LEAST_WITHIN = 0.2
#: Chance of a table's cells, on average, from which it is article where it stands in the article's extent and has
#: several rows and columns. Of 36 such tables of `train` and `dev` less of which was chosen, those above are article on
#: 72 % of their 18 pages, those below on a third; between two blocks of the article all five are.
LEAST_CHANCE = 0.3
#: Share of links in a table above which it is a menu of a page that is laid out with tables. [0, 1]. Out of fold on
#: `train`, readability .9434 without it and .9431 with it, wcxb and postlight the same.
MAX_LINKED = 0.5
#: Most words of the longest cell; a table with longer ones lays out the page. Body F1 of `dev` as Markdown with 12:
#: wcxb .8252 to .8256, andy424 .8746 to .8753, the others the same; with 30 or 60 the same, and postlight .0002 less.
MAX_CELL_WORDS = 12


def even_tables(page: Page, words: NDArray[np.float32], chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is chosen, with every table whole where most of it is, and without it where not.

    Args:
        words: of each block.
        chosen: bool, shape (blocks,).
    """
    tables = group(page, _TABLES, words)
    return chosen if tables is None else _even(tables, chosen, tables.mean(chosen) > LEAST)


def even_marked_tables(
    page: Page,
    words: NDArray[np.float32],
    linked: NDArray[np.float32],
    chances: NDArray[np.float32],
    chosen: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """The same from HTML, where less is enough in the midst of the article.

    Args:
        words: of each block.
        linked: share of each block that is a link, [0, 1].
        chances: of each block to be article, [0, 1].
        chosen: bool, shape (blocks,).
    """
    tables = group(page, _TABLES, words)
    if tables is None:
        return chosen
    share, between = tables.mean(chosen), tables.are_between(chosen)
    whole = (share > LEAST) | (between & (share > LEAST_WITHIN))
    rows = np.flatnonzero(chosen)
    if len(rows):
        within = (tables.first > rows[0]) & (tables.last < rows[-1]) & (tables.mean(linked) < MAX_LINKED)
        may_be = within & ~whole & (between | (tables.mean(chances) >= LEAST_CHANCE))
        whole |= may_be & _are_grids(page, tables, may_be)
    return _even(tables, chosen, whole)


def _even(tables: Groups, chosen: NDArray[np.bool_], whole: NDArray[np.bool_]) -> NDArray[np.bool_]:
    rows, number = tables.rows, tables.number
    evened = chosen.copy()
    evened[rows] = np.where(tables.longest[number] <= MAX_CELL_WORDS, whole[number], chosen[rows])
    return evened


def _are_grids(page: Page, tables: Groups, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each table has several rows and several columns; False for those that are not asked of."""
    rows: list[set[int]] = [set() for _ in asked]
    columns: list[set[int]] = [set() for _ in asked]
    asked_rows = asked[tables.number]
    for block, table in zip(tables.rows[asked_rows].tolist(), tables.number[asked_rows].tolist(), strict=True):
        for container in page.blocks[block].containers[-2:]:
            if container.tag == "tr":
                rows[table].add(container.key)
            elif container.tag in ("td", "th"):
                columns[table].add(container.column)
    return np.array([len(row) > 1 and len(column) > 1 for row, column in zip(rows, columns, strict=True)], np.bool_)
