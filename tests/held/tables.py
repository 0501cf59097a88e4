"""Tables and flat JSON: each writer's columns by name, cell by cell."""

import csv
import json
import re
from ast import literal_eval
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tests.held.facts import COUNTS, Held, counts, moment, names, unescaped, utc, words
from tests.held.x_tweets import documents, of_x

_REPOST = re.compile(r"RT @(\w+): ")
Row = dict[str, str]


def rows(path: Path, separator: str) -> list[Row]:
    """Return the rows of a table, empty cells left out."""
    text = path.read_text("utf-8-sig")
    read = csv.DictReader(text.splitlines(keepends=True), delimiter=separator)
    return [{key: cell for key, cell in row.items() if cell not in (None, "")} for row in read]


def _common(row: Row, text: str, metrics: tuple[str | None, ...]) -> dict[str, object]:
    repost = _REPOST.match(text)
    stated: dict[str, object] = {
        "words": words(unescaped(text[repost.end() if repost else 0 :]), addresses=False),
        "reposted": bool(repost),
    }
    if repost:
        stated["author"] = repost[1]
        return stated  # the counts are those of the row of the repost, not of the post
    named = dict(zip(COUNTS, metrics, strict=False))
    return stated | counts(**{name: row.get(key or "") for name, key in named.items()})


def collector(path: Path) -> list[Held]:
    """Walk what twarc-csv writes."""
    found = []
    for row in rows(path, ","):
        prefix = "public_metrics."
        stated = _common(row, row["text"], tuple(
            prefix + name for name in ("impression_count", "like_count", "retweet_count",
                                       "reply_count", "quote_count", "bookmark_count")
        ))  # fmt: skip
        media = json.loads(row.get("attachments.media", "[]"))
        links = [each["expanded_url"] for each in json.loads(row.get("entities.urls", "[]"))]
        stated |= {
            "reposted_at" if stated["reposted"] else "date": moment(row["created_at"]),
            "media": tuple(each["url"] for each in media),
            "alts": tuple(each.get("alt_text") for each in media),
            "links": frozenset(links),
            "quote_id": row.get("referenced_tweets.quoted.id"),
            "reply_to_id": row.get("referenced_tweets.replied_to.id"),
        }
        if stated["reposted"]:
            stated["reposted_by"] = row["author.username"]
        else:
            stated |= {"author": row["author.username"], "author_id": row["author_id"],
                       "conversation": row["conversation_id"], "author_name": row["author.name"],
                       "client": row.get("source"), "lang": row.get("lang")}  # fmt: skip
        found.append(Held(row["id"], stated))
    return found


def tweets_csv(path: Path) -> list[Held]:
    """Walk `tweets.csv` of the oldest archives."""
    found = []
    for row in rows(path, ","):
        stated = _common(row, row["text"], ())
        stated["client"] = re.sub("<[^>]*>", "", row["source"])
        if "retweeted_status_id" in row:
            stated |= {"date": moment(row["retweeted_status_timestamp"]),
                       "reposted_at": moment(row["timestamp"]), "client": None}  # fmt: skip
        else:
            stated |= {"date": moment(row["timestamp"]), "author": None}
        stated["reply_to_id"] = row.get("in_reply_to_status_id")
        stated["links"] = frozenset(filter(None, row.get("expanded_urls", "").split(",")))
        found.append(Held(row["tweet_id"], stated))
    return found


def spreadsheet(path: Path) -> list[Held]:
    """Walk a table of TAGS, whose ids a spreadsheet rounded."""
    found = []
    for row in rows(path, ";" if b";from_user" in path.read_bytes() else ","):
        address = row.get("status_url", "")
        links = json.loads(row.get("entities_str", "{}")).get("urls", [])
        date = moment(row.get("created_at"))
        if date is None:
            date = datetime.strptime(row["time"], "%d/%m/%Y %H:%M:%S").isoformat()
        stated = _common(row, row["text"], ()) | {
            "date": date,
            "author": row["from_user"],
            "client": re.sub("<[^>]*>", "", row.get("source", "")) or None,
            "reply_to": names(
                [row["in_reply_to_screen_name"]] if "in_reply_to_screen_name" in row else []
            ),
            "links": frozenset(each["expanded_url"] for each in links),
        }
        found.append(Held(address.rpartition("/")[2] or None, stated))
    return found


