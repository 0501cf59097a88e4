"""Mastodon's archive: tar.gz, zip, folder, or its `outbox.json` alone.

`outbox.json` is an OrderedCollection of activities (W3C ActivityPub; Mastodon's documentation,
"ActivityPub": Note, Question, Announce, `quote`, `sensitive`, polls).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from pydantic import ValidationError

from tui_feed.loaders.container import Container
from tui_feed.loaders.faults import first_fault, left_out
from tui_feed.loaders.fields import Json, count, part, parts, words
from tui_feed.loaders.file import File, InputError
from tui_feed.loaders.html_text import html_text
from tui_feed.loaders.identity import Identities
from tui_feed.loaders.json_stream import Item, items
from tui_feed.loaders.json_text import JsonError, parse_json, pretty
from tui_feed.loaders.mastodon.notes import (
    account,
    author_at,
    author_of,
    card_of,
    content_of,
    moment,
    poll_of,
    quoted_address,
    seconds,
    tagged,
    visibility_of,
)
from tui_feed.model import (
    Author,
    Media,
    Metrics,
    Post,
    Problem,
    Profile,
    Record,
)

_KINDS: tuple[tuple[str, Literal["photo", "video", "audio"]], ...] = (
    ("image", "photo"), ("video", "video"), ("audio", "audio"),
)  # fmt: skip
_MEDIA_FOLDER = "media_attachments/"
_OTHER_FILES = ("likes.json", "bookmarks.json", "followers.json", "following.json", "actor.json")


def sniff(container: Container) -> bool:
    """Tell by `outbox.json`, or by how a lone file begins.

    Raises `InputError` for another file of the archive.
    """
    lone = container.lone
    if lone is None:
        outbox = container.find("outbox.json")
        return outbox is not None and _is_collection(outbox.head_text())
    head = lone.head_text().lstrip()
    if not head.startswith("{") or "activitystreams" not in head:
        return False
    if _is_collection(head):
        return True
    what = lone.name if lone.name in _OTHER_FILES else "a file"
    raise InputError(
        f"{lone.path}: {what} of a Mastodon archive that holds no timeline; give its outbox.json"
    )


def _is_collection(head: str) -> bool:
    if '"orderedItems"' not in head:
        return False
    start = head[head.index('"orderedItems"') :][:2_000]
    return '"type"' in start or "[]" in "".join(start.split())


def read(container: Container) -> Iterator[Record]:
    """Yield the account, and its posts and boosts in the order of the outbox.

    A post that quotes an own post which has not come yet is held back to the end. Posts that were
    not public are yielded too, with their visibility.
    """
    yield from _Reader(container).records()


def raw(container: Container, post_id: str) -> str | None:
    """Return the activity of a post."""
    for item in items(_outbox(container), "orderedItems"):
        if isinstance(item, Item) and isinstance(item.value, dict):
            activity = item.value
            note = part(activity, "object")
            if post_id in (words(note, "id"), words(activity, "id")):
                return pretty(activity)
    return None


def _outbox(container: Container) -> File:
    file = container.lone or container.find("outbox.json")
    if file is None:
        raise InputError(f"{container.path}: outbox.json is gone; nothing can be read")
    return file


class _Reader:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._file = _outbox(container)
        self._identities = Identities()
        self._owner = Author()
        self._address: str | None = None
        self._seen: dict[str, Post] = {}
        self._waiting: list[tuple[Json, Json, str]] = []
        self._others: Counter[str] = Counter()

    def records(self) -> Iterator[Record]:
        yield from self._account()
        for item in items(self._file, "orderedItems"):
            if isinstance(item, Problem):
                yield item
            else:
                yield from self._read(item.value, f"item {item.number:,}")
        for activity, note, place in self._waiting:
            yield self._made(activity, note, place)
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
        except ValidationError as error:
            yield file.problem(f"{first_fault(error)}; the profile is not read")
            return
        yield profile

    def _profile(self, actor: Json) -> Profile:
        self._address = words(actor, "id")
        name = words(actor, "name")
        handle = account(words(actor, "preferredUsername"), self._address)
        self._owner = Author(id=self._address, name=name, handle=handle)
        fields = [html_text(words(field, "value") or "") for field in parts(actor, "attachment")]
        links = [link.url for field in fields for link in field.links]
        return Profile(
            id=self._address,
            name=name,
            handle=handle,
            bio=html_text(words(actor, "summary") or "").text or None,
            website=next((link for link in links if link), None),
            joined=moment(words(actor, "published")),
            avatar=words(part(actor, "icon"), "url"),
            source=self._container.name,
        )

    # Activities

    def _read(self, activity: object, place: str) -> Iterator[Record]:
        if not isinstance(activity, dict):
            yield self._file.problem("no activity; it is left out", place, skipped=True)
            return
        kind = words(activity, "type") or "unknown"
        note = part(activity, "object")
        if kind == "Announce":
            yield self._made(activity, note, place)
        elif kind not in ("Create", "Update", "Note", "Question", "Article"):
            self._others[kind] += 1
        else:
            note = note or activity
            if self._must_wait(note):
                self._waiting.append((activity, note, place))
            else:
                yield self._made(activity, note, place)

    def _must_wait(self, note: Json) -> bool:
        quoted = quoted_address(note)
        own = bool(quoted and self._address and quoted.startswith(self._address + "/"))
        return own and quoted not in self._seen

    def _made(self, activity: Json, note: Json, place: str) -> Record:
        try:
            if words(activity, "type") == "Announce":
                return self._boost(activity, note, place)
            post = self._post(note, place)
            self._remember(post)
        except ValidationError as error:
            reason = left_out(error)
            return self._file.problem(reason, place, skipped=True)
        return post

    def _remember(self, post: Post) -> None:
        self._seen[post.id] = post
        if len(self._seen) > 10_000:
            del self._seen[next(iter(self._seen))]

    def _boost(self, activity: Json, note: Json, place: str) -> Post:
        target = words(activity, "object") or words(note, "id")
        passed_on = {
            "id": words(activity, "id")
            or self._identities.of_post(None, words(activity, "published"), target or place),
            "reposted_by": self._owner.handle or self._owner.name or "the owner of the archive",
            "reposted_at": moment(words(activity, "published")),
            "visibility": visibility_of(activity),
            "source": f"{self._file.name}, {place}",
        }
        known = self._seen.get(target or "")
        if note and words(note, "content") is not None:
            known = self._post(note, place)
        if known:
            return known.model_copy(update=passed_on)
        why = "the boosted post is not in this archive"
        return Post(url=target, author=author_at(target), unavailable=why, **passed_on)

    def _post(self, note: Json, place: str) -> Post:
        said = content_of(note)
        when = moment(words(note, "published"))
        author = self._author(note)
        tags = tagged(note, "Hashtag", "#") or list(said.hashtags)
        mentions = tagged(note, "Mention", "@") or list(said.mentions)
        answered = words(note, "inReplyTo")
        post_id = words(note, "id") or self._identities.of_post(author.handle, when, said.text)
        return Post(
            id=post_id,
            url=words(note, "url") or words(note, "id"),
            author=author,
            created_at=when,
            text=said.text,
            lang=next(iter(part(note, "contentMap")), None),
            reply_to=mentions[:1] if answered and mentions else (),
            reply_to_id=answered,
            conversation_id=words(note, "conversation") or words(note, "context"),
            quote=self._quote(note, post_id),
            edited=words(note, "updated") is not None,
            content_warning=words(note, "summary"),
            visibility=visibility_of(note),
            hashtags=tags,
            mentions=mentions,
            links=said.links,
            media=list(self._media(note)),
            card=card_of(note),
            poll=poll_of(note),
            metrics=Metrics(
                likes=count(part(note, "likes"), "totalItems"),
                reposts=count(part(note, "shares"), "totalItems"),
                replies=count(part(note, "replies"), "totalItems"),
            ),
            source=f"{self._file.name}, {place}",
        )

    def _author(self, note: Json) -> Author:
        stated = words(note, "attributedTo")
        if self._address is None or stated in (None, self._address):
            return self._owner if self._address else author_of(stated)
        return author_of(stated)

    def _quote(self, note: Json, post_id: str) -> Post | None:
        quoted = quoted_address(note)
        if not quoted or quoted == post_id:
            return None
        known = self._seen.get(quoted)
        return known or Post(id=quoted, url=quoted, unavailable="not in this archive")

    def _media(self, note: Json) -> Iterator[Media]:
        for item in parts(note, "attachment"):
            stated = words(item, "mediaType") or words(item, "type") or ""
            kind = next((kind for sign, kind in _KINDS if stated.lower().startswith(sign)), None)
            if kind is None and words(item, "type") == "Document":
                kind = "photo"
            address = words(item, "url") or words(item, "href")
            if kind is None or not address:
                continue
            held = self._member(address)
            yield Media(
                kind=kind,
                alt=words(item, "name"),
                url=address if address.startswith("http") else None,
                file=held,
                duration=seconds(item.get("duration")),
            )

    def _member(self, address: str) -> str | None:
        """Return the file in the archive; what stands before its folder differs by server."""
        _, mark, rest = address.partition(_MEDIA_FOLDER)
        if not mark:
            return None
        for prefix in ("", *{name.partition(_MEDIA_FOLDER)[0] for name in self._folders()}):
            name = f"{prefix}{_MEDIA_FOLDER}{rest}"
            if name in self._container.files:
                return name
        return None

    def _folders(self) -> list[str]:
        outbox = next((name for name in self._container.files if name.endswith("outbox.json")), "")
        return [outbox.removesuffix("outbox.json") + _MEDIA_FOLDER]
