"""A record of the archive as a post."""

from collections.abc import Mapping
from typing import NamedTuple

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_list,
    get_obj,
    get_str,
    get_strings,
)
from tui_feed.loaders.common.json_stream import Item
from tui_feed.loaders.x.archive.long_texts import Notes
from tui_feed.loaders.x.archive.owner import Owner
from tui_feed.loaders.x.archive.pictures import media_of
from tui_feed.loaders.x.archive.post_text import Quoted, Wording, wording_of, wording_of_note
from tui_feed.loaders.x.archive.values import id_of, moment
from tui_feed.loaders.x.tweet_text import client_of, unescaped
from tui_feed.models import Author, Metrics, Post, Problem, Version
from tui_feed.sources.file import File
from tui_feed.text.dates import Moment, iso

NOT_HERE = "not in this archive"
"""Why a quoted post has no text."""


class Draft(NamedTuple):
    """A record that was read, before what it quotes is known."""

    file: File
    """The file that it stands in."""
    number: int
    """Its place there, from 1."""
    written: str
    """The record as it stands there."""
    tweet: JsonObject
    """What it says."""
    id: str
    """The post's id."""
    wording: Wording
    """Its text and what it names."""
    versions: frozenset[str]
    """Ids of all its versions; of an edited post there are several."""

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"item {self.number:,}"

    @property
    def made(self) -> Moment | None:
        """When it was posted."""
        return moment(self.tweet.get("created_at"), self.id)


def unwrapped(value: object) -> JsonObject:
    """Return a tweet; until 2020 it stood without `{"tweet": …}` around it."""
    return get_obj(value, "tweet") or get_obj(value, "communityTweet") or get_obj({"": value}, "")


class Drafts:
    """Makes posts out of records."""

    def __init__(self, owner: Owner, notes: Notes, members: Mapping[str, str]) -> None:
        self._owner = owner
        self._notes = notes
        self._members = members
        self._identities = Identities()

    def draft(self, file: File, item: Item, known_id: str | None = None) -> Draft | Problem:
        """Read a record; a problem where it is no post. `known_id`: its id before."""
        tweet = unwrapped(item.value)
        post_id = id_of(tweet)
        if not isinstance(tweet.get("full_text", tweet.get("text")), str):
            reason = "no post: it has no text; it is left out"
            return file.problem(reason, f"item {item.number:,}", skipped=True)
        versions = _versions(tweet) | ({post_id} if post_id else set())
        core = self._notes.whole_of(tweet)
        wording = wording_of_note(core, tweet, versions) if core else wording_of(tweet, versions)
        post_id = post_id or known_id
        if post_id is None:
            when = moment(tweet.get("created_at"))
            handle = self._author(tweet).handle
            post_id = self._identities.of_post(handle, iso(when), wording.text)
        return Draft(file, item.number, item.text, tweet, post_id, wording, versions)

    def post(
        self, draft: Draft, quote: Post | None, earlier: tuple[Version, ...] = ()
    ) -> Post | Problem:
        """Return the post with what it quotes, and with its versions, the first one first."""
        fields = {**self._fields(draft), **self._passing_on(draft)}
        edited = len(draft.versions) > 1 or bool(earlier)
        return Post(**fields, quote=quote, edited=edited, versions=earlier)

    def version(self, draft: Draft) -> Version:
        """Return an earlier version of a post."""
        return Version(id=draft.id, created_at=iso(draft.made), text=draft.wording.text)

    def stub(self, quoted: Quoted, reason: str = NOT_HERE) -> Post:
        """Return a quoted post of which only the link is known."""
        author = Author(handle=quoted.handle)
        return Post(
            id=quoted.id, url=_address(author, quoted.id), author=author, unavailable=reason
        )

    def _fields(self, draft: Draft) -> JsonObject:
        tweet, author = draft.tweet, self._author(draft.tweet)
        return {
            "id": draft.id,
            "url": _address(author, draft.id),
            "author": author,
            "created_at": iso(draft.made),
            "lang": get_str(tweet, "lang"),
            "client": client_of(get_str(tweet, "source")),
            "reply_to": self._reply_to(tweet),
            "reply_to_id": id_of(tweet, "in_reply_to_status_id"),
            "media": tuple(media_of(tweet, draft.id, self._members)),
            "metrics": Metrics(
                likes=get_count(tweet, "favorite_count"), reposts=get_count(tweet, "retweet_count")
            ),
            "source": f"{draft.file.name}, {draft.place}",
            **draft.wording.fields(),
        }

    def _author(self, tweet: JsonObject) -> Author:
        """Return who wrote a tweet; archives of before 2019 say it in each."""
        return _account(get_obj(tweet, "user")) or self._owner.author

    def _reply_to(self, tweet: JsonObject) -> tuple[str, ...]:
        """Return whom a tweet replies to; where only the id of the account is left, by that."""
        handle = get_str(tweet, "in_reply_to_screen_name")
        account = id_of(tweet, "in_reply_to_user_id")
        if not handle and account:
            if account == self._owner.author.id:
                handle = self._owner.author.handle
            else:
                people = get_list(tweet, "entities", "user_mentions")
                named = (get_str(who, "screen_name") for who in people if id_of(who) == account)
                handle = next(named, None)
        return (handle,) if handle else ()

    def _passing_on(self, draft: Draft) -> JsonObject:
        """Return what is different in a repost.

        Its counts and its app are left out: they are those of the repost, and not of what is passed
        on.
        """
        if draft.wording.reposted is None:
            return {}
        owner = self._author(draft.tweet)
        found = {
            "author": _reposted_author(draft),
            "created_at": None,
            "client": None,
            "reposted_by": owner.handle or owner.name or "the owner of this archive",
            "reposted_at": iso(draft.made),
            "reply_to": (),
            "reply_to_id": None,
            "metrics": Metrics(),
        }
        original = get_obj(draft.tweet, "retweeted_status")
        author = _account(get_obj(original, "user"))
        if author and isinstance(original.get("full_text", original.get("text")), str):
            said = wording_of(original, frozenset({id_of(original) or ""}))
            made = moment(original.get("created_at"), id_of(original))
            client = client_of(get_str(original, "source"))
            found |= {**said.fields(), "author": author, "created_at": iso(made), "client": client}
        return found


def _versions(tweet: JsonObject) -> frozenset[str]:
    """Return the ids of the versions that a tweet knows of."""
    info = get_obj(tweet, "edit_info")
    edit, initial = get_obj(info, "edit"), get_obj(info, "initial")
    listed = [
        each
        for holder in (initial, edit, get_obj(edit, "editControlInitial"), get_obj(edit, "initial"))
        for each in get_strings(holder, "editTweetIds")
    ]
    stated = (id_of({"id": each}) for each in (*listed, edit.get("initialTweetId")))
    return frozenset(filter(None, stated))


def _account(user: JsonObject) -> Author | None:
    handle = get_str(user, "screen_name")
    if not handle:
        return None
    name = get_str(user, "name")
    return Author(id=id_of(user), name=unescaped(name) if name else None, handle=handle)


def _reposted_author(draft: Draft) -> Author:
    handle = draft.wording.reposted or ""
    people = get_list(draft.tweet, "entities", "user_mentions")
    named = (found for who in people if (found := _account(who)))
    return next(
        (each for each in named if (each.handle or "").casefold() == handle.casefold()),
        Author(handle=handle),
    )


def _address(author: Author, post_id: str) -> str | None:
    return (
        None
        if post_id.startswith("~")
        else f"https://x.com/{author.handle or 'i'}/status/{post_id}"
    )
