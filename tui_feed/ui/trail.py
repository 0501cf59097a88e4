"""Where the reader jumped from, to go back there and forward again."""

from typing import NamedTuple


class Step(NamedTuple):
    """A place in the timeline."""

    row: int
    """The selected post's row in the feed."""
    filter: str
    """The filter that was in force."""


class Trail:
    """Two stacks of places, as in a browser."""

    def __init__(self) -> None:
        self._behind: list[Step] = []
        self._ahead: list[Step] = []

    def leave(self, here: Step) -> None:
        """Remember a place before jumping away from it."""
        self._behind.append(here)
        self._ahead.clear()

    def back(self, here: Step) -> Step | None:
        """Return the place that was left last; None at the start."""
        return self._turn(self._behind, self._ahead, here)

    def forward(self, here: Step) -> Step | None:
        """Return the place that was gone back from; None at the end."""
        return self._turn(self._ahead, self._behind, here)

    def _turn(self, source: list[Step], goal: list[Step], here: Step) -> Step | None:
        if not source:
            return None
        goal.append(here)
        return source.pop()
