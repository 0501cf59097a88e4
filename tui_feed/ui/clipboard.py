"""Copying: by the clipboard programs in reach, and by the terminal.

A terminal never confirms a copy (OSC 52), so the message does not claim it.
"""

import asyncio
import os
from base64 import b64encode

from textual.app import App

from tui_feed.browse.clipboard import LONGEST_COPY, TMUX_BUFFER, beginning, copied_by
from tui_feed.text.numbers import counted
from tui_feed.text.sanitize import clean

LONGEST_SENT = 74_994
"""Bytes of the longest text sent to a terminal, as 100,000 characters."""


async def copy_text(app: App[None], text: str, noun: str, lead: str = "") -> None:
    """Copy a text, and report the outcome to the reader; `noun` names the text: `address`.

    `lead` is said before it.
    """
    async with _one_at_a_time(app):
        app.notify(lead + await _copy(app, clean(text), noun), markup=False)


async def _copy(app: App[None], text: str, noun: str) -> str:
    """Copy a text; return a sentence about the outcome."""
    kept = beginning(text, LONGEST_COPY)
    by = await copied_by(kept)
    sent = beginning(text, LONGEST_SENT)
    if by and sent != text:  # a cut text would replace the whole one
        return f"Copied {_what(kept, text, noun)}: {', '.join(by)}."
    _send(app, sent, is_hidden=by in ((), (TMUX_BUFFER,)) and "TMUX" in os.environ)
    if by:
        return f"Copied the {noun}: {', '.join(by)}, terminal (OSC 52, not confirmed)."
    what = _what(sent, text, noun)
    return f"Sent {what} to the terminal, which does not say if it copied it."


def _send(app: App[None], text: str, *, is_hidden: bool) -> None:
    """Send a text to the terminal; `is_hidden` by tmux, which passes it on only in its own form."""
    app.copy_to_clipboard(text)
    if is_hidden and app._driver:
        code = b64encode(text.encode()).decode()
        app._driver.write(f"\x1bPtmux;\x1b\x1b]52;c;{code}\x07\x1b\\")


def _one_at_a_time(app: App[None]) -> asyncio.Lock:
    """Return a lock for copying in the order of the keys."""
    lock: asyncio.Lock = vars(app).setdefault("_copying", asyncio.Lock())
    return lock


def _what(kept: str, text: str, noun: str) -> str:
    if kept == text:
        return f"the {noun}"
    return f"the first {len(kept):,} of {counted(len(text), 'characters')} of the {noun}"
