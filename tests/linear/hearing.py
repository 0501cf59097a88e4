"""Session of `--linear` without a terminal: keys in, announcements out."""

import io
import re
from collections.abc import Sequence

from tests.ui.harbor import TIMELINE, Held
from tui_feed.browse.source import FeedSource
from tui_feed.feed import Order
from tui_feed.linear.keyboard import EndOfKeysError, KeyReader
from tui_feed.linear.keys import Key, KeyDecoder
from tui_feed.linear.program import Program
from tui_feed.linear.session import Session
from tui_feed.linear.voice import Voice
from tui_feed.query import Query

ALL_KEYS = (
    "j5jkG3Gg \x1b[6~b\rjk b gGJK\x1bQ[]t\x1bo\x1bnwp!/the\r\rn\x1bnN#1\r@\x1bf\tq\x7fx\x1b"
    "d2023\r\x7fD2023\r[Ths\x1b[D\x1b[A  \x1bhyssF\x1bs?\rq\x10\x1b.=r\x00\x1b[15~\rq"
)
"""Every kind of key."""
UNSAFE = re.compile(r"[^\n\x20-\x7e\xa0-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]")
"""Characters absent from all output."""


class TypedKeys(KeyReader):
    """Keys typed beforehand."""

    def __init__(self, text: str, voice: "Recorder", *, is_terminal: bool) -> None:
        self.is_terminal = is_terminal
        self.keys = KeyDecoder().keys(text.encode(), final=True)
        self._voice = voice

    def claim(self) -> None:
        pass

    def release(self) -> None:
        pass

    def wait(self, seconds: float | None) -> bool:
        return True

    def is_interrupted(self) -> bool:
        return False

    def next(self) -> Key:
        self._voice.turns.append([])
        if not self.keys:
            raise EndOfKeysError
        return self.keys.pop(0)


class Recorder(Voice):
    """Keeps announcements: a list for each key."""

    def __init__(self, out: io.StringIO) -> None:
        super().__init__(out)
        self.out = out
        self.turns: list[list[list[str]]] = [[]]

    def say(self, lines) -> None:
        super().say(lines)
        self.turns[-1].append(self.last)


class Heard:
    """Output of a session."""

    def __init__(self, voice: Recorder, program: Program, session: Session) -> None:
        self.program = program
        self.session = session
        self.text = voice.out.getvalue()
        """Complete output."""
        self.turns = voice.turns
        """Announcements after the start and after each key."""
        self.last = "\n".join(voice.last)
        """Last announcement."""


def hear(
    keys: str,
    *,
    records: Sequence[object] = TIMELINE,
    query: str = "",
    order: Order = "newest",
    source: FeedSource | None = None,
    is_terminal: bool = False,
) -> Heard:
    """Press keys in a session with some records, and return its output."""
    out = io.StringIO()
    voice = Recorder(out)
    held = source or Held(tuple(records))
    session = Session(
        held, Query.parse(query), order, TypedKeys(keys, voice, is_terminal=is_terminal), voice
    )
    program = Program(session, suspend=lambda: session.say(["suspended"]))
    program.run()
    session.own.end()
    return Heard(voice, program, session)
