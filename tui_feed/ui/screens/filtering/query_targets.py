"""Receivers of a typed query: the filter, and the search without filtering."""

from typing import NamedTuple, Protocol

from tui_feed.query import Query
from tui_feed.ui.screens.filtering.filter_state import FilterState
from tui_feed.ui.widgets.filter_bar import PROMPT


class Before(NamedTuple):
    """Queries before typing began."""

    query: Query
    """Query in force."""
    last_marking: Query
    """Last filter with words to highlight."""


class QueryTarget(Protocol):
    """Receiver of a typed query."""

    prompt: str
    """Sign before the input."""

    @property
    def query(self) -> Query:
        """Query in force."""
        ...

    def before(self) -> Before:
        """Return what `restore` takes back."""
        ...

    def use(self, query: Query) -> None:
        """Put a query in force and show its posts."""
        ...

    def restore(self, before: Before) -> None:
        """Put the queries before typing in force again, without showing their posts."""
        ...

    def settle(self) -> None:
        """Take note of the end of typing."""
        ...


class ShowsPosts(Protocol):
    """Protocol of the screen for a target."""

    def show_posts(self) -> None:
        """Select anew, and show the present posts of the filter."""
        ...


class FilterTarget:
    """Filter of the timeline."""

    prompt = PROMPT

    def __init__(self, view: ShowsPosts, state: FilterState) -> None:
        self._view = view
        self._state = state

    @property
    def query(self) -> Query:
        """Filter in force."""
        return self._state.query

    def before(self) -> Before:
        """Return the present filter."""
        return Before(self._state.query, self._state.last_marking)

    def use(self, query: Query) -> None:
        """Put a filter in force and show its posts."""
        self._state.use(query)
        self._view.show_posts()

    def restore(self, before: Before) -> None:
        """Put the filter before typing in force again."""
        self._state.query, self._state.last_marking = before

    def settle(self) -> None:
        """Do nothing more: the filter is in force."""
