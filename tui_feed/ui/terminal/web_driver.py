"""Driver for a window in a browser: frames and keys go through pipes to the server."""

import asyncio
import os
from contextlib import suppress
from typing import Final

from textual import messages
from textual.drivers.web_driver import WebDriver

PATIENCE: Final = 2.0
"""Seconds for the program to end after its server."""


class BrowserDriver(WebDriver):
    """Driver that ends the program with its server, however the server ends."""

    def run_input_thread(self) -> None:
        """Read keys until the server closes the pipe, and quit then."""
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        with suppress(RuntimeError):  # the loop has ended
            quitting = self._app._post_message(messages.ExitApp())
            asyncio.run_coroutine_threadsafe(quitting, loop=self._loop)
        if not self.exit_event.wait(PATIENCE):
            os._exit(1)

    def write(self, data: str) -> None:
        """Write to the server; without a server there is nobody to tell."""
        with suppress(BrokenPipeError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Tell the server of the end of the program."""
        with suppress(BrokenPipeError):
            super().write_meta(data)
