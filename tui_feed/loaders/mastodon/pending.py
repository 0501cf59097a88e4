"""Hold back activities until the post that they quote or boost is read."""

from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.loaders.common.fields import JsonObject, get_str


class Activity(NamedTuple):
    """Activity of an outbox."""

    stated: JsonObject
    """Whole activity."""
    note: JsonObject
    """Post in it; empty if the activity has only an address."""
    place: str
    """Position in the outbox, for messages."""
    is_boost: bool = False
    """True for a boost."""

    @property
    def target(self) -> str | None:
        """Address of the boosted post."""
        return get_str(self.stated, "object") or get_str(self.note, "id")


class Waiting:
    """Held activities, by the post for which they wait."""

    def __init__(self) -> None:
        self._by_target: dict[str, list[Activity]] = {}
        self._own: set[str] = set()

    def __contains__(self, post_id: str) -> bool:
        """Tell whether the post with this id is held itself."""
        return post_id in self._own

    def hold(self, activity: Activity, post_id: str | None, target: str) -> None:
        """Hold an activity, which makes the post `post_id`, until `target` is read."""
        self._by_target.setdefault(target, []).append(activity)
        if post_id:
            self._own.add(post_id)

    def released(self, post_id: str) -> list[Activity]:
        """Release the activities that waited for a post, the last held first."""
        self._own.discard(post_id)
        return self._by_target.pop(post_id, [])[::-1]

    def rest(self) -> Iterator[Activity]:
        """Yield the activities still held, first those of posts missing from the outbox.

        The others quote each other in a circle. The caller may release more between two of them.
        """
        for target in [target for target in self._by_target if target not in self._own]:
            yield from self._by_target.pop(target, [])
        while self._by_target:
            yield from self._by_target.pop(next(iter(self._by_target)))
