"""Driver for a window in a browser: frames and keys go through pipes to the server."""

from textual import messages
from textual.drivers.web_driver import WebDriver


class BrowserDriver(WebDriver):
    """Driver that ends the program with its server, however the server ends."""

    def run_input_thread(self) -> None:
        """Read keys until the pipe is closed, and quit then."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.call_from_thread(self._app.post_message, messages.ExitApp())

    def write(self, data: str) -> None:
        """Write to the server; without a server there is nobody to tell."""
        try:
            super().write(data)
        except BrokenPipeError:
            self.exit_event.set()
