"""Invented tweets in the shapes in which X and its collectors write them, the same at every run."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

Json = dict[str, Any]

_WORDS = (
    "tram", "late", "signal", "harbor", "night", "bell", "platform", "rain", "the", "a", "of",
    "was", "we", "ten", "minutes", "again", "and", "measured", "ferry", "driver", "waiting",
    "timetable", "bridge", "winter", "電車", "遅れ", "🚋", "é",
)  # fmt: skip
_LATEST = datetime(2024, 11, 14, 22, 13, 20, tzinfo=UTC)
_LAST_ID = 1_850_000_000_000_000_000
_STEP = timedelta(minutes=10)
_OWNER = ("4001", "HarborRiders", "Harbor Riders")
_OTHERS = tuple((str(7000 + n), f"Quay{n}", f"Quay {n}") for n in range(40))
_PHOTO = "https://pbs.example/media/"


@dataclass
class Tweet:
    """Tweet as any of the formats can state it."""

    number: int
    author: tuple[str, str, str]
    words: str
    """Words, with tags and mentions and without links."""
    tags: list[str]
    mentioned: list[tuple[str, str, str]]
    has_link: bool
    has_photo: bool
    quotes: "Tweet | None" = None
    reposts: "Tweet | None" = None
    answers: str | None = None

    @property
    def id(self) -> str:
        """Id."""
        return str(_LAST_ID - self.number * 2_516_582_400)

    @property
    def when(self) -> datetime:
        """Date of posting."""
        return _LATEST - self.number * _STEP

    @property
    def iso(self) -> str:
        """The same, as ISO 8601."""
        return self.when.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def x_date(self) -> str:
        """The same, as X writes it."""
        return self.when.strftime("%a %b %d %H:%M:%S +0000 %Y")

    @property
    def address(self) -> str:
        """Address of the page."""
        return f"https://twitter.com/{self.author[1]}/status/{self.id}"

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Short links, each with its target."""
        found = [(f"https://t.co/l{self.number:09}", f"https://quay.example/log/{self.number}")]
        found = found if self.has_link else []
        if self.quotes:
            found.append((f"https://t.co/q{self.number:09}", self.quotes.address))
        return found

    @cached_property
    def escaped(self) -> str:
        """Whole text as X writes it."""
        if self.reposts:
            return f"RT @{self.reposts.author[1]}: {self.reposts.escaped}"[:140]
        pieces = [self.words, *(short for short, _ in self.links)]
        if self.has_photo:
            pieces.append(self.photo_link)
        return " ".join(pieces).replace("&", "&amp;")

    @property
    def photo_link(self) -> str:
        """The short link of its picture."""
        return f"https://t.co/p{self.number:09}"

    def place(self, piece: str) -> list[int]:
        """Return where a piece of its text begins and ends."""
        start = self.escaped.find(piece)
        return [start, start + len(piece)]


class Corpus:
    """Tweets of one account: links, pictures, quotes, reposts, replies and tags among them."""

    def __init__(self, count: int) -> None:
        """Make so many, the newest first."""
        self.count = count

    def __iter__(self) -> Iterator[Tweet]:
        dice = random.Random(4)
        for number in range(self.count):
            tweet = _tweet(dice, number, _OWNER)
            other = _OTHERS[number % len(_OTHERS)]
            if number % 9 == 4:
                tweet.quotes = _tweet(dice, number + 500_000, other)
            elif number % 5 == 2:
                tweet.reposts = _tweet(dice, number + 500_000, other)
            elif number % 4 == 1:
                tweet.answers = str(_LAST_ID - (number + 1) * 2_516_582_400)
            yield tweet


def _tweet(dice: random.Random, number: int, author: tuple[str, str, str]) -> Tweet:
    tags = ["LateTrams"] if number % 6 == 1 else []
    mentioned = [_OTHERS[number % 40]] if number % 4 == 1 else []
    words = dice.choices(_WORDS, k=dice.randint(4, 30))
    pieces = [f"@{who[1]}" for who in mentioned] + words + [f"#{tag}" for tag in tags]
    if number % 10 == 3:
        pieces.append("this & that")
    return Tweet(number, author, " ".join(pieces), tags, mentioned, number % 4 == 0,
                 number % 7 == 2)  # fmt: skip


