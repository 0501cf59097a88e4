"""Numbered lists to choose from, and long texts read page by page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui_feed.query import fold

if TYPE_CHECKING:
    from tui_feed.linear.session import Session

PAGE = 20
"""List items announced at a time."""
PAGE_LINES = 40
"""Lines of a long text announced at a time."""
LONGEST_LINE = 2_000
"""Characters of the longest line; the rest goes on further lines."""

_MORE = ("space", "pagedown")
_LEAVE = ("q", "escape", "ctrl+c")


class ListItem(NamedTuple):
    """Item of a numbered list."""

    label: str
    """Text of the item; typed words are searched in it."""
    note: str
    """Count or date announced after the text."""
    value: str
    """Value returned by a choice, such as a row or a query term."""

    @property
    def words(self) -> str:
        """Announcement of the item."""
        return f"{self.label}, {self.note}" if self.note else self.label


class ListAnswer(NamedTuple):
    """Reader's answer to a list."""

    choice: ListItem | None
    """Item chosen by number."""
    sign: str = ""
    """Sign before the number: `+` or `-`."""
    text: str = ""
    """TypedLine words, if the list takes words."""
    key: str = ""
    """Key of `end_keys` that ended the question."""


class NumberedList:
    """Numbered list: a number and Enter chooses, Enter alone continues, Esc or q leaves."""

    def __init__(self, title: str, choices: Sequence[ListItem], *, hint: str = "") -> None:
        """Create a list; `hint` explains further answers."""
        self.title = title
        """Question or heading."""
        self._all = choices
        self._shown = choices
        self._at = 0
        self._hint = hint

    def ask(
        self,
        session: "Session",
        *,
        takes_words: bool = False,
        end_keys: tuple[str, ...] = (),
        lead: Sequence[str] = (),
    ) -> ListAnswer | None:
        """Announce the list and return the answer; None if the reader left.

        Typed words narrow the list, or are returned if it `takes_words`. `lead` is announced first.
        """
        session.say([*lead, self.title, *self._page()])
        while True:
            typed = session.prompt.line("number: ", end_keys=("q", *_MORE, *end_keys))
            text = typed.text.strip()
            if typed.is_cancelled or typed.key == "q":
                session.say_return()
                return None
            if typed.key in end_keys:
                return ListAnswer(None, key=typed.key)
            if not text:
                session.say(self._page())
                continue
            if answer := self._picked(text):
                return answer
            if takes_words:
                return ListAnswer(None, text=text)
            is_found = self._narrow(text.removeprefix("/"))
            session.say(self._page() if is_found else [f"Nothing matches {text}."])

    def _page(self) -> list[str]:
        if self._at >= len(self._shown):
            self._at = 0
        numbers = range(self._at, min(self._at + PAGE, len(self._shown)))
        lines = [f"{number + 1}. {self._shown[number].words}" for number in numbers]
        self._at = numbers.stop
        more = "" if numbers.stop == len(self._shown) else "Enter for more, "
        whole = f"{numbers.stop} of {len(self._shown)}. " if more or numbers.start else ""
        return [*lines, f"{whole}Number and Enter chooses, {more}{self._hint}Esc leaves."]

    def _picked(self, text: str) -> ListAnswer | None:
        sign, number = (text[0], text[1:].strip()) if text[0] in "+-" else ("", text)
        if number.isdecimal() and number.isascii() and 1 <= int(number[:9]) <= len(self._shown):
            return ListAnswer(self._shown[int(number) - 1], sign)
        return None

    def _narrow(self, text: str) -> bool:
        """Keep the items that contain a text; if none does, keep all and return False."""
        wanted = fold(text.strip())
        left = [choice for choice in self._all if wanted in fold(choice.label)]
        self._shown, self._at = left or self._all, 0
        return bool(left)


def read_in_pages(session: "Session", lines: Sequence[str]) -> None:
    """Announce a long text page by page."""
    whole = [piece for line in lines for piece in _pieces(line)]
    at = 0
    while True:
        page = whole[at : at + PAGE_LINES]
        at += len(page)
        if at >= len(whole):
            session.say(page)
            return
        session.say([*page, f"{at} of {len(whole)} lines. Enter continues, Esc leaves."])
        key = session.next_key().name
        while key not in ("enter", *_MORE, *_LEAVE):
            session.say(["Enter continues, Esc leaves."])
            key = session.next_key().name
        if key in _LEAVE:
            session.say_return()
            return


def _pieces(line: str) -> list[str]:
    starts = range(0, max(1, len(line)), LONGEST_LINE)
    return [line[start : start + LONGEST_LINE] for start in starts]
