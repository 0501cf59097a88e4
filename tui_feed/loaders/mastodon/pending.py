"""Activities that wait for a post of the same outbox: what they quote or pass on comes later."""

from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.loaders.common.fields import JsonObject, get_str


class Activity(NamedTuple):
    """Activity of an outbox."""

    stated: JsonObject
    """All of it."""
    note: JsonObject
    """Post in it; empty where there is only an address."""
    place: str
    """Place in the outbox, for messages."""
    is_boost: bool = False
    """True for a boost."""

    @property
    def target(self) -> str | None:
        """Address of the post that a boost passes on."""
        return get_str(self.stated, "object") or get_str(self.note, "id")


class Waiting:
    """Activities by the post that each waits for."""

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
        """Return the activities that waited for a post that has come; the last one held first."""
        self._own.discard(post_id)
        return self._by_target.pop(post_id, [])[::-1]

    def rest(self) -> Iterator[Activity]:
        """Yield activities that wait in vain, first those whose post is not there at all.

        The others quote each other in a circle. In between, posts may come that release more.
        """
        for target in [target for target in self._by_target if target not in self._own]:
            yield from self._by_target.pop(target, [])
        while self._by_target:
            yield from self._by_target.pop(next(iter(self._by_target)))
