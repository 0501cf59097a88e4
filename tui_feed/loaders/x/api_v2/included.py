"""What a page of API v2 holds beside its posts: accounts, posts, media, polls."""

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
)


class Included:
    """What a page holds beside its posts, found by ids. A flattened post has it inside."""

    def __init__(self, page: JsonObject) -> None:
        includes = get_obj(page, "includes")
        self._users = {get_id(user, "id"): user for user in get_list(includes, "users")}
        self._tweets = {get_id(tweet, "id"): tweet for tweet in get_list(includes, "tweets")}
        self._media = {get_id(item, "media_key"): item for item in get_list(includes, "media")}
        self._polls = {get_id(poll, "id"): poll for poll in get_list(includes, "polls")}

    def user(self, tweet: JsonObject) -> JsonObject:
        """Return who wrote a post."""
        return get_obj(tweet, "author") or self._users.get(get_id(tweet, "author_id"), {})

    def user_of(self, user_id: str | None) -> JsonObject:
        """Return an account by its id."""
        return self._users.get(user_id, {})

    def tweet(self, reference: JsonObject) -> JsonObject:
        """Return the post that a reference leads to; flattened, the reference is the post."""
        if get_str(reference, "text") is not None:
            return reference
        return self._tweets.get(get_id(reference, "id"), {})

    def version(self, post_id: str) -> JsonObject:
        """Return an earlier version of a post."""
        return self._tweets.get(post_id, {})

    def media(self, tweet: JsonObject) -> list[JsonObject]:
        """Return what is attached to a post."""
        attached = get_obj(tweet, "attachments")
        keyed = [self._media.get(key, {}) for key in get_strings(attached, "media_keys")]
        return get_list(attached, "media") or [item for item in keyed if item]

    def poll(self, tweet: JsonObject) -> JsonObject:
        """Return the poll of a post."""
        attached = get_obj(tweet, "attachments")
        keyed = [self._polls.get(key, {}) for key in get_strings(attached, "poll_ids")]
        return get_obj(attached, "poll") or next(iter(get_list(attached, "polls") or keyed), {})
