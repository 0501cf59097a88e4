"""Posts by month: said as a list, and gone through month by month."""

from tui_feed.browse.months import months_piece
from tui_feed.linear.filter_commands import Filtering, month_words
from tui_feed.linear.read_commands import Reading
from tui_feed.linear.state import Session
from tui_feed.text.numbers import counted

MOST_YEARS = 20
"""Years that are said, the latest; the others can be gone to."""


class Bars:
    """The months from the first post of the feed to the last, one of them under the cursor."""

    def __init__(self, session: Session, reading: Reading, filtering: Filtering) -> None:
        self._session = session
        self._reading = reading
        self._filtering = filtering
        self.is_open = False
        """Whether keys go to the months."""
        self._first = self._at = 0
        self._found: list[int] = []
        self._whole: list[int] = []
        self._mark: int | None = None

    def open(self) -> None:
        """Say how many posts each month has, and stay at the last of them."""
        feed = self._session.feed
        whole, chosen = feed.dates(), feed.dates(self._session.rows)
        if whole.span is None:
            self._session.say(["No post is dated."])
            return
        start, end = (day.year * 12 + day.month - 1 for day in whole.span)
        self._first, self._mark, self.is_open = start, None, True
        self._whole = whole.months(start, end - start + 1)
        self._found = chosen.months(start, end - start + 1)
        self._at = len(self._found) - 1
        undated = f"; {counted(chosen.undated, 'posts')} undated" if chosen.undated else ""
        title = f"{counted(len(self._session.rows), 'posts')} by month{undated}"
        hint = "Left and Right go by month, Up and Down by year, Enter narrows, Esc leaves."
        self._session.say([title, *self._years(), self._caption(), hint])

    def _years(self) -> list[str]:
        """Return a line for each year that has posts: its months and how many each has."""
        years: dict[int, list[str]] = {}
        for at, count in enumerate(self._found):
            if count:
                month = self._first + at
                name = month_words(month).partition(" ")[0]
                years.setdefault(month // 12, []).append(f"{name} {count:,}")
        lines = [f"{year:04}: {', '.join(months)}" for year, months in years.items()]
        rest = len(lines) - MOST_YEARS
        return [f"{rest:,} earlier years", *lines[-MOST_YEARS:]] if rest > 0 else lines

    def _caption(self) -> str:
        found, whole = self._found[self._at], self._whole[self._at]
        of = f" of {whole:,}" if whole != found else ""
        since = "" if self._mark is None else f"from {month_words(self._first + self._mark)} to "
        return f"{since}{month_words(self._first + self._at)}: {counted(found, 'posts')}{of}"

    def go(self, at: int) -> None:
        """Go to a month, as near as there is one."""
        self._at = min(max(0, at), len(self._found) - 1)
        self._session.say([self._caption()])

    def move(self, step: int) -> None:
        """Go on by months."""
        self.go(self._at + step)

    def year(self, step: int) -> None:
        """Go on by years."""
        self.go(self._at + 12 * step)

    def end(self, step: int) -> None:
        """Go to the first month or the last."""
        self.go(len(self._found) - 1 if step > 0 else 0)

    def mark(self) -> None:
        """Mark one end of a range, or take the mark away."""
        is_marked = self._mark is None
        self._mark = self._at if is_marked else None
        self._session.say([f"{'marked' if is_marked else 'mark taken away'}, {self._caption()}"])

    def narrow(self) -> None:
        """Show only the months from the mark to the cursor."""
        marked = self._at if self._mark is None else self._mark
        first, last = sorted((self._first + marked, self._first + self._at))
        self._narrow(months_piece(first, last))

    def narrow_year(self) -> None:
        """Show only the year under the cursor."""
        self._narrow(f"year:{(self._first + self._at) // 12:04}")

    def _narrow(self, piece: str) -> None:
        self.is_open = False
        rest = self._session.filter_query.without_dates()
        self._filtering.set(f"{rest} {piece}".strip())

    def leave(self) -> None:
        """Take the mark away, else go to the posts."""
        if self._mark is not None:
            self.mark()
            return
        self.is_open = False
        self._reading.say_here("to the posts")
