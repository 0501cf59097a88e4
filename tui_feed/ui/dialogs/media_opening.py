"""Open the files of pictures, videos and sounds in other programs."""

from tui_feed.browse.file_opener import open_file
from tui_feed.browse.pictures import PostMedia, description, file_name, media_of
from tui_feed.models import Post
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.picker import Choice

_MARK = "\0"
"""Beginning of the value of a file's choice, which no address has."""


def file_choices(post: Post) -> list[Choice]:
    """Return a choice for each file in the archive of a post and its quotes."""
    return [
        Choice(
            item.media.alt or f"{file_name(item)}, {description(item)}",
            f"{item.media.kind} in the archive",
            f"{_MARK}{at}",
        )
        for at, item in enumerate(media_of(post))
        if item.media.file
    ]


def chosen_file(post: Post, value: str) -> PostMedia | None:
    """Return the medium of a choice of `file_choices`; None for an address."""
    return media_of(post)[int(value[1:])] if value.startswith(_MARK) else None


def open_media(context: CommandContext, item: PostMedia, source: int | None = None) -> None:
    """Open a medium's file in another program, in the background.

    `source` is the number of its input; None for the input of the selected post.
    """
    if source is None:
        row = context.feed.row_of(context.selected_id or "")
        source = 0 if row is None else context.feed.source_of(row)
    context.run_worker(_open(context, item, source), group="file", exit_on_error=False)


async def _open(context: CommandContext, item: PostMedia, source: int) -> None:
    if not item.media.file:
        context.notify("Not opened: it is not in the archive.")
        return
    context.notify(await open_file(await context.source.pictures.original(item.media.file, source)))
