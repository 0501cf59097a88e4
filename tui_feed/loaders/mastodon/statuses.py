"""Convert statuses of the Mastodon API to posts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from msgspec.structs import replace

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.fields import (
    JsonObject,
    get_bool,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
    host_of,
)
from tui_feed.loaders.common.html_text import HtmlText, html_text, with_breaks
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.loaders.mastodon.accounts import author_of, handle_of
from tui_feed.models import Link, LinkCard, Media, Metrics, Poll, PollOption, Post
from tui_feed.models.lines import DEEPEST_QUOTE
from tui_feed.models.post import Visibility

Kind = Literal["photo", "video", "gif", "audio"]

_KINDS: Final[dict[str, Kind]] = {
    "image": "photo", "video": "video", "gifv": "gif", "audio": "audio",
}  # fmt: skip
_AUDIENCES: Final[dict[str, Visibility]] = {
    "public": "public", "unlisted": "unlisted", "private": "followers", "direct": "direct",
}  # fmt: skip
_GONE: Final = {
    "pending": "its author has not agreed to the quote yet",
    "rejected": "its author did not agree to the quote",
    "revoked": "its author withdrew the quote",
    "deleted": "deleted",
    "accepted": "not in this archive",
}
_USUAL: Final = ("content", "visibility", "media_attachments")
_HIDDEN: Final = "not shown to the account that saved it"
_NOT_HERE: Final = "not in this archive"
_PATH: Final = re.compile(r"(?P<base>https?://.+/)(?P<id>[^/]+)(?:/activity)?")


def is_status(value: JsonObject) -> bool:
    """Tell whether an object is a status: with an account, a content, and an id or address.

    An id that a tool has rounded is not needed: the address identifies the status. The account may
    be missing where all other keys of a status are there.
    """
    account = get_obj(value, "account")
    is_of_account = bool(get_str(account, "acct") or get_str(account, "username"))
    has_content = any(key in value for key in ("content", "text", "reblog"))
    if not is_of_account and not all(key in value for key in _USUAL):
        return False
    return has_content and bool(_address(value))


@dataclass
class StatusReader:
    """Converter of the statuses of a file."""

    addresses: dict[str, str] = field(default_factory=dict)
    """Addresses of statuses, by their ids on the queried server."""
    identities: Identities = field(default_factory=Identities)
    """Source of ids for quoted statuses without an id."""

    def learn(self, statuses: Iterable[JsonObject]) -> None:
        """Note the addresses of statuses, so that other statuses can refer to them."""
        for status in statuses:
            if number := get_id(status, "id"):
                self.addresses[number] = _address(status)

    def post(
        self,
        status: JsonObject,
        source: str | None = None,
        depth: int = 0,
        *,
        is_plain: bool = False,
    ) -> Post:
        """Return a status as a post. `is_plain`: a collector removed the HTML tags."""
        self.learn([status])
        boosted = get_obj(status, "reblog")
        if boosted and is_status(boosted) and depth < DEEPEST_QUOTE - 1:
            author = author_of(get_obj(status, "account"))
            post = self.post(boosted, source, depth + 1, is_plain=is_plain)
            is_closed = post.visibility in ("followers", "direct")
            return replace(
                post,
                id=_address(status),
                reposted_by=author.handle or author.name,
                reposted_at=iso_date(status.get("created_at")),
                visibility=post.visibility if is_closed else _visibility(status),
                pinned=False,
            )
        said, media = _said(status, is_plain=is_plain), list(_media(status))
        return Post(
            id=_address(status),
            url=get_str(status, "url") or get_str(status, "uri"),
            author=author_of(get_obj(status, "account")),
            created_at=iso_date(status.get("created_at")),
            text=said.text,
            lang=get_str(status, "language"),
            client=get_str(get_obj(status, "application"), "name"),
            reply_to=_answered(status),
            reply_to_id=self._answered_id(status),
            quote=self._quote(status, depth, is_plain=is_plain),
            pinned=status.get("pinned") is True,
            edited="edited_at" in status,
            content_warning=get_str(status, "spoiler_text"),
            visibility=_visibility(status),
            hashtags=_names(status, "tags", "name") or said.hashtags,
            mentions=_names(status, "mentions", "acct") or said.mentions,
            cashtags=(),
            links=(*said.links, *_papers(status)),
            media=tuple(media),
            card=_card(get_obj(status, "card")),
            poll=_poll(get_obj(status, "poll")),
            metrics=_metrics(status),
            source=source,
        )

    def _answered_id(self, status: JsonObject) -> str | None:
        """Return the address of the status replied to; None if it is unknown.

        The reply has only the number on its server. The address is known for statuses in the file,
        and is derived for accounts of this server.
        """
        number = get_id(status, "in_reply_to_id")
        if not number:
            return None
        if number in self.addresses:
            return self.addresses[number]
        found = _PATH.fullmatch(_address(status))
        if not found or found["id"] != get_id(status, "id"):
            return None
        account = get_id(status, "in_reply_to_account_id")
        if account == get_id(get_obj(status, "account"), "id"):
            return found["base"] + number
        name = get_str(get_obj(status, "account"), "username")
        for each in get_list(status, "mentions"):
            local = get_str(each, "acct") or ""
            if get_id(each, "id") == account and "@" not in local and name:
                return found["base"].replace(f"/{name}/", f"/{local}/", 1) + number
        return None

    def _quote(self, status: JsonObject, depth: int, *, is_plain: bool) -> Post | None:
        stated = get_obj(status, "quote") or get_obj(status, "pleroma", "quote")
        whole = stated if is_status(stated) else get_obj(stated, "quoted_status")
        if is_status(whole) and depth < DEEPEST_QUOTE - 1:
            return self.post(whole, depth=depth + 1, is_plain=is_plain)
        number = get_id(stated, "quoted_status_id") or get_id(status, "quote_id")
        number = number or get_id(get_obj(status, "pleroma"), "quote_id")
        if not stated and not number:
            return None
        address = self.addresses.get(number or "")
        state = get_str(stated, "state")
        reason = _GONE.get(state, _HIDDEN) if state else _NOT_HERE
        own = self.identities.of_quote(None, None, number or "", _address(status))
        return Post(id=address or own, url=address, unavailable=reason)


def _address(status: JsonObject) -> str:
    """Return the address that identifies a status on all servers; or else its id."""
    return get_str(status, "uri") or get_str(status, "url") or get_id(status, "id") or ""


def _said(status: JsonObject, *, is_plain: bool) -> HtmlText:
    content = get_str(status, "content")
    if content is None:
        content, is_plain = get_str(status, "text") or "", True
    if is_plain:
        return HtmlText(content, (), (), (), ())
    said = html_text(with_breaks(content))
    links = tuple(link for link in said.links if not link.display.startswith(("#", "@")))
    return said._replace(links=links)


def _names(status: JsonObject, key: str, name: str) -> tuple[str, ...]:
    found = [get_str(each, name) for each in get_list(status, key)] + get_strings(status, key)
    return tuple(dict.fromkeys(each for each in found if each))


def _answered(status: JsonObject) -> tuple[str, ...]:
    """Return the handle of the account replied to."""
    account = get_id(status, "in_reply_to_account_id")
    if not account:
        return ()
    people = [get_obj(status, "account"), *get_list(status, "mentions")]
    found = (handle_of(each) for each in people if get_id(each, "id") == account)
    return tuple(handle for handle in found if handle)[:1]


def _visibility(status: JsonObject) -> Visibility | None:
    """Return the visibility; an unknown word counts as private."""
    stated = get_str(status, "visibility")
    return _AUDIENCES.get(stated.lower(), "followers") if stated else None


def _media(status: JsonObject) -> Iterator[Media]:
    for item in _attachments(status):
        kind = _KINDS.get(get_str(item, "type") or "")
        if not kind:
            continue
        url = get_str(item, "url") or get_str(item, "remote_url") or get_str(item, "preview_url")
        length: Any = get_obj(item, "meta", "original").get("duration")
        is_length = isinstance(length, int | float) and not isinstance(length, bool)
        yield Media(
            kind=kind,
            alt=get_str(item, "description"),
            url=url,
            duration=float(length) if is_length and 0 <= length < 1e7 else None,
        )


def _attachments(status: JsonObject) -> list[JsonObject]:
    """Return the attachments; gallery-dl has a single attachment in each record."""
    found = get_list(status, "media_attachments")
    alone = get_obj(status, "media")
    return [alone] if not found and alone else found


def _papers(status: JsonObject) -> Iterator[Link]:
    """Yield attachments of unknown kinds, as links."""
    for item in _attachments(status):
        url = get_str(item, "url") or get_str(item, "remote_url")
        if url and (get_str(item, "type") or "") not in _KINDS:
            yield Link(url=url, display=get_str(item, "description") or url)


def _card(card: JsonObject) -> LinkCard | None:
    url = get_str(card, "url")
    if not url:
        return None
    return LinkCard(
        title=get_str(card, "title"),
        description=get_str(card, "description"),
        domain=host_of(url) or get_str(card, "provider_name"),
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
        closed=get_bool(poll, "expired"),
        ends=iso_date(poll.get("expires_at")),
    )


def _metrics(status: JsonObject) -> Metrics:
    """Return the counts of a status; reposts are always 0 in Pixelfed's exports, so left out."""
    is_of_pixelfed = "pf_type" in status
    return Metrics(
        likes=get_count(status, "favourites_count"),
        reposts=None if is_of_pixelfed else get_count(status, "reblogs_count"),
        replies=get_count(status, "replies_count", "reply_count"),
        quotes=get_count(status, "quotes_count"),
    )
