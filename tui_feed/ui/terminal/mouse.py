"""Mouse: used by the program, or left to the terminal for selecting text."""

from textual.driver import Driver

from tui_feed.browse.commands import key_for

MODES = (1000, 1002, 1003, 1015, 1006, 1016)
"""All modes of a terminal for reporting the mouse: clicks, drags, moves, and formats."""


def leave_mouse(driver: Driver) -> None:
    """Leave the mouse to the terminal, also after a stop for the shell."""
    driver._mouse = False
    driver.write("".join(f"\x1b[?{mode}l" for mode in MODES))
    driver.flush()


def left_words() -> str:
    """Return what the terminal's mouse does, and the key that takes it back."""
    key = key_for("app.mouse(True)")
    return f"The terminal has the mouse: drag to select text. {key} takes it back."


def take_mouse(driver: Driver) -> None:
    """Make the terminal report the mouse, as at the start."""
    driver._mouse = True
    if not driver.is_headless:
        driver._enable_mouse_support()  # type: ignore[attr-defined]
    if getattr(driver, "_in_band_window_resize", False):  # the parser counts in pixels then
        driver._enable_mouse_pixels()  # type: ignore[attr-defined]
