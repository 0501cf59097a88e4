"""Responses of X's web pages (GraphQL) as scrapers save them: timelines, conversations, one post.

X does not document them; the names are those of real responses.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
)
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.json_text import JsonError, parse_json, pretty
from tui_feed.loaders.common.record_reader import record_reader
from tui_feed.loaders.x.legacy import author_of, metrics, profile_of, quote_stub, tweet_fields
from tui_feed.loaders.x.tweet import address, moment, x_date
from tui_feed.models import LinkCard, Poll, PollOption, Post, Problem, Profile, Record
from tui_feed.sources.file import File, InputError
from tui_feed.text.dates import iso

_DEEPEST = 20


def sniff(file: File) -> bool:
    """Tell by posts and timelines in a response. Raises `InputError` for an account alone."""
    is_account = False
    for kind in (kind for each in first_records(file) for kind in _kinds_in(each)):
        if kind == "timeline":
            return True
        is_account = True
    if is_account:
        raise InputError(f"{file.path}: an account of X without posts; give its timeline")
    return False


def _kinds_in(value: object) -> Iterator[str]:
    """Yield `timeline` for each post or list of entries in a response, `account` for each user."""
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            stack += value.values()
            entries = [*get_list(value, "instructions"), *get_list(value, "entries")]
            legacy = get_obj(value, "legacy")
            is_result = get_id(value, "rest_id") is not None
            if (
                any(key in value for key in ("tweet_results", "tweetResult"))
                or any(get_str(each, "type") or get_str(each, "entryId") for each in entries)
                or (is_result and get_str(legacy, "full_text") is not None)
            ):
                yield "timeline"
            elif is_result and ("core" in value or get_str(legacy, "screen_name")):
                yield "account"


@record_reader
def read(file: File) -> Iterator[Record]:
    """Yield the posts of each response in its order, each once, and their authors once."""
    reader = _Reader(file)
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
        else:
            yield from reader.read(document)


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post."""
    for document in documents(file):
        if not isinstance(document, Problem):
            for found, _ in _found(document.value):
                if get_id(_tweet_of(found), "rest_id") == post_id:
                    return pretty(found)
    return None


def _found(value: object) -> Iterator[tuple[JsonObject, bool]]:
    """Yield each post that is an entry of its own, and whether it is pinned; in their order."""
    stack: list[tuple[object, bool]] = [(value, False)]
    while stack:
        value, pinned = stack.pop()
        if isinstance(value, list):
            stack += [(item, pinned) for item in reversed(value)]
        elif isinstance(value, dict):
            if "promotedMetadata" in value:
                continue
            result = get_obj(value, "tweet_results", "result") or get_obj(
                value, "tweetResult", "result"
            )
            if not result and isinstance(value.get("legacy"), dict) and "rest_id" in value:
                result = value if "full_text" in value["legacy"] else {}
            if result:
                yield result, pinned
                continue
            pinned = pinned or get_str(value, "type") == "TimelinePinEntry"
            stack += [(each, pinned) for each in reversed(list(value.values()))]


def _tweet_of(result: JsonObject) -> JsonObject:
    """Return a post without the notices around it."""
    return get_obj(result, "tweet") or result


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._authors: set[str] = set()

    def read(self, document: Document) -> Iterator[Record]:
        """Yield what a response holds."""
        seen: set[str] = set()
        number = 0
        for result, pinned in _found(document.value):
            number += 1
            place = f"{document.place}, post {number:,}".removeprefix(", ")
            tweet_id = get_id(_tweet_of(result), "rest_id")
            if tweet_id in seen:
                continue
            if tweet_id:
                seen.add(tweet_id)
            yield from self._records(result, place, pinned=pinned)
        if not number:
            yield self._file.problem("it holds no post", document.place or "the whole file")

    def _records(self, result: JsonObject, place: str, *, pinned: bool) -> Iterator[Record]:
        if get_str(result, "__typename") == "TweetTombstone":
            yield self._file.problem(f"in place of a post: {_tombstone(result)}", place)
            return
        profile = self._profile(_user(_tweet_of(result)))
        if profile:
            yield profile
        yield _post(result, source=f"{self._file.name}, {place}", pinned=pinned)

    def _profile(self, user: JsonObject) -> Profile | None:
        author = author_of(user)
        if not author.id or author.id in self._authors or not author.handle:
            return None
        self._authors.add(author.id)
        return profile_of(user, author, self._file.name)


def _user(tweet: JsonObject) -> JsonObject:
    """Return an account in the shape of API v1.1, of older and newer responses alike."""
    result = get_obj(tweet, "core", "user_results", "result")
    newer = {
        **get_obj(result, "core"),
        "profile_image_url_https": get_str(get_obj(result, "avatar"), "image_url"),
        "location": get_str(get_obj(result, "location"), "location"),
    }
    legacy = get_obj(result, "legacy")
    user = {**legacy, **{name: value for name, value in newer.items() if value}}
    blue = result.get("is_blue_verified")
    if isinstance(blue, bool):
        user["verified"] = blue or legacy.get("verified") is True
    return {**user, "id_str": get_id(result, "rest_id")} if user else {}


