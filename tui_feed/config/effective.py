"""Effective configuration: options over choices by keys, over the config file, over defaults."""

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from tui_feed.config.choices import Choices
from tui_feed.config.file_names import CONFIG_FILE, THEMES_FOLDER
from tui_feed.config.settings import Settings, types_of
from tui_feed.state.folders import system_folder

if TYPE_CHECKING:  # without a file, nothing is imported to read one
    from tui_feed.browse.file_watch import FileWatch
    from tui_feed.config.config_file import ConfigFile

REMEMBERED = ("theme", "order")
"""Settings that are remembered when they are chosen by keys."""
DEFAULT = "default"
"""Origin of a value stated nowhere."""
BY_KEY = "chosen by a key"
"""Origin of a remembered value."""


class Config(NamedTuple):
    """Settings in force, and where they come from."""

    settings: Settings
    """Settings in force."""
    in_file: Settings
    """Settings of the file and the defaults alone."""
    options: Mapping[str, str] = {}
    """Options of the command line by the names of their settings."""
    remembered: Sequence[str] = ()
    """Names of settings with a remembered choice in force."""
    file: "ConfigFile | None" = None
    """Config file; None if it is left out or missing."""
    failure: str | None = None
    """Sentence about a file that cannot be read."""
    choices: Choices | None = None
    """Choices by keys; None if they are neither used nor remembered."""
    watch: "FileWatch | None" = None
    """Files to read again when they change; None for none."""

    def origin(self, name: str) -> str:
        """Return the origin of a setting: `--theme`, `config.toml line 4`, `default`."""
        if name in self.options:
            return self.options[name]
        if name in self.remembered:
            return BY_KEY
        return self._place(name) if self.file and name in self.file.values else DEFAULT

    def origin_of_keys(self, command: str) -> str:
        """Return the origin of a command's keys."""
        if self.file and command in self.file.values.get("keys", ()):
            return self._place("keys", command)
        return DEFAULT

    def _place(self, *names: str) -> str:
        assert self.file  # noqa: S101 - asked by the two methods above
        return f"{self.file.path.name} line {self.file.line_of(*names)}"

    @property
    def has_problems(self) -> bool:
        """True if a part of the file cannot be used."""
        return bool(self.failure or (self.file and self.file.has_problems))

    def problems(self) -> list[str]:
        """Return all problems of the file, each on a single line; imports pydantic."""
        if self.file is None:
            return [self.failure] if self.failure else []
        name = self.file.path.name
        return [each.words(name) for each in self.file.problems()]

    def remember(self, name: str, chosen: str) -> None:
        """Remember a choice by keys for the next run, if the config wants it. Raises `OSError`."""
        if self.choices:
            self.choices.remember(name, chosen, getattr(self.in_file, name))

    def use_keys(self) -> None:
        """Give the commands the keys of the file, before the screen is imported."""
        if self.file and self.file.keys:
            from tui_feed.browse import commands

            commands.use_keys(self.file.keys.of)


def config_of(
    file: "ConfigFile | None",
    options: Mapping[str, tuple[str, Any]],
    choices: Choices | None = None,
    failure: str | None = None,
) -> Config:
    """Return the effective configuration.

    `options` has options and their values by the names of their settings; `choices` is None where
    choices by keys do not count.
    """
    in_file = msgspec.convert(file.values if file else {}, Settings)
    if not in_file.remember:
        choices = None
    has_choices = choices is not None and choices.exist
    chosen = dict(_choices(file, in_file, options, choices)) if choices and has_choices else {}
    named = {name: option for name, (option, _) in options.items()}
    given = {name: value for name, (_, value) in options.items()}
    settings = msgspec.structs.replace(in_file, **chosen, **given)
    return Config(settings, in_file, named, tuple(chosen), file, failure, choices)


def _choices(
    file: "ConfigFile | None", in_file: Settings, options: Container[str], choices: Choices
) -> Iterator[tuple[str, str]]:
    """Yield the choices by keys with values that their settings can still have."""
    from tui_feed.config.theme_files import theme_fault  # not without a choice

    for name in REMEMBERED:
        found = choices.chosen(name, getattr(in_file, name))
        if found is None or name in options:
            continue
        if name == "theme" and theme_fault(found, folder_of_themes(file)):
            continue  # its file is gone
        with suppress(msgspec.ValidationError):
            yield name, msgspec.convert(found, types_of(Settings)[name])


def find_config(path: str | None) -> tuple["ConfigFile | None", str | None]:
    """Return the config file, and a sentence if it cannot be read.

    Without `path` it is in the system's folder, where it may be missing. Raises `OSError` for a
    missing `path`.
    """
    if path is not None and not Path(path).exists():
        raise FileNotFoundError(2, "there is no such file", path)
    try:
        found = Path(path) if path is not None else system_folder("config") / CONFIG_FILE
        if not found.exists():
            return None, None
        from tui_feed.config.config_file import read_config

        return read_config(found), None
    except OSError as error:
        if path is not None:
            raise
        return None, f"{CONFIG_FILE} cannot be read: {error.strerror or error}"


def folder_of_themes(file: "ConfigFile | None") -> Path | None:
    """Return the folder of the reader's themes; None without a home folder."""
    if file:
        return file.themes_folder
    try:
        return system_folder("config") / THEMES_FOLDER
    except OSError:
        return None
