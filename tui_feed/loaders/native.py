"""JSON Lines of tui-feed: one profile or post a line, as `model.py` names their parts.

`Profile.native_line` and `Post.native_line` define the format; what they write is read back as it
was. Lines written by hand may leave out whatever they do not know.
"""

import json
from collections.abc import Iterator
from typing import Any

from tui_feed.loaders.entities import entity_fields
from tui_feed.loaders.file import File, Located
from tui_feed.loaders.identity import Identities
from tui_feed.loaders.json_text import JsonError, column_of, parse_json, pretty, shown
from tui_feed.model import NAMED_IN_TEXT, Post, Problem, Profile, Record
from tui_feed.record import RecordError
from tui_feed.text.clean import clean

_LINES_TO_SNIFF = 20
_BEGINNINGS = ('{"type":"post"', '{"type":"profile"')


def sniff(file: File) -> bool:
    """Tell whether one of the first lines is an object whose type is profile or post."""
    lines = file.head_text().split("\n")[:_LINES_TO_SNIFF]
    return any(_is_record(line) for line in lines)


def read(file: File) -> Iterator[Record]:
    """Yield the records of a file in its order, and a problem for each line that holds none.

    A post without an id gets a derived one. Where a post says nothing of its hashtags, mentions,
    cashtags or links, they are found in its text; an empty list says that there are none.
    """
    return (record for record, _ in located(file))


def located(file: File) -> Iterator[Located]:
    """Yield the same, each with the place of its line where `post_at` can read it again."""
    identities = Identities()
    for line in file.lines():
        if isinstance(line, Problem):
            yield Located(line, None)
        elif line.text and not line.text.isspace():
            try:
                record, is_named = _record(line.text, identities)
            except JsonError as error:
                place = f"line {line.number:,}, column {error.column:,}"
                reason = f"{error.reason}; the line is left out"
                yield Located(file.problem(reason, place, skipped=True), None)
                continue
            is_found = is_named and line.at is not None
            yield Located(record, (line.at or 0, line.size) if is_found else None)


def post_of(line: bytes) -> Post:
    """Return the post of a line that was read before. Raises `ValueError` where it is none now."""
    record, _ = _record(line.decode(), Identities())
    if not isinstance(record, Post):
        raise ValueError("the line holds no post")
    return record


def raw(file: File, post_id: str) -> str | None:
    """Return the line of a post, indented. Derived ids are derived again, line by line."""
    identities = Identities()
    is_derived = post_id.startswith("~")
    written = json.dumps(post_id)[1:-1]
    for line in file.lines():
        if isinstance(line, Problem) or not (
            is_derived or post_id in line.text or written in line.text
        ):
            continue
        try:
            stated = parse_json(line.text)
        except JsonError:
            continue
        if isinstance(stated, dict) and stated.get("type") == "post":
            shown_whole = pretty(stated)
            _complete(stated, identities)
            if stated["id"] == post_id:
                return shown_whole
    return None


def _is_record(line: str) -> bool:
    if "".join(line[:64].split()).startswith(_BEGINNINGS):
        return True  # even where the line is longer than the head of its file
    try:
        found = parse_json(line)
    except JsonError:
        return False
    return isinstance(found, dict) and found.get("type") in ("profile", "post")


def _record(line: str, identities: Identities) -> tuple[Profile | Post, bool]:
    """Read one line; return it and whether all its ids are stated. Raises `JsonError`."""
    stated = parse_json(line)
    if not isinstance(stated, dict):
        raise JsonError(f"a record is an object, not {shown(stated)}", 1)
    kind = stated.get("type")
    try:
        if kind == "post":
            is_named = _complete(stated, identities)
            return Post(**stated), is_named
        if kind == "profile":
            return Profile(**stated), False
    except RecordError as error:
        raise _field_error(line, error) from None
    reason = "the type is missing" if kind is None else f"the type {shown(kind)} is not known"
    raise JsonError(f"{reason}; it is profile or post", column_of(line, ("type",)))


def _complete(stated: dict[str, Any], identities: Identities) -> bool:
    """Give a post, and the posts that it quotes, what can be known but is not stated.

    Return whether their ids are stated, and so would be the same in whatever place.
    """
    is_named = True
    quoting: str | None = None
    post: object = stated
    while isinstance(post, dict):
        text = post.get("text")
        text = clean(text) if isinstance(text, str) else ""
        if not all(name in post for name in NAMED_IN_TEXT):
            post |= {**entity_fields(text), **post}
        if "id" not in post:
            is_named = False
            post["id"] = _derived_id(post, text, quoting, identities)
        quoting, post = str(post["id"]), post.get("quote")
    return is_named


def _derived_id(
    post: dict[str, Any], text: str, quoting: str | None, identities: Identities
) -> str:
    """Return an id for a post that is not validated: what has a wrong type is as good as absent."""
    author, when = post.get("author"), post.get("created_at")
    handle = author.get("handle") if isinstance(author, dict) else None
    statement = (str(handle or ""), str(when or ""), text)
    if quoting is None:
        return identities.of_post(*statement)
    return identities.of_quote(*statement, quoting)


def _field_error(line: str, error: RecordError) -> JsonError:
    """Say in one line which field is wrong, the first one, and why."""
    path, reason, value = error.faults[0]
    field = ".".join(map(str, path))
    reason = f"{field}: {reason[:1].lower()}{reason[1:]}"
    if not isinstance(value, dict | list):
        reason += f", not {shown(value)}"
    return JsonError(reason, column_of(line, path))
