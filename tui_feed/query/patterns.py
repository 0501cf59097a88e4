"""Compile the regular expressions of a query with RE2, in time linear in the text."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tui_feed.query.folding import fold

if TYPE_CHECKING:
    from tui_feed.query.nodes import Pattern

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
LONGEST_PATTERN = 1_000
"""Maximum length of an expression, in characters."""


def checked(source: str) -> str:
    """Return a valid expression with its letters folded.

    Raises `ValueError` with a sentence.
    """
    if not source:
        raise ValueError("there is nothing between these slashes")
    if len(source) > LONGEST_PATTERN:
        raise ValueError(f"this pattern has more than {LONGEST_PATTERN:,} characters")
    import re2

    source = _NOT_ASCII.sub(lambda found: re.escape(fold(found[0])), source)
    try:
        compiled_source(source)
    except re2.error as error:
        why = error.args[0].decode(errors="replace") if error.args else "unknown"
        raise ValueError(
            f"this pattern cannot be read ({why}); there is no looking around and no going back"
        ) from None
    return source


def compiled(pattern: "Pattern") -> Any:  # noqa: ANN401 - the library states no types
    """Return the compiled pattern, for folded text; no match crosses the end of a line."""
    return compiled_source(pattern.source)


@lru_cache(16)
def compiled_source(source: str) -> Any:  # noqa: ANN401
    """Return a compiled expression."""
    import re2  # only for queries with a pattern

    options = re2.Options()
    options.case_sensitive = False
    options.never_nl = True
    options.log_errors = False
    return re2.compile(f"(?m:{source})", options)
