"""Commands on the selected post, imported at their first use."""

from functools import partial

from tui_feed.browse.source import find_record
from tui_feed.models import Post
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.base.text_dialog import TextDialog
from tui_feed.ui.dialogs.link_question import link_choices, open_link, shown_for
from tui_feed.ui.dialogs.media_opening import chosen_file, file_choices, open_media
from tui_feed.ui.dialogs.notices import draw_record
from tui_feed.ui.dialogs.picker import Picker

SLOW = 0.7
"""Seconds of searching for a record before the reader is told."""
LOOKING = "Looking for the record; Esc stops."


class PostCommands:
    """Commands to open the links of a post and show its record."""

    def __init__(self, context: CommandContext) -> None:
        self._context = context

    # Links

    def link(self) -> None:
        """Open the only link of the post, or let the reader choose."""
        post = self._context.post
        if post is None:
            return
        files = file_choices(post)
        choices = link_choices(post, self._context.palette.glyphs.cut) + files
        if len(choices) > 1:
            labels = {choice.value: choice.label for choice in choices}
            self._context.ask(
                Picker(
                    f"Open which link{' or file' * bool(files)}?", choices, self._context.palette
                ),
                lambda value: self._take(post, value, labels[value]),
            )
        elif choices:
            self._take(post, choices[0].value, shown_for(post, choices[0].value))
        else:
            cut = any(link.url is None for link in post.links)
            why = "its links were cut when it was saved" if cut else "it has no usable link"
            self._context.notify(f"No link to open: {why}.")

    def _take(self, post: Post, value: str, shown: str) -> None:
        """Open an address in the browser, or a file in the system's program for it."""
        if item := chosen_file(post, value):
            open_media(self._context, item)
        else:
            open_link(self._context, value, shown)

    # The record

    def record(self) -> None:
        """Show the record of the post; a large file is searched in the background."""
        if post := self._context.post:
            self._context.run_worker(self._show_record(post), exclusive=True, group="record")

    async def _show_record(self, post: Post) -> None:
        context = self._context
        tell = partial(context.notify, LOOKING)
        timer = context.set_timer(SLOW, tell)
        try:
            record = await find_record(context.source, post.id, context.selected_id)
        finally:
            timer.stop()
        draw = partial(draw_record, post.source or context.source.name, record)
        context.show_dialog(TextDialog("Where it came from", draw, context.palette))