def _entities(tweet: Tweet, mark: type = int) -> Json:
    def at(piece: str) -> list[Any]:
        return [mark(each) for each in tweet.place(piece)]

    found = {
        "hashtags": [{"text": tag, "indices": at(f"#{tag}")} for tag in tweet.tags],
        "symbols": [],
        "user_mentions": [
            {"screen_name": who[1], "name": who[2], "id": mark(who[0]), "id_str": who[0],
             "indices": at(f"@{who[1]}")}
            for who in tweet.mentioned
        ],
        "urls": [
            {"url": short, "expanded_url": full, "display_url": full[8:30], "indices": at(short)}
            for short, full in tweet.links
        ],
    }  # fmt: skip
    return found | ({"media": [_photo(tweet, mark)]} if tweet.has_photo else {})


def _photo(tweet: Tweet, mark: type = int) -> Json:
    sizes = {
        name: {"w": mark(side), "h": mark(side), "resize": "fit"}
        for name, side in (("thumb", 150), ("small", 680), ("medium", 1200), ("large", 2048))
    }
    return {
        "id_str": tweet.id, "id": mark(tweet.id), "type": "photo", "url": tweet.photo_link,
        "media_url": f"{_PHOTO}{tweet.number}.jpg",
        "media_url_https": f"{_PHOTO}{tweet.number}.jpg",
        "expanded_url": f"{tweet.address}/photo/1", "display_url": "pic.twitter.example/p",
        "indices": [mark(each) for each in tweet.place(tweet.photo_link)], "sizes": sizes,
    }  # fmt: skip


_SOURCE = '<a href="https://app.example" rel="nofollow">Trams for All</a>'


