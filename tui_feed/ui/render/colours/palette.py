"""Palette: styles by meaning, and the signs for frames and pictures."""

from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace
from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tui_feed.query import Marker


class Glyphs(Struct, frozen=True):
    """Signs by meaning, each a single cell wide in any terminal."""

    bar: str = "┃"
    """Beside the selected post."""
    corners: str = "╭╮╰╯"
    """Corners of a quote's frame."""
    across: str = "─"
    """Upper and lower edge of a frame."""
    side: str = "│"
    """Left and right edge of a frame."""
    card: str = "▏"
    """Beside a link card."""
    picture: str = "▨"
    """Before the description of a picture."""
    moving: str = "▷"
    """Before a video, a GIF or a sound."""
    repost: str = "↻"
    """Before the name of a reposter."""
    reply: str = "↳"
    """Before the names of the accounts replied to."""
    pin: str = "◆"
    """Before a pinned post."""
    full: str = "━"
    """Filled part of a poll's bar."""
    empty: str = "─"
    """Empty part of a poll's bar."""
    thumb: str = "▐"
    """Thumb of the scroll bar."""
    track: str = " "
    """Track of the scroll bar."""
    dot: str = "·"
    """Between facts."""
    remove: str = "×"
    """On a chip, to remove its term from the filter."""
    heat: str = "·░▒▓█"
    """Day without posts, and four steps of days with more and more posts."""
    steps: str = "▁▂▃▄▅▆▇█"
    """Bars of the histogram, the lowest first."""
    cut: str = "…"
    """At the end of a cut line."""
    dash: str = "–"
    """Between the first day and the last."""
    up_down: str = "↑↓"
    """Keys to choose in a list."""
    source: str = "▎"
    """Beside the posts of a source and before its label, in its colour."""
    picked: str = "●"
    """On the first line of a picked post, beside it."""
    enter: str = "↵"
    """After an item that Enter follows."""
    here: str = "◂"
    """Before the words that mark the reader's post in a thread."""
    under: str = "▲"
    """Under the current bar of the histogram."""
    won: str = "✓"
    """Behind the answer of a poll with the most votes."""
    marked: str = "★"
    """Before the author of a marked post."""
    unread: str = "●"
    """Before the author of an unread post."""
    note: str = "✎"
    """Before the reader's note."""
    label: str = "▪ "
    """Before a label."""
    down: str = "▾"
    """Behind the order of the posts, which can be changed."""


FANCY = Glyphs()
"""Signs for terminals with Unicode."""
_SOURCES = ("#5fb878", "#d676b9", "#4dbdb5", "#d9705b", "#9b86e0", "#b8bf6a")
"""Colours distinct for most people, also with a colour vision deficiency; no blue, no amber."""
PLAIN = Glyphs(
    bar=">", corners="++++", across="-", side="|", card="|", picture="[picture]",
    moving="[moving]", repost="reposted:", reply="re:", pin="*", full="#", empty=".",
    thumb="#", track=" ", dot="-", remove="x", heat=".-+*#", steps="_.,:;+*#", source="",
    cut="...", dash="-", up_down="Up Down", picked="*", won="(most)", down="",
    enter=">", here="<", under="^",
    marked="*", unread="o", note="note:", label="label: ",
)  # fmt: skip
"""Signs for `--plain`: only ASCII, and words in place of unclear signs."""


class Palette(Struct, frozen=True):
    """Styles by meaning: the only place of colours in lines."""

    ground: Style
    """Behind everything."""
    chosen: Style
    """Behind the selected post."""
    text: Style
    """Texts of people."""
    name: Style
    """Display names and titles."""
    dim: Style
    """Repetitive texts: handles, dates, counts."""
    tag: Style
    """Hashtags and cashtags."""
    person: Style
    """Mentions."""
    link: Style
    """Openable links."""
    cut: Style
    """Links cut when they were saved."""
    frame: Style
    """Frames and rules."""
    meter: Style
    """Bars of polls, lists and months."""
    current: Style
    """The current line of a list, the current month, the winner of a poll."""
    bar: Style
    """Mark beside the selected post."""
    bar_away: Style
    """Mark beside the selected post while another widget has the focus."""
    warning: Style
    """Content warnings, notices, and reasons for missing texts."""
    key: Style
    """Key in the footer and the help."""
    match: Style
    """Matches of the filter in a text."""
    chip: Style
    """Part of the filter."""
    heat: tuple[Style, ...]
    """Five styles: a day without posts, and four steps of days with more and more posts."""
    sources: tuple[Style, ...]
    """Styles for sources, used in turn; empty without colours: then letters tell sources apart."""
    glyphs: Glyphs = FANCY
    """Signs."""
    widest_card: int = 96
    """Cells of the widest card: longer lines are hard to read."""
    has_hyperlinks: bool = False
    """True if the terminal can open links itself."""
    marker: Marker = field(default_factory=Marker)
    """Marker of the filter's matches; it finds nothing without a filter."""

    @property
    def is_plain(self) -> bool:
        """True if only ASCII is drawn."""
        return self.glyphs is PLAIN

    @property
    def has_colours(self) -> bool:
        """True if styles differ by colours of the program's own."""
        return self.heat[-1].color is not None


