"""Names of files, folders and archive members, made fit for messages, lists and headers.

A file is opened by its name on the system, whatever its bytes. Only display uses `shown_name`.
"""

from tui_feed.text.sanitize import clean

_OF_THE_SYSTEM = ("Thumbs.db", "desktop.ini")

LONGEST_NAME = 120
"""Characters of the longest name shown in full."""


def shown_name(name: str) -> str:
    """Return a name or path for display: clean, on a single line, cut in the middle if long.

    Undecodable bytes and line ends show as U+FFFD, an empty name as two quotes.
    """
    return cut_in_the_middle(one_line(name) or "''", LONGEST_NAME)


def cut_in_the_middle(text: str, most: int) -> str:
    """Return a text of at most `most` characters; a longer text has `…` for its middle."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[half - most + 1 :]}"


def one_line(text: str) -> str:
    """Return a clean text on a single line; each line end shows as U+FFFD."""
    return clean(text).replace("\n", "\ufffd")


def is_of_the_system(name: str) -> bool:
    """Tell whether a file was left in a folder or archive by an operating system."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1] in _OF_THE_SYSTEM