def as_archive(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield names and texts of the files of an X data archive."""
    account = {
        "username": _OWNER[1], "accountId": _OWNER[0], "accountDisplayName": _OWNER[2],
        "createdAt": "2015-03-09T08:00:00.000Z",
    }  # fmt: skip
    tweets = [{"tweet": _archived(tweet)} for tweet in corpus]
    yield "data/account.js", f"window.YTD.account.part0 = {json.dumps([{'account': account}])}"
    yield "data/tweets.js", f"window.YTD.tweets.part0 = {json.dumps(tweets, indent=2)}"


def _archived(tweet: Tweet) -> Json:
    entities = _entities(tweet, str)
    if tweet.reposts:
        who = tweet.reposts.author
        about = {"screen_name": who[1], "name": who[2], "id_str": who[0], "indices": ["3", "9"]}
        entities |= {"user_mentions": [about]}
    found = {
        "edit_info": {"initial": {"editTweetIds": [tweet.id], "editsRemaining": "5",
                                  "editableUntil": tweet.iso, "isEditEligible": True}},
        "retweeted": False, "source": _SOURCE, "entities": entities,
        "display_text_range": ["0", str(len(tweet.escaped))], "favorite_count": "3",
        "id_str": tweet.id, "truncated": False, "retweet_count": "1", "id": tweet.id,
        "created_at": tweet.x_date, "favorited": False, "full_text": tweet.escaped, "lang": "en",
    }  # fmt: skip
    if tweet.answers:
        found |= {"in_reply_to_status_id_str": tweet.answers, "in_reply_to_screen_name": _OWNER[1],
                  "in_reply_to_user_id_str": _OWNER[0]}  # fmt: skip
    if tweet.has_photo:
        found["extended_entities"] = {"media": [_photo(tweet, str)]}
    return found


def as_v1(corpus: Corpus) -> Iterator[Json]:
    """Yield tweets as API v1.1 gives them."""
    yield from map(_of_v1, corpus)


def _of_v1(tweet: Tweet) -> Json:
    found = {
        "created_at": tweet.x_date, "id": int(tweet.id), "id_str": tweet.id,
        "full_text": tweet.escaped, "truncated": False,
        "display_text_range": [0, len(tweet.escaped)], "entities": _entities(tweet),
        "source": _SOURCE, "in_reply_to_status_id": None, "in_reply_to_status_id_str": None,
        "in_reply_to_user_id": None, "in_reply_to_screen_name": None, "user": _user(tweet.author),
        "geo": None, "coordinates": None, "place": None, "contributors": None,
        "is_quote_status": bool(tweet.quotes), "retweet_count": 1, "favorite_count": 3,
        "favorited": False, "retweeted": False, "lang": "en",
    }  # fmt: skip
    if tweet.has_photo:
        found["extended_entities"] = {"media": [_photo(tweet)]}
    if tweet.quotes:
        found |= {"quoted_status_id_str": tweet.quotes.id, "quoted_status": _of_v1(tweet.quotes)}
    if tweet.reposts:
        found["retweeted_status"] = _of_v1(tweet.reposts)
    if tweet.answers:
        found |= {"in_reply_to_status_id_str": tweet.answers, "in_reply_to_screen_name": _OWNER[1]}
    return found


def _user(who: tuple[str, str, str]) -> Json:
    return {
        "id": int(who[0]), "id_str": who[0], "name": who[2], "screen_name": who[1],
        "location": "Port Ellery", "description": "Volunteers who count late trams.", "url": None,
        "entities": {"description": {"urls": []}}, "protected": False, "followers_count": 1200,
        "friends_count": 412, "listed_count": 3, "created_at": "Mon Mar 09 08:00:00 +0000 2015",
        "favourites_count": 9, "utc_offset": None, "time_zone": None, "geo_enabled": False,
        "verified": False, "statuses_count": 3912, "lang": None, "is_translator": False,
        "profile_background_color": "F5F8FA", "profile_background_image_url": None,
        "profile_image_url_https": "https://pbs.example/a.jpg", "profile_link_color": "1DA1F2",
        "default_profile": True, "following": False, "notifications": False,
    }  # fmt: skip


def as_twarc(corpus: Corpus) -> Iterator[Json]:
    """Yield pages of a hundred tweets as API v2 gives them to twarc."""
    page: list[Tweet] = []
    for tweet in corpus:
        page.append(tweet)
        if len(page) == 100:
            yield _page(page)
            page = []
    if page:
        yield _page(page)


def _page(tweets: list[Tweet]) -> Json:
    others = [other for tweet in tweets if (other := tweet.quotes or tweet.reposts)]
    people = {tweet.author for tweet in (*tweets, *others)}
    people |= {who for tweet in (*tweets, *others) for who in tweet.mentioned}
    photos = [tweet for tweet in (*tweets, *others) if tweet.has_photo]
    return {
        "data": [_of_v2(tweet) for tweet in tweets],
        "includes": {
            "users": [_user_of_v2(who) for who in sorted(people)],
            "tweets": [_of_v2(other) for other in others],
            "media": [
                {"media_key": f"3_{each.id}", "type": "photo", "width": 2048, "height": 2048,
                 "url": f"{_PHOTO}{each.number}.jpg", "alt_text": "A tram."}
                for each in photos
            ],
        },
        "meta": {"result_count": len(tweets)},
        "__twarc": {"url": "https://api.example/2", "version": "2.14", "retrieved_at": "2024"},
    }  # fmt: skip


def _of_v2(tweet: Tweet) -> Json:
    def at(piece: str) -> Json:
        start, end = tweet.place(piece)
        return {"start": start, "end": end}

    entities: Json = {
        "urls": [{**at(short), "url": short, "expanded_url": full, "display_url": full[8:30]}
                 for short, full in tweet.links],
        "hashtags": [{**at(f"#{tag}"), "tag": tag} for tag in tweet.tags],
        "mentions": [{**at(f"@{who[1]}"), "username": who[1], "id": who[0]}
                     for who in tweet.mentioned],
    }  # fmt: skip
    found = {
        "id": tweet.id, "author_id": tweet.author[0], "created_at": tweet.iso.replace("Z", ".000Z"),
        "text": tweet.escaped, "lang": "en", "conversation_id": tweet.id, "source": "Trams for All",
        "edit_history_tweet_ids": [tweet.id], "possibly_sensitive": False, "entities": entities,
        "reply_settings": "everyone", "context_annotations": _TOPICS[: tweet.number % 4],
        "public_metrics": {"retweet_count": 1, "reply_count": 2, "like_count": 3, "quote_count": 0,
                           "bookmark_count": 0, "impression_count": 410},
    }  # fmt: skip
    references = [
        {"type": kind, "id": post_id}
        for kind, post_id in (
            ("quoted", tweet.quotes and tweet.quotes.id),
            ("retweeted", tweet.reposts and tweet.reposts.id),
            ("replied_to", tweet.answers),
        )
        if post_id
    ]
    if references:
        found["referenced_tweets"] = references
    if tweet.has_photo:
        found["attachments"] = {"media_keys": [f"3_{tweet.id}"]}
        found["entities"]["urls"].append(
            {**at(tweet.photo_link), "url": tweet.photo_link, "media_key": f"3_{tweet.id}",
             "expanded_url": f"{tweet.address}/photo/1", "display_url": "pic.twitter.com/p"}
        )  # fmt: skip
    return found


_TOPICS = [
    {"domain": {"id": str(30 + n), "name": "Entities [Entity Service]",
                "description": "Entity Service top level domain, every item that is in it"},
     "entity": {"id": str(7800000000000000000 + n), "name": name}}
    for n, name in enumerate(("Public transport", "Trams", "Harbors"))
]  # fmt: skip
"""Subjects that X gives a tweet; collectors save them with it."""


def _user_of_v2(who: tuple[str, str, str]) -> Json:
    return {
        "id": who[0], "username": who[1], "name": who[2], "description": "Counts late trams.",
        "location": "Port Ellery", "profile_image_url": "https://pbs.example/a.jpg", "url": "",
        "entities": {"description": {"hashtags": [{"start": 0, "end": 6, "tag": "trams"}]}},
        "created_at": "2015-03-09T08:00:00.000Z", "verified": False, "protected": False,
        "public_metrics": {"followers_count": 1200, "following_count": 412, "tweet_count": 3912,
                           "listed_count": 3},
    }  # fmt: skip


def as_snscrape(corpus: Corpus) -> Iterator[Json]:
    """Yield tweets as snscrape writes them."""
    yield from map(_scraped, corpus)


def _scraped(tweet: Tweet) -> Json:
    kind = "snscrape.modules.twitter."
    links = [
        {"_type": f"{kind}TextLink", "text": full[8:30], "url": full, "tcourl": short,
         "indices": tweet.place(short)}
        for short, full in tweet.links
    ]  # fmt: skip
    photo = {
        "_type": f"{kind}Photo", "previewUrl": f"{_PHOTO}{tweet.number}?format=jpg&name=small",
        "fullUrl": f"{_PHOTO}{tweet.number}?format=jpg&name=large", "altText": "A tram.",
    }  # fmt: skip
    people = [_scraped_user(who) for who in tweet.mentioned]
    return {
        "_type": f"{kind}Tweet", "url": tweet.address, "date": tweet.iso.replace("Z", "+00:00"),
        "rawContent": tweet.escaped, "renderedContent": tweet.words, "id": int(tweet.id),
        "user": _scraped_user(tweet.author), "replyCount": 2, "retweetCount": 1, "likeCount": 3,
        "quoteCount": 0, "conversationId": int(tweet.id), "lang": "en", "source": _SOURCE,
        "sourceUrl": "https://app.example", "sourceLabel": "Trams for All", "links": links or None,
        "media": [photo] if tweet.has_photo else None,
        "retweetedTweet": _scraped(tweet.reposts) if tweet.reposts else None,
        "quotedTweet": _scraped(tweet.quotes) if tweet.quotes else None,
        "inReplyToTweetId": int(tweet.answers) if tweet.answers else None,
        "inReplyToUser": _scraped_user(_OWNER) if tweet.answers else None,
        "mentionedUsers": people or None, "coordinates": None, "place": None,
        "hashtags": tweet.tags or None, "cashtags": None, "card": None, "viewCount": 410,
        "vibe": None, "bookmarkCount": 0, "pinned": None, "editState": None,
        "content": tweet.escaped, "outlinks": [full for _, full in tweet.links],
        "tcooutlinks": [short for short, _ in tweet.links],
    }  # fmt: skip


def _scraped_user(who: tuple[str, str, str]) -> Json:
    return {
        "_type": "snscrape.modules.twitter.User", "username": who[1], "id": int(who[0]),
        "displayname": who[2], "rawDescription": "Volunteers who count late trams.",
        "renderedDescription": "Volunteers who count late trams.", "descriptionUrls": None,
        "verified": False, "created": "2015-03-09T08:00:00+00:00", "followersCount": 1200,
        "friendsCount": 412, "statusesCount": 3912, "favouritesCount": 9, "listedCount": 3,
        "mediaCount": 1, "location": "Port Ellery", "protected": False, "link": None,
        "profileImageUrl": "https://pbs.example/a.jpg", "profileBannerUrl": None, "label": None,
        "description": "Volunteers who count late trams.", "url": f"https://twitter.com/{who[1]}",
    }  # fmt: skip
