"""Find out how a terminal draws pictures, without a question to it.

An answer that comes late, over a slow line, would be taken for keys. So only the environment, the
size of the window in pixels, and tmux are asked; `--pictures` overrules them.
"""

import subprocess
from collections.abc import Mapping
from typing import Literal, NamedTuple

from tui_feed.pictures.requests import Drawing

Wish = Literal["auto", "kitty", "sixel", "blocks", "off"]
"""Choice of `--pictures`."""

USUAL_CELL = (10, 20)
"""Width and height of a cell in pixels, where a terminal does not tell."""
_KITTY = ("xterm-kitty", "xterm-ghostty")
_SIXEL = ("foot", "mlterm", "contour", "wezterm", "yaft", "sixel")
_SIXEL_PROGRAMS = ("WezTerm", "mintty", "iTerm.app")
_KONSOLE_WITH_SIXEL = 220_400
_TMUX_SECONDS = 0.5
_FACTS = "#{client_termname} #{client_termfeatures} #{allow-passthrough}"


class Graphics(NamedTuple):
    """Ability of a terminal to draw pictures."""

    drawing: Drawing | None = "blocks"
    """Way to draw; None for text only."""
    cell: tuple[int, int] = USUAL_CELL
    """Width and height of a cell in pixels."""
    in_tmux: bool = False
    """True if sequences must be wrapped for tmux to pass them on."""

    def wrapped(self, sequence: str) -> str:
        """Return a sequence as the terminal must get it."""
        if not self.in_tmux:
            return sequence
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\"


def graphics_of(wish: Wish, env: Mapping[str, str], cell: tuple[int, int]) -> Graphics:
    """Return the ability of the terminal; asks tmux, which may take some milliseconds."""
    cell = cell if min(cell) > 1 else USUAL_CELL
    in_tmux = bool(env.get("TMUX"))
    if wish == "off":
        return Graphics(None, cell)
    if wish != "auto":
        return Graphics(wish, cell, in_tmux and wish == "kitty")
    if in_tmux:
        drawing = _by_tmux(_facts_of_tmux(env))
        return Graphics(drawing, cell, drawing == "kitty")
    return Graphics(_by_environment(env), cell)


def _by_environment(env: Mapping[str, str]) -> Drawing:
    """Return the protocol by the name of the terminal; a screen program inside it hides it."""
    term, program = env.get("TERM", ""), env.get("TERM_PROGRAM", "")
    if term.startswith(("screen", "tmux")):
        return "blocks"
    if term in _KITTY:
        return "kitty"
    konsole = env.get("KONSOLE_VERSION", "")
    has_konsole = konsole.isdecimal() and int(konsole) >= _KONSOLE_WITH_SIXEL
    if any(name in term for name in _SIXEL) or program in _SIXEL_PROGRAMS or has_konsole:
        return "sixel"
    return "blocks"


def _by_tmux(facts: str) -> Drawing:
    """Return the protocol of the terminal around tmux, as far as tmux lets it through."""
    name, _, rest = facts.partition(" ")
    features, _, passes = rest.partition(" ")
    if name in _KITTY and passes.strip() in ("on", "all"):
        return "kitty"
    return "sixel" if "sixel" in features.split(",") else "blocks"


def _facts_of_tmux(env: Mapping[str, str]) -> str:
    """Ask tmux for the name and the features of its terminal, and if it passes sequences on."""
    try:
        done = subprocess.run(  # noqa: S603 - no word of it comes from outside
            ["tmux", "display-message", "-p", _FACTS],  # noqa: S607 - the reader's own tmux
            capture_output=True,
            text=True,
            timeout=_TMUX_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
            env=dict(env),
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return ""
    return done.stdout.strip()
