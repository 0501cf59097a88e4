"""Posts as the API of Mastodon and its relatives states them (entity `Status`).

Docs: docs.joinmastodon.org, "Entities". Pixelfed, GoToSocial, Pleroma and Truth Social write the
same with habits of their own.
"""

import html
from typing import Final

from msgspec.structs import replace

from tui_feed.loaders.common.derived_ids import Identities
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
from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.models import (
    Author,
    Link,
    LinkCard,
    Media,
    MediaKind,
    Metrics,
    Poll,
    PollOption,
    Post,
    Profile,
    Visibility,
)

_DEEPEST_QUOTE = 16
_KINDS: Final[dict[str, MediaKind]] = {
    "image": "photo", "gifv": "gif", "video": "video", "audio": "audio",
}  # fmt: skip
_AUDIENCES: Final[dict[str, Visibility]] = {
    "public": "public", "unlisted": "unlisted", "private": "followers", "direct": "direct",
}  # fmt: skip
_ABSENT: Final = {
    "pending": "its author has not allowed the quote yet",
    "rejected": "its author did not allow the quote",
    "revoked": "taken out of this quote by its author",
    "deleted": "deleted",
}
_NOT_SHOWN = "the server did not show it"
_NOT_HERE = "not in this archive"


def is_status(value: object) -> bool:
    """Tell a status by its account, and by an address or a text."""
    if not isinstance(value, dict) or get_str(get_obj(value, "account"), "acct") is None:
        return False
    return "content" in value and (get_str(value, "uri") or get_str(value, "url")) is not None


def author_of(account: JsonObject) -> Author:
    """Return the author that an account is; local accounts state no server but in their address."""
    acct, page = get_str(account, "acct"), get_str(account, "url") or get_str(account, "uri")
    host = host_of(page)
    handle = f"{acct}@{host}" if acct and "@" not in acct and host else acct
    return Author(id=page, name=get_str(account, "display_name"), handle=handle)


def profile_of(account: JsonObject, source: str) -> Profile:
    """Return the profile of an account."""
    author = author_of(account)
    fields = [html_text(get_str(field, "value") or "") for field in get_list(account, "fields")]
    links = [link.url for field in fields for link in field.links]
    return Profile(
        id=author.id,
        name=author.name,
        handle=author.handle,
        bio=html_text(get_str(account, "note") or "").text or None,
        website=next((link for link in links if link), None),
        joined=iso_date(get_str(account, "created_at")),
        following=get_count(account, "following_count"),
        followers=get_count(account, "followers_count"),
        post_count=get_count(account, "statuses_count"),
        avatar=get_str(account, "avatar"),
        source=source,
    )


class Statuses:
    """Statuses of one file, made into posts."""

    def __init__(self) -> None:
        self._identities = Identities()

    def post(self, status: JsonObject, source: str, *, is_plain: bool = False) -> Post:
        """Return the post of a status; `is_plain` where a collector took the tags out of it."""
        original = get_obj(status, "reblog")
        if not original:
            return self._post(status, source, 0, is_plain=is_plain)
        post = self._post(original, source, 0, is_plain=is_plain)
        by, audience = author_of(get_obj(status, "account")), _audience(status)
        stated = get_str(status, "uri") or get_id(status, "id")
        when = iso_date(get_str(status, "created_at"))
        return replace(
            post,
            id=stated or self._identities.of_post(by.handle, when, post.id),
            reposted_by=by.handle or by.name or "somebody",
            reposted_at=when,
            visibility=post.visibility if post.visibility in ("followers", "direct") else audience,
            pinned=status.get("pinned") is True,
        )

    def _post(self, status: JsonObject, source: str | None, depth: int, *, is_plain: bool) -> Post:
        said, author = _said(status, is_plain=is_plain), author_of(get_obj(status, "account"))
        when = iso_date(get_str(status, "created_at"))
        address = get_str(status, "uri") or get_str(status, "url")
        post_id = address or self._identities.of_post(author.handle, when, said.text)
        mentions = [get_str(each, "acct") for each in get_list(status, "mentions")]
        return Post(
            id=post_id,
            url=get_str(status, "url") or address,
            author=author,
            created_at=when,
            text=said.text,
            lang=get_str(status, "language"),
            client=get_str(get_obj(status, "application"), "name"),
            reply_to=_reply_to(status, author),
            reply_to_id=_answered(status),
            quote=self._quote(status, post_id, depth, is_plain=is_plain),
            pinned=status.get("pinned") is True,
            edited=get_str(status, "edited_at") is not None,
            content_warning=get_str(status, "spoiler_text"),
            visibility=_audience(status),
            hashtags=_tags(status) or said.hashtags,
            mentions=tuple(dict.fromkeys(filter(None, mentions))) or said.mentions,
            cashtags=(),
            links=(*said.links, *_papers(status)),
            media=_media(status),
            card=_card(get_obj(status, "card")),
            poll=_poll(get_obj(status, "poll")),
            metrics=_metrics(status),
            source=source,
        )

    def _quote(
        self, status: JsonObject, quoting: str, depth: int, *, is_plain: bool
    ) -> Post | None:
        """Return the quoted post: a whole status, one with its state, or its id alone."""
        held = get_obj(status, "quote") or get_obj(status, "pleroma", "quote")
        whole = held if is_status(held) else get_obj(held, "quoted_status")
        quoted = get_id(held, "quoted_status_id") or get_id(status, "quote_id")
        if is_status(whole) and depth < _DEEPEST_QUOTE:
            return self._post(whole, None, depth + 1, is_plain=is_plain)
        if not held and not quoted:
            return None
        state = get_str(held, "state")
        why = _ABSENT.get(state or "", _NOT_SHOWN if state not in (None, "accepted") else _NOT_HERE)
        stub = quoted or self._identities.of_quote(None, None, "", quoting)
        return Post(id=stub, unavailable=why)


