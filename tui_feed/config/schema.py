"""pydantic's models of the reader's files: faults in words, and the JSON Schema for editors.

Derived from the structs. Importing pydantic takes 90 ms, so only a fault and the command for the
schema import this module.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, Optional, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import FieldInfo
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import ErrorDetails

from tui_feed.config.near_names import meant
from tui_feed.config.settings import Settings, types_of

_WANTED = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "string_type": "a text in quotes",
    "list_type": 'a list of keys such as ["j", "down"]',
    "dict_type": "a table",
    "string_pattern_mismatch": "a colour such as #1a5fb4",
}


@cache
def model_of(kind: type[msgspec.Struct]) -> type[BaseModel]:
    """Return the strict model of a struct; a key that it does not know is a fault."""
    hints, told = get_type_hints(kind, include_extras=True), descriptions(kind)
    fields: dict[str, Any] = {}
    for each in msgspec.structs.fields(kind):
        about = Field(_default(each), alias=each.encode_name, description=told[each.name])
        fields[each.name] = (_derived(hints[each.name]), about)
    config = ConfigDict(strict=True, extra="forbid")
    made: Any = create_model(kind.__name__, __config__=config, __doc__=kind.__doc__, **fields)
    return made  # type: ignore[no-any-return]


def _default(field: FieldInfo) -> Any:  # noqa: ANN401 - a value of any type
    factory: Any = field.default_factory
    return field.default if factory is msgspec.NODEFAULT else factory()


def _derived(hint: Any) -> Any:  # noqa: ANN401 - a type of any kind
    """Return pydantic's type for the type of a field."""
    if get_origin(hint) in (Union, UnionType):
        return Optional[_derived(get_args(hint)[0])]  # noqa: UP045 - the parts are known at run time
    if get_origin(hint) is not Annotated:
        return hint
    inner, meta = get_args(hint)
    return Annotated[inner, Field(ge=meta.ge, le=meta.le, pattern=meta.pattern)]


def descriptions(kind: type[msgspec.Struct]) -> dict[str, str]:
    """Return the string under each field of a struct."""
    import ast
    import inspect

    (body,) = ast.parse(inspect.getsource(kind)).body
    lines = body.body if isinstance(body, ast.ClassDef) else []
    return {
        ast.unparse(field.target): str(ast.literal_eval(told.value))
        for field, told in pairwise(lines)
        if isinstance(field, ast.AnnAssign) and isinstance(told, ast.Expr)
    }


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the config file."""
    schema = model_of(Settings).model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def faults_of(
    kind: type[msgspec.Struct], stated: dict[str, Any]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the place of each fault, and its reason for people."""
    try:
        model_of(kind).model_validate(stated)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            yield tuple(map(str, each["loc"])), _reason(each, types_of(kind))


def _reason(fault: ErrorDetails, types: dict[str, Any]) -> str:
    """Return the reason of a fault in the words of this program."""
    place, value = fault["loc"], fault["input"]
    name = ".".join(str(part) for part in place if isinstance(part, str))
    match fault["type"]:
        case "extra_forbidden":
            return f"there is no setting {name!r}{meant(name, types)}"
        case "literal_error":
            choices = list(get_args(types[name]))
            near = meant(value, choices) if isinstance(value, str) else ""
            return f"{name} {_shown(value)} is not known{near or f'; choose {_list(choices)}'}"
        case "greater_than_equal" | "less_than_equal":
            meta = get_args(types[name])[1]
            return f"{name} is {value}; it must be from {meta.ge} to {meta.le}"
        case kind:
            return f"{name} is {_shown(value)}; it must be {_WANTED.get(kind, fault['msg'])}"


def _list(choices: list[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _shown(value: object) -> str:
    """Return a value nearly as TOML writes it, cut if it is long."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
