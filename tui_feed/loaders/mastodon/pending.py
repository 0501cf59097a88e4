"""Activities that wait for a post of the same outbox: what they quote or pass on comes later."""

from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.loaders.common.fields import JsonObject


class Activity(NamedTuple):
    """An activity, and where it stands."""

    stated: JsonObject
    """The whole of it."""
    note: JsonObject
    """The post in it; empty where there is only an address."""
    place: str
    """Its place in the outbox, for messages."""


class Waiting:
    """Who waits for which post."""

    def __init__(self) -> None:
        self._by_target: dict[str, list[Activity]] = {}
        self._own: set[str] = set()

    def __contains__(self, post_id: str) -> bool:
        """Tell whether a post of that id is waiting itself."""
        return post_id in self._own

    def hold(self, activity: Activity, post_id: str | None, target: str) -> None:
        """Keep an activity, which makes the post `post_id`, until `target` has come."""
        self._by_target.setdefault(target, []).append(activity)
        if post_id:
            self._own.add(post_id)

    def released(self, post_id: str) -> list[Activity]:
        """Return what waited for a post that has come now; the last one held first."""
        self._own.discard(post_id)
        return self._by_target.pop(post_id, [])[::-1]

    def rest(self) -> Iterator[Activity]:
        """Yield what waits in vain, first what waits for a post that is not there at all.

        The others quote each other in a circle. In between, posts may come that release more.
        """
        for target in [target for target in self._by_target if target not in self._own]:
            yield from self._by_target.pop(target, [])
        while self._by_target:
            yield from self._by_target.pop(next(iter(self._by_target)))
