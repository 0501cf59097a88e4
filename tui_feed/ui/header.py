"""Whose timeline it is: name, bio, where and since when, and the counts that its page claimed."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.browse.words import Standing, count_words
from tui_feed.model import Profile
from tui_feed.ui.drawing import Drawing, width_of
from tui_feed.ui.ink import Ink
from tui_feed.ui.widths import cells

BIO_LINES = 2
"""How much of a bio the header shows."""
FOLDED_BELOW = 60
"""Below so many columns the header is one line."""
FOLDED_LINES = 20
"""Below so many lines of the terminal, too: posts come first."""


class Header(Widget):
    """The account above its timeline."""

    def __init__(self, profile: Profile | None, standing: Standing, ink: Ink) -> None:
        super().__init__(id="header")
        self._profile = profile
        self._standing = standing
        self._ink = ink

    def show(self, profile: Profile | None, standing: Standing, ink: Ink) -> None:
        """Show a profile, or the file's name where it holds none."""
        if (profile, standing, ink) == (self._profile, self._standing, self._ink):
            return
        self._profile, self._standing, self._ink = profile, standing, ink
        # To lay out the screen takes two frames, and progress is shown six times a second.
        lines = self._drawing(self.size.width, self.app.size.height).lines
        self.refresh(layout=len(lines) != self.size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take as many lines as there is something to say."""
        del container
        return len(self._drawing(width, viewport.height).lines)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        lines = self._drawing(width, self.app.size.height).lines
        line = [Segment(" ", self._ink.text), *(lines[y] if y < len(lines) else [])]
        line.append(Segment(" " * max(0, width - width_of(line)), self._ink.text))
        return Strip(line, width).apply_style(self._ink.ground)

    def _drawing(self, width: int, lines: int) -> Drawing:
        folded = width < FOLDED_BELOW or lines < FOLDED_LINES
        return draw_header(self._profile, self._standing, width - 2, self._ink, folded=folded)


def draw_header(
    profile: Profile | None, standing: Standing, width: int, ink: Ink, *, folded: bool
) -> Drawing:
    """Draw the header of a timeline; `folded` keeps it to one line."""
    drawing = Drawing(width, ink.glyphs.cut)
    who = _who(profile, standing, ink)
    room = drawing.width - sum(cells(text) for text, _ in who) - 2
    span = _span(standing, ink)
    span = span if cell_len(span) <= room else ""
    status = standing.brief if folded else standing.status
    drawing.spread(who, (status or span, ink.dim))
    if profile and not folded:
        if profile.bio:
            drawing.folded(profile.bio.replace("\n", " "), ink.text, BIO_LINES)
        counts = "   ".join(count_words(profile))
        _draw_facts(drawing, _where(profile, ink), counts, ink)
    if standing.is_shared and not folded:
        while len(drawing.lines) < (4 if width >= 98 else 5):
            drawing.blank()
    return drawing


def draw_profile(profile: Profile | None, standing: Standing, width: int, ink: Ink) -> Drawing:
    """Draw everything that is known about an account, and which file it is from."""
    drawing = Drawing(width, ink.glyphs.cut)
    drawing.row(*_who(profile, standing, ink))
    facts: list[str] = []
    if profile:
        drawing.text(profile.bio or "", ink.text)
        drawing.blank()
        stated = (profile.location, profile.website, profile.avatar)
        facts = [fact for fact in stated if fact] + count_words(profile)
        if profile.joined:
            facts.append(f"joined {profile.joined.in_full}")
    facts.append(f"from {standing.file}")
    if standing.span:
        facts.append(f"posts from {_span(standing, ink)}")
    for fact in facts:
        drawing.text(fact, ink.dim)
    return drawing


def _who(profile: Profile | None, standing: Standing, ink: Ink) -> list[tuple[str, Style]]:
    file = standing.file
    if profile is None:
        missing = [("  no profile in this file", ink.dim)] if standing.is_read else []
        return [(file, ink.name), *missing]
    handle = f"@{profile.handle}" if profile.handle else ""
    pieces = [(profile.name or handle or file, ink.name)]
    if profile.name and handle:
        pieces.append((f" {handle}", ink.dim))
    if profile.verified:
        pieces.append((f" {ink.glyphs.dot} verified", ink.dim))
    return pieces


def _span(standing: Standing, ink: Ink) -> str:
    return standing.span.replace("–", ink.glyphs.dash)


def _where(profile: Profile, ink: Ink) -> list[tuple[str, Style]]:
    pieces = []
    if profile.location:
        pieces.append((profile.location, ink.dim))
    if profile.website:
        pieces.append((profile.website, ink.link))
    if profile.joined:
        pieces.append((f"joined {profile.joined.day}", ink.dim))
    dot = (f" {ink.glyphs.dot} ", ink.dim)
    return [piece for pair in zip([dot] * len(pieces), pieces, strict=True) for piece in pair][1:]


def _draw_facts(drawing: Drawing, where: list[tuple[str, Style]], counts: str, ink: Ink) -> None:
    """Draw place and counts on one line where both fit, else on two."""
    room = drawing.width - sum(cells(text) for text, _ in where) - 3
    if where and counts and cell_len(counts) <= room:
        drawing.spread(where, (counts, ink.text))
        return
    if where:
        drawing.row(*where)
    if counts:
        drawing.row((counts, ink.text))
