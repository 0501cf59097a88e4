"""When an app under test is at rest: its loop has nothing to do now, nor very soon.

Textual's own pilot takes a program for idle that has not had a processor for 20 ms. That takes
40 ms for each key, and ends too early on a machine that is busy with something else.
"""

import asyncio
from typing import Any

SOON = 0.02
"""Seconds in which a timer is due that is still waited for."""
ROUNDS = 4
"""Turns of the loop without anything to do after which it is at rest."""
TIMERS = 10
"""Timers that are waited for at most: while a file is read, the next one is always due."""


async def until_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the loop is at rest; no longer than so long where something always comes."""
    loop: Any = asyncio.get_running_loop()
    end, rounds, timers = loop.time() + max_sleep, 0, 0
    await asyncio.sleep(min_sleep)
    while rounds < ROUNDS and timers < TIMERS and loop.time() < end:
        await asyncio.sleep(0)
        if loop._ready:
            rounds = 0
        elif (due := _next(loop)) <= loop.time() + SOON:
            await asyncio.sleep(max(0.0, due - loop.time()))
            rounds, timers = 0, timers + 1
        else:
            rounds += 1


def _next(loop: Any) -> float:
    """Return when the first timer is due."""
    return min((one._when for one in loop._scheduled if not one._cancelled), default=float("inf"))
