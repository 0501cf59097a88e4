"""Pydantic's view of the models: faults of a stranger's line, and the JSON Schema.

Derived field by field from the definitions in `post.py` and `profile.py`. Importing pydantic takes
90 ms, so only a wrong line and the command for the schema import this module.
"""

from functools import cache
from itertools import pairwise
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    create_model,
)

from tui_feed.models.part import Part
from tui_feed.models.post import Post
from tui_feed.models.profile import Profile
from tui_feed.text.dates import IsoDate, Moment


class Fault(NamedTuple):
    """First fault of a record."""

    path: tuple[str | int, ...]
    """Keys and indexes down to the value."""
    reason: str
    """Reason, for people."""
    value: object
    """Wrong value."""


def first_fault(kind: type[Post] | type[Profile], stated: dict[str, Any]) -> Fault | None:
    """Return the first fault of an object as a record; None if pydantic finds no fault.

    A null is as good as absent.
    """
    try:
        _model_of(kind).model_validate(_without_null(msgspec.to_builtins(stated)))
    except ValidationError as error:
        each = error.errors(include_url=False, include_context=False)[0]
        return Fault(each["loc"], each["msg"].removeprefix("Value error, "), each["input"])
    return None


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a line of the native format."""
    from pydantic import TypeAdapter

    lines: list[Any] = []
    for kind in (Post, Profile):
        name: Any = Literal[kind.__name__.lower()]
        tag = (name, Field(description="Type of the record."))
        lines.append(create_model(f"{kind.__name__}Line", __base__=_model_of(kind), type=tag))
    either: Any = Annotated[Union[*lines], Field(discriminator="type")]
    schema = TypeAdapter(either).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _without_null(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_null(v) for key, v in value.items() if v is not None}
    return [_without_null(item) for item in value] if isinstance(value, list | tuple) else value


def _date(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("a date must be a string such as 2024-01-05")
    return Moment.parse(value).iso


_DATE = Annotated[
    str,
    BeforeValidator(_date),
    Field(
        description="ISO 8601 at its own precision: 2024, 2024-01, 2024-01-05, with a time.",
        examples=["2024-01-05", "2024-01-05T17:03:22Z"],
    ),
]


@cache
def _model_of(kind: type[Part]) -> type[BaseModel]:
    """Return the pydantic model of a struct."""
    hints = get_type_hints(kind, include_extras=True)
    told = _descriptions(kind)
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        own = _derived(hints[field.name], kind)
        about = Field(... if field.required else None, description=told.get(field.name))
        fields[field.name] = (own if field.required else Union[own, None], about)  # noqa: UP007 - it may be a name
    config = ConfigDict(strict=True, extra="ignore")
    made: Any = create_model(kind.__name__, __config__=config, __doc__=kind.__doc__, **fields)
    made.model_rebuild(_types_namespace={kind.__name__: made})
    return cast("type[BaseModel]", made)


def _descriptions(kind: type[Part]) -> dict[str, str]:
    """Return the string under each field of a class."""
    import ast
    import inspect

    (body,) = ast.parse(inspect.getsource(kind)).body
    found = {}
    lines = body.body if isinstance(body, ast.ClassDef) else []
    for field, told in pairwise(lines):
        if isinstance(field, ast.AnnAssign) and isinstance(told, ast.Expr):
            found[ast.unparse(field.target)] = str(ast.literal_eval(told.value))
    return found


def _derived(hint: Any, within: type[Part]) -> Any:  # noqa: ANN401 - a type of any kind
    """Return pydantic's type for the type of a struct's field."""
    parts = get_args(hint)
    if hint is IsoDate:
        return _DATE
    if get_origin(hint) is Annotated:
        inner, meta = _derived(parts[0], within), parts[1]
        finite = None if inner is int else False
        return Annotated[inner, Field(ge=meta.ge, le=meta.le, allow_inf_nan=finite)]
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (_derived(part, within) for part in parts if part is not type(None))
        return Union[inner, None]  # noqa: UP007 - it may be a name
    if get_origin(hint) is tuple:
        # A hostile line may hold millions of wrong items: the first one is enough.
        item: Any = _derived(parts[0], within)
        return Annotated[list[item], Field(fail_fast=True)]
    if isinstance(hint, type) and issubclass(hint, Part):
        return within.__name__ if hint is within else _model_of(hint)
    return hint
