"""Regular expressions of a query: RE2's, whose time grows with the text and with nothing else."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_feed.query.nodes import Pattern

LONGEST_PATTERN = 1_000
"""Characters of the longest expression that is compiled."""


def checked(source: str) -> str:
    """Return an expression that can be compiled. Raises `ValueError` with a sentence."""
    if not source:
        raise ValueError("there is nothing between these slashes")
    if len(source) > LONGEST_PATTERN:
        raise ValueError(f"this pattern has more than {LONGEST_PATTERN:,} characters")
    import re2

    try:
        _compiled(source)
    except re2.error as error:
        why = error.args[0].decode(errors="replace") if error.args else "unknown"
        raise ValueError(
            f"this pattern cannot be read ({why}); there is no looking around and no going back"
        ) from None
    return source


def compiled(pattern: "Pattern") -> Any:  # noqa: ANN401 - the library states no types
    """Return what searches folded text, one line at a time: no match reaches over a line's end."""
    return _compiled(pattern.source)


@lru_cache(16)
def _compiled(source: str) -> Any:  # noqa: ANN401
    import re2  # only for queries that hold a pattern

    options = re2.Options()
    options.case_sensitive = False
    options.never_nl = True
    options.log_errors = False
    return re2.compile(f"(?m:{source})", options)
