"""Remember the posts of a reading: their keys, and hashes of all copies and quoted copies."""

from array import array
from collections.abc import Iterable, Sequence

from tui_feed.feed.build.contents import Contents

_SEVERAL = 0
"""In place of a hash: the post is quoted with different contents."""


class KnownPosts:
    """Keys of posts by their first source, and hashes of all copies."""

    def __init__(self) -> None:
        self._keys: list[set[int]] = [set()]
        self._contents = array("q")
        self._set: set[int] | None = None  # made late: most readings meet no post twice
        self._quoted: dict[int, int] = {}

    def begin_source(self) -> None:
        """Begin the next source."""
        self._keys.append(set())

    def are_new(self, keys: Sequence[int]) -> bool:
        """Tell whether all keys are new and distinct."""
        is_once = len(set(keys)) == len(keys)
        return is_once and all(known.isdisjoint(keys) for known in self._keys)

    def are_repeated(self, keys: Iterable[int], contents: Contents) -> bool:
        """Tell whether all posts were met in earlier sources, with the same contents."""
        hashes = array("q", contents.posts)
        return all(map(self.is_in_earlier, keys)) and all(map(self.says, hashes))

    def is_in_earlier(self, key: int) -> bool:
        """Tell whether a source before the current source had a post."""
        return any(key in known for known in self._keys[:-1])

    def is_in_current(self, key: int) -> bool:
        """Tell whether the current source had a post first."""
        return key in self._keys[-1]

    def says(self, content: int) -> bool:
        """Tell whether a copy with the same hash was met."""
        if self._set is None:
            self._set = set(self._contents)
        return content in self._set

    def add_copy(self, content: int) -> None:
        """Remember the hash of another copy."""
        self._remember([content])

    def add_copies(self, contents: Contents) -> None:
        """Remember the hashes of posts and of their quotes, already merged."""
        self._remember([*array("q", contents.posts), *array("q", contents.quoted)])

    def add(self, keys: Sequence[int], contents: Contents) -> list[int]:
        """Remember new posts; return keys of posts with different contents in quotes."""
        hashes = array("q", contents.posts)
        self._keys[-1].update(keys)
        self._remember(hashes)
        found: list[int] = []
        if self._quoted and not self._quoted.keys().isdisjoint(keys):
            pairs = zip(keys, hashes, strict=True)
            found = [key for key, said in pairs if self._quoted.get(key, said) != said]
        for key, said in zip(
            array("q", contents.quoted_keys), array("q", contents.quoted), strict=True
        ):
            if self._quoted.setdefault(key, said) != said:
                self._quoted[key] = _SEVERAL
            if any(key in known for known in self._keys) and not self.says(said):
                found.append(key)
        return list(dict.fromkeys(found))

    def counts_in(self, keys: Iterable[int]) -> list[int]:
        """Return the number of given posts first met in each source."""
        wanted = set(keys)
        return [len(known & wanted) for known in self._keys]

    def _remember(self, hashes: Sequence[int]) -> None:
        self._contents.extend(hashes)
        if self._set is not None:
            self._set.update(hashes)
