"""Number of posts by month, as a list that the reader moves through."""

from tui_feed.browse.filtering.months import months_term
from tui_feed.linear.commands.filter_commands import LinearFilterCommands, month_words
from tui_feed.linear.commands.read_commands import LinearReadCommands
from tui_feed.linear.session import Session
from tui_feed.text.numbers import counted

MOST_YEARS = 20
"""Number of years in the announcement, latest first to stay; keys still reach earlier years."""


class Bars:
    """Months from the first post of the feed to the last, with a cursor on a month."""

    def __init__(
        self, session: Session, reading: LinearReadCommands, filtering: LinearFilterCommands
    ) -> None:
        self._session = session
        self._reading = reading
        self._filtering = filtering
        self.is_open = False
        """Set while keys move between months."""
        self._first = self._at = 0
        self._counts: list[int] = []
        self._all_counts: list[int] = []
        self._mark: int | None = None

    def open(self) -> None:
        """Announce the number of posts in each month, with the cursor on the last month."""
        feed = self._session.feed
        whole, chosen = feed.dates(), feed.dates(self._session.rows)
        if whole.span is None:
            self._session.say(["No post is dated."])
            return
        start, end = (day.year * 12 + day.month - 1 for day in whole.span)
        self._first, self._mark, self.is_open = start, None, True
        self._all_counts = whole.months(start, end - start + 1)
        self._counts = chosen.months(start, end - start + 1)
        self._at = len(self._counts) - 1
        undated = f"; {counted(chosen.undated, 'posts')} undated" if chosen.undated else ""
        title = f"{counted(len(self._session.rows), 'posts')} by month{undated}"
        hint = "Left and Right go by month, Up and Down by year, Enter narrows, Esc leaves."
        self._session.say([title, *self._years(), self._month_line(), hint])

    def _years(self) -> list[str]:
        """Return a line for each year with posts: its months and their counts."""
        years: dict[int, list[str]] = {}
        for at, count in enumerate(self._counts):
            if count:
                month = self._first + at
                name = month_words(month).partition(" ")[0]
                years.setdefault(month // 12, []).append(f"{name} {count:,}")
        lines = [f"{year:04}: {', '.join(months)}" for year, months in years.items()]
        rest = len(lines) - MOST_YEARS
        return [f"{rest:,} earlier years", *lines[-MOST_YEARS:]] if rest > 0 else lines

    def _month_line(self) -> str:
        found, whole = self._counts[self._at], self._all_counts[self._at]
        of = f" of {whole:,}" if whole != found else ""
        since = "" if self._mark is None else f"from {month_words(self._first + self._mark)} to "
        return f"{since}{month_words(self._first + self._at)}: {counted(found, 'posts')}{of}"

    def go(self, at: int) -> None:
        """Move the cursor to a month, or to the nearest end of the list."""
        self._at = min(max(0, at), len(self._counts) - 1)
        self._session.say([self._month_line()])

    def move(self, step: int) -> None:
        """Move the cursor by some months."""
        self.go(self._at + step)

    def year(self, step: int) -> None:
        """Move the cursor by some years."""
        self.go(self._at + 12 * step)

    def end(self, step: int) -> None:
        """Move the cursor to the first month or the last."""
        self.go(len(self._counts) - 1 if step > 0 else 0)

    def mark(self) -> None:
        """Mark the first end of a range, or remove the mark."""
        is_marked = self._mark is None
        self._mark = self._at if is_marked else None
        self._session.say([f"{'marked' if is_marked else 'mark removed'}, {self._month_line()}"])

    def narrow(self) -> None:
        """Filter by the months from the mark to the cursor."""
        marked = self._at if self._mark is None else self._mark
        first, last = sorted((self._first + marked, self._first + self._at))
        self._narrow(months_term(first, last))

    def narrow_year(self) -> None:
        """Filter by the year under the cursor."""
        self._narrow(f"year:{(self._first + self._at) // 12:04}")

    def _narrow(self, piece: str) -> None:
        self.is_open = False
        rest = self._session.filter_query.without_dates()
        self._filtering.set(f"{rest} {piece}".strip())

    def leave(self) -> None:
        """Remove the mark; without a mark, go back to the posts."""
        if self._mark is not None:
            self.mark()
            return
        self.is_open = False
        self._reading.say_selected("to the posts")
