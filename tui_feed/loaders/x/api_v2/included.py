"""Accounts, posts, media and polls that a page of API v2 holds, found by their ids."""

from collections.abc import Iterable
from functools import cached_property

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
)
from tui_feed.models import Author

ById = dict[str | None, JsonObject]
"""Objects by their ids."""


def _by_id(items: Iterable[JsonObject], key: str = "id") -> ById:
    return {get_id(item, key): item for item in items}


class Included:
    """Objects that a page holds; X does not repeat beside its posts what is one of them.

    A flattened post has them inside.
    """

    def __init__(self, page: JsonObject, tweets: Iterable[JsonObject] = ()) -> None:
        """Take the objects of a page, whose posts are `tweets`."""
        includes = get_obj(page, "includes")
        self._users = _by_id(get_list(includes, "users"))
        self._tweets = _by_id(tweets) | _by_id(get_list(includes, "tweets"))
        self._media = _by_id(get_list(includes, "media"), "media_key")
        self._polls = _by_id(get_list(includes, "polls"))
        self._authors: dict[str | None, Author] = {}

    def user(self, tweet: JsonObject) -> JsonObject:
        """Return who wrote a post."""
        return get_obj(tweet, "author") or self._users.get(get_id(tweet, "author_id"), {})

    def author(self, tweet: JsonObject) -> Author:
        """Return the same as an author, by the id of the account where nothing else is here."""
        author_id = get_id(tweet, "author_id")
        if "author" in tweet:
            return _author(self.user(tweet), author_id)
        if author_id not in self._authors:
            self._authors[author_id] = _author(self._users.get(author_id, {}), author_id)
        return self._authors[author_id]

    def user_of(self, user_id: str | None) -> JsonObject:
        """Return an account by its id."""
        return self._users.get(user_id, {})

    def handle_of(self, user_id: str | None) -> str | None:
        """Return the handle of an account; where it is not here, as somebody mentions it."""
        handle = self._users.get(user_id, {}).get("username") or self._mentioned.get(user_id)
        return handle if isinstance(handle, str) else None

    @cached_property
    def _mentioned(self) -> dict[str | None, str]:
        return {
            get_id(each, "id"): name
            for tweet in self._tweets.values()
            for each in get_list(tweet, "entities", "mentions")
            if isinstance(name := each.get("username"), str) and name
        }

    def tweet(self, reference: JsonObject) -> JsonObject:
        """Return the post that a reference leads to; flattened, the reference is the post."""
        if "text" in reference:
            return reference
        return self._tweets.get(get_id(reference, "id"), {})

    def lacks(self, tweet: JsonObject) -> str | None:
        """Return the id of a post that another one quotes or passes on, and that is not here."""
        if "referenced_tweets" not in tweet:
            return None
        for reference in get_list(tweet, "referenced_tweets"):
            if reference.get("type") != "replied_to" and not self.tweet(reference):
                return get_id(reference, "id")
        return None

    def version(self, post_id: str) -> JsonObject:
        """Return an earlier version of a post."""
        return self._tweets.get(post_id, {})

    def learn(self, other: "Included", post_id: str) -> None:
        """Take a post of another page, with what belongs to it."""
        tweet = other.version(post_id)
        self._tweets[post_id] = tweet
        self._users.setdefault(get_id(tweet, "author_id"), other.user(tweet))
        self._authors.clear()
        self._media |= {get_id(item, "media_key"): item for item in other.media(tweet)}
        if poll := other.poll(tweet):
            self._polls[get_id(poll, "id")] = poll

    def media(self, tweet: JsonObject) -> list[JsonObject]:
        """Return what is attached to a post: of media that are not here, their keys."""
        attached = get_obj(tweet, "attachments")
        if not attached:
            return []
        if whole := get_list(attached, "media"):
            return whole
        keys = get_strings(attached, "media_keys")
        return [self._media.get(key) or {"media_key": key} for key in keys]

    def poll(self, tweet: JsonObject) -> JsonObject:
        """Return the poll of a post."""
        attached = get_obj(tweet, "attachments")
        if not attached:
            return {}
        keyed = [self._polls.get(key, {}) for key in get_strings(attached, "poll_ids")]
        return get_obj(attached, "poll") or next(iter(get_list(attached, "polls") or keyed), {})


def _author(user: JsonObject, author_id: str | None) -> Author:
    return Author(
        id=get_id(user, "id") or author_id,
        name=get_str(user, "name"),
        handle=get_str(user, "username"),
    )
