"""Posts of others that the owner of an archive liked: `like.js`.

It has ids and often texts, but no authors. Some texts are notices of X, not the author's words.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.common.record_reader import Read
from tui_feed.loaders.x.status_links import status_address, stub
from tui_feed.loaders.x.tweet_dates import date_of_id, id_of
from tui_feed.loaders.x.tweet_text import Named, tweet_text
from tui_feed.models import Post, Problem
from tui_feed.sources.file import File
from tui_feed.text.numbers import counted

_NO_WORDS: Final = "text not in the archive"
_NOTICE = re.compile(
    r"(?:This (?:Post|Tweet) is from a(?: suspended|n) account|"
    r"You.re unable to view this (?:Post|Tweet) because )[^\n]*"
)
_LINK: Final = "{learnmore}"


def liked_posts(file: File, listed: int | None = None) -> Iterator[Read | Problem]:
    """Yield liked posts in the order of the file: latest like first.

    `listed`: the number of likes that the archive states.
    """
    number = 0
    for item in _documents(file):
        number += isinstance(item, Document) or item.skipped
        if isinstance(item, Problem):
            yield item
            continue
        place = item.where
        like = get_obj(item.value, "like")
        post_id = id_of(like, "tweetId")
        if post_id is None:
            yield file.problem("no liked post with an id; it is left out", place, skipped=True)
            continue
        post = replace(
            _post(like, post_id),
            created_at=date_of_id(post_id),
            liked=True,
            apart=True,
            source=f"{file.name}, {place}",
        )
        yield Read(post, item.value)
    if listed not in (None, number):
        yield file.problem(f"{counted(listed or 0, 'likes')} listed, {number:,} there")


def _documents(file: File) -> Iterator[Document | Problem]:
    """Yield the records of a list behind JavaScript, or of a list or lines without it."""
    if file.head_text().lstrip("\ufeff \t\r\n").startswith("{"):
        yield from documents(file)
        return
    for item in items(file):
        yield item if isinstance(item, Problem) else Document(item.value, f"item {item.number:,}")


def _post(like: JsonObject, post_id: str) -> Post:
    written = get_str(like, "fullText")
    if not written:
        return stub(post_id, reason=_NO_WORDS)
    if _LINK in written or _NOTICE.fullmatch(written):
        return stub(post_id, reason=written.replace(_LINK, "").strip())
    said = tweet_text(written, named=Named())
    return Post(
        id=post_id,
        url=status_address(None, post_id),
        text=said.text,
        hashtags=said.hashtags,
        mentions=said.mentions,
        cashtags=said.cashtags,
        links=said.links,
    )
