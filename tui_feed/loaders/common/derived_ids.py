"""Ids for posts whose archive states none."""

from collections import Counter

from tui_feed.models import derived_id


class Identities:
    """Gives the posts of one file ids that are the same whenever the file is read."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of_post(self, handle: str | None, when: str | None, statement: str) -> str:
        """Return an id that no other post has: the second that states the same ends in `-2`.

        `statement` is what sets the post apart from others of its author and date: its text.
        """
        plain = derived_id(handle, when, statement)
        self._given[plain] += 1
        return plain if self._given[plain] == 1 else f"{plain}-{self._given[plain]}"

    def of_quote(self, handle: str | None, when: str | None, statement: str, quoting: str) -> str:
        """Return the id that the quoted post has, or would have, where it stands on its own.

        A quote that says nothing could be any post, so its id is its own: it hangs on `quoting`,
        the id of the post around it.
        """
        return derived_id(handle, when, statement or f"quoted by {quoting}")
