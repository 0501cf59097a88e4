"""The account and the posts of an archive, with what belongs together joined."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from tui_feed.loaders.container import Container
from tui_feed.loaders.entities import entity_fields
from tui_feed.loaders.faults import left_out
from tui_feed.loaders.fields import Json, count, name_of, part, parts, words
from tui_feed.loaders.file import File
from tui_feed.loaders.identity import Identities
from tui_feed.loaders.json_stream import Item, items
from tui_feed.loaders.x_archive.layout import id_of, tweet_files, unwrapped
from tui_feed.loaders.x_tweets import (
    NOT_HERE,
    Said,
    address,
    media_objects,
    media_of,
    moment,
    note_said,
    quoted_link,
    repost_of,
    said,
    x_date,
)
from tui_feed.model import Author, Media, Metrics, Post, Problem, Profile, Record, Version

_CUT = re.compile(r"(?:…|\.\.\.)\s*(?:https://t\.co/\w+)?\s*$")


class Reader:
    """Reads one archive."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._identities = Identities()
        self._owner = Author()
        self._notes: dict[str, list[Json]] = {}
        self._edited: dict[str, list[tuple[Json, str]]] = {}
        self._quoting: dict[str, tuple[Json, str]] = {}
        self._problems: list[Problem] = []

    def records(self) -> Iterator[Record]:
        """Yield everything that it holds."""
        profile = self._profile()
        if profile:
            yield profile
        self._read_notes()
        yield from self._told()
        for file in tweet_files(self._container):
            for item in items(file):
                if isinstance(item, Problem):
                    yield item
                else:
                    yield from self._kept_or_read(file, item)
        yield from self._finish_edited()
        yield from self._finish_quoting()
        yield from self._told()

    def _told(self) -> Iterator[Problem]:
        yield from self._problems
        self._problems = []

    # The account

    def _profile(self) -> Profile | None:
        account = part(self._first_of("account.js"), "account")
        about = part(self._first_of("profile.js"), "profile")
        handle, name = words(account, "username"), words(account, "accountDisplayName")
        if not handle and not name:
            return None
        self._owner = Author(id=name_of(account, "accountId"), name=name, handle=handle)
        described = part(about, "description")
        joined = words(account, "createdAt")
        return Profile(
            id=self._owner.id,
            name=name,
            handle=handle,
            bio=words(described, "bio"),
            location=words(described, "location"),
            website=words(described, "website"),
            joined=x_date(joined) if joined else None,
            avatar=words(about, "avatarMediaUrl"),
            source=self._container.name,
        )

    def _first_of(self, name: str) -> Json:
        """Return the only record of a small file; an empty one where it cannot be read."""
        file = None if self._container.lone else self._container.find(name)
        for item in items(file) if file else ():
            if isinstance(item, Problem):
                self._problems.append(item)
            elif isinstance(item.value, dict):
                found: Json = item.value
                return found
        return {}

    def _read_notes(self) -> None:
        file = None if self._container.lone else self._container.find("note-tweet.js")
        for item in items(file) if file else ():
            if isinstance(item, Problem):
                self._problems.append(item)
                continue
            note = part(item.value, "noteTweet")
            when = words(note, "createdAt")
            if when:
                self._notes.setdefault(when[:19], []).append(note)

    # Posts

    def _kept_or_read(self, file: File, item: Item) -> Iterator[Record]:
        place = f"item {item.number:,}"
        if not isinstance(item.value, dict):
            yield file.problem("no post; it is left out", place, skipped=True)
            return
        tweet, source = unwrapped(item.value), f"{file.name}, {place}"
        first = _first_version(tweet)
        if first:
            self._edited.setdefault(first, []).append((tweet, source))
        elif self._quotes_own(tweet):
            self._quoting[id_of(tweet) or source] = (tweet, source)
        else:
            yield self._made(tweet, source, file, place)

    def _made(self, tweet: Json, source: str, file: File, place: str) -> Record:
        try:
            return self._post(tweet, source)
        except ValidationError as error:
            return file.problem(left_out(error), place, skipped=True)

    def _quotes_own(self, tweet: Json) -> bool:
        quoted = quoted_link(tweet)
        mine = (self._owner.handle or "").casefold()
        return bool(quoted and mine and (quoted[1] or "").casefold() == mine)

    def _post(
        self,
        tweet: Json,
        source: str,
        quote: Post | None = None,
        **more: Any,  # noqa: ANN401
    ) -> Post:
        post_id = id_of(tweet)
        when = moment(tweet, post_id)
        text = words(tweet, "full_text") or words(tweet, "text") or ""
        passed_on = repost_of(text)
        quoted = None if passed_on else quoted_link(tweet)
        if quoted and quote is None:
            quote = _stub(*quoted)
        found = self._said(tweet, text, quoted[0] if quoted else None)
        reply_to = words(tweet, "in_reply_to_screen_name")
        fields: dict[str, Any] = {
            "id": post_id or self._identities.of_post(self._owner.handle, when, text),
            "url": address(self._owner.handle, post_id) if post_id else None,
            "author": self._owner,
            "created_at": when,
            "lang": words(tweet, "lang"),
            "reply_to": [reply_to] if reply_to else [],
            "reply_to_id": words(tweet, "in_reply_to_status_id_str")
            or name_of(tweet, "in_reply_to_status_id"),
            "quote": quote,
            "media": self._media(tweet, post_id),
            "metrics": Metrics(
                likes=count(tweet, "favorite_count"), reposts=count(tweet, "retweet_count")
            ),
            "source": source,
            **found.fields(),
            **more,
        }
        if passed_on:
            fields |= self._passed_on(tweet, found, when)
        return Post(**{name: value for name, value in fields.items() if value is not None})

    def _passed_on(self, tweet: Json, found: Said, when: Any) -> Json:  # noqa: ANN401
        """Return what is known of a repost: its author's handle, and a text that is often cut."""
        handle, text = repost_of(found.text) or ("", found.text)
        people = parts(tweet, "entities", "user_mentions")
        who = next(
            (p for p in people if (words(p, "screen_name") or "").casefold() == handle.casefold()),
            {},
        )
        return {
            "author": Author(id=name_of(who, "id_str"), name=words(who, "name"), handle=handle),
            "created_at": None,
            "reposted_at": when,
            "reposted_by": self._owner.handle or self._owner.name or "the owner of the archive",
            "text": text,
            "mentions": [name for name in found.mentions if name.casefold() != handle.casefold()],
        }

    def _said(self, tweet: Json, text: str, quoted_id: str | None) -> Said:
        entities = part(tweet, "entities")
        found = said(text, entities, media_objects(tweet), quoted_id)
        note = self._note_of(tweet, found.text)
        if note:
            return note_said(note, quoted_id)
        if not entities:
            named = entity_fields(found.text)
            return Said(
                found.text,
                list(named["links"]),
                list(named["hashtags"]),
                list(named["mentions"]),
                list(named["cashtags"]),
            )
        return found

    def _note_of(self, tweet: Json, text: str) -> Json | None:
        """Return the whole of a long post: made in the same second, and it begins the same."""
        when = moment(tweet, None)
        beginning = _CUT.sub("", text)
        if not when or beginning == text or not self._notes:
            return None
        utc = when.iso[:19]
        for note in self._notes.get(utc, ()):
            core = part(note, "core")
            if (words(core, "text") or "").startswith(beginning.rstrip()):
                return core | {"core": core}
        return None

    def _media(self, tweet: Json, post_id: str | None) -> list[Media]:
        found = []
        for item, media in zip(media_objects(tweet), media_of(tweet), strict=False):
            addresses = (media.url, words(item, "media_url_https"), words(item, "media_url"))
            names = [
                f"{folder}/{post_id}-{url.rpartition('/')[2].partition('?')[0]}"
                for url in addresses
                if url
                for folder in ("tweets_media", "tweet_media", "community_tweet_media")
            ]
            held = next((name for name in map(self._member, names) if name), None)
            found.append(media.model_copy(update={"file": held}) if held else media)
        return found

    def _member(self, ending: str) -> str | None:
        for prefix in ("data/", ""):
            if prefix + ending in self._container.files:
                return prefix + ending
        return None

    # What waits for the end

    def _finish_edited(self) -> Iterator[Record]:
        for versions in self._edited.values():
            versions.sort(
                key=lambda each: (
                    int(id_of(each[0]) or 0) if (id_of(each[0]) or "").isdecimal() else 0
                )
            )
            *earlier, (last, source) = versions
            told = [
                Version(
                    id=id_of(tweet),
                    created_at=moment(tweet, id_of(tweet)),
                    text=self._said(tweet, words(tweet, "full_text") or "", None).text,
                )
                for tweet, _ in earlier
            ]
            try:
                yield self._post(last, source, edited=True, versions=told)
            except ValidationError as error:
                yield self._lost(source, error)

    def _finish_quoting(self) -> Iterator[Record]:
        wanted = {
            quoted[0] for tweet, _ in self._quoting.values() if (quoted := quoted_link(tweet))
        }
        known = self._fetched(wanted - set(self._quoting))
        for tweet, source in self._quoting.values():
            try:
                yield self._with_quotes(tweet, source, known)
            except ValidationError as error:
                yield self._lost(source, error)

    def _with_quotes(self, tweet: Json, source: str, known: dict[str, tuple[Json, str]]) -> Post:
        """Return a post with what it quotes, and what that quotes, inside it; circles are cut."""
        chain, seen = [(tweet, source)], {id_of(tweet)}
        while quoted := quoted_link(chain[-1][0]):
            nearer = self._quoting.get(quoted[0]) or known.get(quoted[0])
            if nearer is None or quoted[0] in seen or len(chain) > 50:
                break
            seen.add(quoted[0])
            chain.append(nearer)
        post: Post | None = None
        for each, where in reversed(chain):
            post = self._post(each, where, post)
        if post is None:
            raise AssertionError("a chain has a first post")
        return post

    def _fetched(self, wanted: set[str]) -> dict[str, tuple[Json, str]]:
        """Read the files once more for some posts; nothing is read where none is wanted."""
        found: dict[str, tuple[Json, str]] = {}
        for file in tweet_files(self._container) if wanted else ():
            for item in items(file):
                if isinstance(item, Item) and isinstance(item.value, dict):
                    tweet = unwrapped(item.value)
                    post_id = id_of(tweet)
                    if post_id in wanted and post_id:
                        found[post_id] = (tweet, f"{file.name}, item {item.number:,}")
        return found

    def _lost(self, source: str, error: ValidationError) -> Problem:
        name, _, place = source.rpartition(", ")
        reason = left_out(error)
        return Problem(place=place, reason=reason, source=name, skipped=True)


def _stub(post_id: str, handle: str | None, full: str) -> Post:
    return Post(id=post_id, url=full, author=Author(handle=handle), unavailable=NOT_HERE)


def _first_version(tweet: Json) -> str | None:
    """Return the id of the first of several versions; None for a post that was never edited."""
    info = part(tweet, "edit_info")
    edit = part(info, "edit") or part(info, "initial")
    initial = words(part(info, "edit"), "initialTweetId")
    ids = part(info, "initial").get("editTweetIds") or edit.get("editTweetIds")
    several = isinstance(ids, list) and len(ids) > 1
    if initial:
        return initial
    return str(ids[0]) if several and isinstance(ids, list) else None
