"""Give the files of an archive their usual names, where browsers and people changed them.

A browser stores a second download as `tweets (1).js`, a desktop copies to `tweets copy.js`.
"""

import re
from collections.abc import Mapping
from typing import Final

from tui_feed.sources.container import Container
from tui_feed.sources.file import File

_COPY: Final = re.compile(
    r"(?: \(\d{1,3}\)| - copy(?: \(\d{1,3}\))?| copy(?: \d{1,3})?){1,3}(?=\.js$)", re.I
)
_READ: Final = re.compile(
    r"(?:(?:community-|deleted-)?tweets?|like|account|profile|manifest|(?:deleted-)?note-tweet)"
    r"(?:-part\d{1,9})?\.js"
)


def with_usual_names(container: Container) -> Container:
    """Return an archive in which a file has its usual name if no other file has that name.

    Of several copies the first is taken: another may be of another account, whose posts would get
    a wrong author.
    """
    changed = {name: usual for name in container.files if (usual := usual_name(name)) != name}
    if not changed or container.lone:
        return container
    names: dict[str, str] = {}
    for name in sorted(changed):
        if changed[name] not in container.files:
            names.setdefault(changed[name], name)
    given = {name: usual for usual, name in names.items()}
    files = {given.get(name, name): file for name, file in container.files.items()}
    return Container(container.path, files, container.problems)


def usual_name(name: str) -> str:
    """Return the usual name of a renamed file; other names unchanged."""
    folder, slash, own = name.rpartition("/")
    if own[-3:].lower() != ".js":
        return name
    usual = _COPY.sub("", own.lower())
    return folder + slash + usual if _READ.fullmatch(usual) else name


def is_further_copy(name: str, files: Mapping[str, File]) -> bool:
    """Tell whether a file is a copy of a file with the usual name."""
    return name in files and usual_name(name) in files and usual_name(name) != name
