"""Convert entries of RSS and Atom to posts, with the conventions of each network."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.loaders.feeds.channels import home_of
from tui_feed.loaders.feeds.contents import Contents, Quoted
from tui_feed.loaders.feeds.entry_ids import global_id
from tui_feed.loaders.feeds.feed_dates import Order, feed_date
from tui_feed.loaders.feeds.feed_media import media_of
from tui_feed.loaders.feeds.names import people_of
from tui_feed.loaders.feeds.networks import (
    bluesky_contents,
    is_of_mastodon,
    is_of_rsshub,
    mastodon_contents,
    rsshub_contents,
)
from tui_feed.loaders.feeds.nitter import (
    PLACEHOLDERS,
    is_of_nitter,
    nitter_contents,
    status_at,
)
from tui_feed.loaders.feeds.titles import Title, joined, read_title, warned
from tui_feed.models import Author, Media, Metrics, Post, Profile
from tui_feed.sources.file import File
from tui_feed.text.dates import IsoDate, Moment, iso


class Found(NamedTuple):
    """Post of an entry, with notices."""

    post: Post
    """Post."""
    doubts: tuple[str, ...]
    """Notices about the post."""


class Entries:
    """Converter of the entries of a feed to posts."""

    def __init__(
        self,
        file: File,
        profile: Profile | None,
        channel: Any,  # noqa: ANN401 - feedparser's own dictionary
        version: str,
        order: Order | None,
    ) -> None:
        """Take the feed's account, feedparser's channel and version, and the order of its dates."""
        self._file = file
        self._order = order
        self._identities = Identities()
        self._is_atom = version.startswith("atom")
        self._home = home_of(channel) or file.name
        self._about = f"{get_str(channel, 'generator')} {get_str(channel, 'subtitle')}"
        self._owner = Author(
            name=profile.name if profile else None, handle=profile.handle if profile else None
        )
        named = people_of(channel, is_atom=True) if self._is_atom else None
        if not self._owner.handle and named:
            self._owner = Author(name=named)  # RFC 4287: default author of entries

    def read(self, entry: Any, place: str) -> Found:  # noqa: ANN401 - feedparser's own dictionary
        """Return the post of an entry."""
        body, link = _body(entry), get_str(entry, "link")
        heading = get_obj(entry, "title_detail")
        title, html = read_title(_text_of(heading).text), get_str(body, "value") or ""
        contents = self._contents(entry, body, html, link)
        text, warning = self._text(title, contents, html, link)
        author = self._author(entry, link, html)
        dates = self._dates(entry)
        by, named = title.reposted_by, entity_fields(text)
        when, reposted_at = dates.written, None
        if contents.passed_on:
            by, author = author.handle or author.name, contents.passed_on
            when, reposted_at = None, dates.written
        post_id = self._id_of(entry, link) or self._identities.of_post(author.handle, when, text)
        post = Post(
            id=post_id,
            url=link,
            author=author,
            created_at=when,
            text=text,
            lang=get_str(body, "language") or get_str(heading, "language"),
            reply_to=title.reply_to,
            reply_to_id=global_id(get_str(get_obj(entry, "thr_in-reply-to"), "ref"), self._home),
            quote=self._quote(contents.quote, post_id),
            reposted_by=by,
            reposted_at=reposted_at,
            pinned=title.pinned,
            edited=dates.is_edited,
            content_warning=contents.warning or warning,
            hashtags=_tags(entry, contents.said, named["hashtags"]),
            mentions=contents.said.mentions or named["mentions"],
            cashtags=named["cashtags"],
            links=contents.said.links or named["links"],
            media=(*contents.media, *media_of(entry, contents.said)),
            card=contents.card,
            poll=contents.poll,
            metrics=Metrics(replies=get_count(entry, "slash_comments", "thr_total")),
            source=f"{self._file.name}, {place}",
        )
        return Found(post, tuple(filter(None, (dates.doubt, contents.doubt))))

    def _contents(
        self,
        entry: Any,  # noqa: ANN401
        body: JsonObject,
        html: str,
        link: str | None,
    ) -> Contents:
        """Return the parts of an entry, by the conventions of its network."""
        if (get_str(entry, "id") or "").startswith("at://"):
            return bluesky_contents(html)
        if is_of_nitter(link):
            return nitter_contents(html)
        if is_of_rsshub(link, html, self._about):
            return rsshub_contents(html)
        if is_of_mastodon(link):
            return mastodon_contents(html)
        return Contents(said=_text_of(body))

    def _text(
        self, title: Title, contents: Contents, html: str, link: str | None
    ) -> tuple[str, str | None]:
        """Return text and content warning of an entry, without titles that repeat the text."""
        said = contents.said.text
        if is_of_nitter(link):
            is_said = bool(html.strip()) or title.words in PLACEHOLDERS
            return (said if is_said else title.words), None
        if is_of_rsshub(link, html, self._about) and html.strip():
            return said, None
        return warned(joined(title.words, said))

    def _author(self, entry: Any, link: str | None, html: str) -> Author:  # noqa: ANN401
        name = people_of(entry, is_atom=self._is_atom)
        if is_of_rsshub(link, html, self._about) and (status := status_at(link)):
            return Author(name=name or self._owner.name, handle=status[1])
        if not name:
            return self._owner
        if name.startswith("@") and " " not in name:
            is_owner = (self._owner.handle or "").casefold() == name[1:].casefold()
            return self._owner if is_owner else Author(handle=name[1:])
        return Author(name=name)

    def _id_of(self, entry: Any, link: str | None) -> str | None:  # noqa: ANN401
        status = status_at(link) if is_of_nitter(link) else None
        return status[0] if status else global_id(get_str(entry, "id") or link, self._home)

    def _dates(self, entry: Any) -> "_Dates":  # noqa: ANN401
        # Not with feedparser's `get`, which substitutes one date for another, nor its parsed dates,
        # which it completes with today's date.
        stated = [dict.get(entry, key) for key in ("published", "updated", "created")]
        first = next((each for each in stated if isinstance(each, str) and each.strip()), None)
        when = feed_date(first, self._order)
        doubt = None
        if first and when is None:
            doubt = f"its date {first[:40]!r} is not understood; it is shown without one"
        last = feed_date(stated[1], self._order) if isinstance(stated[1], str) else None
        return _Dates(iso(when), bool(stated[0]) and _is_later(last, when), doubt)

    def _quote(self, quoted: Quoted | None, quoting: str) -> Post | None:
        """Return the quoted post."""
        if quoted is None:
            return None
        contents = quoted.contents
        text = contents.said.text if contents else ""
        post_id = quoted.id or self._identities.of_quote(
            quoted.author.handle or quoted.author.name, None, text, quoting
        )
        if contents is None:
            return Post(
                id=post_id, url=quoted.url, author=quoted.author, unavailable="not in this feed"
            )
        named = entity_fields(text)
        return Post(
            id=post_id,
            url=quoted.url,
            author=quoted.author,
            text=text,
            quote=self._quote(contents.quote, post_id),
            hashtags=named["hashtags"],
            mentions=named["mentions"],
            cashtags=named["cashtags"],
            links=contents.said.links or named["links"],
            media=(*contents.media, *_pictures(contents.said)),
            card=contents.card,
            poll=contents.poll,
        )


class _Dates(NamedTuple):
    written: IsoDate | None
    is_edited: bool
    doubt: str | None


def _is_later(last: Moment | None, first: Moment | None) -> bool:
    return bool(first and last and last.start > first.start)


def _body(entry: Any) -> JsonObject:  # noqa: ANN401
    """Return the body of an entry: its first content with a value, else its summary."""
    whole = next((each for each in get_list(entry, "content") if get_str(each, "value")), None)
    return whole or get_obj(entry, "summary_detail")


def _text_of(detail: JsonObject) -> HtmlText:
    """Return the text of a feedparser detail: plain text as written, HTML converted."""
    value = get_str(detail, "value") or ""
    if get_str(detail, "type") == "text/plain":
        return HtmlText(value.strip())
    return html_text(value, get_str(detail, "base"))


def _tags(entry: Any, said: HtmlText, named: Iterable[str]) -> tuple[str, ...]:  # noqa: ANN401
    stated = [get_str(tag, "term") or "" for tag in get_list(entry, "tags")]
    return tuple(distinct([*said.hashtags, *named, *filter(None, stated)]))


def _pictures(said: HtmlText) -> Iterator[Media]:
    for each in said.pictures:
        yield Media(kind=each.kind, alt=each.alt, url=each.src)


def distinct(names: Iterable[str]) -> list[str]:
    """Return names without repetitions, ignoring case; the first spelling is kept."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return list(found.values())
