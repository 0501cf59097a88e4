"""Report errors in queries, each with its position and a message for the reader."""

from itertools import accumulate
from typing import NamedTuple
from unicodedata import category, east_asian_width

from tui_feed.text.sanitize import clean

_BEFORE, _AFTER = 50, 25


CLOSING = "a closing )"
"""Words for the missing end of a group."""


class Missing(NamedTuple):
    """End of a term, as far as it is missing."""

    words: str
    """Words for the missing text: `a date`, `a closing "`."""
    start: int
    """Position of the unfinished term in the query, with its signs."""
    end: int
    """Position of its end so far."""


class QueryError(ValueError):
    """Error in a query, with a message for the reader in a single line."""

    def __init__(
        self,
        message: str,
        column: int = 0,
        text: str = "",
        suggestion: str | None = None,
        missing: Missing | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        """Fault and remedy, with the suggestion if it has one."""
        self.column = column
        """Position in `text`, in code points from 0; at most its length."""
        self.text = text
        """Query, cleaned."""
        self.suggestion = suggestion
        """Text to put at `column` in place of the operator's name: `since:`."""
        self.missing = missing
        """End of a term that is perhaps still being typed; None for any other error."""

    def caret(self) -> str:
        """Return two lines: the query, and a `^` under the position.

        The query is shown in a single line; a long query is cut on both sides, marked with `…`.
        Wide characters count two cells, combining marks none.
        """
        before = _cut(_one_line(self.text[: self.column])[::-1], _BEFORE)[::-1]
        after = _cut(_one_line(self.text[self.column :]), _AFTER)
        return f"{before}{after}\n{' ' * sum(map(_cells, before))}^"


def excerpt(text: str) -> str:
    """Return an excerpt of a query for an error message: one line, not too long."""
    line = _one_line(text)
    return line if len(line) <= 40 else line[:37] + "..."


def _cut(text: str, room: int) -> str:
    """Return as much of `text` as fits into `room` cells, and `…` for the rest."""
    for at, used in enumerate(accumulate(map(_cells, text))):
        if used > room:
            return text[:at] + "…"
    return text


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _cells(char: str) -> int:
    """Return the width of a character in terminal cells, from its Unicode properties."""
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
