"""Pictures of posts, one at a time, over the whole window: first their descriptions."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.pictures import (
    INSTALL,
    PostMedia,
    can_draw,
    description,
    facts,
    file_name,
    media_of,
    next_with_media,
)
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.base.dialog import Dialog
from tui_feed.ui.pictures.drawn import Lines
from tui_feed.ui.pictures.loader import PictureLoader, Wanted
from tui_feed.ui.render.canvas import Canvas, width_of
from tui_feed.ui.render.widths import cells, steady

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui_feed.pictures.requests import Picture

REST: Final = 0.08
"""Seconds on a picture before it is decoded: none is while a key is held down."""
_LOOKING = "The picture is being read."
_NOT_SAVED = "The picture itself is not in the archive."
_NO_COLOUR = "Pictures are not drawn without colour; o opens them in another program."
_OFF = "Pictures are not drawn, because --pictures is off; o opens them in another program."
_KEYS = (
    "h l other pictures   o open in another program   Esc back",
    "h l other   o open   Esc back",
)
"""Keys, in full and for a narrow window."""
_MOST_DESCRIBED = 4
"""Lines of a description, of a small window a quarter."""

OpenFile = Callable[[PostMedia, int], None]
"""Function to open a medium's file in another program; takes the number of its source, too."""


class PictureView(Widget, can_focus=True):
    """Window of the viewer: facts, description and picture."""

    def __init__(self, viewer: "PictureViewer") -> None:
        super().__init__(id="picture-view")
        self._viewer = viewer
        self.was_drawn = False
        """True after any part of it was drawn: a picture over its lines is gone then."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, and remember it."""
        self.was_drawn = True
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, palette = self.size.width, self._viewer.context.palette
        lines = self._viewer.lines
        line = lines[y] if y < len(lines) else []
        return Strip(line).adjust_cell_length(width, palette.text).apply_style(palette.ground)