def _said(status: JsonObject, *, is_plain: bool) -> HtmlText:
    content = get_str(status, "content") or ""
    if is_plain:
        return HtmlText(content)
    if not content:
        return HtmlText(get_str(status, "text") or get_str(status, "content_text") or "")
    if "<" not in content:  # Pixelfed may leave out all tags, and then lines are lines
        return HtmlText(html.unescape(content).strip())
    return html_text(content)


def _audience(status: JsonObject) -> Visibility | None:
    """Return the audience; one that is not known is believed to be no more than followers."""
    stated = get_str(status, "visibility")
    return None if stated is None else _AUDIENCES.get(stated, "followers")


def _reply_to(status: JsonObject, author: Author) -> tuple[str, ...]:
    whom = get_id(status, "in_reply_to_account_id")
    if not whom:
        return ()
    if whom == get_id(get_obj(status, "account"), "id"):
        return (author.handle,) if author.handle else ()
    named = (m for m in get_list(status, "mentions") if get_id(m, "id") == whom)
    handle = get_str(next(named, {}), "acct")
    return (handle,) if handle else ()


def _answered(status: JsonObject) -> str | None:
    """Return the id of the answered post: its address, where it is by the same author."""
    answered, own = get_id(status, "in_reply_to_id"), get_id(status, "id")
    uri, whom = get_str(status, "uri") or "", get_id(status, "in_reply_to_account_id")
    is_own = whom == get_id(get_obj(status, "account"), "id")
    if answered and own and is_own and uri.endswith(f"/{own}"):
        return uri.removesuffix(own) + answered
    return answered


def _tags(status: JsonObject) -> tuple[str, ...]:
    names = [get_str(tag, "name") for tag in get_list(status, "tags")]
    return tuple(dict.fromkeys(filter(None, [*names, *get_strings(status, "tags")])))


def _media(status: JsonObject) -> tuple[Media, ...]:
    found = list[Media]()
    for each in get_list(status, "media_attachments"):
        kind = _KINDS.get(get_str(each, "type") or "")
        length = get_obj(each, "meta", "original").get("duration")
        is_length = isinstance(length, int | float) and not isinstance(length, bool) and length >= 0
        if kind:
            found.append(
                Media(
                    kind=kind,
                    alt=get_str(each, "description"),
                    url=get_str(each, "url") or get_str(each, "remote_url"),
                    duration=float(length) if length is not None and is_length else None,
                )
            )
    return tuple(found)


def _papers(status: JsonObject) -> tuple[Link, ...]:
    """Return attachments of kinds that are not known, as links."""
    found = list[Link]()
    for each in get_list(status, "media_attachments"):
        address = get_str(each, "url") or get_str(each, "remote_url")
        if address and get_str(each, "type") not in _KINDS:
            found.append(Link(url=address, display=get_str(each, "description") or address))
    return tuple(found)


def _card(card: JsonObject) -> LinkCard | None:
    url = get_str(card, "url")
    if not url:
        return None
    return LinkCard(
        title=get_str(card, "title"),
        description=get_str(card, "description"),
        domain=get_str(card, "provider_name") or host_of(url),
        url=url,
    )


def _poll(poll: JsonObject) -> Poll | None:
    options = get_list(poll, "options")
    if not options:
        return None
    return Poll(
        options=tuple(
            PollOption(label=get_str(each, "title") or "", votes=get_count(each, "votes_count"))
            for each in options
        ),
        total_votes=get_count(poll, "votes_count"),
        voters=get_count(poll, "voters_count"),
        closed=poll["expired"] if isinstance(poll.get("expired"), bool) else None,
        ends=iso_date(get_str(poll, "expires_at")),
    )


def _metrics(status: JsonObject) -> Metrics:
    """Return the counts; Pixelfed writes 0 for reblogs, whatever their number."""
    is_pixelfed = "pf_type" in status
    return Metrics(
        likes=get_count(status, "favourites_count"),
        reposts=None if is_pixelfed else get_count(status, "reblogs_count"),
        replies=get_count(status, "replies_count", "reply_count"),
        quotes=get_count(status, "quotes_count"),
    )
