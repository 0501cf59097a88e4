"""Renew the list of top-level domains from IANA's.

`python -m tests.text.renew_domains FILE` takes a download of
https://data.iana.org/TLD/tlds-alpha-by-domain.txt. Names removed by IANA stay, for old posts.
Nothing is written for an incomplete or damaged FILE.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

from tui_feed.text import domains

LIST = Path(domains.__file__).with_name("top_level_domains.txt")
FEWEST = 1_000
"""Smallest number of names in a complete list: IANA's has been larger since 2015."""

_VERSION = re.compile(r"# (Version [0-9]{10}, Last Updated \S.* UTC)")
_NAME = re.compile(r"[A-Z]{2,63}|XN--[A-Z0-9-]{1,59}")


class FormError(ValueError):
    """Raised for a file other than IANA's complete list."""


class Published(NamedTuple):
    """Published list."""

    version: str
    names: frozenset[str]


def published(text: str) -> Published:
    """Read the text of IANA's file. Raises `FormError` with the line's number."""
    first, *lines = text.split("\n")
    version = _VERSION.fullmatch(first)
    if not version:
        raise FormError("line 1: no `# Version …, Last Updated …` as IANA's list begins with")
    if lines[-1:] != [""]:
        raise FormError(f"line {len(lines) + 1}: cut off in its middle; download it again")
    names = frozenset(_spelled(line, number) for number, line in enumerate(lines[:-1], 2))
    if len(names) < FEWEST:
        raise FormError(f"only {len(names)} names of more than {FEWEST}; download it again")
    return Published(version[1], names)


def _spelled(line: str, number: int) -> str:
    """Return a name as written in text: in lower case and in its own script."""
    try:
        if _NAME.fullmatch(line):
            name = line.lower()
            return name[4:].encode().decode("punycode") if name.startswith("xn--") else name
    except UnicodeError:
        pass
    raise FormError(f"line {number}: {line[:80]!r} is no top-level domain")


def page(new: Published, old: frozenset[str]) -> str:
    """Return the new list: its source, and each name once."""
    gone = len(old - new.names)
    lines = (
        "# Top-level domains in lower case, international ones in their own script.",
        "# Source: https://data.iana.org/TLD/tlds-alpha-by-domain.txt",
        f"# Date: {new.version}",
        f"# {gone} names of earlier lists, which that one does not have, are kept for old posts.",
        "# Renewed by: python -m tests.text.renew_domains FILE",
        *sorted(new.names | old),
    )
    return "".join(f"{line}\n" for line in lines)


def main(argv: list[str]) -> str | None:
    """Renew the list; return an error message, or None."""
    if len(argv) != 1:
        return "usage: python -m tests.text.renew_domains FILE"
    old = domains.top_level_domains()
    try:
        new = published(Path(argv[0]).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, FormError) as error:
        return f"{argv[0]}: {error}"
    LIST.write_text(page(new, old), "utf-8")
    print(f"{len(new.names - old)} names are new, {len(old - new.names)} older ones are kept")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
