"""The empty cells of tables: they have no blocks, and without them what follows would stand in another's column."""

from collections import defaultdict
from collections.abc import Sequence

from app.engine.render.nesting import CELLS, Path


def find_gaps(walk: Sequence[Path]) -> dict[int, int]:
    """How many empty cells stand before a cell, by its key, so that what is in one column stays in one.

    Columns in which no cell begins are left out; there are none between the cells where nothing is said of columns.
    """
    tables: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)  # row and column by cell
    for path in walk:
        for index, container in enumerate(path):
            if container.tag in CELLS:
                tables[path[index - 2].key][container.key] = (path[index - 1].key, container.column)
    gaps: dict[int, int] = {}
    for cells in tables.values():
        columns = {column: index for index, column in enumerate(sorted({column for _, column in cells.values()}))}
        before, free = -1, 0
        for key, (row, column) in cells.items():
            if row != before:
                before, free = row, 0
            gaps[key] = max(columns[column] - free, 0)
            free += gaps[key] + 1
    return gaps
