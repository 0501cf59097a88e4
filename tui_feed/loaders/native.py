"""Read JSON Lines of tui-feed: a profile or a post per line, with field names of `models`.

`models.lines.native_line` defines the format; reading its output returns the same record. Fields
may be omitted in lines written by hand.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.json_text import JsonError, column_of, parse_json, pretty, shown
from tui_feed.models import NAMED_IN_TEXT, NOT_STATED, Post, Problem, Profile, Record
from tui_feed.models.admission import RecordError, admit_object
from tui_feed.models.bulk_admission import dated, lacks_names, unclean_rows
from tui_feed.models.lines import POSTS, DatedPosts, LineBatch, post_lines
from tui_feed.sources.file import File
from tui_feed.sources.lines import LineBlock, LineDecoder, LocatedRecord, TextLine
from tui_feed.text.plain import first_special
from tui_feed.text.sanitize import clean

_SMALL = 8 * 2**10
"""Size in bytes; a smaller block that is not canonical is read line by line."""
_LINES_TO_SNIFF = 20
_BEGINNINGS = ('{"type":"post"', '{"type":"profile"')


def sniff(file: File) -> bool:
    """Tell whether an early line is an object with the type profile or post."""
    lines = file.head_text().split("\n")[:_LINES_TO_SNIFF]
    return any(_is_record(line) for line in lines)


def read(file: File) -> Iterator[Record]:
    """Yield the records of a file in file order, and a problem for each line without a record.

    A post without an id gets a derived id. Without the fields hashtags, mentions, cashtags or links
    they are found in its text; an empty list states that the post has none.
    """
    identities = Identities()
    for line in file.lines():
        if isinstance(line, Problem):
            yield line
        elif not _is_empty(line):
            yield _record_or_problem(file, line, identities).record


def batches(file: File) -> Iterator[LineBatch | LocatedRecord]:
    """Yield the same records as `read`, canonical lines in batches.

    All other records come one by one, with an offset if `post_of` can read them again.
    """
    reader = LineReader(file)
    for block in file.blocks():
        if isinstance(block, Problem):
            yield LocatedRecord(block, None)
        else:
            yield from reader.read(block)


def parse_canonical(data: bytes) -> DatedPosts | None:
    """Return the posts of canonical lines; None if any line is not canonical.

    A canonical line has no repeated or unknown key and a single form for each number. It states its
    id and all names in its text, has a valid date, and is clean.
    """
    try:
        posts = POSTS.decode_lines(data)
        if post_lines(posts) != data.removesuffix(b"\n") + b"\n" or not _all_state_names(posts):
            return None
        return dated(posts, are_steady=_are_clean(data))
    except (ValueError, RecursionError):
        return None


def _all_state_names(posts: Sequence[Post]) -> bool:
    """Tell whether every post with a text states all names in it."""
    absent = id(NOT_STATED)
    return not any(
        absent in set(map(id, column)) and any(map(lacks_names, posts))
        for column in (
            [post.hashtags for post in posts],
            [post.mentions for post in posts],
            [post.cashtags for post in posts],
            [post.links for post in posts],
        )
    )


def _are_clean(data: bytes) -> bool:
    """Tell whether lines have no special characters. Raises `ValueError` for an unclean line."""
    if first_special(data, 0) < 0:
        return True
    for _ in unclean_rows(data):
        raise ValueError("something is to be cleaned")
    return False


class LineReader:
    """Reader of a file by blocks; it splits blocks that are not canonical."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._lines = LineDecoder(file.name)
        self._identities = Identities()

    def read(self, block: LineBlock) -> Iterator[LineBatch | LocatedRecord]:
        """Yield the records of a block. Give the blocks in file order.

        Canonical blocks may be skipped: no other block depends on them.
        """
        if dated := parse_canonical(block.data):
            yield LineBatch(dated, block.data, block.at)
            return
        halves = block.halves() if len(block.data) > _SMALL else ()
        for half in halves:
            yield from self.read(half)
        for line in self._lines.lines_of(block) if not halves else ():
            yield from self._read_line(line)

    def _read_line(self, line: TextLine | Problem) -> Iterator[LineBatch | LocatedRecord]:
        if isinstance(line, Problem):
            yield LocatedRecord(line, None)
        elif dated := parse_canonical(data := f"{line.text}\n".encode()):
            yield LineBatch(dated, data, line.at)
        elif not _is_empty(line):
            yield _record_or_problem(self._file, line, self._identities)


