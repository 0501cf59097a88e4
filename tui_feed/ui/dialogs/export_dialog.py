"""Dialog for saving posts: their format, and the file."""

import asyncio
import os
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from tui_feed.browse.taking.file_names import (
    in_short,
    shown_path,
    suggested_path,
    typed_path,
    with_suffix,
)
from tui_feed.printers import FORMATS, Format, Printout
from tui_feed.ui.dialogs.base.choice_list import Choice, ChoiceList
from tui_feed.ui.dialogs.base.dialog import Dialog
from tui_feed.ui.dialogs.base.frame import DialogFrame
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.widgets.steady_input import SteadyInput

FIRST = ("html", "md", "csv", "jsonl", "text")
"""Formats in the order of the list: for people first."""


class ExportChoice(NamedTuple):
    """File to save posts to."""

    form: Format
    """Format."""
    path: Path
    """Path."""
    shown: str
    """Path in full, for people."""
    replaces: bool
    """True if the reader agreed to replace a file."""


class ExportDialog(Dialog[ExportChoice]):
    """Question for a format and a file; an existing file needs a second Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down,ctrl+n", "move(1)", "Next format", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Previous format", priority=True),
    ]

    def __init__(self, what: str, printout: Printout, palette: Palette) -> None:
        """Ask about posts; `what` names them: `3 posts`."""
        super().__init__()
        self._what = what
        self._palette = palette
        self._form = FORMATS[FIRST[0]]
        facts = (printout.profiles, printout.name, printout.query)
        self._suggested = in_short(suggested_path(*facts, self._form.suffix))
        self._agreed: str | None = None  # path of an existing file, to be replaced

    def compose(self) -> ComposeResult:
        """Lay out path and formats in a frame."""
        choices = [Choice(FORMATS[name].label, FORMATS[name].suffix, name) for name in FIRST]
        keys = (f"{self._palette.glyphs.up_down} format", "Enter save", "Esc back")
        with DialogFrame(f"Save {self._what}", keys):
            yield SteadyInput(self._suggested, compact=True, id="path", select_on_focus=False)
            yield Static(id="trouble", markup=False)
            yield ChoiceList(choices, self._palette, around=2)

    def on_mount(self) -> None:
        """Show the end of a long path, as soon as its width is known."""
        self.query_one(Input).cursor_position = 0
        self.call_after_refresh(self.query_one(Input).action_end)

    @property
    def pointed(self) -> Widget:
        """Widget with the terminal's cursor: the path."""
        return self.query_one(Input)

    def action_move(self, step: int) -> None:
        """Mark another format, and give the file its suffix."""
        formats = self.query_one(ChoiceList)
        formats.move(step)
        before, self._form = self._form, FORMATS[formats.marked.value if formats.marked else "text"]
        path = self.query_one(Input)
        path.value = with_suffix(path.value, before.suffix, self._form.suffix)
        path.cursor_position = len(path.value)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._agreed = None
        self._say("")

    def _say(self, words: str) -> None:
        self.query_one("#trouble", Static).update(words)

    @on(ChoiceList.Picked)
    def _clicked(self) -> None:
        self.action_move(0)

    @on(Input.Submitted)
    async def take(self) -> None:
        """Close with the file, if it can be written and is new, or may be replaced."""
        shown = self.query_one(Input).value
        try:
            path = await asyncio.to_thread(typed_path, shown)
        except ValueError as error:
            self._say(f"{str(error).capitalize()}.")
            return
        trouble = await asyncio.to_thread(_trouble, path)
        exists = not trouble and await asyncio.to_thread(os.path.lexists, path)
        if trouble or (exists and self._agreed != shown):
            self._agreed = None if trouble else shown
            self._say(trouble or "This file exists. Enter again replaces it.")
            return
        self.dismiss(ExportChoice(self._form, path, shown_path(path.absolute()), replaces=exists))


def _trouble(path: Path) -> str:
    """Return the reason why a file cannot be written, as far as it can be seen before."""
    if not path.parent.is_dir():
        return "There is no such folder."
    if path.exists() and not path.is_file():
        return "This is not a file: choose another name."
    if not os.access(path.parent, os.W_OK):
        return "This folder cannot be written."
    return ""
