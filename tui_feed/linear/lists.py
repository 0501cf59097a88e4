"""Lists to choose from by number, and long texts, a page at a time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui_feed.query import fold

if TYPE_CHECKING:
    from tui_feed.linear.state import Session

PAGE = 20
"""Lines of a list that are said at once."""
PAGE_LINES = 40
"""Lines of a text that are said at once."""
LONGEST_LINE = 2_000
"""Characters of a line of a text; the rest follows on lines of its own."""

_MORE = ("space", "pagedown")
_LEAVE = ("q", "escape", "ctrl+c")


class Choice(NamedTuple):
    """One line of a list."""

    label: str
    """What it is called; also what typing narrows by."""
    note: str
    """What is said after it: a count, a date."""
    value: str
    """What it stands for."""

    @property
    def words(self) -> str:
        """It, as it is said."""
        return f"{self.label}, {self.note}" if self.note else self.label


class Answer(NamedTuple):
    """What was answered to a list."""

    choice: Choice | None
    """What was picked."""
    sign: str = ""
    """A sign before the number: `+` or `-`."""
    text: str = ""
    """What was typed where it was no number and the list takes words."""
    key: str = ""
    """A key that the list was left with for another."""


class Listing:
    """A numbered list. A number and Enter picks, Enter alone says more, Esc or q leaves."""

    def __init__(self, title: str, choices: Sequence[Choice], *, hint: str = "") -> None:
        """Offer choices; `hint` says what else can be typed."""
        self.title = title
        """What is asked."""
        self._all = choices
        self._shown = choices
        self._at = 0
        self._hint = hint

    def ask(
        self,
        session: "Session",
        *,
        takes_words: bool = False,
        enders: tuple[str, ...] = (),
        lead: Sequence[str] = (),
    ) -> Answer | None:
        """Say the list and take an answer; None where the reader left.

        Words narrow the list, unless they are an answer of their own (`takes_words`). `lead` is
        said before it.
        """
        session.say([*lead, self.title, *self._page()])
        while True:
            typed = session.prompt.line("number: ", enders=("q", *_MORE, *enders))
            text = typed.text.strip()
            if typed.is_left or typed.key == "q":
                session.say_left()
                return None
            if typed.key in enders:
                return Answer(None, key=typed.key)
            if not text:
                session.say(self._page())
                continue
            if answer := self._picked(text):
                return answer
            if takes_words:
                return Answer(None, text=text)
            is_found = self._narrow(text.removeprefix("/"))
            session.say(self._page() if is_found else [f"Nothing is called {text}."])

    def _page(self) -> list[str]:
        if self._at >= len(self._shown):
            self._at = 0
        numbers = range(self._at, min(self._at + PAGE, len(self._shown)))
        lines = [f"{number + 1}. {self._shown[number].words}" for number in numbers]
        self._at = numbers.stop
        more = "" if numbers.stop == len(self._shown) else "Enter for more, "
        whole = f"{numbers.stop} of {len(self._shown)}. " if more or numbers.start else ""
        return [*lines, f"{whole}Number and Enter picks, {more}{self._hint}Esc leaves."]

    def _picked(self, text: str) -> Answer | None:
        sign, number = (text[0], text[1:].strip()) if text[0] in "+-" else ("", text)
        if number.isdecimal() and number.isascii() and 1 <= int(number[:9]) <= len(self._shown):
            return Answer(self._shown[int(number) - 1], sign)
        return None

    def _narrow(self, text: str) -> bool:
        """Leave the lines that contain a text; all of them where none does, and say so."""
        wanted = fold(text.strip())
        left = [choice for choice in self._all if wanted in fold(choice.label)]
        self._shown, self._at = left or self._all, 0
        return bool(left)


def read_sheet(session: "Session", lines: Sequence[str]) -> None:
    """Say a long text, a page at a time."""
    whole = [piece for line in lines for piece in _pieces(line)]
    at = 0
    while True:
        page = whole[at : at + PAGE_LINES]
        at += len(page)
        if at >= len(whole):
            session.say(page)
            return
        session.say([*page, f"{at} of {len(whole)} lines. Enter reads on, Esc leaves."])
        key = session.next_key().name
        while key not in ("enter", *_MORE, *_LEAVE):
            session.say(["Enter reads on, Esc leaves."])
            key = session.next_key().name
        if key in _LEAVE:
            session.say_left()
            return


def _pieces(line: str) -> list[str]:
    starts = range(0, max(1, len(line)), LONGEST_LINE)
    return [line[start : start + LONGEST_LINE] for start in starts]