def palette_for(theme: Theme, *, colourless: bool = False, plain: bool = False) -> Palette:
    """Return the palette of a theme; without colour, weight and underlining carry the meaning."""
    glyphs = PLAIN if plain else FANCY
    if colourless:
        return _colourless(glyphs)
    if theme.ansi:
        return _of_terminal(glyphs, dark=theme.dark)
    return _coloured(
        glyphs,
        foreground=theme.foreground or ("#e0e0e0" if theme.dark else "#222222"),
        background=theme.background or ("#121212" if theme.dark else "#f5f5f5"),
        accent=theme.accent or theme.warning or theme.primary,
        link=theme.primary,
        warning=theme.warning or theme.primary,
    )


def _colourless(glyphs: Glyphs) -> Palette:
    plain, bold = Style(), Style(bold=True)
    dim = plain if glyphs is PLAIN else Style(dim=True)
    return Palette(
        ground=plain, chosen=plain, text=plain, name=bold, dim=dim, tag=bold,
        person=Style(underline=True), link=Style(underline=True), cut=dim, frame=dim, meter=plain,
        current=bold, bar=bold, bar_away=dim, warning=Style(italic=True), key=bold,
        match=Style(bold=True, reverse=True), chip=Style(reverse=True),
        heat=(dim, plain, plain, plain, bold),
        sources=(), glyphs=glyphs,
    )  # fmt: skip


def _of_terminal(glyphs: Glyphs, *, dark: bool) -> Palette:
    """Return a palette of the terminal's own sixteen colours, on its own background."""
    accent, blue = ("yellow", "bright_blue") if dark else ("magenta", "blue")
    others = ("green", "magenta", "cyan", "red") if dark else ("green", "red", "cyan", "yellow")
    plain = _colourless(glyphs)
    current = Style(color=accent)
    return replace(
        plain, tag=Style(color=blue), person=Style(color=blue),
        link=Style(color=blue, underline=True), cut=Style(dim=True, underline=True),
        current=current, bar=current + plain.name,
        warning=Style(color="red"), match=Style(color=accent, bold=True, reverse=True),
        heat=(plain.dim, plain.dim, plain.text, plain.text, plain.name),
        sources=tuple(Style(color=colour) for colour in others),
    )  # fmt: skip


@lru_cache(16)
def _coloured(
    glyphs: Glyphs, *, foreground: str, background: str, accent: str, link: str, warning: str
) -> Palette:
    ground = Color.parse(background)
    chosen = ground.blend(Color.parse(foreground), 0.06)
    text, accented, linked, warned, *sources = (
        _readable(Color.parse(colour), chosen)
        for colour in (foreground, accent, link, warning, *_SOURCES)
    )
    dim = _readable(text.blend(ground, 0.45), chosen)
    faint = ground.blend(text, 0.3)
    slate = text.blend(linked, 0.25)  # grey with a little of the links' blue
    heat = (faint, *(ground.blend(slate, part) for part in (0.4, 0.55, 0.75, 1)))
    return Palette(
        ground=Style(bgcolor=_rich(ground)), chosen=Style(bgcolor=_rich(chosen)),
        text=_style(text), name=_style(text, bold=True), dim=_style(dim), tag=_style(linked),
        person=_style(linked), link=_style(linked, underline=True),
        cut=_style(dim, underline=True), frame=_style(faint),
        meter=_style(ground.blend(slate, 0.6)), current=_style(accented),
        bar=_style(accented, bold=True),
        bar_away=_style(dim), warning=_style(warned), key=_style(text, bold=True),
        match=Style(color=_rich(ground), bgcolor=_rich(accented), bold=True),
        chip=Style(color=_rich(text), bgcolor=_rich(ground.blend(text, 0.2))),
        heat=tuple(map(_style, heat)), sources=tuple(map(_style, sources)), glyphs=glyphs,
    )  # fmt: skip


def _style(colour: Color, *, bold: bool = False, underline: bool = False) -> Style:
    # None, unlike False, keeps a bold or an underline of the style below.
    return Style(color=_rich(colour), bold=bold or None, underline=underline or None)


def _readable(colour: Color, ground: Color, contrast: float = 4.5) -> Color:
    """Return a colour moved away from its background until it is readable (WCAG AA)."""
    goal = Color.parse("white" if ground.brightness < 0.5 else "black")
    for step in range(20):
        nearer = colour.blend(goal, step / 20)
        if contrast_of(nearer, ground) >= contrast:
            return nearer
    return goal


def contrast_of(one: Color, other: Color) -> float:
    """Return the contrast of two colours by WCAG 2: 1 (none) to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def more_readable(
    ground: RichColor | None, one: RichColor | None, other: RichColor | None
) -> RichColor | None:
    """Return the colour of two with more contrast on a ground."""
    if not (ground and one and other):
        return one
    below = Color.from_rich_color(ground)
    colours = (one, other)
    return max(colours, key=lambda each: contrast_of(Color.from_rich_color(each), below))


def _luminance(colour: Color) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rich(colour: Color) -> RichColor:
    return RichColor.from_rgb(colour.r, colour.g, colour.b)
