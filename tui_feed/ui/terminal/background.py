"""Background of the terminal: asked for by OSC 11, and answered among the keys.

Many terminals never answer, and a slow line may bring an answer late or in pieces. No piece of an
answer is ever taken for keys.
"""

import re
from collections.abc import Callable
from time import monotonic

from textual.events import Event

ASK = "\x1b]11;?\x1b\\"
"""Question to the terminal."""
PATIENCE = 2.0
"""Seconds after which an answer no longer counts: colours must not change under a reader."""
_WHOLE = 1.0
"""Seconds for the rest of an answer to come."""
_SHORTEST = "\x1b]1"
"""Beginning of an answer that is no key."""
_ANSWER = re.compile(r"\x1b\]11;([^\x07\x1b]{0,64})(?:\x07|\x1b\\)")
_BEGUN = re.compile(r"\x1b(?:\](?:1(?:1(?:;[^\x07\x1b]{0,64}\x1b?)?)?)?)?\Z")
_COLOUR = re.compile(r"rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})", re.IGNORECASE)


class BackgroundTold(Event, bubble=False):
    """Answer of the terminal: its background is `light` or `dark`."""

    def __init__(self, background: str) -> None:
        super().__init__()
        self.background = background


class BackgroundAnswers:
    """Takes answers out of typed text."""

    def __init__(self, told: Callable[[str], None]) -> None:
        """Call `told` with `light` or `dark`."""
        self._told = told
        self._asked_at = -PATIENCE
        self._held = ""
        self._held_at = 0.0

    def expect(self) -> None:
        """Wait for an answer from now on."""
        self._asked_at = monotonic()

    def without(self, text: str) -> str:
        """Return typed text without answers; the beginning of an answer is held back."""
        text, self._held = self._held + text, ""
        if "\x1b" not in text:
            return text
        text = _ANSWER.sub(self._take, text)
        begun = _BEGUN.search(text)
        if begun is None or not (self._is_expecting or begun[0].startswith(_SHORTEST)):
            return text
        self._held, self._held_at = begun[0], monotonic()
        return text[: begun.start()]

    def overdue(self) -> str:
        """Return held text that was typed after all; the piece of an answer is dropped."""
        if self._held and self._held.startswith(_SHORTEST):
            if monotonic() - self._held_at > _WHOLE:
                self._held = ""
            return ""
        text, self._held = self._held, ""
        return text

    @property
    def _is_expecting(self) -> bool:
        return monotonic() - self._asked_at < PATIENCE

    def _take(self, answer: re.Match[str]) -> str:
        background = background_of(answer[1])
        if background and self._is_expecting:
            self._told(background)
        self._asked_at = -PATIENCE
        return ""


def background_of(colour: str) -> str | None:
    """Return `light` or `dark` for a colour such as `rgb:ffff/ffff/ffff`; None for no colour."""
    found = _COLOUR.match(colour)
    if not found:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return "light" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "dark"
