"""Model of whatever is wrong in an input."""

from tui_feed.models.part import Part


class Problem(Part, frozen=True, kw_only=True):
    """Something in an input that could not be used, or is not what it seems."""

    place: str
    """Place: `post 4`, `line 12, column 3`, or the whole file."""
    reason: str
    """Reason, and what was done about it."""
    source: str | None = None
    """File."""
    skipped: bool = False
    """Whether a record was left out because of it."""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.source, self.place, self.reason) if part)
