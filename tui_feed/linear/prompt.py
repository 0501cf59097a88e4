"""A line that is typed in: what is typed is appended, and a correction begins the line anew."""

from collections.abc import Callable
from typing import NamedTuple

from tui_feed.linear.keyboard import Keyboard
from tui_feed.linear.keys import Key, command_of
from tui_feed.linear.voice import Voice
from tui_feed.text.sanitize import clean

MOST_TYPED = 10_000
"""Characters of the longest line that is taken."""


class Typed(NamedTuple):
    """A line, and how it was ended."""

    text: str
    """What stands in it."""
    key: str
    """The key that ended it: `enter`, `escape`, or one that was asked for."""

    @property
    def is_left(self) -> bool:
        """Whether the reader wants nothing of it."""
        return self.key == "escape"


class Helper:
    """What helps to type: another line in place of this one. This one knows none."""

    def complete(self, text: str, step: int) -> tuple[str, str]:
        """Return the line with its last word ended, and what is to be said of that."""
        del step
        return text, "Nothing to end this with."

    def recall(self, text: str, step: int) -> str | None:
        """Return what was typed before or after; None after the latest."""
        del step
        return text


class Prompt:
    """Asks for lines. Nothing is ever erased, so a screen reader hears each line as it stands."""

    def __init__(self, keyboard: Keyboard, voice: Voice, next_key: Callable[[], Key]) -> None:
        self._keyboard = keyboard
        self._voice = voice
        self._next_key = next_key

    def line(
        self,
        question: str,
        typed: str = "",
        *,
        helper: Helper | None = None,
        enders: tuple[str, ...] = (),
    ) -> Typed:
        """Ask for a line, `typed` already in it; `enders` end it while it is empty."""
        voice, helper = self._voice, helper or Helper()
        voice.ask(question, typed)
        text = typed
        while True:
            key = self._next_key()
            if not text and key.name in enders:
                voice.end_line()
                return Typed(text, key.name)
            if key.sign:
                sign = clean(key.sign) if len(text) < MOST_TYPED else ""
                text += sign
                voice.echo(sign)
                continue
            found = command_of(key.name, "filter")
            action = found.action if found else ""
            if action == "done":
                voice.end_line()
                return Typed(text, "enter")
            if action == "clear" or key.name == "ctrl+c":
                voice.end_line()
                return Typed(text, "escape")
            new = self._edited(text, key.name, action, helper)
            if new is None:
                voice.end_line()
                return Typed(text, "enter")
            text = new
            voice.ask(question, text)

    def _edited(self, text: str, key: str, action: str, helper: Helper) -> str | None:
        """Return the line after a key that changes it as a whole; None where it is done."""
        if key == "backspace":
            return text[:-1]
        if key == "ctrl+u":
            return ""
        if key == "ctrl+w":
            return text.rstrip().rpartition(" ")[0]
        if action.startswith("complete"):
            text, words = helper.complete(text, 1 if action == "complete(1)" else -1)
            self._voice.note(words)
            return text
        if action.startswith("recall"):
            return helper.recall(text, 1 if action == "recall(1)" else -1)
        self._voice.note("Nothing on this key while a line is typed.")
        return text
