"""Config file: settings, and the keys of commands."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tui_feed.config.file_names import THEMES_FOLDER
from tui_feed.config.keys import ChosenKeys, choose_keys
from tui_feed.config.settings import Settings
from tui_feed.config.theme_files import theme_fault
from tui_feed.config.toml_file import Problem, TomlFile, read_toml


class ConfigFile:
    """Config file with the values that can be used, and its problems on demand."""

    def __init__(self, toml: TomlFile) -> None:
        self._toml = toml
        self.path = toml.path
        """File."""
        self._refused: list[Problem] = []
        self.values: dict[str, Any] = dict(filter(self._keeps_rule, toml.values.items()))
        """Usable values by the names of settings."""
        keys = self.values.get("keys")
        self.keys: ChosenKeys | None = choose_keys(keys) if keys else None
        """Keys of all commands; None if the file has no keys."""

    def _keeps_rule(self, item: tuple[str, object]) -> bool:
        """Tell whether a value of the right type can be used; note the reason if not."""
        name, value = item
        rule = _RULES.get(name)
        reason = rule(self, value) if rule else None
        if reason:
            self._refused.append(Problem((name,), reason))
        return reason is None

    @property
    def themes_folder(self) -> Path:
        """Folder of the themes beside the file."""
        return self.path.parent / THEMES_FOLDER

    def line_of(self, *place: str) -> int | None:
        """Return the line of a key."""
        return self._toml.line_of(*place)

    @property
    def has_problems(self) -> bool:
        """True if a part of the file cannot be used."""
        has_wrong_keys = self.keys is not None and bool(self.keys.faults)
        return self._toml.has_problems or bool(self._refused) or has_wrong_keys

    def problems(self) -> Sequence[Problem]:
        """Return all problems in the order of their lines; imports pydantic for a wrong value."""
        found = [*self._toml.problems(), *self._refused]
        found += (
            Problem(("keys", fault.command), f"{fault.command}: {fault.reason}")
            for fault in (self.keys.faults if self.keys else ())
        )
        return self._toml.placed(found)


def read_config(path: Path) -> ConfigFile:
    """Read a config file; a missing file is as good as an empty file. Raises `OSError`."""
    return ConfigFile(read_toml(path, Settings))


def _check_theme(file: ConfigFile, value: object) -> str | None:
    return theme_fault(str(value), file.themes_folder)


def _check_zone(file: ConfigFile, value: object) -> str | None:
    from tui_feed.text.zones import zone_named

    del file
    try:
        if value:
            zone_named(str(value))
    except ValueError as error:
        return f"timezone: {error}"
    return None


_RULES: Mapping[str, Callable[[ConfigFile, object], str | None]] = {
    "theme": _check_theme,
    "timezone": _check_zone,
}
"""Rules beyond the types of values, by the names of settings."""
