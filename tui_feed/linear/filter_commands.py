"""Commands that change the filter, and those that ask for something of it."""

from tui_feed.browse.completions import Completion, completions
from tui_feed.browse.groups import FacetList, facet_lists, is_offered, people_of, values_of
from tui_feed.browse.months import months_piece
from tui_feed.linear.lists import Answer, Choice, Listing
from tui_feed.linear.prompt import Helper
from tui_feed.linear.read_commands import Reading
from tui_feed.linear.sentences import one_line
from tui_feed.linear.state import Session
from tui_feed.query import Query, QueryError, parse_dates
from tui_feed.text.dates import Moment, today
from tui_feed.text.numbers import counted

ALL_DATES = "x"
"""What is typed in place of a date for any of them."""


class Filtering:
    """Changes the filter, and says what that leaves."""

    def __init__(self, session: Session, reading: Reading) -> None:
        self._session = session
        self._reading = reading

    # Typing

    def type(self) -> None:
        """Type a filter; where what was typed is none, say why and go on typing."""
        session = self._session
        helper = QueryHelper(session)
        text = session.filter_query.text
        while True:
            typed = session.prompt.line("filter: ", text, helper=helper)
            if typed.is_left:
                self.clear()
                return
            text = typed.text
            try:
                if self._change(text):
                    self._remember(text)
                return
            except QueryError as error:
                session.say([f"column {error.column + 1}: {error.message}", *_caret(error)])

    def _change(self, text: str) -> bool:
        """Filter, and say what that leaves; False where the reader had it stopped."""
        is_done = self._session.apply(text)
        stopped = [] if is_done else ["Stopped; the filter stays as it was."]
        self._reading.say_here(*stopped, self._session.result_words())
        return is_done

    def _remember(self, text: str) -> None:
        if not text.strip():
            return
        try:
            self._session.shelf.remember(text.strip())
        except OSError as error:
            why = error.strerror or "unknown"
            self._session.voice.note(f"The filter will not be remembered: {why}.")

    def set(self, text: str) -> None:
        """Put a filter in force that was not typed, and remember it."""
        if self._change(text):
            self._remember(text)

    def clear(self) -> None:
        """Clear the filter."""
        if self._session.filter_query.text.strip():
            self._change("")
        else:
            self._reading.say_here("no filter")

    def remove_last(self) -> None:
        """Take the last part out of the filter."""
        if parts := self._session.filter_query.terms():
            self._change(self._session.filter_query.without(parts[-1]))
        else:
            self._session.say(["There is no filter."])

    def remove_part(self) -> None:
        """Take one part out of the filter, by its number where there are several."""
        session = self._session
        parts = session.filter_query.terms()
        if len(parts) < 2:
            self.remove_last()
            return
        choices = [Choice(one_line(part.text), "", str(at)) for at, part in enumerate(parts)]
        answer = Listing("Take out which part?", choices).ask(session)
        if answer and answer.choice:
            self._change(session.filter_query.without(parts[int(answer.choice.value)]))

    def order(self) -> None:
        """Take the next order that the feed can tell apart; one in the filter goes."""
        from tui_feed.browse.jumps import next_order  # not before somebody asks

        session = self._session
        before, session.own_order = session.own_order, next_order(session.feed, session.order)
        query = session.filter_query
        sorting = [part for part in query.terms() if part.text.lower().startswith("sort:")]
        if not self._change(query.without(sorting[0]) if sorting else query.text):
            session.own_order = before

    # Lists

    def facets(self, name: str) -> None:
        """List what there is in the posts that are read; a number narrows the filter."""
        session = self._session
        lists = facet_lists()
        groups = [group for group in lists if is_offered(session.feed, group)] or lists[:1]
        wanted = people_of(session.feed) if name == "people" else name
        at = next((at for at, group in enumerate(groups) if group.name == wanted), 0)
        lead: list[str] = []
        while True:
            answer = self._ask_facet(groups[at], lead)
            if answer is None:
                return
            lead = []
            if answer.key:
                at = (at + (1 if answer.key == "tab" else -1)) % len(groups)
            elif answer.choice:
                term = answer.choice.value
                query = session.filter_query.narrowed(f"-{term}" if answer.sign == "-" else term)
                if not answer.sign:
                    self.set(query)
                    return
                if session.apply(query):
                    self._remember(query)
                lead = [session.result_words()]

    def _ask_facet(self, group: FacetList, lead: list[str]) -> Answer | None:
        session = self._session
        values = values_of(session.feed, group, session.rows)
        choices = [
            Choice(group.label(value), counted(count, "posts"), group.term(value))
            for value, count in values
        ]
        title = f"{group.name} in {counted(len(session.rows), 'posts')}"
        if not choices:
            title += ": none"
        hint = "-number leaves out, +number adds and stays, Tab next list, "
        enders = ("tab", "shift+tab")
        return Listing(title, choices, hint=hint).ask(session, enders=enders, lead=lead)

    def named(self) -> None:
        """Use a filter that has a name, name the one in force, or forget one."""
        session = self._session
        filters, current = session.shelf.filters(), session.filter_query.text.strip()
        choices = [Choice(f"{name}: {query}", "", name) for name, query in filters.items()]
        hint = "-number forgets, " + ("a new name saves this filter, " if current else "")
        title = "Saved filters:" if filters else "No filter has been saved yet."
        answer = Listing(title, choices, hint=hint).ask(session, takes_words=True)
        if answer is None:
            return
        try:
            if answer.choice and answer.sign == "-":
                session.shelf.forget(answer.choice.value)
                session.say([f"Forgot {answer.choice.value}."])
            elif answer.choice:
                self.set(filters[answer.choice.value])
            elif (name := answer.text.removeprefix("+").strip()) in filters:
                self.set(filters[name])
            elif current and name:
                session.shelf.name(name, current)
                session.say([f"Saved as {name}."])
            else:
                session.say([f"No filter is called {name}, and none is in force to be saved."])
        except OSError as error:
            session.say([f"It could not be saved: {error.strerror or 'unknown'}."])

    # Time

    def dates(self) -> None:
        """Ask for dates; they take the place of those in the filter."""
        rest = self._session.filter_query.without_dates()
        piece = self._ask_dates("Show only which dates?", rest, any_date=True)
        if piece is not None:
            self.set(f"{rest} {piece}".strip())

    def jump(self) -> None:
        """Ask for a date, and go to the post of the filter that is nearest to it."""
        from tui_feed.browse.jumps import row_at_date  # not before somebody asks

        session = self._session
        piece = self._ask_dates("Go to which date?", session.filter_query.text, any_date=False)
        if not piece:
            return
        row = row_at_date(session.feed, session.filter_query, session.rows, piece)
        if row is None:
            session.say(["No post of the filter is of that date or near it."])
        else:
            self._reading.jump(row)

    def on_this_day(self) -> None:
        """Show what is of today's date, in any year."""
        rest = self._session.filter_query.without_dates()
        self.set(f"{rest} on:{today():%m-%d}".strip())

    def _ask_dates(self, title: str, rest: str, *, any_date: bool) -> str | None:
        """Return a piece of a query, "" for any date, None for no change."""
        session = self._session
        counts = session.feed.dates(session.feed.select(Query.parse(rest)))
        years = counts.years()
        choices = [
            Choice(f"{year:04}", counted(found, "posts"), f"year:{year:04}")
            for year, found in years
        ]
        hint = "or type a date: 2024, 2023-05, 2020..2022, 30d, 06-07; "
        hint += f"{ALL_DATES} any date, " if any_date else ""
        lead: list[str] = []
        while True:
            if len(years) == 1:
                choices = self._months_of(rest, years[0][0])
            answer = Listing(title, choices, hint=hint).ask(session, takes_words=True, lead=lead)
            if answer is None:
                return None
            if answer.choice and answer.choice.value.startswith("year:") and len(years) > 1:
                years = [(int(answer.choice.value[5:]), 0)]
                lead = []
                continue
            if answer.choice:
                return answer.choice.value
            if any_date and answer.text == ALL_DATES:
                return ""
            try:
                return parse_dates(answer.text)
            except QueryError as error:
                lead = [f"column {error.column + 1}: {error.message}"]

    def _months_of(self, rest: str, year: int) -> list[Choice]:
        """Return a year and its months that have posts."""
        session = self._session
        counts = session.feed.dates(session.feed.select(Query.parse(rest)))
        found = counts.months(12 * year, 12)
        whole = Choice(f"all of {year:04}", counted(counts.year(year), "posts"), f"year:{year:04}")
        months = [
            Choice(month_words(12 * year + at), counted(count, "posts"), months_piece(month, month))
            for at, count in enumerate(found)
            if count
            for month in (12 * year + at,)
        ]
        return [whole, *months]


