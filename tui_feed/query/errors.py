"""Errors in queries, each with its place and its words for the reader."""

from itertools import accumulate
from unicodedata import category, east_asian_width

from tui_feed.text.sanitize import clean

_BEFORE, _AFTER = 50, 25


class QueryError(ValueError):
    """Error in a query, in words for the reader, on one line."""

    def __init__(
        self, message: str, column: int = 0, text: str = "", suggestion: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        """Fault and remedy; names the suggestion where there is one."""
        self.column = column
        """Place in `text`, in code points from 0; at most its length."""
        self.text = text
        """Query, cleaned."""
        self.suggestion = suggestion
        """Text to put at `column` instead of the operator's name there: `since:`."""

    def caret(self) -> str:
        """Return two lines: the query and a `^` under the place.

        The query is made one line; of a long one only the surroundings of the place are shown,
        with `…` for what is left out. Wide characters count two cells and marks none.
        """
        before = _cut(_one_line(self.text[: self.column])[::-1], _BEFORE)[::-1]
        after = _cut(_one_line(self.text[self.column :]), _AFTER)
        return f"{before}{after}\n{' ' * sum(map(_cells, before))}^"


def excerpt(text: str) -> str:
    """Return an excerpt of a query for an error message: one line, not too long."""
    line = _one_line(text)
    return line if len(line) <= 40 else line[:37] + "..."


def _cut(text: str, room: int) -> str:
    """Return as much of `text` as fits into `room` cells, with `…` for the rest."""
    for at, used in enumerate(accumulate(map(_cells, text))):
        if used > room:
            return text[:at] + "…"
    return text


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _cells(char: str) -> int:
    """Return how many terminal cells a character takes, as far as Unicode alone says."""
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
