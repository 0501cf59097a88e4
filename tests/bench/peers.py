"""The smallest Textual apps that do the same kind of thing, to compare with."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    """One widget with one line: the least that Textual can take to the first frame."""

    def compose(self) -> ComposeResult:
        yield Static("first post")


class OneWidget(App[None]):
    """One widget as large as the screen that changes with every key."""

    CSS = "Static { height: 1fr; }"
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("first post")

    def on_key(self) -> None:
        self.count += 1
        line = f"line {self.count} of words that fill a good part of the width of the screen\n"
        self.query_one(Static).update(line * self.size.height)


if __name__ == "__main__":
    {"minimal": Minimal, "one-widget": OneWidget}[sys.argv[1]]().run()
