"""What is wrong with a record that the models refuse, in one line."""

from tui_feed.models.record import RecordError


def first_fault(error: RecordError) -> str:
    """Name the first field that is wrong, and why."""
    path, reason, _ = error.faults[0]
    return f"{'.'.join(map(str, path))}: {reason[:1].lower()}{reason[1:120]}"


def left_out(error: RecordError) -> str:
    """Say that a record was left out, and why."""
    return f"{first_fault(error)}; it is left out"
