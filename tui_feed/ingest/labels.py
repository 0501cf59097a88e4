"""Labels of the paths given by the reader, for `in:` and for lists of sources."""

import re
from pathlib import Path

from tui_feed.text.names import one_line, shown_name

_ENDINGS = (
    ".gz", ".bz2", ".xz", ".zip", ".tar", ".tgz", ".jsonl", ".json", ".js", ".car", ".txt", ".xml",
    ".rss", ".atom",
)  # fmt: skip
_NO_WORD = re.compile(r'[\s()"]+')


def labels(paths: tuple[str, ...]) -> list[str]:
    """Return a short label for each path, for `in:`: its unique name without extensions.

    A label is always a single word of a query.
    """
    found: list[str] = []
    for path in paths:
        name = "stdin" if path == "-" else Path(path).name or path
        while Path(name).suffix.lower() in _ENDINGS:
            name = Path(name).stem
        words = _NO_WORD.split(one_line(name))
        plain = label = shown_name("-".join(filter(None, words)) or "file")
        number = 1
        while label.casefold() in map(str.casefold, found):
            number += 1
            label = f"{plain}-{number}"
        found.append(label)
    return found


def path_with_label(paths: tuple[str, ...], label: str) -> str | None:
    """Return the path of a source by its label, which may name a file inside: `x/tweets.js`."""
    known = dict(zip(labels(paths), paths, strict=True))
    return known.get(label) or known.get(label.partition("/")[0])
