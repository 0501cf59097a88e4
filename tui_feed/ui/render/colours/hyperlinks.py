"""Links that a terminal itself can open (OSC 8), where the text is the address or its beginning.

A terminal does not ask before it opens an address, as this program does. So a link with any other
text gets none, nor does one that names another host.
"""

import re
from functools import lru_cache
from zlib import crc32

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui_feed.ui.render.canvas import Canvas, Target

_BEFORE_HOST = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)

_AFTER_HOST = re.compile(r"[/?#]")


def add_hyperlinks(canvas: Canvas) -> None:
    """Give the cells of links on a canvas their addresses."""
    for target in canvas.targets:
        if target.kind == "link" and (address := _honest_address(target)):
            line = canvas.lines[target.line]
            canvas.lines[target.line] = _linked(line, target.start, target.end, address)


@lru_cache(512)
def _honest(shown: str, url: str) -> str | None:
    """Return the address of a link for a terminal; None if its text is not the address."""
    from tui_feed.text.links import openable  # not before a link is drawn
    from tui_feed.text.shown_hosts import shown_host_differs

    exact, lines = openable(url), shown.splitlines()
    if exact is None or any(shown_host_differs(each, url) for each in lines):
        return None
    host, rest = _parts(exact)
    is_shown = any(h == host and rest.startswith(r) for h, r in map(_parts, lines))
    return exact if is_shown else None


def _parts(address: str) -> tuple[str, str]:
    """Return host and rest of an address, without scheme, `www.` and the sign of a cut."""
    bare = _BEFORE_HOST.sub("", address.strip(), count=1)
    host = _AFTER_HOST.split(bare, maxsplit=1)[0]
    return host.lower(), bare[len(host) :].rstrip("…/")


def _honest_address(target: Target) -> str | None:
    return _honest(target.shown, target.value)


def _linked(line: list[Segment], start: int, end: int, address: str) -> list[Segment]:
    """Return a line with an address on its cells from `start` to `end`."""
    found: list[Segment] = []
    at = 0
    for segment in line:
        stop = at + cell_len(segment.text)
        before, rest = segment.split_cells(max(0, min(start, stop) - at))
        inside, after = rest.split_cells(max(0, min(end, stop) - max(start, at)))
        if inside.text and not (inside.style and inside.style.link):
            inside = Segment(inside.text, _style(inside.style or Style.null(), address))
        found += (each for each in (before, inside, after) if each.text)
        at = stop
    return found


@lru_cache(512)
def _style(style: Style, address: str) -> Style:
    """Return a style with an address; all pieces of a wrapped link have the same id."""
    linked = style.update_link(address)
    linked._link_id = f"{crc32(address.encode()):x}"
    return linked
