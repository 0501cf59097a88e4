"""The way to draw pictures is known from the environment; the terminal is never asked."""

import pytest

from tests.ui.programs import install
from tui_feed.ui.pictures.graphics import Graphics, graphics_of

CELL = (9, 18)


@pytest.mark.parametrize(
    ("env", "drawing"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sixel"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230401"}, "sixel"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "210401"}, "blocks"),
        ({"TERM": "foot", "KITTY_WINDOW_ID": "1"}, "sixel"),
        ({"TERM": "screen-256color", "TERM_PROGRAM": "WezTerm"}, "blocks"),
        ({"TERM": "xterm-256color"}, "blocks"),
        ({}, "blocks"),
    ],
)
def test_a_terminal_is_known_by_its_name(env, drawing):
    assert graphics_of("auto", env, CELL) == Graphics(drawing, CELL)


def test_the_option_overrules_the_environment():
    assert graphics_of("sixel", {"TERM": "xterm-kitty"}, CELL).drawing == "sixel"
    assert graphics_of("off", {"TERM": "xterm-kitty"}, CELL).drawing is None
    assert graphics_of("kitty", {"TMUX": "x"}, CELL).in_tmux


def test_a_terminal_that_does_not_tell_its_size_in_pixels_has_the_usual_cells():
    assert graphics_of("auto", {}, (0, 0)).cell == (10, 20)


@pytest.mark.parametrize(
    ("told", "drawing"),
    [
        ("xterm-kitty 256,RGB,title on", "kitty"),
        ("xterm-kitty 256,RGB,title off", "blocks"),
        ("foot 256,RGB,sixel,title off", "sixel"),
        ("xterm-256color 256,title all", "blocks"),
        ("", "blocks"),
    ],
)
def test_tmux_says_which_terminal_is_around_it(tmp_path, told, drawing):
    install(tmp_path, "tmux", f"echo '{told}'")
    found = graphics_of("auto", {"TMUX": "/x,1,0", "PATH": str(tmp_path)}, CELL)
    assert found == Graphics(drawing, CELL, in_tmux=drawing == "kitty")


def test_a_sequence_is_wrapped_for_tmux():
    assert Graphics("kitty", CELL, in_tmux=True).wrapped("\x1b_Gx\x1b\\") == (
        "\x1bPtmux;\x1b\x1b_Gx\x1b\x1b\\\x1b\\"
    )
    assert Graphics("kitty", CELL).wrapped("\x1b_Gx\x1b\\") == "\x1b_Gx\x1b\\"
