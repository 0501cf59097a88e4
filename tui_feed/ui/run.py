"""Run of the screen, from the first frame until the reader quits."""

from typing import TYPE_CHECKING

from tui_feed.browse.source import FeedSource
from tui_feed.config.effective import Config, folder_of_themes
from tui_feed.config.settings import OWN_THEMES, TEXTUAL_THEMES
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.ui.app import FeedApp
from tui_feed.ui.terminal.driver import TerminalDriver

if TYPE_CHECKING:
    from textual.driver import Driver


def run(
    source: FeedSource,
    query: Query,
    config: Config,
    *,
    saved: SavedState | None = None,
    in_browser: bool = False,
) -> int:
    """Show the source until the reader quits, and return the exit code.

    Raises `ValueError` for an unknown theme.
    """
    settings = config.settings
    if settings.theme not in (*OWN_THEMES, *TEXTUAL_THEMES):
        from tui_feed.config.theme_files import check_theme

        check_theme(settings.theme, folder_of_themes(config.file))
    driver: type[Driver] = TerminalDriver
    if in_browser:
        from tui_feed.ui.terminal.web_driver import BrowserDriver  # only there

        driver = BrowserDriver
    app = FeedApp(
        source,
        query,
        settings.order,
        theme=settings.theme,
        plain=settings.plain,
        cursor=settings.cursor,
        pictures=settings.pictures,
        driver=driver,
        saved=saved,
        config=config,
    )
    app.suit_terminal()
    app.run(mouse=settings.mouse)
    return app.return_code or 0