def _4cat(row: Row) -> Held:
    stated = _common(row, row["body"], ("impression_count", "like_count", "retweet_count",
                                        "reply_count", "quote_count"))  # fmt: skip
    media = tuple(filter(None, row.get("images", "").split(",")))
    stated |= {
        "reposted_at" if stated["reposted"] else "date": utc(row["timestamp"]),
        "media": media, "alts": (None,) * len(media), "quote_id": row.get("quote_tweet_id"),
    }  # fmt: skip
    if not stated["reposted"]:
        stated |= {"author": row["author"], "author_name": row["author_fullname"],
                   "author_id": row["author_id"], "client": row["source"],
                   "lang": row["language_guess"], "conversation": row["thread_id"]}  # fmt: skip
    quote = Held(row.get("quote_tweet_id"), {
        "author": row.get("quote_author"), "words": row.get("quote_body"),
    })  # fmt: skip
    return Held(row["id"], stated, quote if quote.id else None)


def _minet(row: Row) -> Held:
    stated = _common(row, row["text"], ("impression_count", "like_count", "retweet_count",
                                        "reply_count"))  # fmt: skip
    media = row.get("media_urls", "").split("|") if "media_urls" in row else []
    alts = row.get("media_alt_texts", "").split("|") if media else []
    when = int(row["timestamp_utc"]) * 1000
    stated |= {
        "reposted_at" if stated["reposted"] else "date": when,
        "media": tuple(media), "alts": tuple(each or None for each in alts),
        "quote_id": row.get("quoted_id"),
    }  # fmt: skip
    if stated["reposted"]:
        stated["date"] = int(row["retweeted_timestamp_utc"]) * 1000
        stated |= {"author": row["retweeted_user"], "reposted_by": row["user_screen_name"]}
    else:
        stated |= {"author": row["user_screen_name"], "author_name": row["user_name"]}
    return Held(row["id"], stated)


def _twint(row: Row) -> Held:
    handle, number = re.search(r"/(\w+)/status/(\d+)", row["link"]).groups()  # type: ignore[union-attr]
    media = literal_eval(row["photos"])
    quoted = re.search(r"/status/(\d+)", row.get("quote_url", ""))
    return Held(number, _common(row, row["tweet"], (
        None, "likes_count", "retweets_count", "replies_count")) | {
        "date": moment(f"{row['date']}T{row['time']}{row['timezone']}"),
        "author": handle, "author_id": row["user_id"], "author_name": row["name"],
        "media": tuple(media), "tags": names(literal_eval(row["hashtags"])),
        "links": frozenset(literal_eval(row["urls"])), "lang": row["language"],
        "quote_id": quoted[1] if quoted else None, "conversation": row["conversation_id"],
        "reply_to": names(each["screen_name"] for each in literal_eval(row["reply_to"])),
    })  # fmt: skip


def _frame(row: Row) -> Held:
    return Held(row["Tweet Id"], _common(row, row["Text"], ()) | {
        "date": moment(row["Datetime"]), "author": row["Username"],
    })  # fmt: skip


def _analytics(row: Row) -> Held:
    day = datetime.strptime(row["Date"], "%a, %b %d, %Y").date().isoformat()
    return Held(row["Post id"], _common(row, row["Post text"], (
        "Impressions", "Likes", "Reposts", "Replies", None, "Bookmarks")) | {
        "date": day, "author": row["Post Link"].split("/")[3], "url": row["Post Link"],
    })  # fmt: skip


def _by_kind(row: Row) -> Held:
    replied = row["reference_types"] == "replied_to"
    return Held(row["id"], _common(row, row["text"], (
        None, "like_count", "retweet_count", "reply_count", "quote_count")) | {
        "date": moment(row["created_at"]), "author_id": row["author_id"], "author": None,
        "conversation": row["conversation_id"],
        "reply_to_id": row["referenced_tweet_ids"] if replied else None,
    })  # fmt: skip


