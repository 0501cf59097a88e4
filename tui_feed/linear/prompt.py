"""Prompt for a line of text; a correction writes the whole line again."""

from collections.abc import Callable
from typing import NamedTuple

from tui_feed.browse.filtering.pasted import one_query
from tui_feed.linear.keyboard import KeyReader
from tui_feed.linear.keys import PASTE, Key, command_for
from tui_feed.linear.voice import Voice
from tui_feed.text.sanitize import clean

MOST_TYPED = 10_000
"""Characters of the longest line."""


class TypedLine(NamedTuple):
    """TypedLine line, and the key pressed at its end."""

    text: str
    """Text of the line."""
    key: str
    """`enter`, `escape` or a key of `end_keys`."""

    @property
    def is_cancelled(self) -> bool:
        """True after Esc."""
        return self.key == "escape"


class Completer:
    """Completion and history of a prompt. This base class has neither."""

    def complete(self, text: str, step: int) -> tuple[str, str]:
        """Return the line with its last word completed, and an announcement."""
        del step
        return text, "No completion."

    def recall(self, text: str, step: int) -> str | None:
        """Return the previous or next line of the history; None after the latest."""
        del step
        return text


class Prompt:
    """Asks for lines. Output is never erased, so a screen reader hears every line in full."""

    def __init__(self, keyboard: KeyReader, voice: Voice, next_key: Callable[[], Key]) -> None:
        self._keyboard = keyboard
        self._voice = voice
        self._next_key = next_key

    def line(
        self,
        question: str,
        typed: str = "",
        *,
        completer: Completer | None = None,
        end_keys: tuple[str, ...] = (),
    ) -> TypedLine:
        """Ask for a line, with `typed` already in it; `end_keys` end it while it is empty."""
        voice, completer = self._voice, completer or Completer()
        voice.ask(question, typed)
        text = typed
        while True:
            key = self._next_key()
            if not text and key.name in end_keys:
                voice.end_line()
                return TypedLine(text, key.name)
            if key.sign:
                sign = clean(key.sign) if len(text) < MOST_TYPED else ""
                if key.name == PASTE:
                    sign = one_query(sign, len(text)).text
                text += sign
                voice.echo(sign)
                continue
            found = command_for(key.name, "filter")
            action = found.action if found else ""
            if action == "done":
                voice.end_line()
                return TypedLine(text, "enter")
            if action in ("cancel", "interrupt"):
                voice.end_line()
                return TypedLine(text, "escape")
            new = self._edited(text, key.name, action, completer)
            if new is None:
                voice.end_line()
                return TypedLine(text, "enter")
            text = new
            voice.ask(question, text)

    def _edited(self, text: str, key: str, action: str, completer: Completer) -> str | None:
        """Return the line after an editing key; None if the line is finished."""
        if key == "backspace":
            return text[:-1]
        if key == "ctrl+u":
            return ""
        if key == "ctrl+w":
            return text.rstrip().rpartition(" ")[0]
        if action.startswith("complete"):
            text, words = completer.complete(text, 1 if action == "complete(1)" else -1)
            self._voice.note(words)
            return text
        if action.startswith("recall"):
            return completer.recall(text, 1 if action == "recall(1)" else -1)
        self._voice.note("This key does nothing while you type.")
        return text
