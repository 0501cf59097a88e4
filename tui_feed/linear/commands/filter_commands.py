"""Commands that change the filter or list values for it."""

from tui_feed.browse.filtering.completions import Completion, completions
from tui_feed.browse.filtering.groups import (
    FacetList,
    facet_lists,
    is_offered,
    people_of,
    values_of,
)
from tui_feed.browse.filtering.months import months_term
from tui_feed.browse.filtering.orders import OrderChoice, order_choices
from tui_feed.browse.filtering.pasted import one_query
from tui_feed.feed import Order
from tui_feed.linear.commands.read_commands import LinearReadCommands
from tui_feed.linear.lists import ListAnswer, ListItem, NumberedList
from tui_feed.linear.prompt import Completer
from tui_feed.linear.sentences import one_line
from tui_feed.linear.session import Session
from tui_feed.query import Query, QueryError, parse_dates
from tui_feed.text.dates import Moment, today
from tui_feed.text.numbers import counted
from tui_feed.text.sanitize import clean

ALL_DATES = "x"
"""Answer to the question for a date that removes the dates from the filter."""


class LinearFilterCommands:
    """Changes the filter, and announces the result."""

    def __init__(self, session: Session, reading: LinearReadCommands) -> None:
        self._session = session
        self._reading = reading

    # Typing

    def type(self, pasted: str = "") -> None:
        """Let the reader type a filter; announce a mistake and let them correct it.

        A text pasted outside the prompt is already in it, behind the filter.
        """
        session = self._session
        completer = QueryCompleter(session)
        text = session.filter_query.text
        if pasted:
            text = f"{text.strip()} {one_query(clean(pasted), len(text)).text}".strip()
        while True:
            typed = session.prompt.line("filter: ", text, completer=completer)
            if typed.is_cancelled:
                self._reading.say_selected("Cancelled.", session.result_words())
                return
            text = typed.text
            try:
                if self._change(text):
                    self._remember(text)
                return
            except QueryError as error:
                session.say([f"column {error.column + 1}: {error.message}", *caret(error)])

    def _change(self, text: str) -> bool:
        """Apply a filter and announce the result; False if the reader stopped the search."""
        is_done = self._session.apply(text)
        lead = [] if is_done else ["Stopped; the filter stays as it was."]
        if not lead and not len(self._session.rows):
            lead = self._missing()
        self._reading.say_selected(*lead, self._session.result_words())
        return is_done

    def _missing(self) -> list[str]:
        """Return a sentence about a tag or a name that no post has."""
        from tui_feed.browse.filtering.typed_query import missing_value  # imported on first use

        query = self._session.filter_query
        missing = missing_value(self._session.feed, query) if query.root else None
        return [f"{missing.words}."] if missing else []

    def _remember(self, text: str) -> None:
        if not text.strip():
            return
        try:
            self._session.saved.remember(text.strip())
        except OSError as error:
            why = error.strerror or "unknown"
            self._session.voice.note(f"The filter is not saved in the history: {why}.")

    def set(self, text: str) -> None:
        """Apply a filter from a list or a key, and remember it."""
        if self._change(text):
            self._remember(text)

    def clear(self) -> None:
        """Clear the filter."""
        if self._session.filter_query.text.strip():
            self._change("")
        else:
            self._reading.say_selected("no filter")

    def remove_last(self) -> None:
        """Remove the last part of the filter."""
        if parts := self._session.filter_query.terms():
            self._change(self._session.filter_query.without(parts[-1]))
        else:
            self._session.say(["There is no filter."])

    def remove_part(self) -> None:
        """Remove a part of the filter, chosen by number if it has several."""
        session = self._session
        parts = session.filter_query.terms()
        if len(parts) < 2:
            self.remove_last()
            return
        choices = [ListItem(one_line(part.text), "", str(at)) for at, part in enumerate(parts)]
        answer = NumberedList("Remove which part?", choices).ask(session)
        if answer and answer.choice:
            self._change(session.filter_query.without(parts[int(answer.choice.value)]))

    def order(self) -> None:
        """Sort by an order chosen by number or letter; a `sort:` in the filter is removed."""
        session = self._session
        offered = order_choices(session.feed, session.rows, session.order)
        items = [
            ListItem(f"{each.letter}: {each.label}", _order_note(each), each.letter)
            for each in offered
        ]
        answer = NumberedList("Sort by:", items, hint="or type a letter, ").ask(
            session, takes_words=True
        )
        if answer is None:
            return
        letter = answer.choice.value if answer.choice else answer.text
        order = next((each.order for each in offered if each.letter == letter), None)
        if order is None:
            session.say([f"No order has the letter {letter}."])
        else:
            self._sort(order)

    def _sort(self, order: Order) -> None:
        session = self._session
        if session.timeline.index == 0:
            session.timeline.chosen_row = None  # at the top: stay there
        before, session.own_order = session.own_order, order
        query = session.filter_query
        sorting = [part for part in query.terms() if part.text.lower().startswith("sort:")]
        if not self._change(query.without(sorting[0]) if sorting else query.text):
            session.own_order = before
            return
        try:
            session.on_sorted(order)
        except OSError as error:
            session.say([f"The order will not be remembered: {error.strerror or error}."])

    # Lists

    def facets(self, name: str) -> None:
        """List tags, people and other values of the selected posts; a number narrows the filter."""
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

    def _ask_facet(self, group: FacetList, lead: list[str]) -> ListAnswer | None:
        session = self._session
        values = values_of(session.feed, group, session.rows)
        choices = [
            ListItem(group.label(value), counted(count, "posts"), group.term(value))
            for value, count in values
        ]
        title = f"{group.name} in {counted(len(session.rows), 'posts')}"
        if not choices:
            title += ": none"
        hint = "-number excludes, +number adds and keeps the list open, Tab next list, "
        end_keys = ("tab", "shift+tab")
        return NumberedList(title, choices, hint=hint).ask(session, end_keys=end_keys, lead=lead)

    def saved_filters(self) -> None:
        """Apply a saved filter, save the current filter under a name, or delete a saved filter."""
        session = self._session
        filters, current = session.saved.filters(), session.filter_query.text.strip()
        choices = [ListItem(f"{name}: {query}", "", name) for name, query in filters.items()]
        hint = "-number deletes, " + ("a new name saves this filter, " if current else "")
        title = "Saved filters:" if filters else "No saved filters yet."
        answer = NumberedList(title, choices, hint=hint).ask(session, takes_words=True)
        if answer is None:
            return
        try:
            if answer.choice and answer.sign == "-":
                session.saved.forget(answer.choice.value)
                session.say([f"Deleted {answer.choice.value}."])
            elif answer.choice:
                self.set(filters[answer.choice.value])
            elif (name := answer.text.removeprefix("+").strip()) in filters:
                self.set(filters[name])
            elif current and name:
                session.saved.name(name, current)
                session.say([f"Saved as {name}."])
            else:
                session.say([f"No saved filter is named {name}, and no filter is set."])
        except OSError as error:
            session.say([f"Not saved: {error.strerror or 'unknown'}."])

    # Time

    def dates(self) -> None:
        """Ask for dates, and replace the dates in the filter."""
        rest = self._session.filter_query.without_dates()
        piece = self._ask_dates("Show only which dates?", rest, any_date=True)
        if piece is not None:
            self.set(f"{rest} {piece}".strip())

    def jump(self) -> None:
        """Ask for a date, and go to the nearest post of the filter."""
        from tui_feed.browse.moving.jumps import row_at_date  # imported on first use

        session = self._session
        piece = self._ask_dates("Go to which date?", session.filter_query.text, any_date=False)
        if not piece:
            return
        row = row_at_date(session.feed, session.filter_query, session.rows, piece)
        if row is None:
            session.say(["No dated post in this filter."])
        else:
            self._reading.jump(row)

    def on_this_day(self) -> None:
        """Filter by today's day and month, in any year."""
        rest = self._session.filter_query.without_dates()
        self.set(f"{rest} on:{today():%m-%d}".strip())

    def _ask_dates(self, title: str, rest: str, *, any_date: bool) -> str | None:
        """Return a date term of a query; "" for any date, None if the reader cancelled."""
        session = self._session
        counts = session.feed.dates(session.feed.select(Query.parse(rest)))
        years = counts.years()
        choices = [
            ListItem(f"{year:04}", counted(found, "posts"), f"year:{year:04}")
            for year, found in years
        ]
        hint = "or type a date: 2024, 2023-05, 2020..2022, 30d, 06-07; "
        hint += f"{ALL_DATES} any date, " if any_date else ""
        lead: list[str] = []
        while True:
            if len(years) == 1:
                choices = self._months_of(rest, years[0][0])
            answer = NumberedList(title, choices, hint=hint).ask(
                session, takes_words=True, lead=lead
            )
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

    def _months_of(self, rest: str, year: int) -> list[ListItem]:
        """Return choices for a year and for its months with posts."""
        session = self._session
        counts = session.feed.dates(session.feed.select(Query.parse(rest)))
        found = counts.months(12 * year, 12)
        whole = ListItem(
            f"all of {year:04}", counted(counts.year(year), "posts"), f"year:{year:04}"
        )
        months = [
            ListItem(
                month_words(12 * year + at), counted(count, "posts"), months_term(month, month)
            )
            for at, count in enumerate(found)
            if count
            for month in (12 * year + at,)
        ]
        return [whole, *months]


