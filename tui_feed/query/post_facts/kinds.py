"""Define the kinds of posts, for `is:`, `has:`, `filter:` and `exclude:`.

A new entry of `KINDS` is enough: the kind is then read from posts, parsed and listed.
"""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, NamedTuple

from tui_feed.models import CountName, Fact
from tui_feed.query.errors import excerpt


class PostKind(NamedTuple):
    """Kind of post: a property or a part of it. `is:x`, `has:x` and `filter:x` mean the same."""

    name: str
    """Name in a query."""
    verb: str
    """Best operator before it: `is` or `has`."""
    help: str
    """Help, in a line."""
    fields: tuple[str, ...]
    """Fields of a post; any value in them makes the kind. Empty if only a feed can tell."""
    aliases: tuple[str, ...] = ()
    """Other words for it, first the words of X's operators."""
    test: Callable[[Any], bool] | None = None
    """Tells whether the value of the only field is enough; None if any value is."""
    counts: tuple[CountName, ...] = ()
    """Counts of a post; any count above zero makes the kind. Such a kind has no fields."""

    fact: Fact | None = None
    """Fact unknown in some archives; None if a post without it is certainly not of the kind."""
    unknown: str = ""
    """Name of the fact in messages about posts that do not state it."""
    is_lack: bool = False
    """True if a missing fact makes the kind; unknown where an archive never states the fact."""
    asks: bool = False
    """True if a query with this kind asks for such posts, also where they are set apart."""
    is_own: bool = False
    """True if the reader makes posts of this kind: no archive states it, and nothing is unknown."""

    @property
    def written(self) -> str:
        """Best term: `has:images`."""
        return f"{self.verb}:{self.name}"


def _carries(kind: str) -> Callable[[Any], bool]:
    """Return a test of media for a kind of medium."""
    return lambda media: kind in [each.kind for each in media]


def _is_described(media: Any) -> bool:  # noqa: ANN401 - as `PostKind.test`
    return any(each.alt for each in media)


def _lacks_description(media: Any) -> bool:  # noqa: ANN401
    return any(each.kind == "photo" and not each.alt for each in media)


def _is_unlisted(audience: str) -> bool:
    return audience == "unlisted"


def _is_limited(audience: str) -> bool:
    return audience not in ("public", "unlisted")


KINDS = [
    PostKind(
        "reply", "is", "answers another post", ("reply_to", "reply_to_id"), ("replies",),
        fact="reply", unknown="reply",
    ),
    PostKind(
        "quote", "is", "quotes another post", ("quote",), ("quotes",),
        fact="quote", unknown="quote",
    ),
    PostKind(
        "repost", "is", "was passed on", ("reposted_by", "reposted_at"),
        ("reposts", "retweet", "retweets", "nativeretweets"),
    ),
    PostKind(
        "pinned", "is", "pinned to the top of its profile", ("pinned",),
        fact="pinned", unknown="pin",
    ),
    PostKind(
        "edited", "is", "changed after posting", ("edited",), fact="edited", unknown="edits",
    ),
    PostKind(
        "thread", "is", "replies to a post of this timeline, or is replied to", (),
        ("self_threads",),
    ),
    PostKind("unavailable", "is", "its text is gone or not in the archive", ("unavailable",)),
    PostKind(
        "deleted", "is", "deleted by its author, and kept by the archive; left out until this asks",
        ("deleted", "deleted_at"), asks=True,
    ),
    PostKind(
        "liked", "is", "liked by the owner of the archive; left out until this asks for it",
        ("liked",), asks=True,
    ),
    PostKind(
        "bookmarked", "is", "bookmarked by the owner; left out until this asks for it",
        ("bookmarked",), asks=True,
    ),
    PostKind("marked", "is", "marked by you (m)", (), is_own=True),
    PostKind("unread", "is", "not read by you yet", (), is_own=True),
    PostKind("read", "is", "opened or passed by you, or set so (u)", (), is_own=True),
    PostKind(
        "unlisted", "is", "public, but left out of public lists", ("visibility",),
        test=_is_unlisted,
    ),
    PostKind(
        "private", "is", "for followers or named people only; --include-private shows it",
        ("visibility",), test=_is_limited,
    ),
    PostKind(
        "media", "has", "a picture, video or sound", ("media",), fact="media", unknown="picture",
    ),
    PostKind(
        "images", "has", "a picture", ("media",), ("image", "photo", "photos", "twimg"),
        _carries("photo"), fact="media", unknown="picture",
    ),
    PostKind(
        "videos", "has", "a video", ("media",),
        ("video", "native_video", "consumer_video", "pro_video"), _carries("video"),
        fact="media", unknown="video",
    ),
    PostKind(
        "gifs", "has", "a moving picture", ("media",), ("gif",), _carries("gif"),
        fact="media", unknown="moving picture",
    ),
    PostKind(
        "audio", "has", "a sound", ("media",), test=_carries("audio"),
        fact="media", unknown="sound",
    ),
    PostKind(
        "alt", "has", "a picture with a description", ("media",), test=_is_described,
        fact="alt", unknown="description",
    ),
    PostKind(
        "noalt", "has", "a picture without a description", ("media",), test=_lacks_description,
        fact="alt", unknown="description", is_lack=True,
    ),
    PostKind("links", "has", "a link", ("links", "card"), ("link", "urls")),
    PostKind(
        "card", "has", "the preview of a page", ("card",), ("cards",), fact="card", unknown="card",
    ),
    PostKind("hashtags", "has", "a hashtag", ("hashtags",), ("hashtag", "tags")),
    PostKind("mentions", "has", "names an account", ("mentions",), ("mention",)),
    PostKind("cashtags", "has", "a ticker symbol", ("cashtags",), ("cashtag", "symbols")),
    PostKind("poll", "has", "a poll", ("poll",), ("polls",), fact="poll", unknown="poll"),
    PostKind(
        "engagement", "has", "liked, passed on or answered", (), ("has_engagement",),
        counts=("likes", "reposts", "replies"),
    ),
    PostKind(
        "cw", "has", "a content warning", ("content_warning",), ("warning",),
        fact="content_warning", unknown="content warning",
    ),
    PostKind("note", "has", "a note of yours (a)", (), ("notes",), is_own=True),
]  # fmt: skip
"""Every kind, in the order of the help."""


def unstated_kind(name: str) -> str:
    """Return the key of a feed for posts with the kind unknown: `is:alt`."""
    return f"is:{name}"


def kind_named(word: str) -> PostKind:
    """Return the kind named by a word. Raises `ValueError` with a sentence."""
    kinds = {name: kind for kind in KINDS for name in (kind.name, *kind.aliases)}
    wanted = word.casefold()
    if kind := kinds.get(wanted):
        return kind
    close = get_close_matches(wanted, kinds, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(k.name for k in KINDS)}"
    raise ValueError(f'there is no kind of post "{excerpt(word)}": {hint}')
