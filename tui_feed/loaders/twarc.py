"""X's API v2 as twarc and others save it: a page a line, a flattened post a line, or a stream.

Shapes: X's API v2 ("Tweet", "User", "Media", "Poll" objects, `includes`). Places of entities count
code points of the escaped text.
"""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ValidationError

from tui_feed.loaders.documents import Document, documents
from tui_feed.loaders.faults import first_fault, left_out
from tui_feed.loaders.fields import Json, count, host_of, name_of, part, parts, strings, words
from tui_feed.loaders.file import File, InputError
from tui_feed.loaders.json_text import pretty
from tui_feed.loaders.x_text import expanded, place_of
from tui_feed.loaders.x_tweets import (
    NOT_HERE,
    address,
    best_variant,
    moment,
    repost_of,
    status_link,
    x_date,
)
from tui_feed.model import (
    Author,
    Link,
    LinkCard,
    Media,
    Metrics,
    Poll,
    PollOption,
    Post,
    Problem,
    Profile,
    Record,
    Version,
)

_SIGNS = ('"author_id"', '"edit_history_tweet_ids"', '"public_metrics"', '"__twarc"')
_KINDS: dict[str, Literal["photo", "video", "gif"]] = {
    "photo": "photo", "video": "video", "animated_gif": "gif",
}  # fmt: skip
_DEEPEST = 20


def sniff(file: File) -> bool:
    """Tell by the fields of API v2.

    Raises `InputError` for its lists of users, counts of posts and compliance jobs.
    """
    head = file.head_text()
    opening = head.lstrip("\ufeff \t\r\n")[:1]
    if opening not in ("{", "["):
        return False
    if '"username"' in head and not any(sign in head for sign in ('"text"', '"author_id"')):
        raise _refused(file, "a list of users")
    if '"tweet_count"' in head and '"start"' in head and '"end"' in head and '"text"' not in head:
        raise _refused(file, "a list of counts")
    if '"redacted_at"' in head or ('"action"' in head and '"reason"' in head and '"id"' in head):
        raise _refused(file, "the result of a compliance job")
    if '"legacy"' in head or '"full_text"' in head:
        return False
    return '"text"' in head and any(sign in head for sign in _SIGNS)


def _refused(file: File, what: str) -> InputError:
    return InputError(f"{file.path}: {what}, which holds no timeline; give the posts themselves")


