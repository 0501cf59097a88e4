"""Convert the activities of an outbox to posts and boosts."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.fields import JsonObject, get_obj, get_one_or_more, get_str
from tui_feed.loaders.common.json_documents import Document, read_each
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.loaders.common.record_reader import Read
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.loaders.mastodon.actor import profile_of
from tui_feed.loaders.mastodon.addresses import author_at, author_of
from tui_feed.loaders.mastodon.attachments import MediaFiles, card_of, media_of, papers_of
from tui_feed.loaders.mastodon.notes import (
    answered_address,
    answered_handle,
    content_of,
    metrics_of,
    named_in,
    poll_of,
    quoted_address,
    quotes_a_tombstone,
    visibility_of,
)
from tui_feed.loaders.mastodon.pending import Activity, Waiting
from tui_feed.loaders.mastodon.saved_posts import ONLY_ADDRESS
from tui_feed.models import NOT_STATED, Author, Post, Problem, Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import File

_POSTS = ("Create", "Update", "Note", "Question", "Article", "Page")
_ACTORS = ("Person", "Service", "Application", "Group", "Organization")
_NO_POSTS = (*_ACTORS, "Tombstone")
_PRIVATE = ("followers", "direct")
_LONGEST_CHAIN = 16
_GONE = "it is gone: deleted, or its author let nobody quote it any more"


class ActivityReader:
    """Reader of the activities of an archive, or of objects saved one by one."""

    def __init__(
        self, container: Container, file: File, activities: Iterator[Document | Problem]
    ) -> None:
        """Take an archive, its file with activities, and the activities."""
        self._container = container
        self._file = file
        self._activities = activities
        self._files = MediaFiles(container)
        self._identities = Identities()
        self._owner = Author()
        self._address: str | None = None
        self._own = "\n"  # beginning of own posts' addresses; a line end matches none
        self._seen: dict[str, Post] = {}
        self._waiting = Waiting()
        self._others: Counter[str] = Counter()

    def records(self) -> Iterator[Record | Read]:
        """Yield the profile, the posts with their activities, and problems."""
        yield from self._account()
        yield from read_each(self._activities, self._read)
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
        except JsonError as error:
            place = f"column {error.column:,}"
            yield file.problem(f"{error.reason}; the profile is not read", place)
            return
        profile = profile_of(actor if isinstance(actor, dict) else {}, self._container.name)
        self._meet(Author(id=profile.id, name=profile.name, handle=profile.handle))
        yield profile

    def _meet(self, owner: Author) -> None:
        self._owner, self._address = owner, owner.id
        self._own = f"{owner.id}/" if owner.id else "\n"

    # Activities

    def _read(self, document: Document) -> Iterator[Record | Read]:
        stated, place = document.value, document.where
        if not isinstance(stated, dict):
            yield self._file.problem("no activity; it is left out", place, skipped=True)
            return
        if self._address is None:  # without `actor.json`
            self._meet(author_of(get_str(stated, "actor") or get_str(stated, "attributedTo")))
        kind, held = get_str(stated, "type") or "unknown", get_obj(stated, "object")
        if kind == "Announce":
            yield from self._come_or_wait(Activity(stated, held, place, is_boost=True))
        elif kind not in _POSTS:
            self._others[kind] += 1
        elif kind not in ("Create", "Update"):
            yield from self._come_or_wait(Activity(stated, held or stated, place))
        elif get_str(held, "type") in _NO_POSTS:
            self._others[f"{kind} of a {get_str(held, 'type')}"] += 1
        elif held:
            yield from self._come_or_wait(Activity(stated, held, place))
        else:
            yield self._addressed(stated, place)

    def _come_or_wait(self, activity: Activity) -> Iterable[Read]:
        note, is_boost = activity.note, activity.is_boost
        target = activity.target if is_boost else quoted_address(note)
        if target and target.startswith(self._own) and target not in self._seen:
            is_there = is_boost and get_str(note, "content") is not None
            post_id = get_str(activity.stated if is_boost else note, "id")
            if not is_there and target != post_id:
                self._waiting.hold(activity, post_id, target)
                return ()
        return self._come(activity)

    def _come(self, activity: Activity) -> Iterator[Read]:
        """Yield the post of an activity, and the posts that have waited for it."""
        coming = [activity]
        while coming:
            each = coming.pop()
            if each.is_boost:
                post = self._boost(each)
            else:
                post = self._post(each.note, each.place, each.stated)
                self._seen[post.id] = post
            yield Read(post, each.stated)
            coming += self._waiting.released(post.id)

    def _addressed(self, activity: JsonObject, place: str) -> Problem | Read:
        """Return a post of which the archive has only the address."""
        address = get_str(activity, "object")
        if not address:
            return self._file.problem("no post in it; it is left out", place, skipped=True)
        post = Post(
            id=address,
            url=address,
            author=self._owner,
            created_at=iso_date(get_str(activity, "published")),
            visibility=visibility_of(activity),
            unavailable=ONLY_ADDRESS,
            source=self._source(place),
        )
        return Read(post, activity)

    def _boost(self, activity: Activity) -> Post:
        stated, note = activity.stated, activity.note
        target, when = activity.target, get_str(stated, "published")
        known = self._seen.get(target or "")
        if get_str(note, "content") is not None:
            known = self._post(note, activity.place, {})
        audience = visibility_of(stated)
        if known is None:
            why = "the boosted post is not in this archive"
            known = Post(id="", url=target, author=author_at(target), unavailable=why)
        elif known.visibility in _PRIVATE:
            audience = known.visibility
        return replace(
            known,
            id=get_str(stated, "id")
            or self._identities.of_post(None, when, target or activity.place),
            reposted_by=self._owner.handle or self._owner.name or "the owner of the archive",
            reposted_at=iso_date(when),
            visibility=audience,
            source=self._source(activity.place),
        )

    def _source(self, place: str) -> str:
        return f"{self._file.name}, {place}"

    # Posts

    def _post(self, note: JsonObject, place: str, around: JsonObject) -> Post:
        """Return a post; `around` is its activity, with default date and recipients."""
        quoted, named = quoted_address(note), named_in(note)
        said, attached = content_of(note, quoted), get_one_or_more(note, "attachment")
        published, updated = get_str(note, "published"), get_str(note, "updated")
        when = iso_date(published or get_str(around, "published"))
        author, address, answered = self._author(note), get_str(note, "id"), answered_address(note)
        post_id = address or self._identities.of_post(author.handle, when, said.text)
        return Post(
            id=post_id,
            url=get_str(note, "url") or address,
            author=author,
            created_at=when,
            text=said.text,
            lang=next(iter(get_obj(note, "contentMap")), None),
            reply_to=self._reply_to(note, answered) if answered else (),
            reply_to_id=answered,
            conversation_id=get_str(note, "conversation") or get_str(note, "context"),
            quote=self._quote(note, post_id, quoted),
            edited=updated is not None and updated != published,
            content_warning=get_str(note, "summary"),
            visibility=visibility_of(note) or visibility_of(around),
            hashtags=named.hashtags or said.hashtags,
            mentions=named.mentions or said.mentions,
            cashtags=() if said.text else NOT_STATED,
            links=(*said.links, *papers_of(attached)) if attached else said.links,
            media=tuple(media_of(attached, self._files)) if attached else (),
            card=card_of(attached) if attached else None,
            poll=poll_of(note),
            metrics=metrics_of(note),
            source=self._source(place),
        )

    def _reply_to(self, note: JsonObject, address: str) -> tuple[str, ...]:
        """Return the handle of the account of the answered post."""
        handle = self._owner.handle if address.startswith(self._own) else answered_handle(note)
        return (handle,) if handle else ()

    def _author(self, note: JsonObject) -> Author:
        stated = get_str(note, "attributedTo")
        return self._owner if stated in (None, self._address) else author_of(stated)

    def _quote(self, note: JsonObject, post_id: str, quoted: str | None) -> Post | None:
        if quotes_a_tombstone(note):
            stub = quoted or self._identities.of_quote(None, None, "", post_id)
            return Post(id=stub, url=quoted, author=author_at(quoted), unavailable=_GONE)
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


def _chain(post: Post | None) -> int:
    """Count the posts in a chain of quotes."""
    number = 0
    while post:
        number, post = number + 1, post.quote
    return number
