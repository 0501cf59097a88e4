"""Header: name, bio, place and counts of the account, and the status of the reading."""

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.status_lines import FileStatus, count_words
from tui_feed.models import Profile
from tui_feed.text.numbers import format_count
from tui_feed.ui.render.canvas import Canvas, fit, width_of
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.source_marks import legend
from tui_feed.ui.render.widths import cells

FOLDED_BELOW = 60
"""Least columns for a header of two lines."""
FOLDED_LINES = 20
"""Least lines of the terminal for a header of two lines: posts come first."""
ROOMY_LINES = 32
"""Least lines of the terminal for a header that stays while the reader moves."""
BIO_BESIDE_COUNTS = 56
"""Least cells of a bio beside the counts of its account."""
LEAST_NAME = 9
"""Least cells of the name beside a long status."""


class Header(Widget):
    """Name, bio and counts of the account above its timeline."""

    def __init__(self, profile: Profile | None, standing: FileStatus, palette: Palette) -> None:
        super().__init__(id="header")
        self._profile = profile
        self._standing = standing
        self._palette = palette
        self._is_away = False

    def fold(self, *, is_away: bool) -> None:
        """Fold to a line while the reader is away from the top, unless there is much room."""
        self._is_away = is_away
        self._lay_out()

    def show(self, profile: Profile | None, standing: FileStatus, palette: Palette) -> None:
        """Show a profile, or the name of a file without a profile."""
        if (profile, standing, palette) == (self._profile, self._standing, self._palette):
            return
        self._profile, self._standing, self._palette = profile, standing, palette
        self._lay_out()

    def _lay_out(self) -> None:
        # A layout takes as long as two frames, and progress is shown six times a second.
        lines = self._canvas(self.size.width, self.app.size.height).lines
        self.refresh(layout=len(lines) != self.size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines of the header at a width."""
        del container
        return len(self._canvas(width, viewport.height).lines)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        lines = self._canvas(width, self.app.size.height).lines
        line = [Segment(" ", self._palette.text), *(lines[y] if y < len(lines) else [])]
        line.append(Segment(" " * max(0, width - width_of(line)), self._palette.text))
        return Strip(line, width).apply_style(self._palette.ground)

    def _canvas(self, width: int, lines: int) -> Canvas:
        folded = width < FOLDED_BELOW or lines < (ROOMY_LINES if self._is_away else FOLDED_LINES)
        return draw_header(self._profile, self._standing, width - 2, self._palette, folded=folded)


def draw_header(
    profile: Profile | None, standing: FileStatus, width: int, palette: Palette, *, folded: bool
) -> Canvas:
    """Draw the header of a timeline: two lines, or a single line if it is `folded`."""
    canvas = Canvas(width, palette.glyphs.cut)
    who = _who(profile, standing, palette)
    room = canvas.width - _cells(who) - 2
    is_brief = folded or cells(standing.status) > room
    status = standing.brief if is_brief else standing.status
    status = fit(status, canvas.width - LEAST_NAME, palette.glyphs.cut)
    status = status or _saved(profile, standing, room, palette)
    for piece in _where(profile, palette) if profile else ():
        if _cells([*who, *piece]) + cells(status) + 2 <= canvas.width:
            who += piece
    canvas.spread(who, (status, palette.dim))
    if not folded:
        _draw_second_line(canvas, profile, standing, palette)
        if standing.is_shared and len(canvas.lines) < 2:
            canvas.blank()
    return canvas


def _saved(profile: Profile | None, standing: FileStatus, room: int, palette: Palette) -> str:
    """Return the number of posts, of how many, and their months, as far as there is room."""
    span = standing.brief_span.replace("–", palette.glyphs.dash)
    saved = ""
    count = profile.post_count if profile and not standing.is_shared else None
    if profile and count is not None and 0 < standing.saved <= count:
        whole = format_count(count, approximate="post_count" in profile.approximate)
        saved = f"{standing.saved:,} saved of {whole}"
    both = "   ".join(part for part in (saved, span) if part)
    return next((words for words in (both, span) if cells(words) <= room), "")


def _draw_second_line(
    canvas: Canvas, profile: Profile | None, standing: FileStatus, palette: Palette
) -> None:
    """Draw the bio, and beside it the sources, or else the counts of the account."""
    bio = " ".join(profile.bio.split()) if profile and profile.bio else ""
    right = _legend(standing.labels, palette)
    if profile and not right:
        dot = f" {palette.glyphs.dot} "
        right = [(dot.join(count_words(profile, posts=False)), palette.dim)]
    room = canvas.width - _cells(right) - 3
    if not standing.labels and room < min(cells(bio), BIO_BESIDE_COUNTS):
        right, room = [], canvas.width
    if not bio and not _cells(right):
        return
    left = Canvas(max(1, room), canvas.cut)
    left.row((bio, palette.text))
    gap = canvas.width - width_of(left.lines[0]) - _cells(right)
    canvas.row(
        *((segment.text, palette.text) for segment in left.lines[0]),
        (" " * max(0, gap), palette.text),
        *right,
    )


def _legend(labels: Sequence[str], palette: Palette) -> list[tuple[str, Style]]:
    gap = ("   ", palette.text)
    return [piece for source in legend(labels, palette) for piece in (gap, *source)][1:]


def _cells(pieces: Sequence[tuple[str, Style]]) -> int:
    return sum(cells(text) for text, _ in pieces)


def draw_profile(
    profile: Profile | None, standing: FileStatus, width: int, palette: Palette
) -> Canvas:
    """Draw all facts about an account, and its file."""
    canvas = Canvas(width, palette.glyphs.cut)
    canvas.row(*_who(profile, standing, palette))
    facts: list[str] = []
    if profile:
        canvas.text(profile.bio or "", palette.text)
        canvas.blank()
        stated = (profile.location, profile.website, profile.avatar)
        facts = [fact for fact in stated if fact] + count_words(profile)
        if profile.joined_date:
            facts.append(f"joined {profile.joined_date.in_full}")
    facts.append(f"from {standing.file}")
    if standing.span:
        facts.append(f"posts from {_span(standing, palette)}")
    for fact in facts:
        canvas.text(fact, palette.dim)
    return canvas


def _who(
    profile: Profile | None, standing: FileStatus, palette: Palette
) -> list[tuple[str, Style]]:
    file = standing.file
    if profile is None:
        missing = [("  no profile in this file", palette.dim)] if standing.is_read else []
        return [(file, palette.name), *missing]
    handle = f"@{profile.handle}" if profile.handle else ""
    pieces = [(profile.name or handle or file, palette.name)]
    if profile.name and handle:
        pieces.append((f" {handle}", palette.dim))
    if profile.verified:
        pieces.append((f" {palette.glyphs.dot} verified", palette.dim))
    return pieces


def _span(standing: FileStatus, palette: Palette) -> str:
    return standing.span.replace("–", palette.glyphs.dash)


def _where(profile: Profile, palette: Palette) -> Iterator[list[tuple[str, Style]]]:
    """Yield place and site of the account, each with a dot before it."""
    dot = (f" {palette.glyphs.dot} ", palette.dim)
    if profile.location:
        yield [dot, (profile.location, palette.dim)]
    if profile.website:
        yield [dot, (profile.website, palette.link)]