def month_words(month: int) -> str:
    """Return the name of a month counted from January of year 0: `May 2023`."""
    return Moment.of(month // 12, month % 12 + 1).in_full.partition(" (")[0]


def _order_note(choice: OrderChoice) -> str:
    return ", ".join(filter(None, (choice.note, "now" if choice.is_current else "")))


def caret(error: QueryError) -> list[str]:
    """Return the word at the column of a query error, as a line; no line without a word."""
    word = error.text[error.column :].split()[:1]
    return [f"at: {word[0]}"] if word else []


class QueryCompleter(Completer):
    """Completion of query words and history of typed queries."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._offered: list[Completion] = []
        self._taken = -1
        self._recalled: list[str] = []
        self._at = 0

    def complete(self, text: str, step: int) -> tuple[str, str]:
        """Complete the last word; called again, offer the next completion."""
        if not (self._taken >= 0 and self._offered[self._taken].text == text):
            self._offered, self._taken = completions(self._session.feed, text, len(text)), -1
        if not self._offered:
            return text, "No completion."
        first = self._taken < 0 and step < 0
        self._taken = (self._taken + step + first) % len(self._offered)
        taken = self._offered[self._taken]
        note = f", {one_line(taken.note)}" if taken.note else ""
        words = f"{self._taken + 1} of {len(self._offered)}: {taken.label}{note}"
        if len(self._offered) == 1:
            self._offered, self._taken = [], -1  # offer completions of the next word
        return taken.text, words

    def recall(self, text: str, step: int) -> str | None:
        """Return the previous or next query in the history; None after the latest."""
        if not self._recalled or self._recalled[self._at] != text:
            before = [query for query in self._session.saved.queries() if query != text]
            self._recalled, self._at = [*before, text], len(before)
        if self._at + step >= len(self._recalled):
            return None
        self._at = max(0, self._at + step)
        return self._recalled[self._at]
