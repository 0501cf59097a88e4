"""Derive ids for posts without a stated id."""

from collections import Counter

from tui_feed.models import derived_id


class Identities:
    """Source of derived ids for the posts of a file; they are the same at each reading."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of_post(self, handle: str | None, when: str | None, statement: str) -> str:
        """Return a unique id; the second post with the same arguments gets the ending `-2`.

        `statement` distinguishes posts of the same author and date: the text.
        """
        plain = derived_id(handle, when, statement)
        self._given[plain] += 1
        return plain if self._given[plain] == 1 else f"{plain}-{self._given[plain]}"

    def of_quote(self, handle: str | None, when: str | None, statement: str, quoting: str) -> str:
        """Return the derived id of the quoted post, the same as if it were read by itself.

        The id of a quote without a statement also depends on `quoting`, the id of the quoting post:
        such a quote could be any post.
        """
        return derived_id(handle, when, statement or f"quoted by {quoting}")
