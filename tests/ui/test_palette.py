"""Colours: every text can be read on its ground, in every theme, and without colour at all."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tui_feed.ui.render.colours.palette import FANCY, PLAIN, Glyphs, contrast_of, palette_for
from tui_feed.ui.render.colours.themes import OWN_THEMES

THEMES = [*OWN_THEMES, *BUILTIN_THEMES.values()]
WRITTEN = ("text", "name", "dim", "tag", "person", "link", "cut", "warning", "key")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_has_the_contrast_that_wcag_asks_for(theme: object) -> None:
    palette = palette_for(theme)
    for ground in (palette.ground, palette.chosen):
        if ground.bgcolor is None:
            continue  # the terminal's own colours
        behind = Color.from_rich_color(ground.bgcolor)
        for name in WRITTEN:
            colour = getattr(palette, name).color
            assert contrast_of(Color.from_rich_color(colour), behind) >= 4.5, (name, theme)


def test_without_colour_no_style_has_one_and_meanings_still_differ() -> None:
    palette = palette_for(OWN_THEMES[0], colourless=True)
    styles = [getattr(palette, name) for name in ("ground", "chosen", *WRITTEN, "frame", "bar")]
    assert all(style.color is None and style.bgcolor is None for style in styles)
    assert len({palette.text, palette.name, palette.link, palette.dim, palette.warning}) == 5


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_sixteen_colours_are_those_of_the_terminal(name: str) -> None:
    palette = palette_for(BUILTIN_THEMES[name])
    styles = [getattr(palette, style) for style in (*WRITTEN, "bar", "current", "match")]
    assert all(style.color is None or style.color.is_system_defined for style in styles)
    assert palette.ground.bgcolor is palette.chosen.bgcolor is None
    assert len({palette.tag.color, palette.bar.color, palette.warning.color}) == 3


def test_plain_signs_are_ascii_and_no_sign_is_wide() -> None:
    from rich.cells import cell_len

    for field in Glyphs.__struct_fields__:
        assert getattr(PLAIN, field).isascii()
        fancy = getattr(FANCY, field)
        assert cell_len(fancy) == len(fancy)