def _is_empty(line: TextLine) -> bool:
    return not line.text or line.text.isspace()


def _record_or_problem(file: File, line: TextLine, identities: Identities) -> LocatedRecord:
    try:
        record, is_named = _record(line.text, identities)
    except JsonError as error:
        place = f"line {line.number:,}, column {error.column:,}"
        reason = f"{error.reason}; the line is left out"
        return LocatedRecord(file.problem(reason, place, skipped=True), None)
    return LocatedRecord(record, line.at if is_named else None)


def post_of(line: bytes) -> Post:
    """Return the post of a line. Raises `ValueError` if the line no longer holds a post."""
    record, _ = _record(line.decode(), Identities())
    if not isinstance(record, Post):
        raise ValueError("the line holds no post")
    return record


def record_of(text: str, identities: Identities) -> Profile | Post:
    """Return the record that a piece of JSON is. Raises `JsonError`."""
    return _record(text, identities)[0]


def raw(file: File, post_id: str) -> str | None:
    """Return the line of a post, indented. Derived ids are computed again, line by line."""
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
        return True  # even if the line is longer than the head of its file
    try:
        found = parse_json(line)
    except JsonError:
        return False
    return isinstance(found, dict) and found.get("type") in ("profile", "post")


def _record(line: str, identities: Identities) -> tuple[Profile | Post, bool]:
    """Read a line; return its record, and whether all its ids are stated. Raises `JsonError`."""
    stated = parse_json(line)
    if not isinstance(stated, dict):
        raise JsonError(f"a record is an object, not {shown(stated)}", 1)
    kind = stated.get("type")
    try:
        if kind == "post":
            is_named = _complete(stated, identities)
            return admit_object(Post, stated), is_named
        if kind == "profile":
            return admit_object(Profile, stated), False
    except RecordError as error:
        raise _field_error(line, stated, error) from None
    reason = "the type is missing" if kind is None else f"the type {shown(kind)} is not known"
    raise JsonError(f"{reason}; it is profile or post", column_of(line, ("type",)))


def _complete(stated: dict[str, Any], identities: Identities) -> bool:
    """Complete a post and its quoted posts with names from the text and derived ids.

    Return whether all ids are stated, and so do not depend on other lines.
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
    """Return an id for a post before validation; a field of a wrong type counts as absent."""
    author, when = post.get("author"), post.get("created_at")
    handle = author.get("handle") if isinstance(author, dict) else None
    statement = (str(handle or ""), str(when or ""), text)
    if quoting is None:
        return identities.of_post(*statement)
    return identities.of_quote(*statement, quoting)


def _private_parts(stated: object) -> Iterator[bool]:
    """Yield for a post and each of its quoted posts whether it was not public."""
    while isinstance(stated, dict):
        yield stated.get("visibility") not in (None, "public", "unlisted")
        stated = stated.get("quote")


def _field_error(line: str, stated: dict[str, Any], error: RecordError) -> JsonError:
    """Return an error with the first wrong field, the reason and the value.

    Values of a post that was not public are left out.
    """
    from tui_feed.models.schema import first_fault  # imports pydantic; rarely needed

    fault = first_fault(Post if stated["type"] == "post" else Profile, stated)
    if fault is None:  # no type is wrong: the quotes are too deep
        return JsonError(str(error), 1)
    path, reason, value = fault
    field = ".".join(map(str, path))
    if any(_private_parts(stated)) and path[-1:] != ("visibility",):
        return JsonError(f"{field}: it cannot be used", column_of(line, path))
    reason = f"{field}: {reason[:1].lower()}{reason[1:]}"
    if not isinstance(value, dict | list):
        reason += f", not {shown(value)}"
    return JsonError(reason, column_of(line, path))
