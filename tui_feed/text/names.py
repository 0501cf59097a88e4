"""Names of files, folders and archive members: what messages, lists and headers call them.

A file is opened by its name as the system has it, whatever that holds. Where the name is said, it
is said by `shown_name`.
"""

from tui_feed.text.sanitize import clean

LONGEST_NAME = 120
"""Characters of the longest name that is said whole."""


def shown_name(name: str) -> str:
    """Return a name or a path fit to be said: clean, on one line, the middle of a long one cut.

    Bytes that are no text and line ends show as U+FFFD, an empty name as two quotes.
    """
    return cut_in_the_middle(one_line(name) or "''", LONGEST_NAME)


def cut_in_the_middle(text: str, most: int) -> str:
    """Return a text of at most so many characters, with `…` for the middle of a longer one."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[half - most + 1 :]}"


def one_line(text: str) -> str:
    """Return a clean text on one line; each line end shows as U+FFFD."""
    return clean(text).replace("\n", "\ufffd")
