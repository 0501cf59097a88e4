"""Read names of people in a feed."""

import re
from typing import Any

from tui_feed.loaders.common.fields import get_list, get_str

_MAIL = r"[^\s@()]+@[^\s@()]+"
_WITH_MAIL = re.compile(rf"(?P<name>.+) \({_MAIL}\)|{_MAIL} \((?P<named>.+)\)", re.DOTALL)


def people_of(holder: Any, *, is_atom: bool) -> str | None:  # noqa: ANN401 - feedparser's dictionary
    """Return the authors of an entry or a feed without mail addresses; RSS has at most one."""
    several = [name for each in get_list(holder, "authors") if (name := get_str(each, "name"))]
    if is_atom and several:
        return ", ".join(dict.fromkeys(several))
    name = get_str(holder, "author") or next(iter(several), None)
    found = _WITH_MAIL.fullmatch(name or "")
    return found["name"] or found["named"] if found else name
