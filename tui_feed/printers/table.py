"""Printer for tables (CSV): a post a row, its quote in columns of their own.

Tables follow RFC 4180. A spreadsheet runs a cell as a formula if it begins with `=`, `+`, `-` or
`@`; such a text gets an apostrophe in front, as OWASP advises.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import Final, NamedTuple, get_args

from tui_feed.models import CountName, Post
from tui_feed.printers.printout import Printout
from tui_feed.printers.words import option_words

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""First signs of a formula, also in full width; some spreadsheets skip white space before them."""


class Column(NamedTuple):
    """Column of the table."""

    name: str
    """Name in the first row."""
    of: Callable[[Post], object]
    """Function for its value in a post; None leaves the cell empty."""
    words: str
    """Meaning, for the documentation."""


def pieces(printout: Printout) -> Iterator[str]:
    """Yield the names of the columns, then the posts, a row each; profiles are left out."""
    if printout.is_empty:
        return
    yield _row(column.name for column in COLUMNS)
    for post in printout.posts():
        yield _row(_cell(column.of(post)) for column in COLUMNS)


def _row(cells: Iterable[object]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _cell(value: object) -> object:
    """Return a value as a cell: `true` for True, nothing for False and what is not stated."""
    if isinstance(value, bool):
        return "true" if value else None
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip().startswith(FORMULA_SIGNS) else value


def _plainly(name: str) -> Callable[[Post], object]:
    return lambda post: getattr(post, name)


def _joined(name: str, between: str = " ") -> Callable[[Post], str]:
    return lambda post: between.join(getattr(post, name))


def _of_quote(value: Callable[[Post], object]) -> Callable[[Post], object]:
    return lambda post: value(post.quote) if post.quote else None


def _of_media(name: str, between: str) -> Callable[[Post], str]:
    """Join a field of all media; a medium without it keeps its place, unless all are without."""

    def joined(post: Post) -> str:
        stated = [(getattr(media, name) or "").replace("\n", " ") for media in post.media]
        return between.join(stated) if any(stated) else ""

    return joined


def _of_card(name: str) -> Callable[[Post], object]:
    return lambda post: getattr(post.card, name) if post.card else None


def _poll(post: Post) -> str:
    options = post.poll.options if post.poll else ()
    return "\n".join(" · ".join(option_words(option)) for option in options)


COLUMNS: Final = (
    Column("id", _plainly("id"), "id; with a leading `~` derived"),
    Column("url", _plainly("url"), "address of its page"),
    Column("created_at", _plainly("created_at"), "date of writing, as precise as stated"),
    Column("author_name", lambda post: post.author.name, "display name of the author"),
    Column("author_handle", lambda post: post.author.handle, "handle of the author, without `@`"),
    Column("author_id", lambda post: post.author.id, "lasting id of the author"),
    Column("text", _plainly("text"), "text; lines end in LF"),
    Column("lang", _plainly("lang"), "language code, as stated"),
    Column("client", _plainly("client"), "app used for writing"),
    Column("reply_to", _joined("reply_to"), "handles replied to, with spaces between"),
    Column("reply_to_id", _plainly("reply_to_id"), "id of the post replied to"),
    Column("conversation_id", _plainly("conversation_id"), "id of the first post of the thread"),
    Column("quote_id", _of_quote(_plainly("id")), "id of the quoted post"),
    Column("quote_url", _of_quote(_plainly("url")), "its address"),
    Column("quote_created_at", _of_quote(_plainly("created_at")), "its date"),
    Column("quote_author_handle", _of_quote(lambda post: post.author.handle), "its author"),
    Column("quote_text", _of_quote(_plainly("text")), "its text"),
    Column("reposted_by", _plainly("reposted_by"), "account of the reposter"),
    Column("reposted_at", _plainly("reposted_at"), "date of the repost"),
    Column("hashtags", _joined("hashtags"), "tags without `#`, with spaces between"),
    Column("mentions", _joined("mentions"), "handles named in the text"),
    Column("cashtags", _joined("cashtags"), "ticker symbols without `$`"),
    Column(
        "links",
        lambda post: " ".join(link.url for link in post.links if link.url),
        "addresses linked, with spaces between",
    ),
    Column(
        "media",
        lambda post: " ".join(media.kind for media in post.media),
        "kinds of media: photo, video, gif, audio",
    ),
    Column("media_urls", _of_media("url", " "), "their addresses"),
    Column("media_files", _of_media("file", "\n"), "their files in the archive, a line each"),
    Column("media_alts", _of_media("alt", "\n"), "their descriptions, a line each"),
    Column("card_title", _of_card("title"), "title of the linked page"),
    Column("card_description", _of_card("description"), "its summary"),
    Column("card_url", _of_card("url"), "its address"),
    Column("poll", _poll, "answers of a poll with their shares, a line each"),
    *(
        Column(name, lambda post, name=name: getattr(post.metrics, name), f"number of {name}")  # type: ignore[misc]
        for name in get_args(CountName)
    ),
    Column(
        "approximate",
        lambda post: " ".join(post.metrics.approximate),
        "names of the counts that are rounded",
    ),
    Column("content_warning", _plainly("content_warning"), "warning before the text"),
    Column("visibility", _plainly("visibility"), "audience"),
    Column("unavailable", _plainly("unavailable"), "reason for a missing text"),
    Column("pinned", _plainly("pinned"), "`true` for a pinned post"),
    Column("edited", _plainly("edited"), "`true` for an edited post"),
    Column("deleted", _plainly("deleted"), "`true` for a deleted post"),
    Column("deleted_at", _plainly("deleted_at"), "date of the deletion"),
    Column("liked", _plainly("liked"), "`true` for a post in the likes"),
    Column("bookmarked", _plainly("bookmarked"), "`true` for a post in the bookmarks"),
    Column("unstated", _joined("unstated"), "facts that the archive never states"),
    Column("place", _plainly("source"), "archive, and place in it"),
)
"""Columns, in order."""
