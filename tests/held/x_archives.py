"""X's data archives: a folder, a zip, one JSON, monthly files."""

import html
import json
import re
from pathlib import Path

from tests.held.facts import Held, counts, moment, names, words
from tests.held.x_tweets import address, facts, full_text, held_tweet, links_of

_STATUS = re.compile(r"https?://(?:twitter|x)\.com/(\w+)/status/(\d+)")
_POSTS = re.compile(r"tweets?(-part\d+)?\.js")
_NOTES = ("note-tweet", "deleted-note-tweet")
_FIRST_TIMED, _EPOCH = 29_700_859_247, 1_288_834_974_657
_REPOST = re.compile(r"RT @(\w+): (.*)", re.DOTALL)


def _values(path: Path) -> list:
    return json.loads(path.read_text("utf-8").partition("=")[2]) if path.exists() else []


def folder(path: Path) -> list[Held]:
    """Walk the files of an archive."""
    data = path / "data"
    files = [each for each in sorted(data.glob("tweet*.js")) if _POSTS.fullmatch(each.name)]
    tweets = [each.get("tweet", each) for file in files for each in _values(file)]
    tweets += [each["tweet"] for each in _values(data / "community-tweet.js")]
    tweets += [each["tweet"] for each in _values(data / "deleted-tweets.js")]
    notes = [each["noteTweet"] for name in _NOTES for each in _values(data / f"{name}.js")]
    account = [each["account"] for each in _values(data / "account.js")]
    found = _of_owner(tweets, notes, account[0]) + likes(data / "like.js")
    months = sorted(path.glob("data/js/tweets/*.js"))
    return found + [held_tweet(each) for file in months for each in _values(file)]


def monthly(path: Path) -> list[Held]:
    """Walk an archive of before 2019."""
    months = sorted(path.glob("data/js/tweets/*.js"))
    return [held_tweet(each) for file in months for each in _values(file)]


def one_json(path: Path) -> list[Held]:
    """Walk an archive whose files are the keys of one object."""
    document = json.loads(path.read_text("utf-8"))
    tweets = [each["tweet"] for key in ("tweets", "community-tweet", "deleted-tweets")
              for each in document.get(key, [])]  # fmt: skip
    notes = [each["noteTweet"] for key in _NOTES for each in document.get(key, [])]
    found = _of_owner(tweets, notes, document["account"][0]["account"])
    return found + _likes(document.get("like", []))


def lone_tweets(path: Path) -> list[Held]:
    """Walk the file of the posts alone: its owner is not stated."""
    return _of_owner([each.get("tweet", each) for each in _values(path)], [], {})


def likes(path: Path) -> list[Held]:
    """Walk the likes: posts of others."""
    return _likes(_values(path))


def _likes(items: list[dict]) -> list[Held]:
    found = []
    for each in (each["like"] for each in items):
        text = html.unescape(each.get("fullText") or "")
        gone = not text or "{learnmore}" in text
        found.append(Held(each["tweetId"], {
            "unavailable": gone, "author": None, "apart": True, "liked": True, "deleted": False,
            "words": "" if gone else words(text, addresses=False), **counts(),
            "date": _date_of_id(int(each["tweetId"])), "reposted": False, "media": (),
            "url": address("i/web", each["tweetId"]),
        }))  # fmt: skip
    return found


def _date_of_id(number: int) -> int | None:
    """Return the second in an id, in milliseconds; ids before November 2010 have none."""
    return None if number < _FIRST_TIMED else ((number >> 22) + _EPOCH) // 1000 * 1000


def _chain(tweet: dict) -> list[str]:
    info = tweet.get("edit_info") or {}
    initial = info.get("initial") or (info.get("edit") or {}).get("editControlInitial") or {}
    return initial.get("editTweetIds", [])


def _of_owner(tweets: list[dict], notes: list[dict], account: dict) -> list[Held]:
    """Return the posts: the last version of each, long ones with their whole text."""
    latest: dict[str, dict] = {}
    number_of: dict[str, int] = {}
    for tweet in sorted(tweets, key=lambda each: int(each["id_str"])):
        first = ((tweet.get("edit_info") or {}).get("edit") or {}).get("initialTweetId")
        first = first or (_chain(tweet) or [tweet["id_str"]])[0]
        latest[first] = tweet
        number_of[first] = number_of.get(first, 0) + 1
    own = {each["id_str"]: each for each in tweets}
    found = []
    for first, tweet in latest.items():
        held = _held(tweet, notes, account, own, number_of[first] > 1)
        held.facts["versions"] = number_of[first] - 1
        found.append(held)
    return found


def _held(tweet: dict, notes: list[dict], account: dict, own: dict, edited: bool) -> Held:
    urls = (tweet.get("entities") or {}).get("urls", [])
    posts = [match for each in urls if (match := _STATUS.match(each["expanded_url"]))]
    quoted = posts[-1] if posts and posts[-1][1] != "i" else None
    stated = facts(tweet, quoted[2] if quoted else None, alts=False)
    stated["alts"] = (None,) * len(stated["media"])  # type: ignore[arg-type]
    stated |= {"edited": edited, "quote_id": quoted[2] if quoted else None}
    is_deleted = "deleted_at" in tweet
    stated |= {"apart": is_deleted, "liked": False, "deleted": is_deleted,
               "deleted_at": moment(tweet.get("deleted_at"))}  # fmt: skip
    if account:
        stated["url"] = address(account["username"], tweet["id_str"])
        stated |= {"author": account["username"], "author_id": account["accountId"],
                   "author_name": account["accountDisplayName"]}  # fmt: skip
    if repost := _REPOST.match(tweet["full_text"]):
        stated |= {"reposted": True, "reposted_at": stated["date"], "date": None,
                   "author": repost[1]}  # fmt: skip
        stated["words"] = words(html.unescape(repost[2]), addresses=False)
        stated["url"] = address(repost[1], tweet["id_str"])
        if account:
            stated["reposted_by"] = account["username"]
        stated |= {**counts(), "client": None}
        for fact in ("reply_to", "author_id", "author_name", "mentions"):
            stated.pop(fact, None)
    _lengthen(tweet, stated, notes)
    inner = own.get(quoted[2]) if quoted else None
    return Held(
        tweet["id_str"], stated, _held(inner, notes, account, own, False) if inner else None
    )


def _lengthen(tweet: dict, stated: dict, notes: list[dict]) -> None:
    """Put the whole text in place of one that is cut: same second, same beginning."""
    cut = words(html.unescape(re.sub(r"^(@\w+ )+", "", full_text(tweet))), addresses=False)
    for note in notes:
        whole = words(note["core"]["text"], addresses=False)
        begins = whole.startswith(cut.rstrip("… "))
        if moment(note["createdAt"]) == stated["date"] and begins and len(whole) > len(cut):
            heads = re.match(r"(@\w+ )*", full_text(tweet))
            stated["words"] = words(f"{heads[0] if heads else ''} {whole}")
            stated["tags"] = names(
                each if isinstance(each, str) else each["text"] for each in note["core"]["hashtags"]
            )
            stated["links"] = links_of(
                [{"expanded_url": each["expandedUrl"]} for each in note["core"]["urls"]], None
            )
            stated.pop("mentions", None)
