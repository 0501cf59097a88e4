"""Pictures between the lines of the post in full, read when the reader rests on it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rich.segment import Segment

from tui_feed.models import Post
from tui_feed.ui.command_context import CommandContext

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui_feed.ui.pictures.loader import PictureLoader, PictureTerminal, Wanted
    from tui_feed.ui.widgets.lines_view import LinesView

REST: Final = 0.3
"""Seconds on a post before its pictures are read: none is while a key is held down."""
MOST: Final = 4
"""Most pictures of a post between its lines; the viewer shows all."""
NARROWEST: Final = 24
"""Columns of the narrowest page with pictures."""
_LOWEST, _HIGHEST = 6, 16
_FRAME = 4
"""Columns of the frame around each quote."""


class PagePictures:
    """Pictures of the post beside the timeline, as far as they are read."""

    def __init__(self, context: CommandContext, page: "Callable[[], LinesView]") -> None:
        self._context = context
        self._page = page
        self._timer: Timer | None = None
        self._is_begun = False
        self._shown: Post | None = None
        self._width = 0
        self._placed: list[Wanted] = []
        self.terminal: Callable[[], PictureTerminal] | None = None
        """Function for the terminal to draw pictures on; None without one."""
        self.lines: dict[str, list[list[Segment]]] = {}
        """Lines of the pictures read so far, by the names of their files."""

    @cached_property
    def loader(self) -> "PictureLoader":
        """Pictures of the source, for the terminal."""
        from tui_feed.ui.pictures.loader import PictureLoader  # not before one is looked at

        if self.terminal is None:
            raise LookupError("no terminal for pictures")
        return PictureLoader(lambda: self._context.source.pictures, self.terminal())

    def begin(self, post: Post | None) -> None:
        """Read the pictures of the first post, after the first frame."""
        self._is_begun = True
        self.rest_on(post, is_open=False)

    def rest_on(self, post: Post | None, *, is_open: bool) -> "Mapping[str, list[list[Segment]]]":
        """Return the lines of a post's pictures, which come when the reader rests on it.

        What stands behind a content warning is read only if the post is open.
        """
        if self._timer:
            self._timer.stop()
            self._timer = None
        if post is not self._shown:
            self._forget()
        self._shown = post
        is_hidden = post is not None and post.content_warning and not is_open
        is_due = self._is_begun and self.terminal is not None and not self.lines
        if post and not is_hidden and is_due and _has_photos(post):
            self._timer = self._context.set_timer(REST, self._load_soon)
        return self.lines

    def fit(self) -> None:
        """Read the pictures again if the page has another width."""
        if self.lines and self._page().size.width != self._width:
            self._forget()
            self._timer = self._context.set_timer(REST, self._load_soon)

    def renew(self) -> None:
        """Forget all pictures: of files read again, or sent before another program was there."""
        if "loader" in vars(self):
            self._forget()
            self.loader.forget()

    def start_again(self) -> None:
        """Read the pictures again after another program had the terminal."""
        if "loader" in vars(self):
            self.renew()
            self._load_soon()

    def _forget(self) -> None:
        for wanted in self._placed:
            self.loader.remove(wanted)
        self._placed.clear()
        self.lines.clear()

    def _load_soon(self) -> None:
        self._timer = None
        self._context.run_worker(self._load(), group="page pictures", exclusive=True)

    async def _load(self) -> None:
        """Read the first pictures of the post, each drawn as it comes."""
        from tui_feed.browse.pictures import can_draw, media_of
        from tui_feed.ui.pictures.loader import Wanted

        post, page = self._shown, self._page()
        if post is None or not page.display or page.size.width < NARROWEST or not can_draw():
            return
        self._width = page.size.width
        height = max(_LOWEST, min(_HIGHEST, page.size.height // 2))
        ground = self._context.palette.ground.bgcolor
        red, green, blue = ground.get_truecolor() if ground else (0, 0, 0)
        feed = self._context.feed
        row = feed.row_of(self._context.selected_id or post.id)
        source = 0 if row is None else feed.source_of(row)
        photos = [item for item in media_of(post) if item.media.kind == "photo" and item.media.file]
        if (await self.loader.graphics()).drawing is None or not page.is_attached:
            return
        for item in photos[:MOST]:
            margins = 6 + _FRAME * (item.post is not post)
            room = self._width - margins, height
            name = item.media.file or ""
            wanted = Wanted(name, source, room, (red, green, blue), as_cells=True)
            picture = await self.loader.load(wanted)
            if (
                not page.is_attached
                or post is not self._shown
                or self._page().size.width != self._width
            ):
                return
            if picture.failure:
                words = f"not drawn: {picture.failure}"
                self.lines[name] = [[Segment(words[: room[0]], self._context.palette.dim)]]
            else:
                self._placed.append(wanted)
                self.lines[name] = self.loader.lines(wanted, picture)
            page.redraw(self._context.palette)


def _has_photos(post: Post) -> bool:
    has_own = any(item.kind == "photo" and item.file for item in post.media)
    return has_own or (post.quote is not None and _has_photos(post.quote))
