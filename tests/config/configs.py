"""Configs of the tests, read from files in a folder."""

from pathlib import Path

from tui_feed.config.config_file import ConfigFile, read_config
from tui_feed.config.effective import Config, config_of


def read(folder: Path, text: str | None = None) -> ConfigFile:
    """Return the config file of a folder, with a text."""
    if text is not None:
        (folder / "config.toml").write_text(text, encoding="utf-8")
    return read_config(folder / "config.toml")


def problems(file: ConfigFile) -> list[str]:
    """Return what is said of a file."""
    return [each.words(file.path.name) for each in file.problems()]


def config(folder: Path, text: str) -> Config:
    """Return the config of a file with a text."""
    return config_of(read(folder, text), {})