def _reddit(row: Row) -> Held:
    body = row.get("body", "")
    gone = body in ("[removed]", "[deleted]")
    url = row.get("url", "")
    parts = [row.get("title", ""), "" if gone else body]
    return Held(row["id"], {
        "text": words("\n".join(parts)), "date": moment(row["date"]), "url": row["permalink"],
        "unavailable": gone, "card": url if url.startswith("http") else None, **counts(),
    })  # fmt: skip


def each_row(read: Callable[[Row], Held], separator: str = ",") -> Callable[[Path], list[Held]]:
    """Return a walk that reads every row in one way."""
    return lambda path: [read(row) for row in rows(path, separator)]


four_cat, minet, twint = each_row(_4cat), each_row(_minet), each_row(_twint)
frame, analytics, reddit = each_row(_frame), each_row(_analytics), each_row(_reddit)
by_kind = each_row(_by_kind, ";")


# Flat JSON


def exporter(path: Path) -> list[Held]:
    """Walk what twitter-web-exporter writes, as JSON or as a table."""
    if path.suffix == ".csv":
        found = rows(path, ",")
        for row in found:
            row["media"] = json.loads(row["media"])
            row["full_text"] = row["full_text"].replace("\\n", "\n")
    else:
        found = json.loads(path.read_text("utf-8"))
    return [_exported(row) for row in found]


def _exported(row: dict) -> Held:
    stated = _common(row, row["full_text"], (
        "views_count", "favorite_count", "retweet_count", "reply_count", "quote_count",
        "bookmark_count"))  # fmt: skip
    stated |= {
        "reposted_at" if stated["reposted"] else "date": moment(row["created_at"]),
        "media": tuple(each["original"] for each in row["media"]),
        "alts": tuple(each["ext_alt_text"] for each in row["media"]),
        "reply_to_id": row.get("in_reply_to"), "quote_id": row.get("quoted_status"),
    }  # fmt: skip
    if stated["reposted"]:
        stated["reposted_by"] = row["screen_name"]
    else:
        stated |= {"author": row["screen_name"], "author_name": row["name"],
                   "author_id": row["user_id"]}  # fmt: skip
    return Held(row["id"], stated)


def scraper(path: Path) -> list[Held]:
    """Walk JSON of the Go and the TypeScript scraper: the same names, written in two ways."""
    found = [each for document in documents(path)
             for each in (document if isinstance(document, list) else [document])]  # fmt: skip
    return [_scraped(each) for each in found]


def _scraped(post: dict) -> Held:
    post = {key.lower(): value for key, value in post.items()}
    inner = post.get("retweetedstatus")
    if inner:
        held = _scraped(inner)
        held.facts |= {"reposted": True, "reposted_at": moment(post["timeparsed"]),
                       "reposted_by": post["username"]}  # fmt: skip
        return Held(post["id"], held.facts, held.quote)
    media = post.get("photos") or []
    stated = {
        "words": words(unescaped(post["text"]), addresses=False),
        "date": moment(post["timeparsed"]),
        "reposted": False,
        "url": of_x(post["permanenturl"]),
        "author_name": post["name"],
        "author_id": post["userid"],
        "conversation": post["conversationid"],
        "pinned": post["ispin"],
        "edited": post.get("isedited", False),
        "media": tuple(each.get("url", each.get("URL")) for each in media),
        "alts": tuple(each.get("alt_text") for each in media),
        "tags": names(post["hashtags"] or ()),
        "quote_id": post.get("quotedstatusid") or None,
        **counts(
            views=post["views"] or None, likes=post["likes"], reposts=post["retweets"],
            replies=post["replies"], bookmarks=post.get("bookmarkcount"),
        ),
    }  # fmt: skip
    quoted = post.get("quotedstatus")
    return Held(post["id"], stated, _scraped(quoted) if quoted else None)


def wayback(path: Path) -> list[Held]:
    """Walk rows of captures: their date is no post's, and a text may be missing."""
    found = []
    for row in json.loads(path.read_text("utf-8")):
        handle, number = row["parsed_tweet_url"].split("/")[3::2]
        when = (int(number) >> 22) + 1288834974657
        found.append(Held(number, {
            "words": row["available_tweet_text"] or "", "author": handle, **counts(),
            "unavailable": row["available_tweet_text"] is None, "date": when // 1000 * 1000,
        }))  # fmt: skip
    return found
