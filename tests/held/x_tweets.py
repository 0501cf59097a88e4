"""X's own records: archives, API v1.1 and answers of the web app, walked by their keys alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.held.facts import Held, counts, moment, names, number, unescaped, words

_STATUS = re.compile(r"https?://(?:mobile\.)?(?:twitter|x)\.com/\w+/(?:web/)?status/(\d+)")
_KINDS = {"photo": "photo", "video": "video", "animated_gif": "gif"}


def _int(text: object) -> int:
    return int(str(text))


def full_text(tweet: dict) -> str:
    """Return the text of a tweet, still escaped, without the part that the display leaves out."""
    longer = tweet.get("extended_tweet") or {}
    if "full_text" in longer:
        first, _ = longer.get("display_text_range", (0, 0))
        return longer["full_text"][_int(first) :]
    text = tweet.get("full_text") or tweet.get("text") or ""
    first, _ = tweet.get("display_text_range", (0, 0))
    return text[_int(first) :]


def _entities(tweet: dict) -> tuple[dict, list[dict]]:
    longer = tweet.get("extended_tweet") or {}
    where = longer if "entities" in longer else tweet
    extended = (where.get("extended_entities") or {}).get("media")
    return where.get("entities") or {}, extended or (where.get("entities") or {}).get("media") or []


def _hidden(tweet: dict) -> list[str]:
    """Return the handles in front of a text that the display leaves out."""
    longer = tweet.get("extended_tweet") or {}
    where = longer if "full_text" in longer else tweet
    first, _ = where.get("display_text_range", (0, 0))
    return (where.get("full_text") or where.get("text") or "")[: _int(first)].split()


def address(handle: str, number: str) -> str:
    """Return the page of a post on X."""
    return f"https://x.com/{handle}/status/{number}"


def of_x(address: str) -> str:
    """Return the page of a post under the present name of the network."""
    return address.replace("https://twitter.com/", "https://x.com/")


def address_of(medium: dict) -> str | None:
    """Return the address of a picture, or of the best version of a video."""
    variants = (medium.get("video_info") or {}).get("variants") or []
    best = [each for each in variants if "bitrate" in each]
    if best:
        return max(best, key=lambda each: number(each["bitrate"]) or 0)["url"]
    return medium.get("media_url_https")


def links_of(urls: list[dict], quoted: str | None) -> frozenset[str]:
    """Return the targets of links that are not the quoted post."""
    found = {each.get("expanded_url") for each in urls} - {None, ""}
    ids = {each: match[1] for each in found if (match := _STATUS.match(each))}
    return frozenset(each for each in found if not quoted or ids.get(each) != quoted)


def facts(tweet: dict, quoted: str | None = None, alts: bool = True) -> dict[str, object]:
    """Return the facts of a tweet of API v1.1, of an archive, or of `legacy` in an answer."""
    entities, media = _entities(tweet)
    text = full_text(tweet)
    user = tweet.get("user") or {}
    replied = tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id")
    stated: dict[str, object] = {
        "words": words(unescaped(text), addresses=False),
        "date": moment(tweet.get("created_at")),
        "reposted": False,
        "media": tuple(map(address_of, media)),
        "kinds": tuple(_KINDS[each["type"]] for each in media),
        "tags": names(each["text"] for each in entities.get("hashtags", [])),
        "cashtags": names(each["text"] for each in entities.get("symbols", [])),
        "links": links_of(entities.get("urls", []), quoted),
        "reply_to_id": str(replied) if replied else None,
        "lang": tweet.get("lang"),
        "client": unescaped(re.sub("<[^>]*>", "", tweet.get("source") or "")) or None,
        "mentions": names(each["screen_name"] for each in entities.get("user_mentions", [])),
        **counts(
            likes=tweet.get("favorite_count"),
            reposts=tweet.get("retweet_count"),
            replies=tweet.get("reply_count"),
            quotes=tweet.get("quote_count"),
            bookmarks=tweet.get("bookmark_count"),
        ),
    }
    if alts:
        stated["alts"] = tuple(each.get("ext_alt_text") or None for each in media)
    answered = tweet.get("in_reply_to_screen_name")
    stated["reply_to"] = names([*([answered] if answered else []), *_hidden(tweet)])
    if user.get("screen_name"):
        stated["url"] = address(user["screen_name"], tweet["id_str"])
        stated |= {"author": user["screen_name"], "author_name": user.get("name")}
    if "id_str" in user:
        stated["author_id"] = user["id_str"]
    return stated


def passed_on(wrapper: dict, original: dict) -> dict[str, object]:
    """Return the facts of a repost: the original's, and who passed it on when."""
    when = moment(wrapper.get("created_at"))
    return original | {"reposted": True, "reposted_at": when}


# API v1.1


def tweets_of(value: object) -> Iterator[dict]:
    """Yield the tweets that lie in a document, not those inside other tweets."""
    if isinstance(value, list):
        for each in value:
            yield from tweets_of(each)
    elif isinstance(value, dict):
        if "id_str" in value and ("full_text" in value or "text" in value):
            yield value
        else:
            yield from tweets_of(list(value.values()))


def held_tweet(tweet: dict) -> Held:
    """Return a tweet of API v1.1, of an older archive, with its quote."""
    inner = tweet.get("retweeted_status")
    whole = inner or tweet
    quoted = whole.get("quoted_status")
    quoted_id = whole.get("quoted_status_id_str")
    stated = facts(whole, quoted_id)
    if inner:
        stated = passed_on(tweet, stated)
        stated["reposted_by"] = tweet["user"]["screen_name"]
    stated["quote_id"] = quoted_id
    return Held(tweet["id_str"], stated, held_tweet(quoted) if quoted else None)


