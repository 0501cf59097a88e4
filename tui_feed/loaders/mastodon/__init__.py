"""Mastodon's archive: tar.gz, zip, folder, or its `outbox.json` alone.

`outbox.json` is an OrderedCollection of activities (W3C ActivityPub; Mastodon's documentation,
"ActivityPub": Note, Question, Announce, `quote`, `sensitive`, polls).
"""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.common.html_text import html_text
from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.loaders.common.json_text import JsonError, parse_json, pretty
from tui_feed.loaders.common.record_reader import record_reader
from tui_feed.loaders.mastodon.notes import (
    account,
    address_of,
    answered_handle,
    author_at,
    author_of,
    card_of,
    content_of,
    kind_of,
    moment,
    papers_of,
    poll_of,
    quoted_address,
    seconds,
    tagged,
    visibility_of,
)
from tui_feed.loaders.mastodon.outbox import names_read, outbox_of, sniff
from tui_feed.loaders.mastodon.pending import Activity, Waiting
from tui_feed.models import Author, Media, Metrics, Post, Problem, Profile, Record
from tui_feed.sources.container import Container
from tui_feed.text.dates import iso

__all__ = ["names_read", "raw", "read", "sniff"]

_MEDIA_FOLDER = "media_attachments/"
_POSTS = ("Create", "Update", "Note", "Question", "Article")
_ACTORS = ("Person", "Service", "Application", "Group", "Organization")
_PRIVATE = ("followers", "direct")
_LONGEST_CHAIN = 16


@record_reader
def read(container: Container) -> Iterator[Record]:
    """Yield the account, and its posts and boosts in the order of the outbox.

    What quotes or passes on an own post which has not come yet is held back until it has. Posts
    that were not public are yielded too, with their visibility.
    """
    yield from _Reader(container).records()


def raw(container: Container, post_id: str) -> str | None:
    """Return the activity of a post."""
    for item in items(outbox_of(container), "orderedItems"):
        if isinstance(item, Item) and isinstance(item.value, dict):
            activity = item.value
            is_boost = get_str(activity, "type") == "Announce"
            note = {} if is_boost else get_obj(activity, "object")
            if post_id in (get_str(note, "id"), get_str(activity, "id")):
                return pretty(activity)
    return None


