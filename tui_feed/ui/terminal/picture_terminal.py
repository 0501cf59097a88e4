"""Terminal for pictures: its ability to draw them, and sequences written around its frames."""

import fcntl
import os
import struct
import termios
from typing import TYPE_CHECKING

from tui_feed.ui.pictures.graphics import USUAL_CELL, Graphics, Wish, graphics_of
from tui_feed.ui.terminal.driver import TerminalDriver

if TYPE_CHECKING:
    from textual.driver import Driver


class DriverPictures:
    """Terminal of a driver; without a real terminal, pictures are half blocks."""

    def __init__(self, driver: "Driver | None", wish: Wish) -> None:
        self._driver = driver
        self._wish = wish

    def graphics(self) -> Graphics:
        """Return the ability of the terminal to draw pictures."""
        if isinstance(self._driver, TerminalDriver):
            return graphics_of(self._wish, os.environ, _cell_of(self._driver.fileno))
        return Graphics(None if self._wish == "off" else "blocks", USUAL_CELL)

    def write(self, sequences: str) -> None:
        """Write sequences to the terminal."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.write(sequences)

    def set_parting(self, sequences: str) -> None:
        """Set the sequences for the terminal at any end of the program."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.parting = sequences


def _cell_of(descriptor: int) -> tuple[int, int]:
    """Return width and height of a terminal's cell in pixels; zeros if it does not tell."""
    try:
        told = fcntl.ioctl(descriptor, termios.TIOCGWINSZ, bytes(8))
    except OSError:
        return 0, 0
    lines, columns, width, height = struct.unpack("HHHH", told)
    return (width // columns, height // lines) if columns and lines else (0, 0)
