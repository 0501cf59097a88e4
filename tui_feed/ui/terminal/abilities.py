"""Abilities of terminals, as far as their names tell."""

import os
from collections.abc import Mapping

_WITHOUT_STRINGS = ("linux", "dumb", "cons", "vt", "sun", "eterm", "ansi", "pcansi")
"""Beginnings of names of terminals that would draw a title or a question."""
_FIRST_VTE = 5_000
"""First version of VTE (GNOME's terminals) that is safe with links."""


def understands_strings(env: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a terminal takes a title, and a question for its colours, without drawing it."""
    name = env.get("TERM", "")
    return bool(name) and not name.startswith(_WITHOUT_STRINGS)


def shows_links(env: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a terminal shows links, or passes over them; a few draw or crash."""
    if not understands_strings(env) or env.get("TERM_PROGRAM") == "Apple_Terminal":
        return False
    if env.get("TERM", "").startswith("screen") and "TMUX" not in env:
        return False
    vte = env.get("VTE_VERSION", "")
    return not vte.isdecimal() or int(vte) >= _FIRST_VTE
