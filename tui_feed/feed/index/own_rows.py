"""Rows that the reader has marked, read, labelled or written a note for.

No archive states them: `state.reader_marks` enters them once the saved marks are loaded.
"""

from collections.abc import Iterator

from pyroaring import BitMap

from tui_feed.feed.rows import row_span


class OwnRows:
    """Rows with the reader's own marks, read state, notes and labels."""

    def __init__(self) -> None:
        self.marked = BitMap()
        """Marked rows."""
        self.read = BitMap()
        """Rows that the reader has read."""
        self.notes: dict[int, str] = {}
        """Row -> note, a line of text."""
        self.labels: dict[int, tuple[str, ...]] = {}
        """Row -> labels, at least one, by the alphabet."""
        self.shows_unread = False
        """True if cards show a sign for unread posts."""

    def of_kind(self, kind: str, size: int) -> BitMap:
        """Return the rows of a kind (`PostKind.is_own`), among the first `size` rows."""
        match kind:
            case "marked":
                return self.marked
            case "read":
                return self.read
            case "unread":
                return row_span(0, size) - self.read
        return BitMap(list(self.notes))

    def with_value(self, facet: str, wanted: str) -> BitMap:
        """Return the rows with a label, or with a text in their note; `wanted` is folded."""
        from tui_feed.query.folding import fold, searchable  # not before somebody asks

        if facet == "label":
            each = self.labels.items()
            return BitMap([row for row, found in each if wanted in map(fold, found)])
        return BitMap([row for row, note in self.notes.items() if wanted in searchable(note)])

    def by_value(self, facet: str, size: int) -> Iterator[tuple[str, BitMap]]:
        """Yield the values of a facet that readers give posts, each with its rows."""
        if facet == "is":
            kinds = ("marked", "read", "unread", "note") if self.is_used else ()
            yield from ((kind, self.of_kind(kind, size)) for kind in kinds)
        elif facet == "label":
            labels = {label for found in self.labels.values() for label in found}
            for label in labels:
                yield label, BitMap([row for row, found in self.labels.items() if label in found])

    @property
    def is_used(self) -> bool:
        """True if any row has a mark, a note or a label, or has been read."""
        return bool(self.marked or self.read or self.notes or self.labels)

    def words(self, row: int) -> list[str]:
        """Return the reader's own facts about a row, in words."""
        found = ["marked"] if row in self.marked else []
        if self.shows_unread and row not in self.read:
            found.append("unread")
        if labels := self.labels.get(row):
            found.append(f"{'label' if len(labels) == 1 else 'labels'} {', '.join(labels)}")
        if note := self.notes.get(row):
            found.append(f"note: {note}")
        return found