class PictureViewer(Dialog[int]):
    """Viewer of the pictures of a post, then of the next posts; answers the row of the last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i", "leave", "Back"),
        Binding("l,right,j,down,space", "move(1)", "The next picture"),
        Binding("h,left,k,up,b", "move(-1)", "The previous picture"),
        Binding("o,enter", "open", "Open in another program"),
    ]

    def __init__(
        self,
        context: CommandContext,
        pictures: PictureLoader,
        post_row: int,
        open_file: OpenFile,
        at: int = 0,
    ) -> None:
        """Show the pictures of a row of the feed, which has some, beginning with number `at`."""
        super().__init__()
        self.context = context
        """Screen around the viewer."""
        self.lines: Lines = []
        """Lines of the window."""
        self._loader = pictures
        self._open_file = open_file
        self._first_row = self._row = post_row
        self._items: Sequence[PostMedia] = media_of(context.post)
        self._at = at
        self._picture: Picture | None = None
        self._wanted: Wanted | None = None
        self._corner = (0, 0)
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the window."""
        yield PictureView(self)

    @property
    def _view(self) -> PictureView:
        return self.query_one(PictureView)

    # Moving

    def action_move(self, step: int) -> None:
        """Go to the next or previous picture, also of another post."""
        at = self._at + step
        if not 0 <= at < len(self._items):
            at = self._turn_to_post(step)
            if at < 0:
                self.context.notify(f"No more pictures {'below' if step > 0 else 'above'}.")
                return
        self._at = at
        self._begin()

    def _turn_to_post(self, step: int) -> int:
        """Go to the next post with media; return the position of its medium, -1 without any."""
        feed, rows = self.context.feed, self.context.rows
        if self._row not in rows:
            return -1
        index = next_with_media(feed, rows, rows.index(self._row), step)
        if index is None:
            return -1
        self._row = rows[index]
        self._items = media_of(feed.post(self._row))
        return 0 if step > 0 else len(self._items) - 1

    def action_open(self) -> None:
        """Open the file of the picture in another program."""
        self._open_file(self._items[self._at], self._source)

    def action_leave(self) -> None:
        """Remove the picture from the terminal and go back, to the post of the last picture."""
        self._drop()
        self.dismiss(self._row if self._row != self._first_row else None)

    # Drawing

    @property
    def _source(self) -> int:
        return self.context.feed.source_of(self._row)

    def on_resize(self, event: events.Resize) -> None:
        """Draw everything for the new size."""
        del event
        self._loader.look_again()
        self._begin()

    def on_mount(self) -> None:
        """Draw the picture again after another program had the terminal."""
        self.app.app_resume_signal.subscribe(self, lambda _: self._begin())

    def on_unmount(self) -> None:
        """Remove the picture, however the viewer ends."""
        self._drop()

    def _drop(self) -> None:
        if self._wanted:
            self._loader.remove(self._wanted)
        self._wanted = self._picture = None

    def _begin(self) -> None:
        """Show name and description; the picture follows after a rest."""
        if self.has_closed:
            return
        self._drop()
        item = self._items[self._at]
        if not item.media.file:
            self._draw(_NOT_SAVED)
            return
        if item.media.kind == "photo" and not can_draw():
            self._draw(f"{INSTALL}; o opens it in another program.")
            return
        self._draw(_LOOKING)
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(REST, self._load_soon)

    def _load_soon(self) -> None:
        self.run_worker(self._load(), group="picture", exclusive=True)

    async def _load(self) -> None:
        """Load the picture, and draw it if it is still wanted."""
        item = self._items[self._at]
        graphics = await self._loader.graphics()
        if not self._view_is_there:
            return
        is_still = item.media.kind == "photo" and graphics.drawing is not None
        room = max(1, self.size.width - 2), max(1, self.size.height - len(self._head("")) - 1)
        ground = self.context.palette.ground.bgcolor
        red, green, blue = ground.get_truecolor() if ground else (0, 0, 0)
        colour = red, green, blue
        wanted = Wanted(item.media.file or "", self._source, room, colour, is_still)
        self._take(item, wanted, await self._loader.load(wanted))

    @property
    def _view_is_there(self) -> bool:
        """False after the viewer has closed: a worker ends some time after its screen."""
        return self.is_attached and not self.has_closed

    def _take(self, item: PostMedia, wanted: Wanted, picture: "Picture") -> None:
        """Draw a loaded picture, or the reason why there is none."""
        if not self._view_is_there:
            return
        self._wanted, self._picture = wanted, picture
        if picture.failure:
            self._draw(f"Not drawn: {picture.failure}.")
        elif wanted.is_still:
            self._draw("", self._loader.lines(wanted, picture))
        elif item.media.kind == "photo":
            self._draw(_OFF if self.context.palette.ground.bgcolor else _NO_COLOUR)
        else:
            self._draw("")

    def _head(self, words: str) -> Lines:
        """Return the lines above the picture: number, name, facts, description, `words`."""
        palette, item = self.context.palette, self._items[self._at]
        glyphs = palette.glyphs
        canvas = Canvas(self.size.width - 2, glyphs.cut)
        sign = glyphs.picture if item.media.kind == "photo" else glyphs.moving
        known = f" {glyphs.dot} ".join(facts(item, self._picture))
        count = f"{sign} {self._at + 1} of {len(self._items)} {glyphs.dot} "
        name = [(count, palette.dim), (file_name(item), palette.name)]
        if cells(f"{count}{file_name(item)} {known}") <= canvas.width:
            canvas.spread(name, (known, palette.dim))
        else:
            canvas.row(*name)
            canvas.row((known, palette.dim))
        most = max(1, min(_MOST_DESCRIBED, self.size.height // 4))
        style = palette.text if item.media.alt else palette.dim
        canvas.wrapped(steady(description(item)), style, most)
        canvas.blank()
        if words:
            canvas.wrapped(steady(words), palette.warning, 3)
        return [[Segment(" ", palette.text), *line] for line in canvas.lines]

    def _draw(self, words: str, picture: Lines | None = None) -> None:
        """Draw the window with a sentence or a picture below the description."""
        palette, height = self.context.palette, self.size.height
        lines = self._head(words)
        if picture:
            left = max(0, (self.size.width - width_of(picture[0])) // 2)
            above = max(0, (height - 1 - len(lines) - len(picture)) // 2)
            self._corner = left, len(lines) + above
            lines += [[] for _ in range(above)]
            lines += [[Segment(" " * left), *line] for line in picture]
        lines = lines[: height - 1]
        lines += [[] for _ in range(height - 1 - len(lines))]
        keys = next((keys for keys in _KEYS if len(keys) < self.size.width), _KEYS[-1])
        lines.append([Segment(f" {keys}", palette.dim)])
        self.lines = lines
        self._view.refresh()

    def overlay(self) -> str:
        """Return the sequence of a picture over the frame just drawn; empty without any."""
        view, picture = self._view, self._picture
        if not view.was_drawn:
            return ""
        view.was_drawn = False
        if picture is None or picture.drawing != "sixel" or picture.failure:
            return ""
        x, y = self._corner
        return f"\x1b7\x1b[{y + 1};{x + 1}H{picture.data.decode('ascii')}\x1b8"
