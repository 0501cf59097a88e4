"""JSON Lines of tui-feed: one profile or post a line, as `model.py` names their parts.

`Profile.native_line` and `Post.native_line` define the format; what they write is read back as it
was. Lines written by hand may leave out whatever they do not know.
"""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from tui_feed.loaders.entities import entity_fields
from tui_feed.loaders.file import File
from tui_feed.loaders.identity import Identities
from tui_feed.loaders.json_text import JsonError, column_of, parse_json, pretty, shown
from tui_feed.model import NAMED_IN_TEXT, Post, Problem, Profile, Record
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
    identities = Identities()
    for line in file.lines():
        if isinstance(line, Problem):
            yield line
        elif line.text and not line.text.isspace():
            try:
                yield _record(line.text, identities)
            except JsonError as error:
                place = f"line {line.number:,}, column {error.column:,}"
                reason = f"{error.reason}; the line is left out"
                yield file.problem(reason, place, skipped=True)


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


def _record(line: str, identities: Identities) -> Profile | Post:
    """Read one line. Raises `JsonError`."""
    stated = parse_json(line)
    if not isinstance(stated, dict):
        raise JsonError(f"a record is an object, not {shown(stated)}", 1)
    kind = stated.get("type")
    try:
        if kind == "post":
            _complete(stated, identities)
            return Post.model_validate(stated)
        if kind == "profile":
            return Profile.model_validate(stated)
    except ValidationError as error:
        raise _field_error(line, error) from None
    reason = "the type is missing" if kind is None else f"the type {shown(kind)} is not known"
    raise JsonError(f"{reason}; it is profile or post", column_of(line, ("type",)))


def _complete(stated: dict[str, Any], identities: Identities) -> None:
    """Give a post, and the posts that it quotes, what can be known but is not stated."""
    quoting: str | None = None
    post: object = stated
    while isinstance(post, dict):
        text = post.get("text")
        text = clean(text) if isinstance(text, str) else ""
        if not all(name in post for name in NAMED_IN_TEXT):
            post |= {**entity_fields(text), **post}
        if "id" not in post:
            post["id"] = _derived_id(post, text, quoting, identities)
        quoting, post = str(post["id"]), post.get("quote")


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


def _field_error(line: str, error: ValidationError) -> JsonError:
    """Say in one line which field is wrong, the first one, and why."""
    first = error.errors(include_url=False, include_context=False)[0]
    path = first["loc"]
    reason = first["msg"].removeprefix("Value error, ")
    field = ".".join(map(str, path))
    reason = f"{field}: {reason[:1].lower()}{reason[1:]}"
    if not isinstance(first["input"], dict | list):
        reason += f", not {shown(first['input'])}"
    return JsonError(reason, column_of(line, path))
