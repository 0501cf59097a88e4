"""Read rows of a table as text: CSV of RFC 4180 with commas, semicolons, tabs or bars.

A quoted cell may contain line breaks. The size limit of a cell is `csv.field_size_limit()`. Only
the row of an unclosed quotation mark is lost.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from tui_feed.models import Problem
from tui_feed.sources.file import File
from tui_feed.sources.lines import LONGEST_LINE, TextLine

DELIMITERS: Final = (",", ";", "\t", "|")
"""Signs between the columns of a table."""
MOST_HEAD_ROWS: Final = 20
"""Number of rows after the header that decide whether a table holds posts."""

_TOO_LONG: Final = "a cell without an end, or longer than {:,} characters; the row is left out"
_UNCLOSED: Final = "a quotation mark without an end; the row is left out"


class Row(NamedTuple):
    """Row of a table."""

    line: int
    """Number of its first line, from 1."""
    cells: tuple[str, ...]
    """Cells as written."""


def rows(lines: Iterable[TextLine], delimiter: str) -> Iterator[Row | tuple[int, str]]:
    """Yield the rows of a table; line number and reason for each unreadable row."""
    return _RowReader(lines, delimiter).rows()


def rows_of(file: File, delimiter: str) -> Iterator[Row | Problem]:
    """Yield the rows of a file, and a problem for each unreadable row."""
    problems: list[Problem] = []

    def lines() -> Iterator[TextLine]:
        for line in _lines_of_mac(file) if _is_of_mac(file) else file.lines():
            if isinstance(line, Problem):
                problems.append(line)
            else:
                yield line

    for found in rows(lines(), delimiter):
        yield from problems
        problems.clear()
        if isinstance(found, Row):
            yield found
        else:
            line, reason = found
            yield file.problem(reason, f"line {line:,}", skipped=True)
    yield from problems


def head_rows(file: File, delimiter: str) -> list[tuple[str, ...]]:
    """Return the first rows of a file with its header, without an incomplete last row."""
    texts = file.head_text().removeprefix("\ufeff").splitlines(keepends=False)
    lines = (TextLine(number, text) for number, text in enumerate(texts, 1))
    found: list[tuple[str, ...]] = []
    for row in rows(lines, delimiter):
        if not isinstance(row, Row) or len(found) > MOST_HEAD_ROWS:
            break  # the head may end inside this row
        if not _is_separator_line(row):
            found.append(row.cells)
    return found


def is_header(row: Row, names: tuple[str, ...]) -> bool:
    """Tell whether a row is the header, or Excel's line `sep=;` above it."""
    return row.cells == names or _is_separator_line(row)


def _is_separator_line(row: Row) -> bool:
    return row.line == 1 and row.cells[0].lower().startswith("sep=")


def _is_of_mac(file: File) -> bool:
    """Tell whether lines end in CR alone, as in files of the classic Mac OS."""
    text = file.head_text()
    return "\r" in text and "\n" not in text


def _lines_of_mac(file: File) -> Iterator[TextLine | Problem]:
    """Yield the lines of a file with CR as line end."""
    number, rest = 0, ""
    for piece in file.pieces():
        if isinstance(piece, Problem):
            yield piece
            continue
        *whole, rest = (rest + piece.removeprefix("\ufeff")).split("\r")
        for text in whole:
            number += 1
            yield TextLine(number, text)
        if len(rest) > LONGEST_LINE:
            yield file.problem("a line without an end; reading stopped", f"line {number + 1:,}")
            return
    if rest:
        yield TextLine(number + 1, rest)


class _RowReader:
    def __init__(self, lines: Iterable[TextLine], delimiter: str) -> None:
        self._lines = iter(lines)
        self._delimiter = delimiter
        self._again: deque[TextLine] = deque()
        self._taken: list[TextLine] = []
        self._is_cut = False

    def rows(self) -> Iterator[Row | tuple[int, str]]:
        """Yield rows; after an unreadable row go on with its second line."""
        is_over = False
        while not is_over:
            is_over = True
            reader = csv.reader(self._texts(), delimiter=self._delimiter)
            try:
                for cells in reader:
                    start = self._taken[0].number if self._taken else 0
                    if self._is_cut and self._taken:
                        yield start, _UNCLOSED
                        is_over = self._start_again()
                        break
                    self._taken.clear()
                    if any(cell.strip() for cell in cells):
                        yield Row(start, tuple(cells))
            except csv.Error:
                yield self._taken[0].number, _TOO_LONG.format(csv.field_size_limit())
                is_over = self._start_again()

    def _start_again(self) -> bool:
        """Put all lines of a row except its first back; return True if no line is left."""
        self._again.extendleft(reversed(self._taken[1:]))
        self._taken.clear()
        if self._is_cut and not self._again:
            return True
        self._is_cut = False
        return False

    def _texts(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._lines, None)
            if line is None:
                self._is_cut = bool(self._taken)
                return
            self._taken.append(line)
            yield f"{line.text}\n"
