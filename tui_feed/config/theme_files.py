"""Themes of the reader: TOML files with colours by their roles, beside the config file."""

from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from tui_feed.config.near_names import meant
from tui_feed.config.settings import OWN_THEMES, TEXTUAL_THEMES
from tui_feed.config.toml_file import TomlFile, read_toml
from tui_feed.text.sanitize import clean

Colour = Annotated[str, Meta(pattern="^#[0-9A-Fa-f]{6}$")]
"""Colour as red, green and blue: `#1a5fb4`."""


class ThemeColours(Struct, frozen=True):
    """Colours of a theme by their roles; a colour left out is that of dark or light."""

    dark: bool = True
    """True for light text on a dark ground; it decides what is taken for colours left out."""
    text: Colour | None = None
    """Texts of people."""
    background: Colour | None = None
    """Ground of everything."""
    surface: Colour | None = None
    """Ground of inputs and notices."""
    panel: Colour | None = None
    """Rules, edges, frames of dialogs."""
    link: Colour | None = None
    """Links, mentions and tags."""
    second: Colour | None = None
    """Second colour of Textual's own parts."""
    cursor: Colour | None = None
    """Cursor, and words found by the filter."""
    warning: Colour | None = None
    """Content warnings and notices."""
    error: Colour | None = None
    """Errors."""
    success: Colour | None = None
    """Things done."""


def read_theme(name: str, folder: Path) -> TomlFile:
    """Read a theme of the reader. Raises `OSError`."""
    return read_toml(folder / f"{name}.toml", ThemeColours)


def names_of_files(folder: Path | None) -> list[str]:
    """Return the names of the reader's themes."""
    try:
        found = sorted(each.stem for each in folder.glob("*.toml")) if folder else []
    except OSError:
        found = []
    return [name for name in found if clean(name) == name and "\n" not in name]


def theme_names(folder: Path | None) -> list[str]:
    """Return the names of all themes: of this program, of the reader, of Textual."""
    return [*dict.fromkeys([*OWN_THEMES, *names_of_files(folder), *TEXTUAL_THEMES])]


def theme_fault(name: str, folder: Path | None) -> str | None:
    """Return the reason why a theme cannot be used; None if it can."""
    if name in OWN_THEMES or name in TEXTUAL_THEMES:
        return None
    if folder and name and not set(name) & {"/", "\0"} and (folder / f"{name}.toml").is_file():
        return None
    return f"theme {name!r} is not known{meant(name, theme_names(folder))}"


def check_theme(name: str, folder: Path | None) -> None:
    """Raise `ValueError` for an unknown theme, with the names of all."""
    if theme_fault(name, folder):
        known = ", ".join(theme_names(folder))
        raise ValueError(f"there is no theme {name!r}; choose one of {known}")
