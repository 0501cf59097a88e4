"""Reasons why a file has no loader."""

from typing import NamedTuple

from tui_feed.sources.errors import InputError
from tui_feed.sources.file import File


class Refusal(NamedTuple):
    """File without a loader, and the reason."""

    file: File
    """The file."""
    reason: str
    """Kind of the file instead, or the fault of it."""
    advice: str = ""
    """Advice for the user; empty where the reason says it."""

    @classmethod
    def of_error(cls, file: File, error: InputError) -> "Refusal":
        """Return the refusal for an error of a loader about a file."""
        reason, give, advice = str(error).removeprefix(f"{file.path}: ").partition("; give ")
        return cls(file, reason, give[2:] + advice)

    def error(self) -> InputError:
        """Return the error for an input of only this file."""
        return InputError(
            "; ".join(filter(None, (f"{self.file.path}: {self.reason}", self.advice)))
        )
