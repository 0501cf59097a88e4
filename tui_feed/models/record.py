"""What all records share: nothing comes into one unchecked, and nothing in one changes.

pydantic checks them. To import it and to build its schemas takes 90 ms, a third of what a screen
needs to its first frame; so it is imported when the first record is made of values that were not
checked before, and a program that only shows records never does.
"""

from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar, NamedTuple, Self

from tui_feed.text.dates import Moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import SchemaValidator


class Fault(NamedTuple):
    """What is wrong with a value that was to be in a record."""

    path: tuple[str | int, ...]
    """The names and places that lead to it."""
    reason: str
    """What is wrong, for people."""
    value: object
    """What stands there."""


class RecordError(ValueError):
    """Values that make no record."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, f.path))}: {f.reason}" for f in faults))
        self.faults = faults
        """What is wrong, at least one thing."""


class Checked:
    """A part of a record. Its class says what it holds, as a dataclass does.

    Keys that it does not know are left out.
    """

    _usual: ClassVar[dict[str, Any]]  # what every field holds where nothing is stated
    _needed: ClassVar[frozenset[str]]  # the fields that must be stated

    def __init_subclass__(cls) -> None:
        # Only for its list of fields, which pydantic reads too; what it could write takes longer.
        dataclass(init=False, repr=False, eq=False)(cls)
        found = fields(cls)  # type: ignore[arg-type] # mypy does not see the line above
        cls._usual = {f.name: None if f.default is MISSING else f.default for f in found}
        cls._needed = frozenset(f.name for f in found if f.default is MISSING)

    def __init__(self, /, **stated: Any) -> None:  # noqa: ANN401 - pydantic looks what it is
        """Check and clean what is stated. Raises `RecordError`."""
        cls = type(self)
        if not stated and not cls._needed:
            self.__dict__.update(cls._usual)
            return
        from pydantic import ValidationError

        try:
            _validator(cls).validate_python(stated, self_instance=self)
        except ValidationError as error:
            raise RecordError(_faults(error)) from None

    @classmethod
    def known(cls, /, **values: Any) -> Self:  # noqa: ANN401 - somebody has looked what they are
        """Return one of values that have been checked and cleaned already."""
        made = cls.__new__(cls)
        made.__dict__.update({**cls._usual, **values})
        return made

    def changed(self, /, **stated: Any) -> Self:  # noqa: ANN401 - as in `__init__`
        """Return another one that differs in what is stated. Raises `RecordError`."""
        return type(self)(**{**self.__dict__, **stated})

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return its fields in their order."""
        return tuple(cls._usual)

    @classmethod
    def usual(cls) -> dict[str, Any]:
        """Return what its fields hold where nothing is stated."""
        return cls._usual

    @classmethod
    def needed(cls) -> frozenset[str]:
        """Return the fields that must be stated."""
        return cls._needed

    def values(self) -> dict[str, Any]:
        """Return what differs from what a field holds where nothing is stated."""
        needed, usual = self._needed, self._usual
        values = ((name, getattr(self, name)) for name in usual)
        return {name: value for name, value in values if name in needed or value != usual[name]}

    def stated(self) -> dict[str, Any]:
        """Return the same, ready for JSON."""
        return {name: _plain(value) for name, value in self.values().items()}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} does not change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} does not change")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.values().items()))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.values().items())
        return f"{type(self).__name__}({said})"


def _validator(cls: type[Checked]) -> "SchemaValidator":
    if cls not in _VALIDATORS:
        from pydantic import TypeAdapter

        _VALIDATORS[cls] = TypeAdapter(cls).validator  # type: ignore[assignment]
    return _VALIDATORS[cls]


_VALIDATORS: dict[type[Checked], "SchemaValidator"] = {}


def _faults(error: "ValidationError") -> tuple[Fault, ...]:
    found = error.errors(include_url=False, include_context=False)
    return tuple(
        Fault(each["loc"], each["msg"].removeprefix("Value error, "), each["input"])
        for each in found
    )


def _plain(value: object) -> object:
    if isinstance(value, Checked):
        return value.stated()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Moment) else value
