"""Posts of X as collectors write them: twarc (API v2), snscrape, twscrape, gallery-dl."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.held.facts import Held, counts, moment, names, number, unescaped, utc, words
from tests.held.x_tweets import address, documents, links_of, of_x

_KINDS = {"photo": "photo", "video": "video", "animated_gif": "gif"}


# twarc: API v2


class _Page:
    """Answer of API v2, with what it includes."""

    def __init__(self, page: dict) -> None:
        data = page.get("data", page)
        self.posts = data if isinstance(data, list) else [data]
        inner = page.get("includes", {})
        self.tweets = {each["id"]: each for each in [*inner.get("tweets", []), *self.posts]}
        self.users = {each["id"]: each for each in inner.get("users", [])}
        self.media = {each["media_key"]: each for each in inner.get("media", [])}
        self.polls = {each["id"]: each for each in inner.get("polls", [])}

    def referenced(self, tweet: dict, kind: str) -> tuple[str | None, dict | None]:
        """Return the id of the tweet that a tweet refers to, and the tweet if it is there."""
        for each in tweet.get("referenced_tweets", []):
            if each["type"] == kind:
                whole = each if "text" in each else self.tweets.get(each["id"])
                return each["id"], whole
        return None, None

    def author(self, tweet: dict) -> dict:
        """Return the account that wrote a tweet."""
        return tweet.get("author") or self.users.get(tweet.get("author_id", "")) or {}

    def media_of(self, tweet: dict) -> list[dict]:
        """Return the pictures of a tweet."""
        attached = tweet.get("attachments") or {}
        keys, inside = attached.get("media_keys", []), attached.get("media", [])
        return [
            {"media_key": key} | (inside[at] if at < len(inside) else self.media.get(key, {}))
            for at, key in enumerate(keys)
        ]

    def poll_of(self, tweet: dict) -> dict:
        """Return the poll of a tweet."""
        attached = tweet.get("attachments") or {}
        whole = attached.get("poll") or {}
        ids = attached.get("poll_ids", [])
        return whole or next((self.polls[each] for each in ids if each in self.polls), {})


def _kind(medium: dict) -> str:
    """Return the kind of a medium; of one that is not in the file, its key tells it."""
    prefix = medium["media_key"].partition("_")[0]
    by_key = {"3": "photo", "7": "video", "13": "video", "16": "animated_gif"}[prefix]
    return _KINDS[medium.get("type") or by_key]


def _best(medium: dict) -> str | None:
    rated = [each for each in medium.get("variants", []) if "bit_rate" in each]
    if rated:
        return max(rated, key=lambda each: each["bit_rate"])["url"]
    return medium.get("url") or medium.get("preview_image_url")


def _v2_facts(page: _Page, tweet: dict) -> dict[str, object]:
    note = tweet.get("note_tweet") or {}
    entities = note.get("entities") or tweet.get("entities") or {}
    author, metrics = page.author(tweet), tweet.get("public_metrics") or {}
    media, poll = page.media_of(tweet), page.poll_of(tweet)
    quoted, _ = page.referenced(tweet, "quoted")
    answered, _ = page.referenced(tweet, "replied_to")
    urls = [each for each in entities.get("urls", []) if "media_key" not in each
            and not (media and each.get("display_url", "").startswith("pic."))]  # fmt: skip
    titled = [each for each in urls if "title" in each and f"/{quoted}" not in each["expanded_url"]]
    handle = author.get("username")
    return {
        "words": words(unescaped(note.get("text") or tweet["text"]), addresses=False),
        "url": address(handle or "i/web", tweet["id"]),
        "card": titled[-1]["expanded_url"] if titled else None,
        "card_title": titled[-1]["title"] if titled else None,
        "poll_closed": {"closed": True, "open": False}.get(poll.get("voting_status", "")),
        "date": moment(tweet.get("created_at")),
        "reposted": False,
        "author": author.get("username"),
        "author_name": author.get("name"),
        "author_id": tweet.get("author_id"),
        "lang": tweet.get("lang"),
        "client": tweet.get("source"),
        "conversation": tweet.get("conversation_id"),
        "media": tuple(map(_best, media)),
        "alts": tuple(each.get("alt_text") or None for each in media),
        "kinds": tuple(map(_kind, media)),
        "poll": tuple(
            (each["label"], each.get("votes"))
            for each in sorted(poll.get("options", []), key=lambda each: each.get("position", 0))
        ),
        "poll_ends": moment(poll.get("end_datetime")),
        "tags": names(each["tag"] for each in entities.get("hashtags", [])),
        "mentions": names(each["username"] for each in entities.get("mentions", [])),
        "cashtags": names(each["tag"] for each in entities.get("cashtags", [])),
        "links": links_of(urls, quoted),
        "quote_id": quoted,
        "reply_to_id": answered,
        "edited": len(tweet.get("edit_history_tweet_ids", [])) > 1,
        **counts(
            views=metrics.get("impression_count"),
            likes=metrics.get("like_count"),
            reposts=metrics.get("retweet_count"),
            replies=metrics.get("reply_count"),
            quotes=metrics.get("quote_count"),
            bookmarks=metrics.get("bookmark_count"),
        ),
    }


def _held_v2(page: _Page, tweet: dict) -> Held:
    original_id, original = page.referenced(tweet, "retweeted")
    whole = original or tweet
    stated = _v2_facts(page, whole)
    if original_id:
        stated |= {"reposted": True, "reposted_at": moment(tweet.get("created_at")),
                   "reposted_by": page.author(tweet).get("username")}  # fmt: skip
    _, quoted = page.referenced(whole, "quoted")
    return Held(tweet["id"], stated, _held_v2(page, quoted) if quoted else None)


def api_v2(path: Path) -> list[Held]:
    """Walk what twarc wrote: pages, lines of single posts, a stream."""
    pages = [
        _Page(each)
        for each in documents(path)
        if isinstance(each, dict) and each.get("data", each.get("text"))
    ]
    chain = {old for page in pages for tweet in page.posts
             for old in tweet.get("edit_history_tweet_ids", [])[:-1]}  # fmt: skip
    return [_held_v2(page, tweet) for page in pages for tweet in page.posts
            if tweet["id"] not in chain]  # fmt: skip


# snscrape and twscrape


def _media_of(post: dict) -> list[tuple[str, str | None, str | None]]:
    media = post.get("media") or []
    if isinstance(media, dict):
        found = [("photo", each["url"], None) for each in media.get("photos", [])]
        for each in media.get("videos", []):
            best = max(each["variants"], key=lambda variant: variant.get("bitrate") or 0)
            found.append(("video", best["url"], None))
        return found + [("gif", each["videoUrl"], None) for each in media.get("animated", [])]
    return [_medium(each) for each in media]


def _medium(each: dict) -> tuple[str, str | None, str | None]:
    kind = {"Photo": "photo", "Video": "video", "Gif": "gif"}[each["_type"].rpartition(".")[2]]
    variants = [one for one in each.get("variants") or [] if one.get("bitrate") is not None]
    best = max(variants, key=lambda one: one["bitrate"])["url"] if variants else None
    return kind, each.get("fullUrl") or best, each.get("altText") or None


def scraped_id(post: dict) -> str:
    """Return the id of a post: the one in its address, as numbers may have been rounded."""
    found = re.search(r"/status/(\d+)", post.get("url") or "")
    return found[1] if found else str(post.get("id.str") or post.get("id_str") or post["id"])


def _scraped_facts(post: dict) -> dict[str, object]:
    user, media, card = post.get("user") or {}, _media_of(post), post.get("card") or {}
    quoted, answered = post.get("quotedTweet") or {}, post.get("inReplyToTweetId")
    links = [each["url"] for each in post.get("links") or []]
    return {
        "words": words(unescaped(post.get("rawContent") or post["content"]), addresses=False),
        "date": moment(post["date"]),
        "reposted": False,
        "author": user.get("username"),
        "author_name": user.get("displayname"),
        "author_id": str(user["id"]) if user.get("id") else None,
        "lang": post.get("lang"),
        "conversation": str(post.get("conversationIdStr") or post["conversationId"]),
        "media": tuple(url for _, url, _ in media),
        "kinds": tuple(kind for kind, _, _ in media),
        "alts": tuple(alt for _, _, alt in media),
        "poll": tuple((each["label"], each.get("count", each.get("votesCount")))
                      for each in card.get("options", [])),
        "card_title": card.get("title"),
        "poll_closed": card.get("finished", card.get("finalResults")),
        "url": of_x(post["url"]),
        "tags": names(post.get("hashtags") or ()),
        "cashtags": names(post.get("cashtags") or ()),
        "links": frozenset(each for each in links if f"/{quoted.get('id')}" not in each),
        "mentions": names(each["username"] for each in post.get("mentionedUsers") or ()),
        "quote_id": scraped_id(quoted) if quoted else None,
        "reply_to_id": str(answered) if answered else None,
        "pinned": bool(post.get("pinned")),
        **counts(
            views=post.get("viewCount"),
            likes=post.get("likeCount"),
            reposts=post.get("retweetCount"),
            replies=post.get("replyCount"),
            quotes=post.get("quoteCount"),
            bookmarks=post.get("bookmarkCount", post.get("bookmarkedCount")),
        ),
    }  # fmt: skip


def _held_scraped(post: dict) -> Held:
    if "user" not in post and "rawContent" not in post:
        return Held(scraped_id(post), {"unavailable": True})
    inner = post.get("retweetedTweet")
    whole = inner or post
    stated = _scraped_facts(whole)
    if inner:
        stated |= {"reposted": True, "reposted_at": moment(post["date"]),
                   "reposted_by": post["user"]["username"]}  # fmt: skip
    quoted = whole.get("quotedTweet") or {}
    return Held(scraped_id(post), stated, _held_scraped(quoted) if quoted.get("user") else None)


def scraped(path: Path) -> list[Held]:
    """Walk lines of snscrape or twscrape."""
    return [_held_scraped(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


# gallery-dl


def _files_of(path: Path) -> Iterator[dict]:
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield from _files_of(file)
        return
    found = json.loads(path.read_text("utf-8"))
    for each in found if isinstance(found, list) else [found]:
        if isinstance(each, dict):
            yield each
        elif each[0] == 3:
            yield each[2] | {"address": each[1]}
        elif each[0] == 2:
            yield each[1] | {"address": None, "is_post": True}


def gallery_dl(path: Path) -> list[Held]:
    """Walk the files of gallery-dl: one a picture."""
    pictures: dict[int, list[dict]] = defaultdict(list)
    for each in _files_of(path):
        pictures[each["tweet_id"]].append(each)
    found = {at: _of_pictures(each) for at, each in pictures.items()}
    for at, each in pictures.items():
        found[at].quote = found.get(each[0].get("quoted_id") or 0)
    return list(found.values())


def _of_pictures(pictures: list[dict]) -> Held:
    first = pictures[0]
    shown = [each for each in pictures if not each.get("is_post")]
    is_repost = bool(first.get("retweet_id"))
    text = re.sub(r"^RT @\w+: ", "", first["content"]) if is_repost else first["content"]
    name = first["author"]["name"]
    stated = {
        "words": words(text, addresses=False),
        "date": utc(first.get("date_original") if is_repost else first["date"]),
        "reposted": is_repost,
        "reposted_at": utc(first["date"]) if is_repost else None,
        "author": name["name"] if isinstance(name, dict) else name,
        "lang": first.get("lang"),
        "client": None if is_repost else first.get("source"),
        "alts": tuple(each.get("description") for each in shown),
        "kinds": tuple(_KINDS[each["type"]] for each in shown),
        "tags": names(first.get("hashtags", [])),
        "quote_id": str(first["quoted_id"]) if first.get("quoted_id") else None,
        "conversation": str(first["conversation_id"]),
        "pinned": bool(first.get("pinned")),
        **counts(
            views=first.get("view_count") or None,
            likes=first["favorite_count"],
            reposts=first["retweet_count"],
            replies=first["reply_count"],
            quotes=first["quote_count"],
            bookmarks=first["bookmark_count"],
        ),
    }
    return Held(str(first["tweet_id"]), stated)


__all__ = ["api_v2", "gallery_dl", "number", "scraped", "scraped_id"]
