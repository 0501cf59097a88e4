"""What is wrong with a record that the models refuse, in one line."""

from pydantic import ValidationError


def first_fault(error: ValidationError) -> str:
    """Name the first field that is wrong, and why."""
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(map(str, first["loc"]))
    reason = first["msg"].removeprefix("Value error, ")
    return f"{field}: {reason[:1].lower()}{reason[1:120]}"


def left_out(error: ValidationError) -> str:
    """Say that a record was left out, and why."""
    return f"{first_fault(error)}; it is left out"
