"""Lines of keys in a TOML text; `tomllib` does not tell them."""

import re

_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:[\w.-]|"[^"]*"|'[^']*'|\s(?=[.\s]))+?)\s*=""")


def line_of(text: str, *path: str) -> int | None:
    """Return the line of a key, from 1, by the names of its tables and its own; None if unknown.

    A table written on a single line, or a key in it, has the line of the table.
    """
    wanted = ".".join(path)
    inside, parent = "", None
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            inside = _bare(header[1])
            found = inside
        elif key := _KEY.match(line):
            found = ".".join(filter(None, (inside, _bare(key[1]))))
        else:
            continue
        if found == wanted:
            return number
        if wanted.startswith(f"{found}.") and not header:
            parent = number
    return parent


def _bare(key: str) -> str:
    """Return a key without quotes, and without spaces around its dots."""
    return ".".join(part.strip(" \t\"'") for part in key.split("."))
