"""Keys of the config file: names of keys as people write them, and conflicts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tui_feed.browse import commands
from tui_feed.browse.command_names import name_of
from tui_feed.browse.commands import Command, key_name, key_of
from tui_feed.config.near_names import meant

_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMED = {
    "enter": "enter", "return": "enter", "esc": "escape", "escape": "escape", "space": "space",
    "tab": "tab", "backspace": "backspace", "del": "delete", "delete": "delete", "ins": "insert",
    "insert": "insert", "home": "home", "end": "end", "pgup": "pageup", "pageup": "pageup",
    "pgdn": "pagedown", "pagedown": "pagedown", "up": "up", "down": "down", "left": "left",
    "right": "right", "↑": "up", "↓": "down", "←": "left", "→": "right",
    **{f"f{number}": f"f{number}" for number in range(1, 25)},
}  # fmt: skip
_NEEDED = "quit"
"""Command that always has a key."""


class KeyFault(NamedTuple):
    """Fault of the keys of a command."""

    command: str
    """Name of the command."""
    reason: str
    """Reason, for people."""


class ChosenKeys(NamedTuple):
    """Keys of all commands, after the config file."""

    keys: Mapping[str, tuple[str, ...]]
    """Keys by the names of commands, as Textual names them."""
    faults: Sequence[KeyFault]
    """Keys that could not be used, and keys of two commands."""

    def of(self, command: Command) -> tuple[str, ...]:
        """Return the keys of a command."""
        return self.keys.get(name_of(command), command.keys)


def key_named(text: str) -> str | None:
    """Return the name of a key: `slash` for `/`, `ctrl+p`, `z z` for `zz`; None if unknown."""
    if _is_sequence(text):
        return " ".join(map(key_of, text))
    *modifiers, last = text.split("+") if len(text) > 1 else [text]
    if not last and modifiers[-1:] == [""]:  # `ctrl++`
        modifiers, last = modifiers[:-1], "+"
    modifiers = [each.strip().lower() for each in modifiers]
    if not set(modifiers) <= set(_MODIFIERS):
        return None
    name = _NAMED.get(last.strip().lower())
    if name is None and len(last) == 1 and last.isprintable():
        name = key_of(last)
    elif name is None and (sign := key_name(last.lower())) != last.lower() and len(sign) == 1:
        name = last.lower()  # `slash`, as Textual says it
    return "+".join([*modifiers, name]) if name else None


def _is_sequence(text: str) -> bool:
    """Tell whether a text is two signs to press one after the other."""
    is_typed = len(text) == 2 and text.isprintable() and not set(text) & {" ", "+"}
    return is_typed and text.lower() not in _NAMED


def choose_keys(stated: Mapping[str, Sequence[str]]) -> ChosenKeys:
    """Return the keys of all commands: stated keys, and defaults that no other command took."""
    known = {name_of(command): command for command in commands.COMMANDS}
    wrong: list[KeyFault] = []
    asked: dict[str, tuple[str, ...]] = {}
    for name, words in stated.items():
        if name not in known:
            wrong.append(KeyFault(name, f"there is no command {name!r}{meant(name, known)}"))
            continue
        keys = tuple(_usable(known[name], words, wrong))
        if keys or not words:
            asked[name] = keys
    if asked.get(_NEEDED) == ():
        del asked[_NEEDED]
        wrong.append(KeyFault(_NEEDED, "the program could not be left; it keeps its keys"))
    return _without_conflicts(known, asked, wrong)


def _usable(command: Command, words: Sequence[str], wrong: list[KeyFault]) -> Iterator[str]:
    """Yield the keys of a command that can be used."""
    name = name_of(command)
    for word in words:
        key = key_named(word)
        if key is None:
            wrong.append(KeyFault(name, f"{word!r} is not a key; write j, J, /, enter or ctrl+p"))
        elif command.scope == "filter" and _is_typed(key):
            wrong.append(KeyFault(name, f"{word!r} is a sign to type"))
        elif command.scope in ("timeline", "screen") and key in "0123456789":
            wrong.append(KeyFault(name, f"{word!r} is a digit, for counts such as 5j"))
        else:
            yield key


def _is_typed(key: str) -> bool:
    """Tell whether a key types a character."""
    sign = key_name(key)
    return len(key) == 1 or key == "space" or (len(sign) == 1 and sign.isascii())


def _without_conflicts(
    known: Mapping[str, Command], asked: dict[str, tuple[str, ...]], wrong: list[KeyFault]
) -> ChosenKeys:
    """Give each key to a single command of a scope: a stated key, then a default."""
    owners: dict[tuple[str, str], str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for name in (*asked, *(each for each in known if each not in asked)):
        command, kept = known[name], []
        for key in asked.get(name, command.keys):
            owner = owners.get((command.scope, key))
            if owner is None or _share(known[owner], command):
                owners.setdefault((command.scope, key), name)
                kept.append(key)
            elif name in asked:
                wrong.append(KeyFault(name, f"{key_name(key)} is already the key of {owner}"))
            else:
                wrong.append(KeyFault(owner, f"{key_name(key)} is taken from {name}"))
        keys[name] = tuple(kept)
    wrong += _shadowed(known, asked, keys)
    return ChosenKeys(keys, wrong)


def _share(one: Command, other: Command) -> bool:
    """Tell whether two commands may have the same key: by default they do, for two situations."""
    return not set(one.keys).isdisjoint(other.keys)


def _shadowed(
    known: Mapping[str, Command], asked: Mapping[str, object], keys: Mapping[str, Sequence[str]]
) -> Iterator[KeyFault]:
    """Yield stated keys that the timeline takes first, and keys that keep others from working."""
    for name in asked:
        for key in keys[name]:
            for owner in known:
                for other in keys[owner]:
                    if reason := _reason(known[name], key, known[owner], other):
                        yield KeyFault(name, f"{reason} {owner}")


def _reason(command: Command, key: str, owner: Command, other: str) -> str:
    """Return how a key and a key of another command hinder each other; empty if they do not."""
    if key in command.keys and other in owner.keys:
        return ""  # so by default
    is_everywhere, is_inner = command.scope == "screen", owner.scope == "timeline"
    if is_everywhere and is_inner and key == other:
        return f"in the timeline, {key_name(key)} is the key of"
    if (is_everywhere or command.scope == owner.scope) and other.startswith(f"{key} "):
        return f"{key_name(key)} leaves no second key for {key_name(other)}, the key of"
    return ""
