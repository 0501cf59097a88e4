"""Mastodon's archive: tar.gz, zip, folder, or its `outbox.json` alone.

`outbox.json` is an OrderedCollection of activities (W3C ActivityPub; Mastodon's documentation,
"ActivityPub": Note, Question, Announce, `quote`, `sensitive`, polls).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ValidationError

from tui_feed.loaders.container import Container
from tui_feed.loaders.faults import first_fault, left_out
from tui_feed.loaders.fields import Json, count, host_of, part, parts, strings, words
from tui_feed.loaders.file import File, InputError
from tui_feed.loaders.html_text import HtmlText, html_text
from tui_feed.loaders.identity import Identities
from tui_feed.loaders.json_stream import Item, items
from tui_feed.loaders.json_text import JsonError, parse_json, pretty
from tui_feed.model import (
    Author,
    LinkCard,
    Media,
    Metrics,
    Poll,
    PollOption,
    Post,
    Problem,
    Profile,
    Record,
)
from tui_feed.text.dates import Moment

Visibility = Literal["public", "unlisted", "followers", "direct"]

_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_QUOTES = ("quote", "quoteUri", "quoteUrl", "_misskey_quote")
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
        handle = _handle(words(actor, "preferredUsername"), self._address)
        self._owner = Author(id=self._address, name=name, handle=handle)
        fields = [html_text(words(field, "value") or "") for field in parts(actor, "attachment")]
        links = [link.url for field in fields for link in field.links]
        return Profile(
            id=self._address,
            name=name,
            handle=handle,
            bio=html_text(words(actor, "summary") or "").text or None,
            website=next((link for link in links if link), None),
            joined=_moment(words(actor, "published")),
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
        quoted = _quoted(note)
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
            "reposted_at": _moment(words(activity, "published")),
            "visibility": _visibility(activity),
            "source": f"{self._file.name}, {place}",
        }
        known = self._seen.get(target or "")
        if note and words(note, "content") is not None:
            known = self._post(note, place)
        if known:
            return known.model_copy(update=passed_on)
        return Post(url=target, unavailable="the boosted post is not in this archive", **passed_on)

    def _post(self, note: Json, place: str) -> Post:
        said = _content(note)
        when = _moment(words(note, "published"))
        author = self._author(note)
        tags = _tags(note, "Hashtag", "#") or list(said.hashtags)
        mentions = _tags(note, "Mention", "@") or list(said.mentions)
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
            visibility=_visibility(note),
            hashtags=tags,
            mentions=mentions,
            links=said.links,
            media=list(self._media(note)),
            card=_card(note),
            poll=_poll(note),
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
            return self._owner if self._address else _author_of(stated)
        return _author_of(stated)

    def _quote(self, note: Json, post_id: str) -> Post | None:
        quoted = _quoted(note)
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
                duration=_seconds(item.get("duration")),
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


def _content(note: Json) -> HtmlText:
    stated = words(note, "content")
    if stated is None:
        stated = next((v for v in part(note, "contentMap").values() if isinstance(v, str)), "")
    name = words(note, "name")
    said = html_text(stated or "")
    return said._replace(text=f"{name}\n\n{said.text}".strip()) if name else said


def _handle(user: str | None, address: str | None) -> str | None:
    """Return an account's name across servers: `maraquill@social.example`."""
    host = host_of(address)
    return f"{user}@{host}" if user and host else user


def _author_of(address: str | None) -> Author:
    """Return who an actor's address says that it is: Mastodon's ends in the account's name."""
    if not address:
        return Author()
    user = address.rstrip("/").rpartition("/")[2].removeprefix("@")
    return Author(id=address, handle=_handle(user or None, address))


def _visibility(note: Json) -> Visibility | None:
    to, cc = _addressed(note, "to"), _addressed(note, "cc")
    if to is None and cc is None:
        return None
    if _PUBLIC & set(to or ()):
        return "public"
    if _PUBLIC & set(cc or ()):
        return "unlisted"
    if any(address.endswith("/followers") for address in (to or []) + (cc or [])):
        return "followers"
    return "direct"


def _addressed(note: Json, key: str) -> list[str] | None:
    found = note.get(key)
    if found is None:
        return None
    return [found] if isinstance(found, str) else strings(note, key)


def _tags(note: Json, kind: str, sign: str) -> list[str]:
    named = (words(tag, "name") for tag in parts(note, "tag") if words(tag, "type") == kind)
    return list(dict.fromkeys(name.removeprefix(sign) for name in named if name))


def _quoted(note: Json) -> str | None:
    for key in _QUOTES:
        if found := words(note, key) or words(part(note, key), "id"):
            return found
    return None


def _card(note: Json) -> LinkCard | None:
    for item in parts(note, "attachment"):
        if words(item, "type") == "Link" and (address := words(item, "href")):
            title = words(item, "name")
            about = words(item, "summary")
            return LinkCard(title=title, description=about, domain=host_of(address), url=address)
    return None


def _poll(note: Json) -> Poll | None:
    options = parts(note, "oneOf") or parts(note, "anyOf")
    if not options:
        return None
    closed = note.get("closed")
    return Poll(
        options=[
            PollOption(
                label=words(option, "name") or "",
                votes=count(part(option, "replies"), "totalItems"),
            )
            for option in options
        ],
        total_votes=count(note, "votersCount"),
        closed=True if closed else None,
        ends=_moment(words(note, "endTime")),
    )


def _moment(stated: str | None) -> Moment | None:
    try:
        return Moment.parse(stated) if stated else None
    except ValueError:
        return None


def _seconds(stated: Any) -> float | None:  # noqa: ANN401 - anything may stand in an archive
    if isinstance(stated, int | float) and not isinstance(stated, bool) and 0 <= stated < 1e7:
        return float(stated)
    return None
