"""Completions offered while a filter is typed, imported when typing begins."""

from collections.abc import Callable

from tui_feed.browse.filtering.completions import Completion, completions
from tui_feed.feed import Feed


class OfferedCompletions:
    """Completions of the typed word: arrows mark one, Tab takes it."""

    def __init__(self, show: Callable[[list[Completion], int], None]) -> None:
        """Call `show` with the completions and the index of the marked one after each change."""
        self._show = show
        self._all: list[Completion] = []
        self._marked = -1
        self._taken = -1  # the last completion put into the input

    @property
    def marked(self) -> Completion | None:
        """Completion marked by an arrow and not taken yet."""
        return self._all[self._marked] if self._marked not in (-1, self._taken) else None

    def offer(self, feed: Feed, text: str, cursor: int) -> None:
        """Offer completions of a text, unless the text is a completion just taken."""
        if self._taken >= 0 and self._all[self._taken].text == text:
            return
        self._change(completions(feed, text, cursor) if text else [])

    def drop(self) -> None:
        """Offer nothing."""
        self._change([])

    def mark(self, step: int) -> bool:
        """Mark the next or previous completion.

        Return False if an arrow has nothing to mark: without completions, and above the first.
        """
        if not self._all or self._marked + step < -1:
            return False
        self._marked = min(self._marked + step, len(self._all) - 1)
        self._show(self._all, self._marked)
        return True

    def to_take(self, step: int) -> Completion | None:
        """Return the marked completion, else the next or previous; None without completions."""
        if not self._all or self.marked:
            return self.marked
        at = max(self._marked, 0) + step if step < 0 else self._marked + step
        return self._all[at % len(self._all)]

    def take(self, completion: Completion) -> bool:
        """Note that a completion goes into the input; return False if it is offered no more."""
        if completion not in self._all:
            return False
        self._taken = self._marked = self._all.index(completion)
        self._show(self._all, self._marked)
        if len(self._all) == 1:  # nothing else to take: the list stays, the next key renews it
            self._all, self._marked, self._taken = [], -1, -1
        return True

    def _change(self, found: list[Completion]) -> None:
        self._all, self._marked, self._taken = found, -1, -1
        self._show(found, -1)