def read(file: File) -> Iterator[Record]:
    """Yield the posts that were collected, and each of their authors once, before a post of theirs.

    Posts that were edited come at the end, the last version of those that the file holds.
    """
    reader = _Reader(file)
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
        else:
            yield from reader.read(document)
    yield from reader.edited()


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post, without what its page holds of others."""
    for document in documents(file):
        if not isinstance(document, Problem):
            for tweet, _ in _tweets(document):
                if name_of(tweet, "id") == post_id:
                    return pretty(tweet)
    return None


def _tweets(document: Document) -> Iterator[tuple[Json, str]]:
    value, place = document
    page = value if isinstance(value, dict) else {}
    if "data" not in page and words(page, "text") is not None:
        yield page, place
    elif isinstance(page.get("data"), list):
        for number, tweet in enumerate(parts(page, "data"), 1):
            yield tweet, f"{place}, post {number:,}" if place else f"post {number:,}"
    elif tweet := part(page, "data"):
        yield tweet, place


class _Included:
    """What a page holds beside its posts, found by ids. A flattened post has it inside."""

    def __init__(self, page: Json) -> None:
        includes = part(page, "includes")
        self._users = {name_of(user, "id"): user for user in parts(includes, "users")}
        self._tweets = {name_of(tweet, "id"): tweet for tweet in parts(includes, "tweets")}
        self._media = {name_of(item, "media_key"): item for item in parts(includes, "media")}
        self._polls = {name_of(poll, "id"): poll for poll in parts(includes, "polls")}

    def user(self, tweet: Json) -> Json:
        return part(tweet, "author") or self._users.get(name_of(tweet, "author_id"), {})

    def user_of(self, user_id: str | None) -> Json:
        return self._users.get(user_id, {})

    def tweet(self, reference: Json) -> Json:
        """Return the post that a reference leads to; flattened, the reference is the post."""
        if words(reference, "text") is not None:
            return reference
        return self._tweets.get(name_of(reference, "id"), {})

    def version(self, post_id: str) -> Json:
        return self._tweets.get(post_id, {})

    def media(self, tweet: Json) -> list[Json]:
        attached = part(tweet, "attachments")
        keyed = [self._media.get(key, {}) for key in strings(attached, "media_keys")]
        return parts(attached, "media") or [item for item in keyed if item]

    def poll(self, tweet: Json) -> Json:
        attached = part(tweet, "attachments")
        keyed = [self._polls.get(key, {}) for key in strings(attached, "poll_ids")]
        return part(attached, "poll") or next(iter(parts(attached, "polls") or keyed), {})


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._authors: set[str] = set()
        self._versions: dict[str, dict[str, tuple[Json, _Included, str]]] = {}

    def read(self, document: Document) -> Iterator[Record]:
        """Yield what one value of the file holds."""
        page = document.value if isinstance(document.value, dict) else {}
        included = _Included(page)
        held = False
        for tweet, place in _tweets(document):
            held = True
            history = strings(tweet, "edit_history_tweet_ids")
            if len(history) > 1:
                self._keep(history, tweet, included, place)
                continue
            yield from self._author(included.user(tweet))
            yield self._made(tweet, included, place)
        if not held:
            yield self._without_post(page, document.place or "the whole file")

    def edited(self) -> Iterator[Record]:
        """Yield the posts that were edited."""
        for versions in self._versions.values():
            *earlier, last = sorted(versions, key=lambda key: (len(key), key))
            tweet, included, place = versions[last]
            told = [
                Version(id=key, created_at=moment(old, key), text=_said(old, [], None)["text"])
                for key in earlier
                for old in (versions[key][0],)
            ]
            yield from self._author(included.user(tweet))
            if place:
                yield self._made(tweet, included, place, versions=told)

    def _keep(self, history: list[str], tweet: Json, included: _Included, place: str) -> None:
        known = self._versions.setdefault(history[0], {})
        for version in history:
            if old := included.version(version):
                known.setdefault(version, (old, included, place))
        known[name_of(tweet, "id") or history[-1]] = (tweet, included, place)

    def _without_post(self, page: Json, place: str) -> Problem:
        errors = parts(page, "errors") or [page]
        stated = words(errors[0], "detail") or words(errors[0], "title")
        if stated:
            return self._file.problem(f"X answered: {stated[:200]}", place)
        if part(page, "meta").get("result_count") == 0:
            return self._file.problem("an empty page: X found nothing", place)
        return self._file.problem("no post; it is left out", place, skipped=True)

    def _author(self, user: Json) -> Iterator[Record]:
        user_id = name_of(user, "id")
        if not user_id or user_id in self._authors or not words(user, "username"):
            return
        self._authors.add(user_id)
        try:
            yield _profile(user, self._file.name)
        except ValidationError as error:
            yield self._file.problem(first_fault(error), f"the account {user_id}")

    def _made(self, tweet: Json, included: _Included, place: str, **more: Any) -> Record:  # noqa: ANN401
        source = f"{self._file.name}, {place}" if place else self._file.name
        try:
            return _post(tweet, included, source=source, **more)
        except ValidationError as error:
            reason = left_out(error)
            return self._file.problem(reason, place or "the whole file", skipped=True)


def _post(tweet: Json, included: _Included, depth: int = 0, **more: Any) -> Post:  # noqa: ANN401
    references = {words(ref, "type"): ref for ref in parts(tweet, "referenced_tweets")}
    post_id = name_of(tweet, "id")
    if passed_on := references.get("retweeted"):
        return _repost(tweet, passed_on, included, depth, **more)
    quoted = references.get("quoted")
    quote = _referred(quoted, included, depth) if quoted else None
    user = included.user(tweet)
    answered = references.get("replied_to")
    fields: dict[str, Any] = {
        "id": post_id,
        "url": address(words(user, "username"), post_id) if post_id else None,
        "author": _author(user, name_of(tweet, "author_id")),
        "created_at": moment(tweet, post_id),
        "lang": words(tweet, "lang"),
        "reply_to": _replying_to(tweet, included),
        "reply_to_id": name_of(answered, "id"),
        "conversation_id": name_of(tweet, "conversation_id"),
        "quote": quote,
        "edited": len(strings(tweet, "edit_history_tweet_ids")) > 1,
        "media": [media for item in included.media(tweet) if (media := _media(item))],
        "card": _card(tweet, quote),
        "poll": _poll(included.poll(tweet)),
        "metrics": _metrics(tweet),
        **_said(tweet, included.media(tweet), name_of(quoted, "id")),
        **more,
    }
    return Post(**{name: value for name, value in fields.items() if value is not None})


def _repost(
    tweet: Json,
    reference: Json,
    included: _Included,
    depth: int,
    **more: Any,  # noqa: ANN401
) -> Post:
    """Return a repost: the original in full where it is at hand, else its cut text."""
    original = included.tweet(reference)
    user = included.user(tweet)
    about: dict[str, Any] = {
        "reposted_by": words(user, "username") or words(user, "name") or "somebody",
        "reposted_at": moment(tweet, name_of(tweet, "id")),
        **more,
    }
    if original and depth < _DEEPEST:
        post = _post(original, included, depth + 1)
        return post.model_copy(update={"id": name_of(tweet, "id") or post.id, **about})
    said = _said(tweet, [], None)
    found = repost_of(said["text"])
    handle, text = found or (None, said["text"])
    mentions = [name for name in said["mentions"] if name != handle]
    fields = {**said, "text": text, "mentions": mentions, "author": Author(handle=handle)}
    stub = name_of(reference, "id")
    url = address(handle, stub) if stub else None
    return Post.model_validate({"id": name_of(tweet, "id"), "url": url, **fields, **about})


def _referred(reference: Json, included: _Included, depth: int) -> Post | None:
    found, post_id = included.tweet(reference), name_of(reference, "id")
    if found and depth < _DEEPEST:
        return _post(found, included, depth + 1)
    if not post_id:
        return None
    return Post(id=post_id, url=address(None, post_id), unavailable=NOT_HERE)


def _replying_to(tweet: Json, included: _Included) -> list[str]:
    stated = part(tweet, "in_reply_to_user")
    user = stated or included.user_of(name_of(tweet, "in_reply_to_user_id"))
    handle = words(user, "username")
    return [handle] if handle else []


def _author(user: Json, author_id: str | None) -> Author:
    return Author(
        id=name_of(user, "id") or author_id,
        name=words(user, "name"),
        handle=words(user, "username"),
    )


def _profile(user: Json, file: str) -> Profile:
    entities, metrics = part(user, "entities"), part(user, "public_metrics")
    joined = words(user, "created_at")
    link = next(iter(parts(entities, "url", "urls")), {})
    bio = {"text": words(user, "description") or "", "entities": part(entities, "description")}
    verified = user.get("verified")
    return Profile(
        id=name_of(user, "id"),
        name=words(user, "name"),
        handle=words(user, "username"),
        bio=_said(bio, [], None)["text"] or None,
        location=words(user, "location"),
        website=words(link, "expanded_url") or words(user, "url"),
        joined=x_date(joined) if joined else None,
        following=count(metrics, "following_count"),
        followers=count(metrics, "followers_count"),
        post_count=count(metrics, "tweet_count"),
        verified=verified if isinstance(verified, bool) else None,
        avatar=words(user, "profile_image_url"),
        source=file,
    )


def _said(tweet: Json, media: list[Json], quoted_id: str | None) -> dict[str, Any]:
    """Return what a post says; a long one has its whole text in `note_tweet`."""
    note = part(tweet, "note_tweet")
    whole = note if words(note, "text") else tweet
    entities, escaped = part(whole, "entities"), words(whole, "text") or ""
    edits, links = [], []
    for url in parts(entities, "urls"):
        place = place_of(escaped, count(url, "start"), count(url, "end"), words(url, "url"))
        full = words(url, "unwound_url") or words(url, "expanded_url") or words(url, "url")
        if not place or not full:
            continue
        status = status_link(full)
        is_quote = bool(quoted_id and status and status[0] == quoted_id)
        is_media = bool(words(url, "media_key")) or _is_picture(url, media)
        edits.append(place._replace(shown="" if is_quote or is_media else full))
        if not is_quote and not is_media:
            links.append(Link(url=full, display=full))
    text = expanded(escaped, set(edits))
    return {
        "text": text,
        "links": [link for link in links if link.display in text],
        "hashtags": _named(entities, "hashtags", "tag"),
        "mentions": _named(entities, "mentions", "username"),
        "cashtags": _named(entities, "cashtags", "tag"),
    }


def _is_picture(url: Json, media: list[Json]) -> bool:
    shown = words(url, "display_url") or ""
    return bool(media) and shown.startswith(("pic.twitter.com/", "pic.x.com/"))


def _named(entities: Json, key: str, inner: str) -> list[str]:
    found = (words(item, inner) for item in parts(entities, key))
    return list(dict.fromkeys(name for name in found if name))


def _media(item: Json) -> Media | None:
    kind = _KINDS.get(words(item, "type") or "")
    if kind is None:
        return None
    length = count(item, "duration_ms")
    preview = words(item, "preview_image_url")
    return Media(
        kind=kind,
        alt=words(item, "alt_text"),
        url=words(item, "url") or best_variant(_with_bitrates(item)) or preview,
        duration=length / 1000 if length is not None else None,
    )


def _with_bitrates(item: Json) -> Json:
    found = [{**each, "bitrate": count(each, "bit_rate")} for each in parts(item, "variants")]
    return {"variants": found}


def _card(tweet: Json, quote: Post | None) -> LinkCard | None:
    """Return the preview of the last link that has one; a link to the quoted post has none."""
    for url in reversed(parts(tweet, "entities", "urls")):
        title = words(url, "title")
        full = words(url, "unwound_url") or words(url, "expanded_url")
        status = status_link(full)
        if title and full and not (quote and status and status[0] == quote.id):
            about = words(url, "description")
            return LinkCard(title=title, description=about, domain=host_of(full), url=full)
    return None


def _poll(poll: Json) -> Poll | None:
    options = parts(poll, "options")
    if not options:
        return None
    options.sort(key=lambda option: count(option, "position") or 0)
    status, ends = words(poll, "voting_status"), words(poll, "end_datetime")
    return Poll(
        options=[
            PollOption(label=words(option, "label") or "", votes=count(option, "votes"))
            for option in options
        ],
        closed={"closed": True, "open": False}.get(status or ""),
        ends=x_date(ends) if ends else None,
    )


def _metrics(tweet: Json) -> Metrics:
    stated = part(tweet, "public_metrics")
    return Metrics(
        views=count(stated, "impression_count"),
        likes=count(stated, "like_count"),
        reposts=count(stated, "retweet_count"),
        replies=count(stated, "reply_count"),
        quotes=count(stated, "quote_count"),
        bookmarks=count(stated, "bookmark_count"),
    )
