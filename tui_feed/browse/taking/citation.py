"""Citation of a post: author, date, words, address, and its place in an archive."""

from typing import NamedTuple

from tui_feed.models import Post
from tui_feed.printers.words import date_words, one_line
from tui_feed.text.links import openable

MOST_WORDS = 20
"""Words of a text in a citation, as in APA style."""


class Archive(NamedTuple):
    """Source file of a post."""

    name: str
    """Name for people."""
    digest: str | None = None
    """SHA-256 of the file in hexadecimal; None without a single file."""


def citation(post: Post, archive: Archive | None) -> str:
    """Return a citation of three lines at most: the post, its address, its archive."""
    lines = [_who_and_when(post)]
    if words := _beginning(post):
        lines[0] += f": {words}"
    if exact := openable(post.url) if post.url else None:
        lines.append(exact)
    lines.append(_place(post, archive))
    return "\n".join(filter(None, lines))


def _who_and_when(post: Post) -> str:
    name, handle = post.author.name, post.author.handle
    if name and handle:
        author = f"{one_line(name)} (@{one_line(handle)})"
    else:
        author = one_line(name or (f"@{handle}" if handle else "author not stated"))
    return f"{author}, {date_words(post.created_date) or 'date not stated'}"


def _beginning(post: Post) -> str:
    """Return the first words of the text in quotation marks, or the reason for a missing text."""
    words = post.text.split()
    if not words:
        return f"({one_line(post.unavailable)})" if post.unavailable else ""
    more = " …" if len(words) > MOST_WORDS else ""
    return f"“{' '.join(words[:MOST_WORDS])}{more}”"


def _place(post: Post, archive: Archive | None) -> str:
    """Return archive, digest, member and record: `harbor.zip (SHA-256 9f…), tweets.js, item 4`."""
    source = one_line(post.source or "")
    if archive is None:
        return source
    digest = f" (SHA-256 {archive.digest})" if archive.digest else ""
    inside = source.removeprefix(f"{archive.name}, ")
    inside = "" if inside == archive.name else inside
    return ", ".join(filter(None, (f"{archive.name}{digest}", inside)))
