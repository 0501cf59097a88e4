"""Textual app: the screen, themes, the output filter, and garbage collection while idle."""

import gc
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.filter import LineFilter, NoColor
from textual.screen import Screen
from textual.theme import Theme

from tui_feed.browse.source import FeedSource
from tui_feed.config.effective import Config
from tui_feed.feed import Order
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.text.sanitize import clean
from tui_feed.ui.applied_config import USUAL, AppliedConfig
from tui_feed.ui.render.colours.palette import Palette, palette_for
from tui_feed.ui.render.colours.style import PLAIN, STYLE
from tui_feed.ui.screens.layout import layout_of
from tui_feed.ui.screens.reader_screen import ReaderScreen
from tui_feed.ui.terminal.background import BackgroundTold
from tui_feed.ui.terminal.cursor import SHOW, cursor_on
from tui_feed.ui.terminal.driver import TerminalDriver
from tui_feed.ui.terminal.keyboard_layouts import Layouts
from tui_feed.ui.terminal.mouse import leave_mouse, left_words, take_mouse
from tui_feed.ui.terminal.scrub import Scrub
from tui_feed.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.notifications import SeverityLevel
    from textual.timer import Timer

    from tui_feed.ui.dialogs.command_list import CommandList
    from tui_feed.ui.pictures.graphics import Wish
    from tui_feed.ui.pictures.loader import PictureTerminal

IDLE = 2.0
"""Seconds without a key before a full run of the garbage collector."""
TICK = 0.5
"""Seconds between runs of the garbage collector."""
YOUNG = 1
"""Oldest generation in a short run, which takes two or three milliseconds."""
BREATH = 0.1
"""Seconds between the last change of the window's size and a redrawing."""
PATIENCE = 8
"""Runs of the garbage collector, while keys come, for each full run of eight milliseconds."""


