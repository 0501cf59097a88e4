"""Commands of two keys, such as `zz`, from keys pressed one after the other."""

from collections.abc import Collection


class KeySequence:
    """First key of a command of two keys, until the second key is pressed."""

    def __init__(self) -> None:
        self.pending = ""
        """First key; empty if no key is awaited."""

    def follow(self, key: str, bound: Collection[str]) -> str:
        """Return the key or the two keys (`z z`) to act on; empty if there is nothing to do yet.

        `bound` are the keys with a command now. A key with a command of its own never waits. Esc
        takes back the first key; any other key without a common command acts alone.
        """
        first, self.pending = self.pending, ""
        if first and f"{first} {key}" in bound:
            return f"{first} {key}"
        if first and key == "escape":
            return ""
        if key not in bound and any(each.startswith(f"{key} ") for each in bound):
            self.pending = key
            return ""
        return key