def documents(path: Path) -> Iterator[object]:
    """Yield the JSON of a file: all of it, or one a line."""
    text = path.read_text("utf-8-sig")
    try:
        yield json.loads(text)
        return
    except ValueError:
        pass
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def api_v1(path: Path) -> list[Held]:
    """Walk tweets of API v1.1: a list, a search, a line each."""
    return [held_tweet(tweet) for each in documents(path) for tweet in tweets_of(each)]


# The web app


def _web_facts(result: dict, quoted: str | None) -> dict[str, object]:
    legacy = result["legacy"]
    stated = facts(legacy, quoted)
    user = (result.get("core", {}).get("user_results") or {}).get("result") or {}
    named = {**user.get("legacy", {}), **user.get("core", {})}
    stated |= {"author": named.get("screen_name"), "author_name": named.get("name")}
    if user:
        stated["author_id"] = user["rest_id"]
    stated["views"] = number((result.get("views") or {}).get("count"))
    stated["client"] = re.sub("<[^>]*>", "", result.get("source") or "") or None
    stated["conversation"] = legacy.get("conversation_id_str")
    note = ((result.get("note_tweet") or {}).get("note_tweet_results") or {}).get("result")
    if note:
        entities = note.get("entity_set") or {}
        stated["words"] = words(note["text"], addresses=False)
        stated["tags"] = names(each["text"] for each in entities.get("hashtags", []))
        stated["links"] = links_of(entities.get("urls", []), quoted)
    versions = (result.get("edit_control") or {}).get("edit_control_initial") or {}
    versions = versions or result.get("edit_control") or {}
    stated["edited"] = len(versions.get("edit_tweet_ids", [])) > 1
    stated["poll"] = _poll(result)
    if stated["author"]:
        stated["url"] = address(str(stated["author"]), result["rest_id"])
    return stated | _card(result, legacy)


def _card(result: dict, legacy: dict) -> dict[str, object]:
    """Return the preview of a page, with the target of its short link."""
    card = ((result.get("card") or {}).get("legacy")) or {}
    values = {each["key"]: each["value"].get("string_value")
              for each in card.get("binding_values", [])}  # fmt: skip
    if "article" in result or "unified_card" in values:
        return {}
    if str(card.get("name", "")).startswith("poll") or "title" not in values:
        return {"card": None}
    targets = {each["url"]: each["expanded_url"] for each in legacy["entities"]["urls"]}
    short = values.get("card_url", card.get("url"))
    return {"card": targets.get(str(short), short), "card_title": values["title"]}


def _poll(result: dict) -> tuple:
    card = ((result.get("card") or {}).get("legacy")) or {}
    if not str(card.get("name", "")).startswith("poll"):
        return ()
    values = {each["key"]: each["value"].get("string_value") for each in card["binding_values"]}
    return tuple(
        (values[f"choice{at}_label"], number(values.get(f"choice{at}_count")))
        for at in range(1, 5) if f"choice{at}_label" in values
    )  # fmt: skip


def unwrapped(result: dict | None) -> dict:
    """Return the tweet in a result that may be limited in sight."""
    while result and "tweet" in result:
        result = result["tweet"]
    return result or {}


def held_result(result: dict) -> Held:
    """Return the post of a result of the web app."""
    result = unwrapped(result)
    if "legacy" not in result:
        return Held(result.get("rest_id"), {"unavailable": True})
    inner = unwrapped((result["legacy"].get("retweeted_status_result") or {}).get("result"))
    whole = inner if "legacy" in inner else result
    quoted_id = whole["legacy"].get("quoted_status_id_str")
    if not whole["legacy"].get("is_quote_status"):
        quoted_id = None
    stated = _web_facts(whole, quoted_id)
    if whole is inner:
        stated = passed_on(result["legacy"], stated)
        stated["reposted_by"] = _web_facts(result, None)["author"]
    stated["quote_id"] = quoted_id
    quoted = unwrapped((whole.get("quoted_status_result") or {}).get("result"))
    return Held(result["rest_id"], stated, held_result(quoted) if "legacy" in quoted else None)


def _items(value: object) -> Iterator[tuple[str, dict]]:
    """Yield each place of a timeline that holds a post, advertisements left out."""
    if isinstance(value, list):
        for each in value:
            yield from _items(each)
    elif isinstance(value, dict):
        if "promotedMetadata" in value:
            return
        entry = str(value.get("entryId", ""))
        for key, inner in value.items():
            if key in ("tweet_results", "tweetResult", "tweetResult"):
                yield entry, inner.get("result") or {}
            else:
                yield from ((found or entry, each) for found, each in _items(inner))


def web(path: Path) -> list[Held]:
    """Walk answers of the web app."""
    found = []
    for document in documents(path):
        for entry, result in _items(document):
            post = held_result(result)
            post.id = post.id or entry.rpartition("-")[2]
            found.append(post)
    return found


def zeeschuimer(path: Path) -> list[Held]:
    """Walk lines of a browser extension: the post lies in `data`, or beside `__import_meta`."""
    lines = [each.get("data", each) for each in documents(path) if isinstance(each, dict)]
    return [held_result(each) for each in lines if not each.get("promoted")]
