"""Themes of the reader's files, made from colours by their roles."""

from collections.abc import Iterator

from textual.color import Color
from textual.theme import Theme

from tui_feed.config.theme_files import ThemeColours
from tui_feed.ui.render.colours.palette import contrast_of
from tui_feed.ui.render.colours.themes import DARK, LIGHT

READABLE = 4.5
"""Least contrast of a text that WCAG 2 calls readable."""
_ROLES = {
    "text": "foreground", "background": "background", "surface": "surface", "panel": "panel",
    "link": "primary", "second": "secondary", "cursor": "accent", "warning": "warning",
    "error": "error", "success": "success",
}  # fmt: skip
"""Colours of a file and of Textual's themes."""
_TEXTS = ("text", "link", "cursor", "warning", "error")


def theme_of(name: str, colours: ThemeColours) -> Theme:
    """Return a theme; colours left out are those of the dark or the light theme."""
    base = DARK if colours.dark else LIGHT
    stated = {own: getattr(colours, role) or getattr(base, own) for role, own in _ROLES.items()}
    return Theme(name=name, dark=colours.dark, **stated)


def faint_colours(theme: Theme) -> Iterator[str]:
    """Yield a sentence for each colour of a text that is hard to read on its ground."""
    ground = Color.parse(theme.background or "#000000")
    for role in _TEXTS:
        contrast = contrast_of(Color.parse(getattr(theme, _ROLES[role])), ground)
        if contrast < READABLE:
            yield (
                f"theme {theme.name}: {role} on background has a contrast of {contrast:.1f}; "
                f"{READABLE} can be read"
            )
