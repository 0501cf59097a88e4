"""Theme of the screen as the reader chose it: by its name, or as the terminal is."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import msgspec
from textual.app import App

from tui_feed.ui.render.colours.themes import OWN_THEMES

AUTO = "auto"
"""Name of the choice to be light or dark as the terminal is."""
_LIGHT_COLOURS = ("7", "9", "10", "11", "12", "13", "14", "15")
"""Numbers of light colours of the background in COLORFGBG."""


class ThemeChoice:
    """Chosen theme, and the theme in use."""

    def __init__(self, app: App[None], name: str, folder: Path | None, background: str) -> None:
        """Use a theme; `folder` has the reader's own, and `background` is `light` or `dark`."""
        self.name = name
        """Chosen name, perhaps `auto`."""
        self._app = app
        self._folder = folder
        self._background = background
        self._has_few_colours = False
        self._troubles: list[Callable[[], Iterable[str]]] = []
        for own in OWN_THEMES:
            app.register_theme(own)
        self.use(name)

    def use(self, name: str) -> None:
        """Use another theme."""
        self.name = name
        wanted = self._background if name == AUTO else name
        if self._has_few_colours and wanted in ("dark", "light"):
            wanted = f"ansi-{wanted}"
        if wanted not in self._app.available_themes:
            self._load(wanted)
        self._app.theme = wanted

    def use_few_colours(self) -> None:
        """Use the terminal's own colours in place of the dark and the light theme."""
        self._has_few_colours = True
        self.use(self.name)

    def see_background(self, background: str) -> None:
        """Follow the terminal, which is `light` or `dark`."""
        self._background = background
        if self.name == AUTO:
            self.use(AUTO)

    def names(self) -> list[str]:
        """Return the names of all themes to choose from."""
        from tui_feed.config.theme_files import theme_names  # not before somebody asks

        return [name for name in theme_names(self._folder) if name != "textual-ansi"]

    def troubles(self) -> list[str]:
        """Return sentences about themes read since the last call; may import pydantic."""
        asked, self._troubles = self._troubles, []
        return [sentence for ask in asked for sentence in ask()]

    def _load(self, name: str) -> None:
        """Make a theme of the reader known; without its file, it is the dark theme."""
        from tui_feed.config.theme_files import ThemeColours, read_theme
        from tui_feed.ui.render.colours.user_themes import faint_colours, theme_of

        colours = ThemeColours()
        try:
            file = read_theme(name, self._folder or Path())
        except OSError as error:
            reason = f"{name}.toml cannot be read: {error.strerror or error}"
            self._troubles.append(lambda: [reason])
        else:
            colours = msgspec.convert(file.values, ThemeColours)
            self._troubles.append(lambda: (each.words(f"{name}.toml") for each in file.problems()))
        theme = theme_of(name, colours)
        self._troubles.append(partial(faint_colours, theme))
        self._app.register_theme(theme)


def background_of(env: Mapping[str, str] = os.environ) -> str:
    """Return `light` or `dark` by COLORFGBG, which some terminals set; `dark` without it."""
    return "light" if env.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_COLOURS else "dark"
