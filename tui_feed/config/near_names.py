"""Known names near to a misspelt name."""

from collections.abc import Iterable


def meant(name: str, known: Iterable[str]) -> str:
    """Return a question for the known name nearest to a misspelt name; empty if none is near."""
    from difflib import get_close_matches  # only for a mistake

    near = get_close_matches(name.lower(), [*known], 1)
    return f"; did you mean {near[0]}?" if near else ""
