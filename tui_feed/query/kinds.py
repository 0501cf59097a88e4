"""What `is:`, `has:`, `filter:` and `exclude:` know: what a post is, and what it carries."""

from difflib import get_close_matches
from typing import NamedTuple

from tui_feed.query.errors import excerpt


class Kind(NamedTuple):
    """Something that a post is or has. `is:x`, `has:x` and `filter:x` are the same question."""

    name: str
    """How the house calls it."""
    verb: str
    """The operator that reads best before it: `is` or `has`."""
    help: str
    """Which posts it finds, in one line."""
    aliases: tuple[str, ...] = ()
    """Other words for it, those of X's own operators above all."""

    @property
    def written(self) -> str:
        """The term that reads best: `has:images`."""
        return f"{self.verb}:{self.name}"


KINDS = (
    Kind("reply", "is", "answers another post", ("replies",)),
    Kind("quote", "is", "quotes another post", ("quotes",)),
    Kind("repost", "is", "was passed on", ("reposts", "retweet", "retweets", "nativeretweets")),
    Kind("pinned", "is", "pinned to the top of its profile"),
    Kind("edited", "is", "changed after posting"),
    Kind("thread", "is", "replies to a post of this timeline, or is replied to", ("self_threads",)),
    Kind("unavailable", "is", "its text is gone or not in the archive", ("deleted",)),
    Kind("unlisted", "is", "public, but left out of public lists"),
    Kind("private", "is", "for followers or named people only; --include-private shows it"),
    Kind("media", "has", "a picture, video or sound"),
    Kind("images", "has", "a picture", ("image", "photo", "photos", "twimg")),
    Kind("videos", "has", "a video", ("video", "native_video", "consumer_video", "pro_video")),
    Kind("gifs", "has", "a moving picture", ("gif",)),
    Kind("audio", "has", "a sound"),
    Kind("alt", "has", "a picture with a description"),
    Kind("links", "has", "a link", ("link", "urls")),
    Kind("card", "has", "the preview of a page", ("cards",)),
    Kind("hashtags", "has", "a hashtag", ("hashtag", "tags")),
    Kind("mentions", "has", "names an account", ("mention",)),
    Kind("cashtags", "has", "a ticker symbol", ("cashtag", "symbols")),
    Kind("poll", "has", "a poll", ("polls",)),
    Kind("cw", "has", "a content warning", ("warning",)),
)
"""Every kind, in the order in which the help lists them."""

_BY_WORD = {word: kind.name for kind in KINDS for word in (kind.name, *kind.aliases)}


def kind_named(word: str) -> str:
    """Return the kind that a word stands for. Raises `ValueError` with a sentence."""
    wanted = word.casefold()
    if kind := _BY_WORD.get(wanted):
        return kind
    close = get_close_matches(wanted, _BY_WORD, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(k.name for k in KINDS)}"
    raise ValueError(f'there is no kind of post "{excerpt(word)}": {hint}')
