"""The smallest Textual apps that do the same kind of thing, to compare with."""

import json
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Label, ListItem, ListView, OptionList, Static


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


def texts() -> list[str]:
    """Return the texts of the posts of a file."""
    with Path(sys.argv[2]).open(encoding="utf-8") as lines:
        posts = (json.loads(line) for line in lines)
        return [post["text"] for post in posts if post["type"] == "post"]


class Scroll(App[None]):
    """A widget for each post, scrolled."""

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            for text in texts():
                yield Static(text, markup=False)


class Items(App[None]):
    """Textual's list of widgets."""

    def compose(self) -> ComposeResult:
        yield ListView(*(ListItem(Label(text, markup=False)) for text in texts()))


class Options(App[None]):
    """Textual's list that draws its own lines."""

    def compose(self) -> ComposeResult:
        yield OptionList(*texts(), markup=False)


APPS: dict[str, type[App[None]]] = {
    "minimal": Minimal, "one-widget": OneWidget, "VerticalScroll": Scroll, "ListView": Items,
    "OptionList": Options,
}  # fmt: skip

if __name__ == "__main__":
    APPS[sys.argv[1]]().run()
