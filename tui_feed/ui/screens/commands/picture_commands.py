"""Commands on the pictures of a post, imported at their first use."""

from functools import partial

from tui_feed.browse.pictures import media_of
from tui_feed.ui.dialogs.media_opening import open_media
from tui_feed.ui.dialogs.picture_viewer import PictureViewer
from tui_feed.ui.screens.presenter import Presenter


class PictureCommands:
    """Commands to look at pictures."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter

    def pictures(self, file: str | None = None) -> None:
        """Show the pictures of the post, and of the posts quoted in it, from a file on."""
        presenter = self._presenter
        row, items = presenter.timeline.row, media_of(presenter.post)
        if row is None or not items:
            presenter.notify("This post has no pictures.")
            return
        at = next((at for at, item in enumerate(items) if file and item.media.file == file), 0)
        viewer = PictureViewer(
            presenter, presenter.pictures.loader, row, partial(open_media, presenter), at
        )
        presenter.ask(viewer, presenter.trail.jump)
