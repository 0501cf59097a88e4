"""Key names decoded from a terminal's bytes, and the commands bound to them."""

import codecs
import re
from ast import literal_eval
from typing import NamedTuple

from tui_feed.browse.commands import COMMANDS, Command, Scope, key_name, key_of

_ESCAPE = "\x1b"
_SEQUENCE = re.compile(r"\x1b(\[\[[A-E]|\[[0-?]*[ -/]*[@-~]|O[A-Za-z])")
_BEGUN = re.compile(r"\x1b(?:\[\[?[0-?]*[ -/]*|O)?\Z")
_LONGEST = 64
"""Characters of the longest escape sequence."""
_NAMES = {
    "[A": "up", "[B": "down", "[C": "right", "[D": "left",
    "OA": "up", "OB": "down", "OC": "right", "OD": "left",
    "[H": "home", "OH": "home", "[1~": "home", "[7~": "home",
    "[F": "end", "OF": "end", "[4~": "end", "[8~": "end",
    "[2~": "insert", "[3~": "delete", "[5~": "pageup", "[6~": "pagedown", "[Z": "shift+tab",
    "OP": "f1", "[11~": "f1", "[[A": "f1",
}  # fmt: skip
_NO_KEYS = ("[I", "[O", "[201~")
"""Focus events and the end of a paste, which are no key presses."""
_PASTE, _PASTE_END = "[200~", "\x1b[201~"
_CONTROLS = {"\t": "tab", "\r": "enter", "\n": "enter", "\x08": "backspace", "\x7f": "backspace"}
_UNKNOWN = "that key"
_SPOKEN = {"up": "Up", "down": "Down", "left": "Left", "right": "Right", _UNKNOWN: _UNKNOWN}


PASTE = "paste"
"""Name of a key for a whole pasted text."""


class Key(NamedTuple):
    """Key press."""

    name: str
    """Name in Textual: `j`, `slash`, `up`, `ctrl+c`."""
    sign: str = ""
    """Character typed by the key, or the pasted text; empty for a key such as an arrow."""

    @property
    def words(self) -> str:
        """Name for people: `/`, `Up`."""
        return spoken_key(self.name)


class KeyDecoder:
    """Turns bytes into keys. Esc followed by nothing is the Esc key."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""

    @property
    def is_waiting(self) -> bool:
        """True while an incomplete escape sequence is held back."""
        return bool(self._held)

    def keys(self, data: bytes, *, final: bool = False) -> list[Key]:
        """Return the complete keys; `final` marks the end of the input."""
        text = self._held + self._decoder.decode(data, final)
        found: list[Key] = []
        at = 0
        while at < len(text):
            if text[at] != _ESCAPE:
                found.append(_key(text[at]))
                at += 1
            elif (sequence := _SEQUENCE.match(text, at)) and sequence[1] == _PASTE:
                end = text.find(_PASTE_END, at)
                if end < 0 and not final:
                    break
                end = len(text) if end < 0 else end
                found.append(Key(PASTE, text[sequence.end() : end]))
                at = min(end + len(_PASTE_END), len(text))
            elif sequence:
                if sequence[1] not in _NO_KEYS:
                    found.append(Key(_NAMES.get(sequence[1], _UNKNOWN)))
                at = sequence.end()
            elif not final and len(text) - at < _LONGEST and _BEGUN.match(text, at):
                break
            else:
                found.append(Key("escape"))
                at += 1
        self._held = text[at:]
        return found


def _key(char: str) -> Key:
    if name := _CONTROLS.get(char):
        return Key(name)
    if char < " ":
        return Key(f"ctrl+{chr(ord(char) + 64).lower()}")
    return Key(key_of(char), char) if char.isprintable() else Key(_UNKNOWN)


def spoken_key(key: str) -> str:
    """Return the name of a key for people, with words for arrows."""
    return _SPOKEN.get(key) or key_name(key)


def command_for(key: str, *scopes: Scope) -> Command | None:
    """Return the command bound to a key in the first matching scope."""
    return next((found for scope in scopes if (found := _BOUND.get((scope, key)))), None)


def action_call(command: Command) -> tuple[str, tuple[int | str, ...]]:
    """Return an action's method name and its arguments."""
    name, _, rest = command.action.partition("(")
    return name, literal_eval(f"({rest[:-1]},)") if rest else ()


_BOUND: dict[tuple[Scope, str], Command] = {}
for _command in COMMANDS:
    for _name in _command.keys:
        _BOUND.setdefault((_command.scope, _name), _command)
