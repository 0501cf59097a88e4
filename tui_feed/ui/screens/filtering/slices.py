"""Slices of work between keys, and work in threads."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from typing import TypeVar

SLICE = 0.004
"""Seconds of work between two looks at the keyboard."""
PAUSE = 0.001
"""Seconds between two slices."""

Result = TypeVar("Result")


async def in_slices(parts: Iterable[str]) -> AsyncIterator[list[str]]:
    """Yield texts in lists, each made in a slice of time."""
    loop = asyncio.get_running_loop()
    some: list[str] = []
    end = loop.time() + SLICE
    for part in parts:
        some.append(part)
        if loop.time() > end:
            yield some
            some = []
            await asyncio.sleep(PAUSE)
            end = loop.time() + SLICE
    if some:
        yield some


async def in_thread(work: Callable[[], Result]) -> Result:
    """Run a function in a thread; after a cancellation, wait for its end."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
