"""A session without a terminal: keys in, announcements out."""

import io
from collections.abc import Sequence

from tests.ui.harbor import TIMELINE, Held
from tui_feed.feed import Order
from tui_feed.linear.keyboard import EndOfKeysError, Keyboard
from tui_feed.linear.keys import Decoder, Key
from tui_feed.linear.program import Program
from tui_feed.linear.session import Session
from tui_feed.linear.voice import Voice
from tui_feed.query import Query


class TypedKeys(Keyboard):
    """Keys that were typed beforehand."""

    def __init__(self, text: str, voice: "Recorder") -> None:
        self.is_terminal = False
        self.keys = Decoder().keys(text.encode(), final=True)
        self._voice = voice

    def claim(self) -> None:
        pass

    def release(self) -> None:
        pass

    def wait(self, seconds: float | None) -> bool:
        return True

    def next(self) -> Key:
        self._voice.turns.append([])
        if not self.keys:
            raise EndOfKeysError
        return self.keys.pop(0)


class Recorder(Voice):
    """Keeps announcements: a list for each time that a key was waited for."""

    def __init__(self, out: io.StringIO) -> None:
        super().__init__(out)
        self.out = out
        self.turns: list[list[list[str]]] = [[]]

    def say(self, lines) -> None:
        super().say(lines)
        self.turns[-1].append(self.last)


class Heard:
    """What was said."""

    def __init__(self, voice: Recorder, program: Program, session: Session) -> None:
        self.program = program
        self.session = session
        self.text = voice.out.getvalue()
        """Everything that was written."""
        self.turns = voice.turns
        """Announcements after the start and after each key."""
        self.last = "\n".join(voice.last)
        """The last announcement."""


def hear(
    keys: str,
    *,
    records: Sequence[object] = TIMELINE,
    query: str = "",
    order: Order = "newest",
    source: Held | None = None,
) -> Heard:
    """Press keys in a session over some records, and return what was said."""
    out = io.StringIO()
    voice = Recorder(out)
    held = source or Held(tuple(records))
    session = Session(held, Query.parse(query), order, TypedKeys(keys, voice), voice)
    program = Program(session, suspend=lambda: session.say(["suspended"]))
    program.run()
    return Heard(voice, program, session)
