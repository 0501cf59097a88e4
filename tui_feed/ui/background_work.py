"""Work in the background that the reader can stop with Esc."""

from collections.abc import Mapping
from typing import Final

from textual.screen import Screen

STOPPED: Final[Mapping[str, str]] = {
    "record": "The search for the record has stopped.",
    "export": "Saving has stopped; there is no file.",
    "pipe": "The command has been stopped.",
    "gather": "Stopped.",
}
"""Groups of tasks, with the words after a stop."""


class BackgroundWork:
    """Tasks of a screen, at most one of each group."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self.words = ""
        """Progress in words."""

    def _groups(self) -> list[str]:
        running = {worker.group for worker in self._screen.workers if worker.is_running}
        return [group for group in STOPPED if group in running]

    @property
    def is_running(self) -> bool:
        """True while there is something to stop."""
        return bool(self._groups())

    def stop(self) -> list[str]:
        """Stop all tasks; return the words about each."""
        groups = self._groups()
        for group in groups:
            self._screen.workers.cancel_group(self._screen, group)
        return [STOPPED[group] for group in groups]