def _post(result: JsonObject, depth: int = 0, **more: Any) -> Post:  # noqa: ANN401
    tweet = _tweet_of(result)
    legacy = get_obj(tweet, "legacy")
    user = _user(tweet)
    author = author_of(user, get_str(legacy, "user_id_str"))
    post_id = get_id(tweet, "rest_id") or get_str(legacy, "id_str")
    original = get_obj(legacy, "retweeted_status_result", "result")
    if original and depth < _DEEPEST:
        about = {
            "id": post_id,
            "reposted_by": author.handle or author.name,
            "reposted_at": iso(moment(legacy, post_id)),
            **more,
        }
        post = _post(original, depth + 1)
        stated = {name: value for name, value in about.items() if value is not None}
        return replace(post, **stated)
    note = get_obj(tweet, "note_tweet", "note_tweet_results", "result")
    source = get_str(tweet, "source") or get_str(legacy, "source")
    fields = tweet_fields({**legacy, "id_str": post_id, "source": source}, author, note)
    quoted = get_obj(tweet, "quoted_status_result", "result")
    edits = get_strings(get_obj(tweet, "edit_control"), "edit_tweet_ids") or get_strings(
        get_obj(tweet, "edit_control", "edit_control_initial"), "edit_tweet_ids"
    )
    fields |= {
        "metrics": metrics(legacy, get_count(get_obj(tweet, "views"), "count")),
        "quote": _quote(quoted, legacy, depth),
        "edited": len(edits) > 1,
        **_card(get_obj(tweet, "card", "legacy") or get_obj(tweet, "card")),
    }
    return Post(**fields, **more)


def _quote(quoted: JsonObject, legacy: JsonObject, depth: int) -> Post | None:
    stub = quote_stub(legacy)
    if not quoted or depth >= _DEEPEST:
        return stub
    if get_str(quoted, "__typename") == "TweetTombstone":
        return replace(stub, unavailable=_tombstone(quoted)) if stub else None
    if not get_obj(_tweet_of(quoted), "legacy"):
        post_id = get_id(_tweet_of(quoted), "rest_id")
        why = get_str(quoted, "reason") or "not in this archive"
        if not stub and post_id:
            return Post(id=post_id, url=address(None, post_id), unavailable=why)
        return stub
    return _post(quoted, depth + 1)


def _tombstone(result: JsonObject) -> str:
    text = get_str(get_obj(result, "tombstone", "text"), "text") or "this post is not available"
    return text.removesuffix("Learn more").strip()


# Cards


def _card(card: JsonObject) -> dict[str, Any]:
    values = {
        get_str(each, "key"): get_obj(each, "value") for each in get_list(card, "binding_values")
    }

    def value(key: str) -> str | None:
        return get_str(values.get(key, {}), "string_value")

    name = get_str(card, "name") or ""
    if name.startswith("poll"):
        return {"poll": _poll(values)}
    if unified := value("unified_card"):
        return {"card": _unified(unified)}
    title = value("title")
    if not title:
        return {}
    url = value("card_url")
    domain = value("vanity_url") or value("domain")
    return {"card": LinkCard(title=title, description=value("description"), domain=domain, url=url)}


def _poll(values: dict[str | None, JsonObject]) -> Poll | None:
    def value(key: str) -> str | None:
        return get_str(values.get(key, {}), "string_value")

    options = [
        PollOption(
            label=label,
            votes=get_count({"votes": value(f"choice{number}_count")}, "votes"),
        )
        for number in range(1, 5)
        if (label := value(f"choice{number}_label"))
    ]
    if not options:
        return None
    votes = [option.votes for option in options if option.votes is not None]
    ends = value("end_datetime_utc")
    final = values.get("counts_are_final", {}).get("boolean_value")
    return Poll(
        options=tuple(options),
        total_votes=sum(votes) if len(votes) == len(options) else None,
        closed=final if isinstance(final, bool) else None,
        ends=iso(x_date(ends) if ends else None),
    )


def _unified(text: str) -> LinkCard | None:
    """Return the preview that a card of several components shows; it is JSON inside JSON."""
    try:
        card = parse_json(text)
    except JsonError:
        return None
    details = next(
        (
            get_obj(each, "data")
            for each in get_obj(card, "component_objects").values()
            if get_str(each, "type") == "details"
        ),
        {},
    )
    title = get_str(get_obj(details, "title"), "content")
    goal: JsonObject = next(iter(get_obj(card, "destination_objects").values()), {})
    url = get_obj(goal, "data", "url_data")
    if not title:
        return None
    return LinkCard(
        title=title,
        domain=get_str(get_obj(details, "subtitle"), "content") or get_str(url, "vanity"),
        url=get_str(url, "url"),
    )
