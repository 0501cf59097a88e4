"""Key of a timeline, by which its place is found again."""

from collections.abc import Sequence

from tui_feed.models import Profile
from tui_feed.query import fold

STDIN = "standard input"
"""Name of a source without a place: nobody can open it again."""


def timeline_key(profiles: Sequence[Profile], sources: int, name: str) -> str | None:
    """Return the key of a timeline; None for standard input.

    Where every source has one profile, the key is their accounts: a newer archive, another copy
    and a renamed file of the same people open at the same place. Else it is the names of the files
    without their folders, because a page of an API lists any number of accounts.
    """
    names = sorted(each.strip() for each in name.split(", "))
    if STDIN in names:
        return None
    accounts = {fold(each.handle or each.id or "") for each in profiles}
    if accounts and "" not in accounts and len(profiles) <= max(1, sources):
        return f"accounts {' '.join(sorted(accounts))}"
    return f"files {' '.join(names)}"
