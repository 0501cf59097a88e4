"""Records as lines of the native format state them, read and written by msgspec.

The types of lines are made of the models (`model.py`), field by field: a date is its text, and what
is not stated of the names in a text differs from what is stated as none. To read a line so takes a
microsecond and a half, a tenth of what it takes to check it as a model.
"""

import re
from typing import Annotated, Any, Final, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct
from msgspec.json import Decoder, Encoder

from tui_feed.models import (
    NAMED_IN_TEXT,
    Author,
    Link,
    Media,
    Metrics,
    Post,
    Problem,
    Profile,
    Within,
)
from tui_feed.models.record import Checked
from tui_feed.text.dates import Moment
from tui_feed.text.sanitize import clean

DEEPEST_QUOTE = 100
"""How many posts a chain of quotes may have; JSON much deeper could be written but not read."""

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_HARMLESS = frozenset('"\\/n')

_TYPES: dict[type[Checked], type[Struct]] = {}
_RECORDS: dict[type[Struct], type[Checked]] = {}
_DATES: set[str] = set()


def _type_of(cls: type[Checked], tag: str | None = None, name: str | None = None) -> type[Struct]:
    """Make the type of the lines of a model; those that stand alone state their type first."""
    hints = get_type_hints(cls, include_extras=True)
    found = [_field(each, hints[each], cls) for each in cls.names()]
    made = defstruct(
        name or f"{cls.__name__}Line",
        found,
        module=__name__,
        tag=tag,
        tag_field="type" if tag else None,
        kw_only=True,
        omit_defaults=True,
        gc=False,  # no line leads round to itself
    )
    _RECORDS[made] = cls
    return made


def _field(name: str, hint: Any, cls: type[Checked]) -> tuple[Any, ...]:  # noqa: ANN401
    hint = _stated(name, hint)
    if name in cls.needed():
        return (name, hint)
    usual = cls.usual()[name]
    if isinstance(usual, Checked) or (cls is Post and name in NAMED_IN_TEXT):
        return (name, hint | UnsetType, UNSET)
    return (name, hint, usual)


def _stated(name: str, hint: Any) -> Any:  # noqa: ANN401 - a type of any kind, and a type for it
    """Return how a line states what a model holds."""
    parts = get_args(hint)
    if get_origin(hint) is Annotated:
        limits = next((each for each in parts[1:] if isinstance(each, Within)), None)
        inner = _stated(name, parts[0])
        return inner if limits is None else Annotated[inner, Meta(ge=limits.least, le=limits.most)]
    if type(None) in parts:
        return _stated(name, parts[0]) | None if parts[0] is not Post else "Quoted | None"
    if get_origin(hint) is tuple:
        return tuple[_stated(name, parts[0]), ...]  # type: ignore[misc]
    if hint is Moment:
        _DATES.add(name)
        return str
    if isinstance(hint, type) and issubclass(hint, Checked):
        if hint not in _TYPES:
            _TYPES[hint] = _type_of(hint)
        return _TYPES[hint]
    return hint


Quoted: Final = _type_of(Post, name="Quoted")
"""A post inside another one."""
PostLine: Final = _type_of(Post, "post", "PostLine")
"""A post on a line of its own."""
ProfileLine: Final = _type_of(Profile, "profile", "ProfileLine")
"""A profile."""
ProblemLine: Final = _type_of(Problem, "problem", "ProblemLine")
"""A problem; it is in no file, but on its way from the process that found it."""
AuthorLine: Final = _TYPES[Author]
"""Who wrote a post."""
LinkLine: Final = _TYPES[Link]
"""A link in a text."""
MediaLine: Final = _TYPES[Media]
"""A picture, video or sound."""
MetricsLine: Final = _TYPES[Metrics]
"""What was counted about a post."""
_TYPES |= {Post: PostLine, Profile: ProfileLine, Problem: ProblemLine}


class DatedLines(NamedTuple):
    """Lines of posts, and when each came into its timeline."""

    lines: list[Any]
    """The lines."""
    starts: list[int]
    """First millisecond of each date since 1970 UTC, or `MISSING`."""
    spans: bytes
    """The code of the length of each (`timestamps.SPANS`)."""
    are_steady: bool = False
    """Whether they are known to hold nothing but steady characters (`text.plain`)."""


class LineBatch(NamedTuple):
    """Lines of posts that stand in a file one after the other, written as `WRITER` writes them."""

    dated: DatedLines
    """The lines."""
    data: bytes
    """Their bytes, each line with its end."""
    at: int | None
    """Where they begin in the file; None where that does not lead back to them."""


LINES: Final = Decoder(PostLine | ProfileLine)
"""Reads lines; of what is wrong it says less than the models do."""
WRITER: Final = Encoder()
"""Writes lines, whatever is not stated left out."""


def record_of(line: Struct) -> Any:  # noqa: ANN401 - of the model that its type was made of
    """Return the record of a line whose texts are clean. Raises `ValueError` for no date."""
    values = {}
    for name in line.__struct_fields__:
        value = getattr(line, name)
        if value is None or value is UNSET:
            continue
        if isinstance(value, Struct):
            value = record_of(value)
        elif isinstance(value, tuple):
            value = tuple(record_of(v) if isinstance(v, Struct) else v for v in value)
        elif name in _DATES:
            value = Moment.parse(value)
        values[name] = value
    return _RECORDS[type(line)].known(**values)


def line_of(record: Checked, kind: type[Struct] | None = None) -> Any:  # noqa: ANN401
    """Return what a record states as a line; a post inside another one is `Quoted`."""
    values = {name: _back(value) for name, value in record.values().items()}
    if isinstance(record, Post) and record.text:
        values |= {name: () for name in NAMED_IN_TEXT if name not in values}
    return (kind or _TYPES[type(record)])(**values)


def _back(value: object) -> object:
    if isinstance(value, Checked):
        return line_of(value, Quoted if isinstance(value, Post) else None)
    if isinstance(value, tuple):
        return tuple(map(_back, value))
    return str(value) if isinstance(value, Moment) else value


def is_clean(text: str) -> bool:
    """Tell whether every string of a line that says this is clean."""
    escapes = _ESCAPE.findall(text) if "\\" in text else ()
    return _HARMLESS.issuperset(escapes) and clean(text) == text


def read_record(text: bytes) -> Post | Profile:
    """Return the record of a line as it was written. Raises `ValueError` for anything else.

    What could not be clean is refused, too; nothing but what was looked through is kept as a line.
    """
    if not is_clean(text.decode()):
        raise ValueError("a line that was never looked through")
    found: Post | Profile = record_of(LINES.decode(text))
    return found
