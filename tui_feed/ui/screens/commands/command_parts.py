"""Objects with the methods of commands, by the part that the table names; made at first use."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from tui_feed.browse.commands import COMMANDS
from tui_feed.ui.screens.presenter import Presenter

if TYPE_CHECKING:
    from tui_feed.ui.screens.commands.filter_commands import FilterCommands
    from tui_feed.ui.screens.commands.info_commands import InfoCommands
    from tui_feed.ui.screens.commands.picture_commands import PictureCommands
    from tui_feed.ui.screens.commands.post_commands import PostCommands
    from tui_feed.ui.screens.commands.related_commands import RelatedCommands
    from tui_feed.ui.screens.commands.take_commands import TakeCommands
    from tui_feed.ui.screens.marks.mark_commands import MarkCommands

_PARTS = {command.name: command.part for command in COMMANDS if command.part}


class CommandParts:
    """Commands of a screen that need more than its widgets; a part is a property here."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter

    def method_of(self, name: str) -> Callable[..., object]:
        """Return the method of a command; raises `AttributeError` if no part has the command."""
        part = _PARTS.get(name)
        if part is None:
            raise AttributeError(name)
        method: Callable[..., object] = getattr(getattr(self, part), name)
        return method

    @cached_property
    def posts(self) -> "PostCommands":
        """Commands on the selected post."""
        from tui_feed.ui.screens.commands.post_commands import PostCommands  # not before a key asks

        return PostCommands(self._presenter)

    @cached_property
    def related(self) -> "RelatedCommands":
        """Commands to go from the selected post to others."""
        from tui_feed.ui.screens.commands.related_commands import (
            RelatedCommands,  # not before a key asks
        )

        shown = self._presenter
        return RelatedCommands(shown, shown.pane, shown.jumps.threads)

    @cached_property
    def filters(self) -> "FilterCommands":
        """Commands on the filter and on dates."""
        from tui_feed.ui.screens.commands.filter_commands import (
            FilterCommands,  # not before a key asks
        )

        return FilterCommands(self._presenter, self._presenter.editor)

    @cached_property
    def take(self) -> "TakeCommands":
        """Commands to take posts along."""
        from tui_feed.ui.screens.commands.take_commands import TakeCommands  # not before a key asks

        return TakeCommands(self._presenter)

    @cached_property
    def info(self) -> "InfoCommands":
        """Commands to show a text over the timeline."""
        from tui_feed.ui.screens.commands.info_commands import InfoCommands  # not before a key asks

        return InfoCommands(self._presenter)

    @cached_property
    def pictures(self) -> "PictureCommands":
        """Commands on the pictures of a post."""
        from tui_feed.ui.screens.commands.picture_commands import (
            PictureCommands,  # not before a key asks
        )

        return PictureCommands(self._presenter)

    @cached_property
    def own(self) -> "MarkCommands":
        """Commands on the reader's own marks, notes and labels."""
        from tui_feed.ui.screens.marks.mark_commands import MarkCommands  # not before a key asks

        return MarkCommands(self._presenter, self._presenter.state)
