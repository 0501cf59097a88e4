"""What a page of API v2 holds beside its posts: accounts, posts, media, polls."""

from tui_feed.loaders.common.fields import Json, name_of, part, parts, strings, words


class Included:
    """What a page holds beside its posts, found by ids. A flattened post has it inside."""

    def __init__(self, page: Json) -> None:
        includes = part(page, "includes")
        self._users = {name_of(user, "id"): user for user in parts(includes, "users")}
        self._tweets = {name_of(tweet, "id"): tweet for tweet in parts(includes, "tweets")}
        self._media = {name_of(item, "media_key"): item for item in parts(includes, "media")}
        self._polls = {name_of(poll, "id"): poll for poll in parts(includes, "polls")}

    def user(self, tweet: Json) -> Json:
        """Return who wrote a post."""
        return part(tweet, "author") or self._users.get(name_of(tweet, "author_id"), {})

    def user_of(self, user_id: str | None) -> Json:
        """Return an account by its id."""
        return self._users.get(user_id, {})

    def tweet(self, reference: Json) -> Json:
        """Return the post that a reference leads to; flattened, the reference is the post."""
        if words(reference, "text") is not None:
            return reference
        return self._tweets.get(name_of(reference, "id"), {})

    def version(self, post_id: str) -> Json:
        """Return an earlier version of a post."""
        return self._tweets.get(post_id, {})

    def media(self, tweet: Json) -> list[Json]:
        """Return what is attached to a post."""
        attached = part(tweet, "attachments")
        keyed = [self._media.get(key, {}) for key in strings(attached, "media_keys")]
        return parts(attached, "media") or [item for item in keyed if item]

    def poll(self, tweet: Json) -> Json:
        """Return the poll of a post."""
        attached = part(tweet, "attachments")
        keyed = [self._polls.get(key, {}) for key in strings(attached, "poll_ids")]
        return part(attached, "poll") or next(iter(parts(attached, "polls") or keyed), {})