class _Reader:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._file = outbox_of(container)
        self._identities = Identities()
        self._owner = Author()
        self._address: str | None = None
        self._seen: dict[str, Post] = {}
        self._waiting = Waiting()
        outbox = (name for name in container.files if f"/{name}".endswith("/outbox.json"))
        self._folder = min(outbox, key=lambda name: name.count("/"), default="")
        self._others: Counter[str] = Counter()

    def records(self) -> Iterator[Record]:
        yield from self._account()
        for item in items(self._file, "orderedItems"):
            if isinstance(item, Problem):
                yield item
            else:
                yield from self._read(item.value, f"item {item.number:,}")
        for activity in self._waiting.rest():
            yield from self._come(activity)
        for kind, number in self._others.items():
            reason = f"{number:,} of the type {kind} are no posts; not shown"
            yield self._file.problem(reason)

    # The account

    def _account(self) -> Iterator[Record]:
        file = None if self._container.lone else self._container.find("actor.json")
        if file is None:
            return
        text, problems = file.text()
        yield from problems
        try:
            actor = parse_json(text)
            profile = self._profile(actor if isinstance(actor, dict) else {})
        except JsonError as error:
            yield file.problem(
                f"{error.reason}; the profile is not read", f"column {error.column:,}"
            )
            return
        yield profile

    def _profile(self, actor: JsonObject) -> Profile:
        self._address = get_str(actor, "id")
        name = get_str(actor, "name")
        handle = account(get_str(actor, "preferredUsername"), self._address)
        self._owner = Author(id=self._address, name=name, handle=handle)
        fields = [
            html_text(get_str(field, "value") or "") for field in get_list(actor, "attachment")
        ]
        links = [link.url for field in fields for link in field.links]
        return Profile(
            id=self._address,
            name=name,
            handle=handle,
            bio=html_text(get_str(actor, "summary") or "").text or None,
            website=next((link for link in links if link), None),
            joined=iso(moment(get_str(actor, "published"))),
            avatar=get_str(get_obj(actor, "icon"), "url"),
            source=self._container.name,
        )

    # Activities

    def _read(self, stated: object, place: str) -> Iterator[Record]:
        if not isinstance(stated, dict):
            yield self._file.problem("no activity; it is left out", place, skipped=True)
            return
        self._meet_owner(stated)
        kind, held = get_str(stated, "type") or "unknown", get_obj(stated, "object")
        if kind in ("Create", "Update") and get_str(held, "type") in _ACTORS:
            self._others[f"{kind} of a {get_str(held, 'type')}"] += 1
        elif kind == "Announce":
            yield from self._come_or_wait(Activity(stated, held, place))
        elif kind not in _POSTS:
            self._others[kind] += 1
        elif kind in ("Create", "Update") and not held:
            yield self._addressed(stated, place)
        else:
            yield from self._come_or_wait(Activity(stated, held or stated, place))

    def _meet_owner(self, activity: JsonObject) -> None:
        """Take the account from an activity where there is no file that describes it."""
        if self._address is None:
            self._address = get_str(activity, "actor") or get_str(activity, "attributedTo")
            self._owner = author_of(self._address)

    def _come_or_wait(self, activity: Activity) -> Iterator[Record]:
        is_boost = get_str(activity.stated, "type") == "Announce"
        target = _target(activity) if is_boost else quoted_address(activity.note)
        is_there = is_boost and get_str(activity.note, "content") is not None
        own = bool(target and self._address and target.startswith(self._address + "/"))
        post_id = get_str(activity.stated if is_boost else activity.note, "id")
        if target and own and not is_there and target != post_id and target not in self._seen:
            self._waiting.hold(activity, post_id, target)
        else:
            yield from self._come(activity)

    def _come(self, activity: Activity) -> Iterator[Record]:
        """Yield what an activity says, and what has waited for that."""
        coming = [activity]
        while coming:
            made = self._made(coming.pop())
            yield made
            if isinstance(made, Post):
                coming += self._waiting.released(made.id)

    def _made(self, activity: Activity) -> Record:
        if get_str(activity.stated, "type") == "Announce":
            return self._boost(activity)
        post = self._post(activity.note, activity.place, activity.stated)
        self._seen[post.id] = post
        return post

    def _addressed(self, activity: JsonObject, place: str) -> Record:
        """Return what is known of a post of which the archive has the address alone."""
        address = get_str(activity, "object")
        if not address:
            return self._file.problem("no post in it; it is left out", place, skipped=True)
        return Post(
            id=address,
            url=address,
            author=self._owner,
            created_at=iso(moment(get_str(activity, "published"))),
            visibility=visibility_of(activity),
            unavailable="only its address is in this archive",
            source=f"{self._file.name}, {place}",
        )

    def _boost(self, activity: Activity) -> Post:
        stated, note, place = activity
        target, when = _target(activity), get_str(stated, "published")
        known = self._seen.get(target or "")
        if get_str(note, "content") is not None:
            known = self._post(note, place, {})
        audience = visibility_of(stated)
        if known is None:
            why = "the boosted post is not in this archive"
            known = Post(id="", url=target, author=author_at(target), unavailable=why)
        elif known.visibility in _PRIVATE:
            audience = known.visibility
        return replace(
            known,
            id=get_str(stated, "id") or self._identities.of_post(None, when, target or place),
            reposted_by=self._owner.handle or self._owner.name or "the owner of the archive",
            reposted_at=iso(moment(when)),
            visibility=audience,
            source=f"{self._file.name}, {place}",
        )

    def _post(self, note: JsonObject, place: str, around: JsonObject) -> Post:
        """Return a post; `around` is the activity that may say when and to whom it was made."""
        said = content_of(note)
        published, updated = get_str(note, "published"), get_str(note, "updated")
        when = moment(published or get_str(around, "published"))
        author = self._author(note)
        post_id = get_str(note, "id") or self._identities.of_post(
            author.handle, iso(when), said.text
        )
        return Post(
            id=post_id,
            url=get_str(note, "url") or get_str(note, "id"),
            author=author,
            created_at=iso(when),
            text=said.text,
            lang=next(iter(get_obj(note, "contentMap")), None),
            reply_to=self._reply_to(note),
            reply_to_id=get_str(note, "inReplyTo"),
            conversation_id=get_str(note, "conversation") or get_str(note, "context"),
            quote=self._quote(note, post_id),
            edited=updated is not None and updated != published,
            content_warning=get_str(note, "summary"),
            visibility=visibility_of(note) or visibility_of(around),
            hashtags=tuple(tagged(note, "Hashtag", "#") or list(said.hashtags)),
            mentions=tuple(tagged(note, "Mention", "@") or list(said.mentions)),
            links=(*said.links, *papers_of(note)),
            media=tuple(self._media(note)),
            card=card_of(note),
            poll=poll_of(note),
            metrics=Metrics(
                likes=get_count(get_obj(note, "likes"), "totalItems"),
                reposts=get_count(get_obj(note, "shares"), "totalItems"),
                replies=get_count(get_obj(note, "replies"), "totalItems"),
            ),
            source=f"{self._file.name}, {place}",
        )

    def _reply_to(self, note: JsonObject) -> tuple[str, ...]:
        address = get_str(note, "inReplyTo")
        is_own = bool(address and self._address and address.startswith(self._address + "/"))
        handle = self._owner.handle if is_own else answered_handle(note)
        return (handle,) if handle else ()

    def _author(self, note: JsonObject) -> Author:
        stated = get_str(note, "attributedTo")
        return self._owner if stated in (None, self._address) else author_of(stated)

    def _quote(self, note: JsonObject, post_id: str) -> Post | None:
        quoted = quoted_address(note)
        if not quoted or quoted == post_id:
            return None
        known, why = self._seen.get(quoted), "not in this archive"
        if known and _chain(known) < _LONGEST_CHAIN:
            return known
        if known:
            why = "it is quoted too deep inside other quotes"
        elif quoted in self._waiting:
            why = "it quotes the post that quotes it"
        author = known.author if known else author_at(quoted)
        return Post(id=quoted, url=quoted, author=author, unavailable=why)

    def _media(self, note: JsonObject) -> Iterator[Media]:
        for item in get_list(note, "attachment"):
            kind, address = kind_of(item), address_of(item)
            if kind is None or not address:
                continue
            held = self._member(address)
            yield Media(
                kind=kind,
                alt=get_str(item, "name"),
                url=address if address.startswith("http") else None,
                file=held,
                duration=seconds(item.get("duration")),
            )

    def _member(self, address: str) -> str | None:
        """Return the file in the archive; what stands before its folder differs by server."""
        _, mark, rest = address.partition(_MEDIA_FOLDER)
        for folder in dict.fromkeys(("", self._folder.removesuffix("outbox.json"))):
            name = f"{folder}{_MEDIA_FOLDER}{rest}"
            if mark and name in self._container.files:
                return name
        return None


def _target(activity: Activity) -> str | None:
    """Return the address of the post that a boost passes on."""
    return get_str(activity.stated, "object") or get_str(activity.note, "id")


def _chain(post: Post | None) -> int:
    """Count the posts that quote each other."""
    number = 0
    while post:
        number, post = number + 1, post.quote
    return number
