"""The palette: styles by meaning, and the signs for frames and pictures."""

from functools import lru_cache

from msgspec import Struct, field
from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tui_feed.query import Marker


class Glyphs(Struct, frozen=True):
    """Signs by meaning. None is wider than one cell in any terminal."""

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
    """Before the names that a post replies to."""
    pin: str = "◆"
    """Before a pinned post."""
    full: str = "█"
    """A filled piece of a poll's bar."""
    empty: str = "░"
    """The rest of it."""
    thumb: str = "█"
    """The scroll bar's thumb."""
    track: str = " "
    """The rest of it."""
    dot: str = "·"
    """Between facts."""
    remove: str = "×"
    """On a chip: takes the part out of the filter."""
    heat: str = "·░▒▓█"
    """A day without a post, and four steps of days with more and more of them."""
    steps: str = "▁▂▃▄▅▆▇█"
    """Bars of the histogram, the lowest first."""
    cut: str = "…"
    """At the end of a line that was cut."""
    dash: str = "–"
    """Between the first day and the last."""
    up_down: str = "↑↓"
    """The keys that choose in a list."""
    source: str = "■"
    """Before the label of a source, in its colour."""


FANCY = Glyphs()
"""Signs for any terminal that shows Unicode."""
_SOURCES = ("#4c9be8", "#e8a33d", "#5fb878", "#d676b9", "#4dbdb5", "#d9705b")
"""Colours that most people can tell apart, also with a colour vision deficiency."""
PLAIN = Glyphs(
    bar=">", corners="++++", across="-", side="|", card="|", picture="[picture]",
    moving="[moving]", repost="reposted:", reply="re:", pin="*", full="#", empty=".",
    thumb="#", track=" ", dot="-", remove="x", heat=".-+*#", steps="_.,:;+*#", source="from",
    cut="...", dash="-", up_down="Up Down",
)  # fmt: skip
"""Signs for `--plain`: ASCII only, and words where a sign would have to be guessed."""


class Palette(Struct, frozen=True):
    """Styles by meaning; nothing else chooses a colour for a line."""

    ground: Style
    """Behind everything."""
    chosen: Style
    """Behind the selected post."""
    text: Style
    """Texts of people."""
    name: Style
    """Display names and titles."""
    dim: Style
    """Texts that repeat: handles, dates, counts."""
    tag: Style
    """Hashtags and cashtags."""
    person: Style
    """Mentions."""
    link: Style
    """Links that can be opened."""
    cut: Style
    """Links that were cut when they were saved."""
    frame: Style
    """Frames and rules."""
    bar: Style
    """Mark beside the selected post."""
    bar_away: Style
    """Mark beside the selected post while another widget has the focus."""
    warning: Style
    """Content warnings, notices and what is unavailable."""
    key: Style
    """A key in the footer and the help."""
    match: Style
    """Matches of the filter in a text."""
    chip: Style
    """A part of the filter."""
    heat: tuple[Style, ...]
    """Five styles: a day without a post, and four steps of days with more and more of them."""
    sources: tuple[Style, ...]
    """Styles of the sources, in turn where several are open."""
    glyphs: Glyphs = FANCY
    """The signs."""
    marker: Marker = field(default_factory=Marker)
    """Function that finds the matches of the filter in a text; None without a filter."""

    @property
    def is_plain(self) -> bool:
        """True where only ASCII is drawn."""
        return self.glyphs is PLAIN


def palette_for(theme: Theme, *, colourless: bool = False, plain: bool = False) -> Palette:
    """Return the palette of a theme; without colour, weight and underlining carry the meaning."""
    glyphs = PLAIN if plain else FANCY
    if colourless or theme.ansi:
        return _colourless(glyphs)
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
        person=Style(underline=True), link=Style(underline=True), cut=dim, frame=dim, bar=bold,
        bar_away=dim, warning=Style(italic=True), key=bold,
        match=Style(bold=True, reverse=True), chip=Style(reverse=True),
        heat=(dim, plain, plain, plain, bold),
        sources=(dim,), glyphs=glyphs,
    )  # fmt: skip


@lru_cache(16)
def _coloured(
    glyphs: Glyphs,
    *,
    foreground: str,
    background: str,
    accent: str,
    link: str,
    warning: str,
) -> Palette:
    ground = Color.parse(background)
    chosen = ground.blend(Color.parse(foreground), 0.06)
    readable = {
        name: _readable(Color.parse(colour), chosen)
        for name, colour in (("accent", accent), ("link", link), ("warning", warning))
    }
    text = _readable(Color.parse(foreground), chosen)
    dim = _readable(text.blend(ground, 0.45), chosen)

    def style(colour: Color, *, bold: bool = False, underline: bool = False) -> Style:
        # A bold or underline of None, unlike False, leaves room for what it is laid over.
        return Style(color=_rich(colour), bold=bold or None, underline=underline or None)

    return Palette(
        ground=Style(bgcolor=_rich(ground)),
        chosen=Style(bgcolor=_rich(chosen)),
        text=style(text),
        name=style(text, bold=True),
        dim=style(dim),
        tag=style(readable["accent"]),
        person=style(readable["link"]),
        link=style(readable["link"], underline=True),
        cut=style(dim, underline=True),
        frame=style(ground.blend(text, 0.3)),
        bar=style(readable["accent"], bold=True),
        bar_away=style(dim),
        warning=style(readable["warning"]),
        key=style(readable["accent"], bold=True),
        match=Style(color=_rich(ground), bgcolor=_rich(readable["accent"]), bold=True),
        chip=Style(color=_rich(text), bgcolor=_rich(ground.blend(text, 0.2))),
        heat=(
            style(ground.blend(text, 0.3)),
            *(style(ground.blend(readable["accent"], part)) for part in (0.45, 0.65, 0.85, 1)),
        ),
        sources=tuple(style(_readable(Color.parse(hue), chosen)) for hue in _SOURCES),
        glyphs=glyphs,
    )


def _readable(colour: Color, ground: Color, contrast: float = 4.5) -> Color:
    """Return a colour moved away from the background until it can be read on it (WCAG AA)."""
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


def _luminance(colour: Color) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rich(colour: Color) -> RichColor:
    return RichColor.from_rgb(colour.r, colour.g, colour.b)
