"""Declare the reason why a file has no loader."""

from typing import NamedTuple

from tui_feed.sources.errors import InputError
from tui_feed.sources.file import File


class Refusal(NamedTuple):
    """File without a loader, with the reason."""

    file: File
    """The file."""
    reason: str
    """Kind of the file, or its fault."""
    advice: str = ""
    """Advice for the user; empty if the reason contains it."""

    @classmethod
    def of_error(cls, file: File, error: InputError) -> "Refusal":
        """Return a refusal from a loader's error about a file."""
        reason, give, advice = str(error).removeprefix(f"{file.path}: ").partition("; give ")
        return cls(file, reason, give[2:] + advice)

    def error(self) -> InputError:
        """Return the error for an input that consists of this file."""
        return InputError(
            "; ".join(filter(None, (f"{self.file.path}: {self.reason}", self.advice)))
        )
