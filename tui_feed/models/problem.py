"""Model of a fault in an input."""

from tui_feed.models.part import Part


class Problem(Part, frozen=True, kw_only=True):
    """Fault in an input: something unusable or doubtful."""

    place: str
    """Place: `post 4`, `line 12, column 3`, or the whole file."""
    reason: str
    """Reason, and the consequence."""
    source: str | None = None
    """File."""
    skipped: bool = False
    """True if a record was left out because of the fault."""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.source, self.place, self.reason) if part)
