"""Admission of records from outside: strings are cleaned and values checked, once.

A record is encoded as JSON. If its bytes are clean as a whole, decoding them checks all types and
limits; otherwise each string is cleaned by itself, which is slower.
"""

from typing import Any, Final, TypeVar, cast

import msgspec
from msgspec.json import Decoder
from msgspec.structs import replace

from tui_feed.models import Record
from tui_feed.models.lines import DEEPEST_QUOTE, ENCODER, POSTS, is_clean
from tui_feed.models.part import NOT_STATED, Part
from tui_feed.models.post import NAMED_IN_TEXT, NOBODY, NOTHING_COUNTED, Post
from tui_feed.models.problem import Problem
from tui_feed.models.profile import Profile
from tui_feed.text.dates import Moment
from tui_feed.text.sanitize import clean, hidden
from tui_feed.text.timestamps import date_interval

AnyRecord = TypeVar("AnyRecord", bound=Record)

_DATES: Final = ("created_at", "reposted_at", "deleted_at", "joined", "ends")
_PATH = " - at `$."
_WHOLE_FILE = "the whole file"
_TOO_DEEP = f"more than {DEEPEST_QUOTE} quotes inside each other"


class RecordError(ValueError):
    """Signal of invalid values of a record; its message is a line: wrong field, then reason."""


_DECODERS: Final[dict[type[Part], Decoder[Any]]] = {
    Post: POSTS,
    Profile: Decoder(Profile),
    Problem: Decoder(Problem),
}


def admit(record: AnyRecord) -> AnyRecord:
    """Return a record with every string clean and every value checked. Raises `RecordError`."""
    try:
        data = ENCODER.encode(record)
        if is_clean(data.decode()):
            found = _DECODERS[type(record)].decode(data)
            if isinstance(found, Post):
                if _are_dates(found):
                    return cast("AnyRecord", settled(found))
            elif not isinstance(found, Profile) or _is_date(found.joined):
                return cast("AnyRecord", found)
    except RecursionError:
        raise RecordError(_TOO_DEEP) from None
    except (msgspec.ValidationError, UnicodeEncodeError):
        pass  # a null in the place of a default, or half a character
    return admit_object(type(record), msgspec.to_builtins(record))


def admit_object(kind: type[AnyRecord], stated: dict[str, Any]) -> AnyRecord:
    """Return the record of a JSON object. Raises `RecordError`.

    A null is as good as absent, and unknown keys are left out.
    """
    try:
        found = msgspec.convert(_clean(stated, kind is Post), kind)
        return cast("AnyRecord", settled(found)) if isinstance(found, Post) else found
    except msgspec.ValidationError as error:
        raise RecordError(reason_of(error)) from None
    except RecursionError:
        raise RecordError(_TOO_DEEP) from None


def reason_of(error: msgspec.ValidationError) -> str:
    """Return the wrong field and the reason as a single line."""
    reason, mark, path = str(error).partition(_PATH)
    return f"{path.rstrip('`')}: {reason[:1].lower()}{reason[1:]}" if mark else reason


def _is_date(date: str | None) -> bool:
    """Tell whether a date is in the form of `Moment.iso`."""
    try:
        date_interval(date)
    except ValueError:
        return False
    return True


def _are_dates(post: Post) -> bool:
    each: Post | None = post
    while each:
        if not _is_date(each.created_at) or not _is_date(each.reposted_at):
            return False
        if each.deleted_at and not _is_date(each.deleted_at):
            return False
        if each.poll and not _is_date(each.poll.ends):
            return False
        if each.versions and not all(_is_date(version.created_at) for version in each.versions):
            return False
        each = each.quote
    return True


def settled(post: Post, depth: int = 0) -> Post:
    """Return a post in its normal form: equal to a default means identical to the default.

    A post with a text states all names in it (`NAMED_IN_TEXT`); without a text, none of them.
    """
    names = (post.hashtags, post.mentions, post.cashtags, post.links)
    changes: dict[str, Any] = {}
    if post.text:
        changes = {n: () for n, v in zip(NAMED_IN_TEXT, names, strict=True) if v is NOT_STATED}
    elif not any(names) and any(name is not NOT_STATED for name in names):
        changes = dict.fromkeys(NAMED_IN_TEXT, NOT_STATED)
    if post.author is not NOBODY and post.author == NOBODY:
        changes["author"] = NOBODY
    if post.metrics is not NOTHING_COUNTED and post.metrics == NOTHING_COUNTED:
        changes["metrics"] = NOTHING_COUNTED
    if post.quote:
        if depth >= DEEPEST_QUOTE:
            raise RecordError(_TOO_DEEP)
        quote = settled(post.quote, depth + 1)
        if quote is not post.quote:
            changes["quote"] = quote
    return replace(post, **changes) if changes else post


def _clean(value: Any, is_post: bool = False) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _clean(v, is_post and key == "quote") for key, v in value.items()
             if v is not None}  # fmt: skip
    for name in _DATES:
        if isinstance(date := found.get(name), str):
            found[name] = _written(name, date)
    text = value.get("text")
    if is_post and "hidden" not in found and isinstance(text, str) and (taken := hidden(text)):
        found["hidden"] = taken
    return found


def _written(name: str, date: str) -> str:
    try:
        return Moment.parse(date).iso
    except ValueError as error:
        raise RecordError(f"{name}: {error}") from None


def admitted(record: Record) -> Record:
    """Return a record as `admit` does, or a `Problem` with the reason if `admit` refuses it."""
    try:
        return admit(record)
    except RecordError as error:
        return _refused(record, error)


def _refused(record: Record, error: RecordError) -> Problem:
    source, _, place = (record.source or "").partition(", ")
    what = "the profile is not read" if isinstance(record, Profile) else "it is left out"
    problem = Problem(
        source=source or None,
        place=place or _WHOLE_FILE,
        reason=f"{error}; {what}",
        skipped=not isinstance(record, Profile),
    )
    return admit(problem)
