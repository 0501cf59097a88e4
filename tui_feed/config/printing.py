"""Effective configuration as TOML, with the origin of each value; a valid config file itself."""

import json
from collections.abc import Iterator

import msgspec

from tui_feed.browse import commands
from tui_feed.browse.command_names import name_of
from tui_feed.browse.commands import key_name
from tui_feed.config.effective import Config

_COLUMN = 40
"""Column of the origins."""


def as_toml(config: Config) -> str:
    """Return the settings and the keys of all commands, each with its origin as a comment."""
    return "".join(f"{line}\n" for line in (*_settings(config), "", "[keys]", *_keys(config)))


def _settings(config: Config) -> Iterator[str]:
    for each in msgspec.structs.fields(type(config.settings)):
        if each.name != "keys":
            value = getattr(config.settings, each.name)
            yield _line(each.encode_name, toml_value(value), config.origin(each.encode_name))


def _keys(config: Config) -> Iterator[str]:
    for command in commands.COMMANDS:
        name = name_of(command)
        keys = ", ".join(toml_value(key_word(key)) for key in command.keys)
        yield _line(name, f"[{keys}]", config.origin_of_keys(name))


def _line(name: str, value: str, origin: str) -> str:
    return f"{f'{name} = {value}':{_COLUMN}}  # {origin}"


def toml_value(value: object) -> str:
    """Return a truth value, a number or a text as TOML writes it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower()


def key_word(key: str) -> str:
    """Return a key as the config file has it: `/`, `ctrl+p`, `pagedown`, `zz`."""
    name = key_name(key)
    is_sign = " " in key or len(name) == 1 or len(name.rpartition("+")[2]) == 1
    return name if is_sign and name.isascii() else key
