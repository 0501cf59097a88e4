"""Copying: by a clipboard program, else by the terminal.

A terminal never confirms a copy (OSC 52), so the message does not claim success.
"""

import asyncio

from textual.app import App

from tui_feed.browse.clipboard import LONGEST_COPY, beginning, copied_by
from tui_feed.text.numbers import counted
from tui_feed.text.sanitize import clean

LONGEST_SENT = 74_994
"""Bytes of the longest text sent to a terminal, as 100,000 characters."""


async def copy_text(app: App[None], text: str, noun: str) -> None:
    """Copy a text, and report the outcome to the reader; `noun` names the text: `address`."""
    async with _one_at_a_time(app):
        await _copy(app, clean(text), noun)


async def _copy(app: App[None], text: str, noun: str) -> None:
    kept = beginning(text, LONGEST_COPY)
    by = await copied_by(kept)
    if by:
        app.notify(f"Copied {_what(kept, text, noun)} ({by}).", markup=False)
        return
    kept = beginning(text, LONGEST_SENT)
    app.copy_to_clipboard(kept)
    app.notify(
        f"Sent {_what(kept, text, noun)} to the terminal, which does not say if it copied it.",
        markup=False,
    )


def _one_at_a_time(app: App[None]) -> asyncio.Lock:
    """Return a lock for copying in the order of the keys."""
    lock: asyncio.Lock = vars(app).setdefault("_copying", asyncio.Lock())
    return lock


def _what(kept: str, text: str, noun: str) -> str:
    if kept == text:
        return f"the {noun}"
    return f"the first {len(kept):,} of {counted(len(text), 'characters')} of the {noun}"
