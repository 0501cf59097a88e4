"""Header: name, bio, place and counts of the account, and the status of the reading."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.status_lines import FileStatus, count_words
from tui_feed.models import Profile
from tui_feed.ui.render.canvas import Canvas, fit, width_of
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.render.widths import cells

BIO_LINES = 2
"""Most lines of a bio in the header."""
FOLDED_BELOW = 60
"""Least columns for a header of several lines."""
FOLDED_LINES = 20
"""Least lines of the terminal for a header of several lines: posts come first."""
LEAST_NAME = 9
"""Least cells of the name beside a long status."""


class Header(Widget):
    """Name, bio and counts of the account above its timeline."""

    def __init__(self, profile: Profile | None, standing: FileStatus, palette: Palette) -> None:
        super().__init__(id="header")
        self._profile = profile
        self._standing = standing
        self._palette = palette

    def show(self, profile: Profile | None, standing: FileStatus, palette: Palette) -> None:
        """Show a profile, or the name of a file without a profile."""
        if (profile, standing, palette) == (self._profile, self._standing, self._palette):
            return
        self._profile, self._standing, self._palette = profile, standing, palette
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
        folded = width < FOLDED_BELOW or lines < FOLDED_LINES
        return draw_header(self._profile, self._standing, width - 2, self._palette, folded=folded)


def draw_header(
    profile: Profile | None, standing: FileStatus, width: int, palette: Palette, *, folded: bool
) -> Canvas:
    """Draw the header of a timeline; `folded` keeps it to a single line."""
    canvas = Canvas(width, palette.glyphs.cut)
    who = _who(profile, standing, palette)
    room = canvas.width - sum(cells(text) for text, _ in who) - 2
    span = _span(standing, palette)
    span = span if cell_len(span) <= room else ""
    is_brief = folded or cells(standing.status) > room
    status = standing.brief if is_brief else standing.status
    status = fit(status, canvas.width - LEAST_NAME, palette.glyphs.cut)
    canvas.spread(who, (status or span, palette.dim))
    if profile and not folded:
        if profile.bio:
            canvas.wrapped(profile.bio.replace("\n", " "), palette.text, BIO_LINES)
        counts = "   ".join(count_words(profile))
        _draw_facts(canvas, _where(profile, palette), counts, palette)
    if standing.is_shared and not folded:
        while len(canvas.lines) < (4 if width >= 98 else 5):
            canvas.blank()
    return canvas


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


def _where(profile: Profile, palette: Palette) -> list[tuple[str, Style]]:
    pieces = []
    if profile.location:
        pieces.append((profile.location, palette.dim))
    if profile.website:
        pieces.append((profile.website, palette.link))
    if profile.joined_date:
        pieces.append((f"joined {profile.joined_date.day}", palette.dim))
    dot = (f" {palette.glyphs.dot} ", palette.dim)
    return [piece for pair in zip([dot] * len(pieces), pieces, strict=True) for piece in pair][1:]


def _draw_facts(
    canvas: Canvas, where: list[tuple[str, Style]], counts: str, palette: Palette
) -> None:
    """Draw place and counts as a single line if both fit, else as two."""
    room = canvas.width - sum(cells(text) for text, _ in where) - 3
    if where and counts and cell_len(counts) <= room:
        canvas.spread(where, (counts, palette.text))
        return
    if where:
        canvas.row(*where)
    if counts:
        canvas.row((counts, palette.text))
