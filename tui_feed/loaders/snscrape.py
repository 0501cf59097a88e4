"""Read JSON Lines of snscrape from networks other than X: Mastodon, Telegram, Reddit and more.

Format: the data classes of snscrape's modules; each line names its class in `_type`.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
    host_of,
)
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.loaders.common.unix_dates import date_of_unix
from tui_feed.models import (
    NOBODY,
    Author,
    Link,
    LinkCard,
    Media,
    Metrics,
    Poll,
    PollOption,
    Post,
    Problem,
    Record,
)
from tui_feed.sources.file import File, InputError
from tui_feed.text.dates import IsoDate

_TYPE: Final = re.compile(
    r"snscrape\.modules\.(?P<network>mastodon|telegram|reddit|facebook|instagram|vkontakte|weibo)"
    r"\.(?P<kind>Toot|Boost|\w*Post|Submission|Comment)",
    re.ASCII,
)
_OTHER: Final = re.compile(r"snscrape\.modules\.(?!twitter\.)(\w{1,20})\.(\w{1,30})", re.ASCII)
_TEXTS: Final = ("rawContent", "content", "text", "selftext", "body")
_CHANNEL: Final = re.compile(r"https?://t\.me/(?:s/)?(?P<handle>\w+)/(?P<number>\d+)", re.ASCII)
_REDDIT_KIND: Final = re.compile(r"t\d_")
_GONE: Final = {"[deleted]": "deleted by its author", "[removed]": "removed by a moderator"}
_SOMEBODY: Final = "somebody"


def sniff(file: File) -> bool:
    """Tell whether a file has posts, by `_type`.

    Raises `InputError` for other records of snscrape.
    """
    types = [get_str(each, "_type") or "" for each in first_objects(file)]
    if any(map(_TYPE.fullmatch, types)):
        return True
    if found := next(filter(None, map(_OTHER.match, types)), None):
        subject = f"records of {found[1]} by snscrape ({found[2]}), which hold no timeline"
        raise InputError(f"{file.path}: {subject}")
    return False


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the posts of a file in file order."""
    identities = Identities()
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
            continue
        value, place = document.value, document.where
        found = _TYPE.fullmatch(get_str(value, "_type") or "")
        post = _record(value, found["kind"], identities) if found else None
        if post:
            yield Read(replace(post, source=f"{file.name}, {place}"), value)
        else:
            yield file.problem("no post; it is left out", place, skipped=True)


raw = read.original


def _record(value: JsonObject, kind: str, identities: Identities) -> Post | None:
    if kind != "Boost":
        return _post(value, identities)
    toot = get_obj(value, "toot")
    post = _post(toot, identities) if toot else None
    booster = _author(value)
    name = booster.handle or booster.name or _SOMEBODY
    # A boost has neither a date nor an address.
    return post and replace(
        post, id=identities.of_post(name, None, f"boost {post.id}"), reposted_by=name
    )


def _post(value: JsonObject, identities: Identities) -> Post | None:
    url = get_str(value, "url") or get_str(value, "cleanUrl")
    text, gone = _text(value)
    when, author = _date(value), _author(value)
    post_id = _id(value, url)
    if not post_id and not text:
        return None
    quoted = get_obj(value, "quotedPost")
    named = entity_fields(text)
    outlinks = [link for link in get_strings(value, "outlinks") if link.startswith("http")]
    known = {link.url for link in named["links"]}
    links = [Link(url=link, display=link) for link in dict.fromkeys(outlinks) if link not in known]
    parent = get_str(value, "parentId")
    return Post(
        id=post_id or identities.of_post(author.handle, when, text),
        url=url,
        author=author,
        created_at=when,
        text=text,
        unavailable=gone,
        reply_to_id=_REDDIT_KIND.sub("", parent, count=1) if parent else None,
        quote=_post(quoted, Identities()) if quoted else None,
        content_warning=get_str(value, "spoilerText"),
        hashtags=named["hashtags"],
        mentions=named["mentions"],
        cashtags=named["cashtags"],
        links=(*named["links"], *links),
        media=tuple(_media(value)),
        card=_card(value),
        poll=_poll(get_obj(value, "poll")),
        metrics=Metrics(
            views=get_count(value, "views"),
            likes=get_count(value, "likes", "likesCount"),
            reposts=get_count(value, "repostsCount"),
            replies=get_count(value, "comments", "commentsCount"),
        ),
    )


def _id(value: JsonObject, url: str | None) -> str | None:
    """Return Reddit's id without its prefix, or else the address, or else the number."""
    number = get_id(value, "id")
    if number and _REDDIT_KIND.match(number):
        return _REDDIT_KIND.sub("", number, count=1)
    return url or number


def _text(value: JsonObject) -> tuple[str, str | None]:
    """Return title and text, and the reason for a missing text."""
    stated = next((found for key in _TEXTS if (found := get_str(value, key))), "")
    gone = _GONE.get(stated)
    pieces = (get_str(value, "title"), None if gone else stated)
    question = get_str(get_obj(value, "poll"), "title")
    return "\n\n".join(filter(None, (*pieces, question))), gone


def _date(value: JsonObject) -> IsoDate | None:
    stated = get_str(value, "date") or get_str(value, "createdAt")
    return iso_date(stated) if stated else date_of_unix(get_count(value, "date"))


def _author(value: JsonObject) -> Author:
    user = get_obj(value, "user")
    handle = get_str(user, "account") or get_str(user, "username") or get_str(user, "screenName")
    handle = handle or get_str(value, "username") or get_str(value, "author")
    name = get_str(user, "displayName") or get_str(user, "name")
    channel = _CHANNEL.match(get_str(value, "url") or "")
    if not handle and channel:
        handle = channel["handle"]
    return (
        Author(name=name, handle=handle.removeprefix("@") if handle else None)
        if (handle or name)
        else NOBODY
    )


def _media(value: JsonObject) -> Iterator[Media]:
    for item in get_list(value, "attachments"):
        if url := get_str(item, "url"):
            yield Media(kind="photo", alt=get_str(item, "name"), url=url)
    for item in get_list(value, "photos"):
        addresses = [
            found for each in get_list(item, "variants") if (found := get_str(each, "url"))
        ]
        if addresses:
            yield Media(kind="photo", url=addresses[-1])
    if shown := get_str(value, "displayUrl"):
        yield Media(kind="video" if value.get("isVideo") is True else "photo", url=shown)
    for url in get_strings(value, "images"):
        yield Media(kind="photo", url=url)


def _card(value: JsonObject) -> LinkCard | None:
    """Return Telegram's link preview, or the target page of a Reddit submission."""
    page = get_obj(value, "linkPreview")
    url = get_str(page, "href") or get_str(value, "link")
    if not url or not url.startswith("http"):
        return None
    about = get_str(page, "description")
    return LinkCard(title=get_str(page, "title"), description=about, domain=host_of(url), url=url)


def _poll(poll: JsonObject) -> Poll | None:
    options = tuple(
        PollOption(
            label=get_str(each, "title") or get_str(each, "text") or "",
            votes=get_count(each, "votesCount", "votes"),
        )
        for each in get_list(poll, "options")
    )
    return Poll(options=options, total_votes=get_count(poll, "votesCount")) if options else None
