"""Disagreements of the copies of a post: contradicting values of fields, with their sources."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, reduce
from typing import Any, Final, NamedTuple

from msgspec.structs import astuple

from tui_feed.models.media_merging import paired_media
from tui_feed.models.merging import merged
from tui_feed.models.post import Poll, Post
from tui_feed.models.ranks import COUNT_NAMES, is_cut
from tui_feed.text.dates import moment_of

_ZONES: Final = 14 * 3_600_000
"""Most milliseconds between UTC and a time without a zone, or a day."""
_LINK: Final = re.compile(r"(?:https?://|\b[\w-]+(?:\.[\w-]+)+/)\S*")
_ANSWERED: Final = re.compile(r"(?:@\w+\s+)+")
_STATUS: Final = re.compile(r"\Ax\.com/\w+/status/")
_HOST: Final = re.compile(r"https?://(?:www\.|mobile\.|m\.)?")
_NO_LANGUAGE: Final = frozenset({"und", "zxx", "qme", "qht", "qam", "qst", "qct", "art"})
_LONGEST: Final = 200


class Statement(NamedTuple):
    """Value of a field, and the copies with this value."""

    value: str
    """Value, for people."""
    sources: tuple[str, ...]
    """Sources of the copies."""


class Disagreement(NamedTuple):
    """Field with different values in copies of a post."""

    field: str
    """Name of the field, for people."""
    statements: tuple[Statement, ...]
    """Values; the value shown in the post is first."""

    @property
    def words(self) -> str:
        """Field, values and sources as a line: `likes: 50 in b.jsonl; 3 in a.jsonl`."""
        said = [f"{each.value} in {', '.join(each.sources)}" for each in self.statements]
        return " ".join(f"{self.field}: {'; '.join(said)}".split())


class _Field(NamedTuple):
    """Field for comparing copies."""

    name: str
    read: Callable[[Post], Any]
    agree: Callable[[Any, Any], bool]
    shown: Callable[[Any], str] = str


def disagreements(copies: Sequence[tuple[str, Post]]) -> list[Disagreement]:
    """Return the disagreements of the copies of a post; each copy has its source before it."""
    posts = [post for _, post in copies]
    columns = zip(*map(astuple, posts), strict=True)
    different = {
        name
        for name, values in zip(Post.__struct_fields__, columns, strict=False)
        if values.count(values[0]) < len(values)
    }
    fields = [field for name, some in _FIELDS.items() if name in different for field in some]
    if not fields and "media" not in different:
        return []
    whole = reduce(merged, posts)
    fields += _media_fields(whole, posts) if "media" in different else ()
    return [found for field in fields if (found := _disagreement(field, whole, copies))]


def _media_of(post: Post) -> Any:  # noqa: ANN401 - media of a post
    return post.media or None


def _disagreement(
    field: _Field, whole: Post, copies: Sequence[tuple[str, Post]]
) -> Disagreement | None:
    kept = field.read(whole)
    stated = [(source, value) for source, post in copies if (value := field.read(post)) is not None]
    if kept is None or all(value == kept or field.agree(kept, value) for _, value in stated):
        return None
    sources: dict[str, set[str]] = {_short(field.shown(kept)): set()}
    for source, value in stated:
        sources.setdefault(_short(field.shown(value)), set()).add(source)
    first, *others = sources
    statements = [
        Statement(value, tuple(sorted(sources[value]))) for value in (first, *sorted(others))
    ]
    return Disagreement(field.name, tuple(statements))


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"


def _media_fields(whole: Post, copies: Sequence[Post]) -> Iterator[_Field]:
    """Yield the media of a post as fields: their number, and each description."""
    yield _Field("pictures", _media_of, _are_all_in, _counted_media)
    for place in range(len(whole.media)):
        read = partial(_description, whole, place)
        if len({read(post) for post in copies} - {None}) > 1:
            yield _Field(f"description {place + 1}", read, _is_same_text)


def _description(whole: Post, place: int, post: Post) -> str | None:
    at = paired_media(whole.media, post.media)[place] if post is not whole else place
    return None if at is None else post.media[at].alt


def _are_all_in(kept: Any, media: Any) -> bool:  # noqa: ANN401 - media of posts
    pairs = paired_media(kept, media)
    return sum(at is not None for at in pairs) == len(media)


def _counted_media(media: Any) -> str:  # noqa: ANN401 - media of a post
    said = [item.alt or item.file or item.url or item.kind for item in media]
    return f"{len(media)}: {'; '.join(said)}"


def _is_same_date(one: Any, other: Any) -> bool:  # noqa: ANN401 - dates of posts
    a, b = moment_of(one), moment_of(other)
    if a is None or b is None:
        return True
    is_exact = all(
        ("T" in date and date[-6:-5] in "+-") or date.endswith("Z") for date in (one, other)
    )
    slack = 0 if is_exact else _ZONES
    return a.start < b.stop + slack and b.start < a.stop + slack


def _is_same_text(one: str, other: str) -> bool:
    """Tell whether texts are equal, or a cut text begins the other; links and spaces aside."""
    long, short = sorted((_plain(one), _plain(other)), key=len, reverse=True)
    is_beginning = is_cut(one) or is_cut(other)
    return long == short or (is_beginning and long.startswith(short))


def _plain(text: str) -> str:
    said = _LINK.sub("", _ANSWERED.sub("", text, count=1) if text.startswith("@") else text)
    return "".join(said.split()).rstrip("….").casefold()


def _is_same_address(one: str, other: str) -> bool:
    """Tell whether addresses are equal; an address of X may leave out the author."""
    a, b = _address(one), _address(other)
    return a == b or _without_author(a) == b or a == _without_author(b)


def _without_author(address: str) -> str:
    return _STATUS.sub("x.com/i/web/status/", address)


def _address(url: str) -> str:
    return _HOST.sub("", url).replace("twitter.com/", "x.com/", 1).rstrip("/").casefold()


def _is_same_handle(one: str, other: str) -> bool:
    long, short = sorted((one.casefold(), other.casefold()), key=len, reverse=True)
    return long == short or long.startswith(f"{short}@")


def _is_same_language(one: str, other: str) -> bool:
    codes = {code.casefold() for code in (one, other)}
    return bool(codes & _NO_LANGUAGE) or len({code.partition("-")[0] for code in codes}) == 1


def _is_same_word(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _is_same_id(one: str, other: str) -> bool:
    """Tell whether two ids can be of the same post: a derived one can be of any."""
    return one == other or one.startswith("~") or other.startswith("~")


def _equal(one: object, other: object) -> bool:
    return one == other


def _is_same_count(one: tuple[int, bool], other: tuple[int, bool]) -> bool:
    """Tell whether two counts are the same; a rounded count may be a tenth off."""
    (a, a_rounded), (b, b_rounded) = one, other
    return a == b or ((a_rounded or b_rounded) and 10 * abs(a - b) <= max(a, b))


def _count(name: str, post: Post) -> tuple[int, bool] | None:
    count = getattr(post.metrics, name)
    return None if count is None else (count, name in post.metrics.approximate)


def _shown_count(stated: tuple[int, bool]) -> str:
    return f"{'about ' if stated[1] else ''}{stated[0]:,}"


def _is_same_poll(one: Poll, other: Poll) -> bool:
    return len(one.options) == len(other.options) and all(
        (a.label == b.label and None in (a.votes, b.votes)) or a == b
        for a, b in zip(one.options, other.options, strict=True)
    )


def _shown_poll(poll: Poll) -> str:
    shown = [
        option.label if option.votes is None else f"{option.label}: {option.votes:,}"
        for option in poll.options
    ]
    return ", ".join(shown)


_FIELDS: Final[Mapping[str, tuple[_Field, ...]]] = {
    "text": (_Field("text", lambda post: post.text or None, _is_same_text),),
    "author": (
        _Field("name", lambda post: post.author.name, _is_same_word),
        _Field("handle", lambda post: post.author.handle, _is_same_handle),
    ),
    "created_at": (_Field("date", lambda post: post.created_at, _is_same_date),),
    "reposted_by": (_Field("reposted by", lambda post: post.reposted_by, _is_same_word),),
    "reposted_at": (_Field("reposted on", lambda post: post.reposted_at, _is_same_date),),
    "url": (_Field("address", lambda post: post.url, _is_same_address),),
    "lang": (_Field("language", lambda post: post.lang, _is_same_language),),
    "client": (_Field("client", lambda post: post.client, _is_same_word),),
    "reply_to_id": (_Field("reply to", lambda post: post.reply_to_id, _equal),),
    "content_warning": (_Field("warning", lambda post: post.content_warning, _is_same_text),),
    "visibility": (_Field("audience", lambda post: post.visibility, _equal),),
    "quote": (_Field("quotes post", lambda post: post.quote and post.quote.id, _is_same_id),),
    "card": (_Field("card", lambda post: post.card and post.card.title, _is_same_text),),
    "poll": (_Field("poll", lambda post: post.poll, _is_same_poll, _shown_poll),),
    "metrics": tuple(
        _Field(name, partial(_count, name), _is_same_count, _shown_count) for name in COUNT_NAMES
    ),
}
"""Field of a post -> values in it that copies may contradict each other in."""
