"""Base of all models: static, immutable, cheap to make, to write and to read.

A model is a `msgspec.Struct`, so a type checker sees every field and constructor, and an unknown
name raises `TypeError`. Constructors check nothing: records from outside are checked and cleaned
once, as a whole, by `admission.admit`.
"""

from typing import Annotated, Final

from msgspec import Meta, Struct

from tui_feed.text.numbers import LARGEST_COUNT


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Record, or part of a record. Fields with their default are left out when it is encoded.

    Models hold no cycles, so the garbage collector skips them. Subclasses repeat `frozen` and
    `kw_only`: type checkers do not inherit them.
    """


Number = Annotated[int, Meta(ge=0, le=LARGEST_COUNT)]
"""Count, 0 to `LARGEST_COUNT`; `true`, `"3"` and `3.5` are refused."""

Seconds = Annotated[float, Meta(ge=0)]
"""Duration in seconds."""

Percent = Annotated[float, Meta(ge=0, le=100)]
"""Share, 0 to 100."""


class _NotStated(tuple[()]):
    """Empty tuple, distinguished by identity from a stated `()`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NOT_STATED"


NOT_STATED: Final = _NotStated()
"""Default of the fields in `NAMED_IN_TEXT`; `()` states an empty list instead."""
