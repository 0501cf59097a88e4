"""Input whose cursor blinks only if the reader wants motion."""

from textual.widgets import Input


class SteadyInput(Input):
    """Input with a steady cursor."""

    def on_mount(self) -> None:
        """Let the cursor blink where things may move."""
        self.cursor_blink = self.app.animation_level != "none"
