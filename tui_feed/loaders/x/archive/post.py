"""Convert the archive's records to posts."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str, get_strings
from tui_feed.loaders.common.json_stream import Item
from tui_feed.loaders.x.archive.long_texts import Notes, wording_of_note
from tui_feed.loaders.x.archive.owner import Owner
from tui_feed.loaders.x.status_links import NOT_HERE, StatusLink, stub
from tui_feed.loaders.x.tweet import (
    FIRST_NATIVE_REPOST,
    Wording,
    author_of,
    passed_on,
    post_of,
    wording_of,
    written_text,
)
from tui_feed.loaders.x.tweet_dates import date_of, day_if_unknown, id_of, x_date
from tui_feed.loaders.x.tweet_media import media_objects, media_of
from tui_feed.loaders.x.tweet_text import repost_of
from tui_feed.models import NOTHING_COUNTED, Author, Post, Problem, Version
from tui_feed.sources.file import File
from tui_feed.text.dates import IsoDate

_OWNER = "the owner of this archive"


class Draft(NamedTuple):
    """Record after parsing, before its quoted post is known."""

    file: File
    """File of the record."""
    number: int
    """Position in the file, from 1."""
    written: str
    """Record as written."""
    value: Any
    """Record as parsed."""
    tweet: JsonObject
    """Tweet in it."""
    id: str
    """Id of the post."""
    wording: Wording
    """Text with its names and links; for a repost, of the reposted post."""
    versions: frozenset[str]
    """Ids of all versions; several for an edited post."""

    @property
    def place(self) -> str:
        """Place in its file, for messages."""
        return f"item {self.number:,}"

    @property
    def quoted(self) -> StatusLink | None:
        """Post quoted by its last link."""
        return self.wording.said.quoted


def unwrapped(value: object) -> JsonObject:
    """Return the tweet in a record; until 2020 it had no `{"tweet": …}` around it."""
    return get_obj(value, "tweet") or get_obj(value, "communityTweet") or get_obj({"": value}, "")


class Drafts:
    """Converter of records to posts."""

    def __init__(self, owner: Owner, notes: Notes, members: Mapping[str, str]) -> None:
        """Take facts about the archive: `members` are the names of pictures."""
        self._owner = owner
        self._notes = notes
        self._members = members
        self._identities = Identities()

    def draft(self, file: File, item: Item, known_id: str | None = None) -> Draft | Problem:
        """Parse a record; return a problem if it is not a post. `known_id`: its earlier id."""
        tweet = unwrapped(item.value)
        if not _has_text(tweet):
            reason = "no post: it has no text; it is left out"
            return file.problem(reason, f"item {item.number:,}", skipped=True)
        post_id = id_of(tweet)
        versions = _versions(tweet, post_id)
        wording = self._wording(tweet, versions)
        post_id = post_id or known_id
        if post_id is None:
            handle = self._author(tweet).handle
            post_id = self._identities.of_post(handle, _made(tweet, None), wording.said.text)
        return Draft(file, item.number, item.text, item.value, tweet, post_id, wording, versions)

    def _wording(self, tweet: JsonObject, versions: frozenset[str]) -> Wording:
        original = _original(tweet)
        if original:
            handle = get_str(get_obj(original, "user"), "screen_name") or _reposted(tweet)
            own_ids = frozenset({id_of(original) or ""})
            wording = wording_of(original, media_objects(original), own_ids=own_ids)
            return wording._replace(reposted=handle or "")
        if whole := self._notes.whole_of(tweet):
            return wording_of_note(whole, tweet, versions)
        media = media_objects(tweet)
        return wording_of(tweet, media, is_repost=_passes_on(tweet), own_ids=versions)

    def post(self, draft: Draft, quote: Post | None, earlier: tuple[Version, ...] = ()) -> Post:
        """Return the post with its quote and its earlier versions, the first version first."""
        source = f"{draft.file.name}, {draft.place}"
        if draft.wording.reposted is not None:
            return self._repost(draft, quote, source)
        post = self._of_words(draft, draft.tweet, self._author(draft.tweet), quote)
        return replace(
            post,
            reply_to=post.reply_to or self._answered(draft.tweet),
            edited=len(draft.versions) > 1 or bool(earlier),
            versions=earlier,
            unavailable=_deletion(draft.tweet),
            source=source,
        )

    def version(self, draft: Draft) -> Version:
        """Return an earlier version of a post."""
        made = _made(draft.tweet, draft.id)
        return Version(id=draft.id, created_at=made, text=draft.wording.said.text)

    def stub(self, quoted: StatusLink, reason: str = NOT_HERE) -> Post:
        """Return a placeholder for a quoted post of which only the link is known."""
        return stub(quoted.id, quoted.handle, reason)

    def _of_words(
        self, draft: Draft, tweet: JsonObject, author: Author, quote: Post | None
    ) -> Post:
        media = media_objects(tweet)
        shown = media_of(media, draft.id, self._members) if media else ()
        post = post_of(tweet, draft.id, author, draft.wording, shown, quote)
        return replace(post, created_at=_made(tweet, id_of(tweet))) if _is_day(post) else post

    def _repost(self, draft: Draft, quote: Post | None, source: str) -> Post:
        """Return the reposted post.

        If only the text of the repost is known, its counts, its app and its date are left out:
        they belong to the repost.
        """
        original = _original(draft.tweet)
        author = _account(get_obj(original, "user")) or _named_author(draft)
        post = self._of_words(draft, original or draft.tweet, author, quote)
        if not original:
            post = replace(
                post,
                created_at=None,
                client=None,
                reply_to=(),
                reply_to_id=None,
                metrics=NOTHING_COUNTED,
            )
        owner = self._author(draft.tweet)
        by = owner if owner.handle or owner.name else Author(name=_OWNER)
        return passed_on(post, draft.id, by, _made(draft.tweet, draft.id), source)

    def _author(self, tweet: JsonObject) -> Author:
        """Return the author of a tweet; archives before 2019 state it in each tweet."""
        return _account(get_obj(tweet, "user")) or self._owner.author

    def _answered(self, tweet: JsonObject) -> tuple[str, ...]:
        """Return the handle replied to, if only the id of the account is left."""
        account = id_of(tweet, "in_reply_to_user_id")
        if not account:
            return ()
        if account == self._owner.author.id:
            handle = self._owner.author.handle
        else:
            people = get_list(tweet, "entities", "user_mentions")
            named = (get_str(who, "screen_name") for who in people if id_of(who) == account)
            handle = next(named, None)
        return (handle,) if handle else ()


def _deletion(tweet: JsonObject) -> str | None:
    """Return the date of a deletion as text, for a deleted post whose text the archive keeps."""
    deleted = x_date(tweet.get("deleted_at")) if "deleted_at" in tweet else None
    return f"its author deleted it on {deleted[:10]}" if deleted else None


def _has_text(tweet: JsonObject) -> bool:
    return isinstance(tweet.get("full_text", tweet.get("text")), str)


def _original(tweet: JsonObject) -> JsonObject:
    """Return the original of a repost if the archive has it as an object; empty for others."""
    original = get_obj(tweet, "retweeted_status")
    return original if original and _has_text(original) else {}


def _passes_on(tweet: JsonObject) -> bool:
    """Tell whether a tweet is a repost: `RT @handle: ` may also be words of its author.

    Archives before 2019, which name the author in each record, have the complete original; later
    archives have only the text.
    """
    if "user" in tweet or not repost_of(written_text(tweet)):
        return "retweeted_status" in tweet
    made = date_of(tweet, id_of(tweet))
    return made is None or made >= FIRST_NATIVE_REPOST


def _reposted(tweet: JsonObject) -> str | None:
    found = repost_of(written_text(tweet))
    return found["handle"] if found else None


def _is_day(post: Post) -> bool:
    return bool(post.created_at) and day_if_unknown(post.created_at, post.id) != post.created_at


def _made(tweet: JsonObject, post_id: str | None) -> IsoDate | None:
    """Return the date of a tweet; archives before 2019 have only the day of some old tweets."""
    found = date_of(tweet, post_id)
    stated = tweet.get("created_at")
    is_of_month = isinstance(stated, str) and stated[:1].isdecimal()
    return day_if_unknown(found, post_id) if is_of_month else found


def _versions(tweet: JsonObject, post_id: str | None) -> frozenset[str]:
    """Return the ids of all versions known to a tweet, with its own id."""
    own = (post_id,) if post_id else ()
    info = get_obj(tweet, "edit_info")
    if not info:
        return frozenset(own)
    edit, initial = get_obj(info, "edit"), get_obj(info, "initial")
    if not edit and initial.get("editTweetIds") == [post_id]:
        return frozenset(own)
    listed = [
        each
        for holder in (initial, edit, get_obj(edit, "editControlInitial"), get_obj(edit, "initial"))
        for each in get_strings(holder, "editTweetIds")
    ]
    stated = (id_of({"id": each}) for each in (*listed, edit.get("initialTweetId")))
    return frozenset((*own, *filter(None, stated)))


def _account(user: JsonObject) -> Author | None:
    return author_of(user) if get_str(user, "screen_name") else None


def _named_author(draft: Draft) -> Author:
    """Return the author named in a repost, from its mentions."""
    handle = draft.wording.reposted or ""
    people = get_list(draft.tweet, "entities", "user_mentions")
    named = (found for who in people if (found := _account(who)))
    return next(
        (each for each in named if (each.handle or "").casefold() == handle.casefold()),
        Author(handle=handle or None),
    )
