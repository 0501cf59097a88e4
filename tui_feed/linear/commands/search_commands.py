"""Search without filtering: the posts stay, and keys read match after match."""

from tui_feed.browse.filtering.post_search import OFF
from tui_feed.linear.commands.filter_commands import QueryCompleter, caret
from tui_feed.linear.commands.read_commands import LinearReadCommands
from tui_feed.linear.session import SLICE, Session
from tui_feed.query import Query, QueryError


class LinearSearchCommands:
    """Begins a search, goes through its matches, and ends it."""

    def __init__(self, session: Session, reading: LinearReadCommands) -> None:
        self._session = session
        self._reading = reading

    def type(self) -> None:
        """Let the reader type a search, and read the first match from here on."""
        session = self._session
        text = session.search.query.text
        while True:
            typed = session.prompt.line("search: ", text, completer=QueryCompleter(session))
            if typed.is_cancelled:
                self._reading.say_selected("Cancelled.")
                return
            text = typed.text
            try:
                query = Query.parse(text)
            except QueryError as error:
                session.say([f"column {error.column + 1}: {error.message}", *caret(error)])
                continue
            self._search(query)
            return

    def _search(self, query: Query) -> None:
        session = self._session
        while not session.feed.look(query, session.order, SLICE):
            if session.keyboard.is_interrupted():
                self._reading.say_selected("Stopped.")
                return
        session.search.query = query
        session.search.select(session.feed, session.filter_query, session.order)
        row = session.search.from_row(session.timeline.row)
        if not session.search.is_on:
            self._reading.say_selected("no search")
        elif row is None:
            self._reading.say_selected("no match")
        else:
            if row != session.timeline.row:
                session.jump_history.remember()
            session.timeline.choose_row(row)
            self._reading.say_selected(session.search.words(row))

    def match(self, step: int) -> None:
        """Read the next match of the search; without a search, of the filter."""
        session = self._session
        if not session.search.is_on or session.open:
            self._reading.match(step)
            return
        found = session.search.step(session.timeline.row, step)
        if found is None:
            session.say(["no match"])
            return
        session.timeline.choose_row(found.row)
        lead = [found.words] if found.words else []
        self._reading.say_selected(*lead, session.search.words(found.row))

    def leave(self) -> bool:
        """End the search; return False if there is none."""
        if not self._session.search.is_on:
            return False
        self._session.search.query = OFF
        self._reading.say_selected("The search has ended.")
        return True
