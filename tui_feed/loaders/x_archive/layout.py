"""Where posts are in an archive, and how each of them is wrapped."""

import re

from tui_feed.loaders.container import Container
from tui_feed.loaders.fields import Json, name_of, part, words
from tui_feed.loaders.file import File

_TWEETS = re.compile(
    r"(?:^|/)(?:(?:community-)?tweets?(?:-part(?P<part>\d+))?\.js|js/tweets/\d{4}_\d\d\.js)$"
)
_MONTH = re.compile(r"(?:^|/)\d{4}_\d\d\.js$")


def tweet_files(container: Container) -> list[File]:
    """Return the files of posts: parts by their numbers, months in their order."""
    if container.lone:
        return [container.lone]
    found = [name for name in container.files if _TWEETS.search(name)]
    modern = [name for name in found if not _MONTH.search(name)]

    def place(name: str) -> tuple[str, int]:
        match = _TWEETS.search(name)
        number = int(match["part"] or 0) if match and match["part"] else 0
        return re.sub(r"-part\d+", "", name), number

    return [container.files[name] for name in sorted(modern or found, key=place)]


def unwrapped(value: object) -> Json:
    """Return a tweet; until 2020 it stood without `{"tweet": …}` around it."""
    return part(value, "tweet") or (value if isinstance(value, dict) else {})


def id_of(tweet: Json) -> str | None:
    """Return the id of a post, which is text in some eras and a number in others."""
    return words(tweet, "id_str") or name_of(tweet, "id")
