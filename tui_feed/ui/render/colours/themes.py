"""Two themes of this program. Any theme of Textual's can be chosen instead."""

from textual.theme import Theme

DARK = Theme(
    name="dark",
    dark=True,
    foreground="#d7dce5",
    background="#12161d",
    surface="#171c25",
    panel="#222a36",
    primary="#7db4f5",
    secondary="#5b8fd0",
    accent="#f0b35e",
    warning="#e39a8f",
    error="#ef7a81",
    success="#8fce95",
)
"""Dark theme: quiet blue-black, amber for the cursor, blue for tags and links."""

LIGHT = Theme(
    name="light",
    dark=False,
    foreground="#23272e",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e4e0d6",
    primary="#1a5fb4",
    secondary="#40699c",
    accent="#a34a00",
    warning="#9a3b32",
    error="#b3261e",
    success="#2b7a3d",
)
"""Light theme: warm paper, rust for the cursor, blue for tags and links."""

OWN_THEMES = (DARK, LIGHT)
"""Themes of this program; the first is the default."""
