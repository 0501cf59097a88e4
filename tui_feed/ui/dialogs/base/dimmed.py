"""Dimmed picture of the screen under a dialog."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from textual.renderables.background_screen import BackgroundScreen

if TYPE_CHECKING:
    from rich.style import Style


class DimmedScreen(BackgroundScreen):
    """Picture of a screen, tinted as by Textual, but each style once and not each of its pieces.

    A frame has a thousand pieces and some twenty styles.
    """

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Yield the pieces of the screen."""
        dimmed: dict[Style | None, Style | None] = {}
        for text, style, control in console.render(self.screen._compositor, options):
            if style not in dimmed:
                [piece] = self.process_segments([Segment(text, style)], self.color)
                dimmed[style] = piece.style
            yield Segment(text, style if control else dimmed[style], control)
