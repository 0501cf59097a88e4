"""Config at work on the screen: the theme, choices to remember, and words about problems."""

import asyncio
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from textual.app import App

from tui_feed.browse.file_watch import FileWatch
from tui_feed.browse.status_lines import title_words
from tui_feed.config.effective import Config, folder_of_themes
from tui_feed.config.settings import Settings
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.colours.style import page_style
from tui_feed.ui.screens.presenter import Presenter
from tui_feed.ui.terminal.abilities import shows_links, understands_strings
from tui_feed.ui.terminal.driver import TerminalDriver
from tui_feed.ui.theme_choice import AUTO, ThemeChoice, background_of

LOOK = 1.0
"""Seconds between two looks at what is outside the screen."""
USUAL = Config(Settings(), Settings())
"""Config of an app without a config."""


class AppliedConfig:
    """Config of an app, applied to it and changed by its reader."""

    def __init__(self, app: App[None], config: Config, theme: str) -> None:
        """Apply a config, with a theme of its own."""
        self._app = app
        self._config = config
        self.settings = config.settings
        """Settings in force."""
        self._title = ""
        self._is_watching = False
        app.animation_level = "full" if config.settings.motion else "none"
        if self.settings.page_width != USUAL.settings.page_width:
            sheet = page_style(self.settings.page_width)
            app.stylesheet.add_source(sheet, read_from=("tui_feed", "page"))
        self.theme = ThemeChoice(app, theme, folder_of_themes(config.file), background_of())
        """Theme of the screen."""

    def dressed(self, palette: Palette) -> Palette:
        """Return a palette with the reader's widest card, and links if the terminal shows them."""
        is_terminal = isinstance(self._app._driver, TerminalDriver)
        has_links = self.settings.links and is_terminal and not palette.is_plain and shows_links()
        return replace(palette, has_hyperlinks=has_links, widest_card=self.settings.card_width)

    def begin(self, shown: Presenter) -> None:
        """Tell of problems and ask the terminal for its colours, after the first frame.

        Looking for the words of a problem takes a while. From now on, the title follows the posts.
        """
        if self._config.has_problems:
            self._tell_later(self._config.problems)
        self._tell_later(self.theme.troubles)

        settings = self.settings
        is_coloured = not (settings.plain or self._app.no_color)
        if self.theme.name == AUTO and is_coloured and (driver := self._driver):
            driver.ask_background()
        shown.filter_state.on_sorted = partial(self.remember, "order")
        self._look(shown)
        self._app.set_interval(LOOK, partial(self._look, shown))

    def _look(self, shown: Presenter) -> None:
        """Bring the title of the window up to date, and look for changes of the files."""
        title = title_words(shown.feed.profiles, shown.source.name)
        if title != self._title and self.settings.title and (driver := self._driver):
            self._title = title
            driver.set_title(title)
        is_busy = shown.is_reading or shown.reading.is_reloading
        if self._config.watch and not is_busy and not self._is_watching:
            self._is_watching = True
            self._app.run_worker(self._watch(self._config.watch, shown), exit_on_error=False)

    async def _watch(self, watch: FileWatch, shown: Presenter) -> None:
        """Look at the files beside the screen, because a network may be slow; read them again."""
        try:
            if await asyncio.to_thread(watch.has_changed):
                shown.reading.reload()
        finally:
            self._is_watching = False

    @property
    def _driver(self) -> TerminalDriver | None:
        """Driver of a terminal that takes questions and a title."""
        driver = self._app._driver
        return driver if isinstance(driver, TerminalDriver) and understands_strings() else None

    def use_theme(self, name: str) -> None:
        """Use a theme chosen by the reader, and remember it."""
        self.theme.use(name)
        self.remember("theme", name)
        self._tell_later(self.theme.troubles)

    def remember(self, name: str, chosen: str) -> None:
        """Remember a choice by keys for the next run, if the config wants it."""
        if self._config.choices:
            save = partial(self._config.remember, name, chosen)
            self._app.run_worker(self._save(save), group="choices", exit_on_error=False)

    async def _save(self, save: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(save)
        except OSError as error:
            reason = error.strerror or "unknown"
            self._notify(f"The choice will not be remembered: {reason}.")

    def _tell_later(self, find: Callable[[], list[str]]) -> None:
        """Tell of problems that a function finds; keys are answered meanwhile."""
        self._app.run_worker(self._tell(find), group="problems", exit_on_error=False)

    async def _tell(self, find: Callable[[], list[str]]) -> None:
        found = await asyncio.to_thread(find)
        if found:
            others = len(found) - 1
            more = f" ({others} more: tui-feed --config lists them)" if others else ""
            self._notify(f"{found[0]}{more}")

    def _notify(self, message: str) -> None:
        self._app.notify(message, severity="warning", markup=False)
