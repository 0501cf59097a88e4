"""What a query selects: rows, and how many posts could not be judged."""

from array import array
from collections.abc import Mapping, Sequence
from typing import overload

from tui_feed.query.orders import Order


class Selection(Sequence[int]):
    """Rows of a feed in an order. It does not change when posts are added to the feed."""

    __slots__ = ("_rows", "is_whole", "order", "unknown", "unstated")

    def __init__(
        self,
        rows: "array[int]",
        unknown: int = 0,
        unstated: Mapping[str, int] | None = None,
        *,
        is_whole: bool = True,
        order: Order | None = None,
    ) -> None:
        self._rows = rows
        self.order = order
        """The order of the rows, where it is one of a timeline."""
        self.is_whole = is_whole
        """Whether every post has been judged; else there may be more, and these stay."""
        self.unknown = unknown
        """How many posts were left out because the archive does not state what was asked.

        They match neither the term nor its negation.
        """
        self.unstated = dict(unstated or {})
        """What is not stated -> of how many of these: `{"likes": 28}`. One may lack several."""

    @classmethod
    def none(cls) -> "Selection":
        """Return no rows."""
        return cls(array("I"))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> "Sequence[int]": ...
    def __getitem__(self, place: int | slice) -> "int | Sequence[int]":
        return self._rows[place]

    def __contains__(self, row: object) -> bool:
        return row in self._rows

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Return the first place of a row; raise `ValueError` where it is not selected."""
        return self._rows.index(value, start, len(self) if stop is None else stop)
