"""Lines of the program's own format: what a line states is what is shown."""

import json
from pathlib import Path

from tests.held.facts import Held
from tests.held.shown import facts_of

_FOUND_IN_THE_TEXT = {"hashtags": "tags", "mentions": "mentions", "cashtags": "cashtags",
                      "links": "links"}  # fmt: skip


def lines(path: Path) -> list[Held]:
    """Walk the lines that are good: objects of the type post whose values are of the right kind."""
    return _good(path.read_text("utf-8").splitlines())


def listed(path: Path) -> list[Held]:
    """Walk a list of the objects that are lines elsewhere."""
    return _good([json.dumps(each) for each in json.loads(path.read_text("utf-8"))])


def _good(lines: list[str]) -> list[Held]:
    found = []
    for line in lines:
        try:
            post = json.loads(line)
            is_post = post["type"] == "post" and isinstance(post.get("text", ""), str)
        except (ValueError, TypeError, KeyError):
            continue
        if not is_post or "NaN" in line or not isinstance(post.get("id", ""), str):
            continue
        if "02-30" in str(post.get("created_at")):
            continue
        facts = facts_of(post)
        for key, fact in _FOUND_IN_THE_TEXT.items():
            if key not in post:
                del facts[fact]
        quote = Held(post["quote"].get("id"), facts_of(post["quote"])) if "quote" in post else None
        found.append(Held(post.get("id"), facts, quote))
    return found