class FeedApp(App[None]):
    """App with a single source, until the reader quits."""

    TITLE = "tui-feed"
    CSS = STYLE
    ALLOW_SELECT = False  # the terminal selects; Textual fails on a message that has just gone
    ENABLE_COMMAND_PALETTE = False  # it fails if keys come faster than its list

    def __init__(
        self,
        source: FeedSource,
        query: Query,
        order: Order,
        *,
        theme: str,
        plain: bool = False,
        cursor: bool = False,
        pictures: "Wish" = "auto",
        driver: "type[Driver]" = TerminalDriver,
        saved: SavedState | None = None,
        config: Config | None = None,
    ) -> None:
        super().__init__(driver_class=driver)
        if plain:
            self.stylesheet.add_source(PLAIN, read_from=("tui_feed", "plain"))
        self._shows_cursor = cursor
        self._wish = pictures
        self._saved = saved or SavedState()
        self._source = source
        self._query = query
        self._order = order
        self._plain = plain
        self.set_class(plain, "-plain")
        self._colourless = plain or self.no_color
        self._scrub: list[LineFilter] = [Scrub(), *([NoColor()] if self._colourless else [])]
        self.layouts = Layouts()
        """Keyboard layout in use."""
        self._last_key = monotonic()
        self._is_idle = False
        self._reader: ReaderScreen | None = None
        self.is_leaving = False
        """True between quitting and the last frame."""
        self._last_size: Timer | None = None
        self._commands: CommandList | None = None  # made when somebody asks for it
        self._is_furnished = False
        self._ticks = 0
        self.applied = AppliedConfig(self, config or USUAL, theme)
        """Config, and what the reader changes of it."""
        self.stylesheet.set_variables(self.get_css_variables())
        self._is_dressed = False

    def suit_terminal(self) -> None:
        """Take the terminal's own colours, on its own background, if it has only sixteen."""
        if self.console.color_system == "standard":
            self.applied.theme.use_few_colours()
            self.stylesheet.set_variables(self.get_css_variables())

    @property
    def palette(self) -> Palette:
        """Colours and signs of the present theme."""
        made = palette_for(self.current_theme, colourless=self._colourless, plain=self._plain)
        return self.applied.dressed(made)

    def get_default_screen(self) -> Screen[None]:
        """Return the screen of the program."""
        self._reader = ReaderScreen(
            self._source, self._query, self._order, self.palette, self._saved, layout_of(self.size)
        )
        self._reader.presenter.pictures.terminal = self._picture_terminal
        return self._reader

    def _picture_terminal(self) -> "PictureTerminal":
        """Return the terminal, for pictures; a screen without colours has none."""
        from tui_feed.ui.terminal.picture_terminal import DriverPictures  # not before a picture

        return DriverPictures(self._driver, "off" if self._colourless else self._wish)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every line: the scrubber and, without colours, their remover."""
        if self._colourless:  # Textual's own filter would draw greys
            return self._scrub
        return [*self._scrub, *super().get_line_filters()]

    def action_command_palette(self) -> None:
        """Show every available command, by name."""
        from tui_feed.ui.dialogs.command_list import CommandList  # not before somebody asks

        screen = self.screen
        if not isinstance(screen, ReaderScreen):
            return
        if self._commands is None:
            self._commands = CommandList(self)
        self._commands.ask(screen.presenter, screen, self._choose_theme)

    def _choose_theme(self) -> None:
        from tui_feed.ui.dialogs.command_list import ask_which_theme  # not before somebody asks

        if isinstance(self.screen, ReaderScreen):
            theme, use = self.applied.theme, self.applied.use_theme
            ask_which_theme(self.screen.presenter, theme.names(), theme.name, use)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: "SeverityLevel" = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message for some seconds on one line; it is never parsed as markup."""
        del markup
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew, except at the first call.

        At the start Textual styles everything twice: the second time, for its theme, would take a
        tenth of the time to the first frame.
        """
        if self._is_dressed:
            super().refresh_css(animate)
        self._is_dressed = True

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Quit; all later keys are for the shell."""
        self.is_leaving = True
        super().exit(result, return_code, message)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the screens under a dialog, too, which show through it."""
        for screen in self.screen_stack[:-1]:
            if isinstance(screen, ReaderScreen):
                screen.fit(event.size)
        if self._is_furnished:  # at the start, the same size comes twice
            self._redraw_soon()

    def _redraw_soon(self) -> None:
        """Draw everything once more, `BREATH` after the last change of the size.

        After two changes in quick succession, parts of the screen may still be drawn for the first
        size. Slow machines make any measured interval meaningless, so this follows each change.
        """
        if self._last_size:
            self._last_size.stop()
        self._last_size = self.set_timer(BREATH, lambda: self._redraw(self))

    def on_mount(self) -> None:
        """Listen for theme changes, and run the garbage collector at intervals."""
        self.theme_changed_signal.subscribe(self, self._repaint)
        self.app_resume_signal.subscribe(self, self._resumed)
        self.set_interval(TICK, self._collect)

    def on_unmount(self) -> None:
        """End all reading."""
        if self._reader:
            self._reader.presenter.reading.end()
            self._reader.presenter.state.end()

    def on_ready(self) -> None:
        """Exempt all present objects from garbage collection: they live as long as the app."""
        if isinstance(self._driver, TerminalDriver) and self._reader:
            presenter = self._reader.presenter
            self._driver.last_act = presenter.last_act
        self._is_furnished = True
        gc.freeze()
        if self._reader:
            self.applied.begin(self._reader.presenter)

    def on_background_told(self, event: BackgroundTold) -> None:
        """Follow the terminal: light or dark."""
        self.applied.theme.see_background(event.background)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Draw a frame, and move the terminal's cursor to the focused widget."""
        self.cursor_position = cursor_on(screen) or self.cursor_position
        super()._display(screen, renderable)
        if self._shows_cursor and self._running and not self._closed and self._driver:
            self._driver.write(SHOW)
        overlay: Callable[[], str] | None = getattr(screen, "overlay", None)
        if overlay and self._driver and (sequence := overlay()):
            self._driver.write(sequence)

    async def on_event(self, event: events.Event) -> None:
        """Note the time of the last key, and sanitise pasted text."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        if isinstance(event, events.InputEvent):
            if self.is_leaving:
                return
            self._last_key = monotonic()
            if isinstance(event, events.Key) and event.character:
                self.layouts.follow(event.character)
        await super().on_event(event)

    async def on_key(self, event: events.Key) -> None:
        """Run the binding of a key, or of its place on a US keyboard, if no widget took it.

        A key goes to the widget focused at its arrival, but its binding runs later: if `/tram` is
        pasted as keys, `tram` reaches the timeline before `/` has opened the input.
        """
        if self._typed_late(event):
            event.prevent_default()
            return
        key = self._key_or_sequence(event)
        if not key:
            event.prevent_default()
            return
        done = isinstance(self.focused, Timeline) and self.focused.counts(key)
        done = done or await self._check_bindings(key, priority=True)
        if done or (key != event.key and await self._check_bindings(key)):
            event.prevent_default()

    def _key_or_sequence(self, event: events.Key) -> str:
        """Return the key of a US keyboard, or the two keys of a command; empty after the first."""
        bound = {
            key for _, each in self.screen._modal_binding_chain for key in each.key_to_bindings
        }
        key = event.key
        if key not in bound:
            key = self.layouts.key_at(event) or key
        if not isinstance(self.screen, ReaderScreen):
            return key
        return self.screen.presenter.follow_key(key, bound)

    def _typed_late(self, event: events.Key) -> bool:
        """Pass a key on to an input focused after the arrival of the key."""
        focused = self.focused
        if focused is None or isinstance(focused, Timeline):
            return False
        from textual.widgets import Input  # not before somebody types

        from tui_feed.ui.widgets.query_input import QueryInput

        if isinstance(focused, QueryInput):
            takes = focused.takes(event)
        else:
            takes = focused.check_consume_key(event.key, event.character)
        if takes and isinstance(focused, Input):
            focused.post_message(events.Key(event.key, event.character))
            return True
        return False

    @property
    def has_mouse(self) -> bool:
        """True while the terminal reports the mouse instead of selecting text with it."""
        return self._driver is not None and self._driver._mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action is available now."""
        if action == "mouse":
            return parameters != (self.has_mouse,)
        return super().check_action(action, parameters)

    def action_mouse(self, taken: bool) -> None:
        """Take the mouse, or leave it to the terminal."""
        driver = self._driver
        if driver is None:
            return
        if taken:
            take_mouse(driver)
            self.notify("The program uses the mouse again.")
        else:
            self.capture_mouse(None)
            leave_mouse(driver)
            self.notify(left_words())
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.presenter.show_keys()

    def _collect(self) -> None:
        """Run the garbage collector: lines drawn by Textual are cycles.

        A full run follows a pause in typing, and every `PATIENCE` runs while keys come. While posts
        arrive, runs are short: posts stay anyway.
        """
        was_idle, self._is_idle = self._is_idle, monotonic() - self._last_key > IDLE
        self._ticks += not self._is_idle
        is_due = not was_idle if self._is_idle else self._ticks % PATIENCE == 0
        is_reading = any(
            isinstance(it, ReaderScreen) and it.presenter.is_reading for it in self.screen_stack
        )
        gc.collect(2 if is_due and not is_reading else YOUNG)

    def _resumed(self, app: App[None]) -> None:
        """Draw everything again after a visit to the shell, pictures included."""
        if self._reader:
            self._reader.presenter.pictures.start_again()
        self._redraw(app)

    def _redraw(self, app: App[None]) -> None:
        """Draw the whole screen again."""
        del app
        if self.screen_stack:  # empty after the reader has quit
            self.screen.refresh(layout=True)

    def _repaint(self, theme: Theme) -> None:
        del theme
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen) and screen.presenter.uses_other(self.palette):
                screen.presenter.repaint(self.palette)  # not at start-up