def month_words(month: int) -> str:
    """Say a month that is counted from January of the year 0: `May 2023`."""
    return Moment.of(month // 12, month % 12 + 1).in_full.partition(" (")[0]


def _caret(error: QueryError) -> list[str]:
    """Return the word at which a query is wrong, where there is one."""
    word = error.text[error.column :].split()[:1]
    return [f"at: {word[0]}"] if word else []


class QueryHelper(Helper):
    """Ends words of a query, and brings back what was typed before."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._offered: list[Completion] = []
        self._taken = -1
        self._recalled: list[str] = []
        self._at = 0

    def complete(self, text: str, step: int) -> tuple[str, str]:
        """End the last word; again: end it otherwise."""
        if not (self._taken >= 0 and self._offered[self._taken].text == text):
            self._offered, self._taken = completions(self._session.feed, text, len(text)), -1
        if not self._offered:
            return text, "Nothing to end this with."
        first = self._taken < 0 and step < 0
        self._taken = (self._taken + step + first) % len(self._offered)
        taken = self._offered[self._taken]
        note = f", {one_line(taken.note)}" if taken.note else ""
        words = f"{self._taken + 1} of {len(self._offered)}: {taken.label}{note}"
        if len(self._offered) == 1:
            self._offered, self._taken = [], -1  # there may be something to end after it
        return taken.text, words

    def recall(self, text: str, step: int) -> str | None:
        """Take up what was typed before; None after the latest."""
        if not self._recalled or self._recalled[self._at] != text:
            before = [query for query in self._session.shelf.queries() if query != text]
            self._recalled, self._at = [*before, text], len(before)
        if self._at + step >= len(self._recalled):
            return None
        self._at = max(0, self._at + step)
        return self._recalled[self._at]
