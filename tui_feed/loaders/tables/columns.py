"""Map names of columns and keys to fields of a post.

Names are compared in lower case, without `_`, `.`, `-`, `/` and blanks: `Tweet Id` is `tweet_id`.
If several columns state a field, the first name in this table counts.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from tui_feed.loaders.tables.cells import is_stated, of_bytes

Values = dict[str, Any]
"""Values of a row by the names of fields; `dates` holds a list."""

_FIELDS: Final = {
    "id": "tweet_id, tweetid, status_id, twitter_id, id_str, id, post_id, tweet.id, uri",
    "url": (
        "permalink, permanenturl, permanent url, tweet_url, tweet permalink, post link,"
        "twitter_url, status_url, original_tweet_url, parsed_tweet_url, tweetlink, post_url,"
        "link, url"
    ),
    "page": "url",
    "title": "title",
    "text": (
        "full_text, text, tweet, raw_content, content, body, tweet text, post text, message,"
        "available_tweet_text, tweet.text, selftext, caption"
    ),
    "dates": (
        "timestamp_utc, unix_timestamp, created_at, date, datetime, time_parsed, timestamp, time,"
        "publish_date, published_at_utc, published_at, posted_at, tweet_created_at, creation_time,"
        "tweet.created_at, created_utc, created,"
        "local_time"
    ),
    "clock": "time",
    "zone": "timezone",
    "handle": (
        "screen_name, user_screen_name, username, author.username, author_username, from_user,"
        "from_user_name, handle, user_username, author_handle, author.handle, owner_username,"
        "account.acct, acct, author, user, account"
    ),
    "name": (
        "author.name, author_fullname, displayname, from_user_realname, profile name,"
        "user_displayname, author_name, author_display_name, author.display_name, name, user_name"
    ),
    "author_id": (
        "author_id, user_id_str, user_id, from_user_id_str, from_user_id, external_author_id,"
        "author_did, author.did, did"
    ),
    "likes": (
        "favorite_count, like_count, likes_count, likes, favorites, favourites,"
        "favorite_count/like_count, nlikes, public_metrics.like_count, favourites_count,"
        "favourite_count"
    ),
    "reposts": (
        "retweet_count, retweets_count, retweets, reposts, nretweets,"
        "public_metrics.retweet_count, reblogs_count, repost_count, reblogs, boosts"
    ),
    "replies": "reply_count, replies_count, replies, nreplies, public_metrics.reply_count",
    "quotes": "quote_count, quotes, public_metrics.quote_count",
    "bookmarks": "bookmark_count, bookmarks, public_metrics.bookmark_count",
    "views": (
        "views_count, view_count, impression_count, impressions, views,"
        "public_metrics.impression_count"
    ),
    "repost_of": "retweeted_status, retweeted_tweet",
    "repost_id": (
        "retweeted_status_id, referenced_tweets.retweeted.id, retweeted_id, retweet_id,"
        "retweet_status_id, retweeted_status, retweeted_status_id_str"
    ),
    "repost_handle": "retweeted_user, retweeted_username, user_rt, retweet_screen_name",
    "repost_date": "retweeted_status_timestamp, retweeted_timestamp_utc, retweet_created_at",
    "repost_text": "retweet_text",
    "is_repost": "is_retweet, retweet, available_tweet_is_rt",
    "quote_of": "quoted_status, quoted_tweet",
    "quote_id": (
        "quoted_status_id, referenced_tweets.quoted.id, quoted_id, quote_tweet_id, quoted_status,"
        "quoted_status_id_str, quote_id"
    ),
    "quote_url": "quote_url, quoted_status_url",
    "quote_handle": (
        "quoted_user, quoted_username, quote_author, quoted_screen_name, quote_author_handle"
    ),
    "quote_text": "quote_body, quoted_text, quote_text",
    "quote_date": "quoted_timestamp_utc, quote_created_at",
    "reply_id": (
        "in_reply_to_status_id_str, in_reply_to_status_id, in_reply_to, to_tweetid,"
        "referenced_tweets.replied_to.id, reply_to_status_id, in_reply_to_tweet_id, parent,"
        "reply_to_id"
    ),
    "reply_handle": (
        "in_reply_to_screen_name, in_reply_to_username, to_username, replied_author, replied_user,"
        "reply_to, reply_to_screen_name, to_user_name"
    ),
    "reference_ids": "referenced_tweet_ids",
    "reference_types": "reference_types",
    "media": "media, attachments.media",
    "media_urls": "media_urls, ext_media_url, media_url",
    "media_types": "media_types, ext_media_type, media_type",
    "media_alts": "media_alt_texts",
    "photos": "photos, images",
    "videos": "videos",
    "gifs": "gifs",
    "video": "video",
    "thumbnail": "thumbnail",
    "thread": "conversation_id_str, conversation_id, thread_id",
    "lang": "lang, language, language_guess",
    "client": "source_name, source_label, source, device, client",
    "links": "expanded_urls, outlinks, urls, links, tco1_step1, urls_expanded_url",
    "entities": "entities_str, entities, entities.urls",
    "hashtags": "hashtags",
    "mentions": "mentioned_names, mentions",
    "cashtags": "cashtags",
    "pinned": "is_pin, is_pinned, pinned",
    "edited": "is_edited",
    "versions": "versions",
    "subreddit": "subreddit",
    "visibility": "visibility, audience, privacy",
}
_OTHERS: Final = (
    "favorited, retweeted, bookmarked, media_tags, html, is_quoted, is_reply, is_self_thread,"
    "is_quote_tweet, profile_image_url, user_lang, domains, media_files, tweet_type, match_query,"
    "label, query, is_quote, is_quote_status, truncated, rendered_content,"
    "display_text_width, in_reply_to_user_id, in_reply_to_user_id_str, reply_to_user_id, to_userid,"
    "retweeted_user_id, quoted_user_id, retweeted_status_user_id, __twarc.retrieved_at"
)
"""Columns that repeat another column, or state nothing about the post."""
_SIGNS: Final = re.compile(r"[\s_./\-]+")
_MOST_NAMED: Final = 6


@lru_cache(4096)
def plain(name: str) -> str:
    """Return the name of a column in the form in which names are compared."""
    return _SIGNS.sub("", name).lower()


def _places() -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for field, names in _FIELDS.items():
        for rank, name in enumerate(names.split(",")):
            found[plain(name)] = (*found.get(plain(name), ()), (field, rank))
    return found


_PLACES: Final = _places()
_LEFT: Final = frozenset(map(plain, _OTHERS.split(",")))


def fields_named(name: str) -> tuple[tuple[str, int], ...]:
    """Return the fields of a column, and the rank of its name among their names."""
    return _PLACES.get(plain(name), ())


class Columns:
    """Columns of a table, with their fields."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        """Names as written."""
        ranked = [
            (rank, place, field)
            for place, name in enumerate(names)
            for field, rank in fields_named(name)
        ]
        self._order = [(place, field) for _, place, field in sorted(ranked)]
        self.fields = frozenset(field for _, field in self._order)
        """Fields with a column."""

    def values(self, cells: Sequence[str]) -> Values:
        """Return the values of a row by field."""
        count = len(cells)
        return _collected((field, cells[place]) for place, field in self._order if place < count)

    @property
    def not_understood(self) -> list[str]:
        """Return the names of columns without a field, and of repeated columns."""
        known = (_PLACES, _LEFT)
        first: dict[str, int] = {}
        for place, name in enumerate(self.names):
            first.setdefault(plain(name), place)
        return [
            name
            for place, name in enumerate(self.names)
            if name and (first[plain(name)] < place or not any(plain(name) in of for of in known))
        ]


def values_of(record: dict[str, Any]) -> Values:
    """Return the values of an object of JSON by its keys."""
    ranked = [
        (rank, place, field, value)
        for place, (name, value) in enumerate(record.items())
        for field, rank in fields_named(name)
    ]
    ranked.sort(key=lambda each: each[:2])
    return _collected((field, value) for _, _, field, value in ranked)


def _collected(found: Iterable[tuple[str, Any]]) -> Values:
    values: Values = {}
    for field, stated in found:
        value = of_bytes(stated)
        if not is_stated(value) and field != "text":
            continue
        if field == "dates":
            values.setdefault(field, []).append(value)
        elif field.endswith("_of") and not isinstance(value, dict):
            continue
        elif field not in values or values[field] == "":
            values[field] = value
    return values


def listed(names: Sequence[str]) -> str:
    """Return the first of some names, and the number of the others."""
    shown = ", ".join(repr(name[:40])[1:-1] for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown
