"""Look up accounts, posts, media and polls in a page of API v2 by id."""

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
from tui_feed.loaders.x.tweet_text import get_unescaped
from tui_feed.models import Author

ById = dict[str | None, JsonObject]
"""Objects by id."""


def _by_id(items: Iterable[JsonObject], key: str = "id") -> ById:
    return {get_id(item, key): item for item in items}


class Included:
    """Objects of a page; X includes no object twice.

    A flattened post has them inside.
    """

    def __init__(self, page: JsonObject, tweets: Iterable[JsonObject] = ()) -> None:
        """Take the objects of a page with the posts `tweets`."""
        includes = get_obj(page, "includes")
        self._users = _by_id(get_list(includes, "users"))
        self._tweets = _by_id(tweets) | _by_id(get_list(includes, "tweets"))
        self._media = _by_id(get_list(includes, "media"), "media_key")
        self._polls = _by_id(get_list(includes, "polls"))
        self._authors: dict[str | None, Author] = {}

    @property
    def users(self) -> ById:
        """Return the accounts that are here, by their ids."""
        return self._users

    def user(self, tweet: JsonObject) -> JsonObject:
        """Return the author of a post."""
        stated = get_obj(tweet, "author") if "author" in tweet else None
        return stated or self._users.get(get_id(tweet, "author_id"), {})

    def author(self, tweet: JsonObject) -> Author:
        """Return the author of a post for `Post`; only the id if the page lacks the account."""
        author_id = get_id(tweet, "author_id")
        if "author" in tweet:
            return _author(self.user(tweet), author_id)
        found = self._authors.get(author_id)
        if found is None:
            found = _author(self._users.get(author_id, {}), author_id)
            self._authors[author_id] = found
        return found

    def user_of(self, user_id: str | None) -> JsonObject:
        """Return an account by its id."""
        return self._users.get(user_id, {})

    def handle_of(self, user_id: str | None) -> str | None:
        """Return the handle of an account: its own, or as mentioned in a post."""
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
        """Return the post of a reference; in a flattened post the reference itself."""
        if "text" in reference:
            return reference
        return self._tweets.get(get_id(reference, "id"), {})

    def lacks(self, tweet: JsonObject) -> str | None:
        """Return the id of a quoted or reposted post missing from this page; None without any."""
        if "referenced_tweets" not in tweet:
            return None
        for reference in get_list(tweet, "referenced_tweets"):
            if reference.get("type") != "replied_to" and not self.tweet(reference):
                return get_id(reference, "id")
        return None

    def lacks_user(self, tweet: JsonObject) -> bool:
        """Tell whether the author of a post is not here, or the account that it answers."""
        if "in_reply_to_user_id" in tweet and self._lacks_answered(tweet):
            return True
        return "author_id" in tweet and not self.user(tweet)

    def _lacks_answered(self, tweet: JsonObject) -> bool:
        answered = get_id(tweet, "in_reply_to_user_id")
        if answered is None or self.handle_of(answered):
            return False
        return get_str(get_obj(tweet, "in_reply_to_user"), "username") is None

    def meet(self, users: ById) -> None:
        """Take the accounts of other pages, after those of this one."""
        self._users = users | self._users
        self._authors.clear()

    def version(self, post_id: str) -> JsonObject:
        """Return an earlier version of a post."""
        return self._tweets.get(post_id, {})

    def learn(self, other: "Included", post_id: str) -> None:
        """Copy a post with its author, media and poll from another page."""
        tweet = other.version(post_id)
        self._tweets[post_id] = tweet
        self._users.setdefault(get_id(tweet, "author_id"), other.user(tweet))
        self._authors.clear()
        self._media |= {get_id(item, "media_key"): item for item in other.media(tweet)}
        if poll := other.poll(tweet):
            self._polls[get_id(poll, "id")] = poll

    def media(self, tweet: JsonObject) -> list[JsonObject]:
        """Return the media of a post; an object with only its key for each missing medium.

        A flattened post has an empty object in the place of a missing medium.
        """
        attached = get_obj(tweet, "attachments")
        if not attached:
            return []
        keys = get_strings(attached, "media_keys")
        if whole := get_list(attached, "media"):
            if len(keys) != len(whole):
                return whole
            return [item or {"media_key": key} for item, key in zip(whole, keys, strict=True)]
        return [self._media.get(key) or {"media_key": key} for key in keys]

    def poll(self, tweet: JsonObject) -> JsonObject:
        """Return the poll of a post; empty without any."""
        attached = get_obj(tweet, "attachments")
        if not attached:
            return {}
        keyed = [self._polls.get(key, {}) for key in get_strings(attached, "poll_ids")]
        return get_obj(attached, "poll") or next(iter(get_list(attached, "polls") or keyed), {})


def _author(user: JsonObject, author_id: str | None) -> Author:
    return Author(
        id=get_id(user, "id") or author_id,
        name=get_unescaped(user, "name"),
        handle=get_str(user, "username"),
    )
