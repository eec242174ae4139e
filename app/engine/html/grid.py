"""Where the cells of a table stand: what spans columns or rows moves those beside and below it.

Spans to the end of the rows (`rowspan=0`) count as one.
Source: https://html.spec.whatwg.org/multipage/tables.html#algorithm-for-processing-rows
"""

#: Columns that are told apart, so that rows below cells that span them cost no more than that; cells further to the
#: right all stand in the next. Of the 888 tables in the articles of `train` and `dev` none has more, one in a hundred
#: more than 19.
MAX_COLUMNS = 100


class Grid:
    """The columns of a group of rows (`<tbody>`), filled row by row from the left."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 1  # the next one
        self._taken: dict[int, int] = {}  # by column: the last row of a cell from further up

    def open_row(self) -> None:
        """The next row begins."""
        self._row += 1
        self._column = 1

    def place(self, columns: int, rows: int) -> int:
        """The first column of the next cell, from 1.

        Args:
            columns, rows: how many it spans.

        >>> grid = Grid()
        >>> grid.open_row(), grid.place(1, 2), grid.place(2, 1), grid.place(1, 1)
        (None, 1, 2, 4)
        >>> grid.open_row(), grid.place(1, 1)
        (None, 2)
        """
        while self._taken.get(self._column, 0) >= self._row and self._column <= MAX_COLUMNS:
            self._column += 1
        first = self._column
        self._column = min(first + max(columns, 1), MAX_COLUMNS + 1)
        if rows > 1:
            self._taken.update(dict.fromkeys(range(first, self._column), self._row + rows - 1))
        return first


def number(value: str | None) -> int:
    """The number that an attribute gives, 1 for none.

    >>> number("12"), number("-1"), number("1e9"), number(None)
    (12, 1, 1, 1)
    """
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 1
