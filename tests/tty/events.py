"""What a stranger does to a terminal: keys, clicks, pastes, other windows; drawn from a seed."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from textual.binding import Binding

from tui_feed.browse.commands import COMMANDS
from tui_feed.ui.dialogs.base.dialog import Question
from tui_feed.ui.dialogs.base.text_dialog import TextDialog
from tui_feed.ui.dialogs.calendar import Calendar
from tui_feed.ui.dialogs.facets import Facets
from tui_feed.ui.dialogs.picker import Picker
from tui_feed.ui.dialogs.saved_filters import SavedFilters

ESCAPE = "\x1b[27u"
"""The Esc key as terminals send it that tell it from the start of a sequence."""
SUSPEND = "\x1a"
"""The key that goes back to the shell; the end of a walk does that, at rest."""
BYTES = {
    "down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C", "enter": "\r",
    "escape": ESCAPE, "space": " ", "pagedown": "\x1b[6~", "pageup": "\x1b[5~", "home": "\x1b[H",
    "end": "\x1b[F", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "delete": "\x1b[3~",
    "f1": "\x1bOP", "ctrl+pageup": "\x1b[5;5~", "ctrl+pagedown": "\x1b[6;5~",
    "left_square_bracket": "[", "right_square_bracket": "]", "slash": "/", "number_sign": "#",
    "question_mark": "?", "at": "@", "exclamation_mark": "!", "plus": "+", "minus": "-",
    "apostrophe": "'", "vertical_line": "|", "asterisk": "*",
}  # fmt: skip
"""What a terminal sends for the keys that Textual has names for."""
DIALOGS = (Calendar, Facets, SavedFilters, Picker, Question, TextDialog)
"""What opens over the timeline and has keys of its own."""
QUITTING = ("q", "\x03", "\x11")
"""Keys that end the program somewhere; a walk sends them seldom."""
TYPED = (
    "tram", "#late", "@harbor", "since:2023", "is:", "-the", "(", '"', "/re(", "sort:views",
    "on:2024-01", "from:", "\u6708", "e\u0301", "2023", "30d", "99", "xyzzy",
    "\U0001f469\u200d\U0001f680",
)  # fmt: skip
"""What is typed in one piece."""
PASTED = ("two\nlines", "#tag words", "\x1b]0;title\x07", "x" * 3_000, "", "\u202eabc\x00")
"""What is pasted."""
WINDOWS = ((40, 12), (60, 20), (80, 24), (100, 30), (120, 40), (140, 36), (300, 100))
"""Windows that people have."""
LEAST = (40, 12)
"""The smallest one that shows a timeline."""
FILE_EVENTS = ("append", "shorten", "replace", "break", "remove", "restore")
"""What may happen to the file that is read."""


class Event(NamedTuple):
    """One thing that happens."""

    sent: str = ""
    """What the terminal sends to the program."""
    size: tuple[int, int] | None = None
    """The columns and lines that the window has from now on."""
    file: str = ""
    """What happens to the file that is read, one of `FILE_EVENTS`."""
    rest: float = 0.0
    """Seconds until the next event."""


def all_keys() -> list[str]:
    """Return what is sent for every key of the program and of its dialogs, but those that quit."""
    names = {key for command in COMMANDS for key in command.keys}
    for dialog in DIALOGS:
        for binding in dialog.BINDINGS:
            assert isinstance(binding, Binding)
            names.update(binding.key.split(","))
    found = sorted({sent_for(name) for name in names} | set("123456789"))
    return [key for key in found if key not in (*QUITTING, SUSPEND)]


def sent_for(name: str) -> str:
    """Return what a terminal sends for a key, or for the two keys of a sequence such as `z z`.

    Raises `KeyError` for a key that has no bytes here.
    """
    if " " in name:
        return "".join(map(sent_for, name.split()))
    if len(name) == 1:
        return name
    if name.startswith("ctrl+") and len(name) == 6:
        return chr(ord(name[-1]) & 0x1F)
    return BYTES[name]


def events(random: Random, count: int, *, can_change: bool = False) -> Iterator[Event]:
    """Yield so many events; `can_change`: some of them happen to the file."""
    keys = all_keys()
    size = (100, 30)
    for _ in range(count):
        rest = random.choice((0.0, 0.0, 0.005, 0.03))
        is_small = size[0] < LEAST[0] or size[1] < LEAST[1]
        chance = random.random()
        if chance < (0.3 if is_small else 0.04):
            size = _window(random)
            yield Event(size=size, rest=rest)
        elif can_change and chance < 0.36 and chance > 0.3:
            yield Event(file=random.choice(FILE_EVENTS), rest=rest)
        else:
            yield Event(_input(random, keys, size), rest=rest)


def _window(random: Random) -> tuple[int, int]:
    kind = random.random()
    if kind < 0.5:
        return random.choice(WINDOWS)
    if kind < 0.7:
        return random.randint(1, 41), random.randint(1, 13)
    return random.randint(1, 300), random.randint(1, 100)


def _input(random: Random, keys: list[str], size: tuple[int, int]) -> str:
    """Return what one look at the keyboard and the mouse finds."""
    chance = random.random()
    if chance < 0.50:
        return random.choice(keys)
    if chance < 0.62:
        return "".join(random.choices(keys, k=random.randint(2, 5)))
    if chance < 0.66:
        return random.choice("#@fFdD/") + "\r" * random.randint(0, 2) + random.choice(keys)
    if chance < 0.70:
        return "r" * random.randint(1, 3)
    if chance < 0.73:
        return "/" + random.choice(TYPED) + random.choice(("", "\r", "\t", ESCAPE))
    if chance < 0.75:
        return random.choice(TYPED)
    if chance < 0.78:
        return str(random.randint(1, 99_999)) + random.choice("jkgG ")
    if chance < 0.93:
        return _mouse(random, size)
    if chance < 0.95:
        return f"\x1b[200~{random.choice(PASTED)}\x1b[201~"
    if chance < 0.98:
        return random.choice(("\x1b[I", "\x1b[O"))
    if chance < 0.995:
        return "\x10" + random.choice(("", "\x1b[6~", "\r", "\x1b[B\r", "reload\r"))
    return random.choice(QUITTING)


def _mouse(random: Random, size: tuple[int, int]) -> str:
    """Return a click, a double click, a drag, a turn of the wheel or a move."""
    columns, lines = size
    edge = random.random()
    x = columns if edge < 0.1 else random.randint(1, columns + 2)
    y = lines if edge > 0.95 else random.randint(1, lines + 2)
    kind = random.random()
    click = f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"
    if kind < 0.5:
        return click
    if kind < 0.65:
        return click * 2
    if kind < 0.8:
        moves = "".join(f"\x1b[<32;{x};{random.randint(1, lines)}M" for _ in range(3))
        return f"\x1b[<0;{x};{y}M{moves}" + f"\x1b[<0;{x};{y}m" * (random.random() < 0.8)
    if kind < 0.95:
        return f"\x1b[<{random.choice((64, 65))};{x};{y}M" * random.randint(1, 4)
    return f"\x1b[<35;{x};{y}M"
