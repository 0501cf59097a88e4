"""The mouse: used by the program, or left to the terminal, which selects text with it."""

from textual.driver import Driver

MODES = (1000, 1002, 1003, 1015, 1006, 1016)
"""Every mode in which a terminal reports the mouse: clicks, drags, moves, and their spelling."""


def leave_mouse(driver: Driver) -> None:
    """Leave the mouse to the terminal, also after a visit to the shell."""
    driver._mouse = False
    driver.write("".join(f"\x1b[?{mode}l" for mode in MODES))
    driver.flush()


def take_mouse(driver: Driver) -> None:
    """Have the terminal report the mouse, as it is asked to at the start."""
    driver._mouse = True
    if not driver.is_headless:
        driver._enable_mouse_support()  # type: ignore[attr-defined]
    if getattr(driver, "_in_band_window_resize", False):  # the parser counts in pixels then
        driver._enable_mouse_pixels()  # type: ignore[attr-defined]
