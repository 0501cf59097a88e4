"""Reasons why no loader reads a file."""

from typing import NamedTuple

from tui_feed.sources.errors import InputError
from tui_feed.sources.file import File


class Refusal(NamedTuple):
    """A file that no loader reads, and the reason."""

    file: File
    """The file."""
    reason: str
    """What it is instead, or why it cannot be read."""
    advice: str = ""
    """What to give instead; empty where the reason says it."""

    @classmethod
    def of_error(cls, file: File, error: InputError) -> "Refusal":
        """Return the refusal that an error about a file is."""
        return cls(file, str(error).removeprefix(f"{file.path}: "))

    def error(self) -> InputError:
        """Return it as the error of an input that is nothing else."""
        return InputError(
            "; ".join(filter(None, (f"{self.file.path}: {self.reason}", self.advice)))
        )
