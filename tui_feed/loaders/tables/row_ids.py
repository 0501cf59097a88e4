"""Read ids of rows; an id rounded by a spreadsheet is replaced by the id in a link, or left out."""

from collections.abc import Iterable
from typing import Final

from tui_feed.loaders.tables.cells import ends_in_zeros, is_rounded, was_float, whole_id
from tui_feed.loaders.tables.columns import Values
from tui_feed.loaders.x.status_links import status_link
from tui_feed.loaders.x.tweet_dates import time_of_id
from tui_feed.text.numbers import counted

_FEWEST_KEPT: Final = 4
"""Minimum number of digits kept by rounding."""
_LONG: Final = 15


class RowIds:
    """Reader of the ids of a file; counts rounded ids."""

    def __init__(self) -> None:
        self._zeros = False
        self._floats = False
        self.rounded = 0
        """Number of posts with a rounded id."""
        self.lost = 0
        """Number of posts with a rounded id and without an id in a link."""

    def learn(self, rows: Iterable[Values]) -> None:
        """Learn from some rows whether long ids end in zeros (spreadsheets) or were floats."""
        stated = [row["id"] for row in rows if "id" in row]
        self._zeros = _is_most([ends_in_zeros(value) for value in stated])
        self._floats = _is_most([was_float(value) for value in stated])

    def of_post(self, values: Values) -> str | None:
        """Return the id of a row's post; None if no unrounded id is stated."""
        stated = values.get("id")
        linked = status_link(_text(values.get("url")))
        if stated is None:
            return linked.id if linked else None
        found = self.of(stated)
        if found:
            if linked and linked.id != found and _was_float(found) and _agree(linked.id, found):
                self.rounded += 1
                return linked.id
            return found
        self.rounded += 1
        thread = self.of(values.get("thread"))
        for each in (linked.id if linked else None, thread):
            if each and _agree(each, _digits(stated)):
                return each
        if linked:
            return linked.id
        self.lost += 1
        return None

    def of(self, value: object) -> str | None:
        """Return an id; None for a rounded id."""
        if self._floats and was_float(value) is not None:
            return None
        return None if is_rounded(value, zeros=self._zeros) else whole_id(value)

    @property
    def notice(self) -> str | None:
        """Return a message about rounded ids; None without any."""
        if not self.rounded:
            return None
        posts = counted(self.rounded, "posts")
        return (
            f"the ids of {posts} were rounded by a spreadsheet or a tool; "
            f"taken from links: {self.rounded - self.lost:,}, not used: {self.lost:,}"
        )


def _is_most(found: list[bool | None]) -> bool:
    """Tell whether more than half of the known answers are yes."""
    known = [answer for answer in found if answer is not None]
    return len(known) > 1 and sum(known) * 2 > len(known)


def is_of_x(post_id: str | None) -> bool:
    """Tell whether an id is as long as X's ids since 2010."""
    return bool(post_id and len(post_id) >= _LONG and time_of_id(post_id) is not None)


def _digits(value: object) -> str:
    try:
        return f"{float(str(value).replace(',', '.')):.0f}"
    except (ValueError, OverflowError):
        return ""


def _was_float(found: str) -> bool:
    """Tell whether an id may have been a float: a float holds it, or it was cut to 17 digits."""
    is_long = found.isdecimal() and _LONG < len(found) <= 20
    return is_long and (found.endswith("00") or int(float(found)) == int(found))


def _agree(whole: str, rounded: str) -> bool:
    """Tell whether rounding may have changed the id `whole` into `rounded`."""
    if len(whole) != len(rounded) or len(whole) < _LONG or not rounded.isdecimal():
        return False
    kept = max(len(rounded.rstrip("0")) - 1, _FEWEST_KEPT)
    return abs(int(whole) - int(rounded)) <= int("1" + "0" * (len(whole) - kept))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
