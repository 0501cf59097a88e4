"""Reasons why no loader reads a file."""

from typing import NamedTuple

from tui_feed.sources.errors import InputError
from tui_feed.sources.file import File


class Refusal(NamedTuple):
    """A file that no loader reads, and the reason."""

    file: File
    """The file."""
    reason: str
    """Name of what the file is instead, or why it cannot be read."""
    advice: str = ""
    """Advice on what to give instead; empty where the reason says it."""

    @classmethod
    def of_error(cls, file: File, error: InputError) -> "Refusal":
        """Return the refusal for an error of a loader about a file."""
        reason, give, advice = str(error).removeprefix(f"{file.path}: ").partition("; give ")
        return cls(file, reason, give[2:] + advice)

    def error(self) -> InputError:
        """Return the error for an input that holds nothing but this file."""
        return InputError(
            "; ".join(filter(None, (f"{self.file.path}: {self.reason}", self.advice)))
        )
