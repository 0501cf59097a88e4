"""JSON of Bluesky's API: author feeds, threads, lists of posts; a document or JSON Lines.

Shapes: lexicons `app.bsky.feed.getAuthorFeed`, `getPostThread`, `getPosts` and `app.bsky.embed.*`.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from tui_feed.loaders import bluesky
from tui_feed.loaders.documents import Document, documents
from tui_feed.loaders.faults import left_out
from tui_feed.loaders.fields import Json, count, part, parts, words
from tui_feed.loaders.file import File, InputError
from tui_feed.loaders.json_text import pretty
from tui_feed.model import Author, Metrics, Post, Problem, Record

_SIGNS = ('"app.bsky.', '"at://did:')
_OTHERS = ("followers", "follows", "likes", "notifications", "preferences", "actors")


def sniff(file: File) -> bool:
    """Tell by names of Bluesky's schemas. Raises `InputError` for what holds no posts."""
    head = file.head_text()
    if not head.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    if '"app.bsky.feed.' in head and ('"post"' in head or '"record"' in head):
        return True
    if any(sign in head for sign in _SIGNS):
        what = next((other for other in _OTHERS if f'"{other}"' in head), "something of Bluesky")
        raise InputError(f"{file.path}: {what}, which is no timeline; give a feed or a thread")
    return False


def read(file: File) -> Iterator[Record]:
    """Yield every post of the file in its order, those above a thread's post first."""
    reader = _Reader(file)
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
        else:
            yield from reader.found(document)


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post: with why it is in the feed, where that is stated."""
    reader = _Reader(file)
    for document in documents(file):
        if not isinstance(document, Problem):
            for holder, view, place in _views(document):
                post = reader.post(holder, view, place)
                if isinstance(post, Post) and post.id == post_id:
                    return pretty(holder or view)
    return None


def _views(document: Document) -> Iterator[tuple[Json, Json, str]]:
    """Yield whatever holds a post, the post, and its place; an explicit stack, not recursion."""
    value, place = document.value, document.place + ", " * bool(document.place)
    stack: list[tuple[object, str]] = [(value, place)]
    number = 0
    while stack:
        value, place = stack.pop()
        if isinstance(value, list):
            stack += [(item, place) for item in reversed(value)]
        elif isinstance(value, dict):
            kind = (words(value, "$type") or "").rpartition("#")[2]
            if _is_view(value) or kind in ("notFoundPost", "blockedPost"):
                number += 1
                yield {}, value, f"{place}post {number:,}"
            elif _is_view(part(value, "post")):
                above = part(value, "parent")
                if above and "$reached" not in value:
                    stack += [({**value, "$reached": True}, place), (above, place)]
                    continue
                number += 1
                held = {name: each for name, each in value.items() if name != "$reached"}
                yield held, part(value, "post"), f"{place}post {number:,}"
                stack.append((value.get("replies"), place))
            else:
                stack += [(each, place) for each in reversed(list(value.values()))]


def _is_view(value: Json) -> bool:
    return bool(words(value, "uri")) and isinstance(value.get("record"), dict) and "author" in value


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file

    def found(self, document: Document) -> Iterator[Record]:
        """Yield the posts of a document, or a problem where it holds none."""
        held = False
        for holder, view, where in _views(document):
            held = True
            yield self.post(holder, view, where)
        if not held:
            yield self._file.problem("it holds no post", document.place or "the whole file")

    def post(self, holder: Json, view: Json, place: str) -> Post | Problem:
        """Return the post of a view."""
        try:
            return self._post(holder, view, place)
        except ValidationError as error:
            reason = left_out(error)
            return self._file.problem(reason, place, skipped=True)

    def _post(self, holder: Json, view: Json, place: str) -> Post:
        source = f"{self._file.name}, {place}"
        kind = (words(view, "$type") or "").rpartition("#")[2]
        if kind in ("notFoundPost", "blockedPost"):
            return _absent(view).model_copy(update={"source": source})
        post = _of_view(view).model_copy(update={"source": source})
        reason = part(holder, "reason")
        kind = (words(reason, "$type") or "").rpartition("#")[2]
        more: dict[str, Any] = {}
        if kind == "reasonPin":
            more["pinned"] = True
        elif kind == "reasonRepost":
            by = part(reason, "by")
            more["reposted_by"] = (
                words(by, "handle") or words(by, "displayName") or words(by, "did")
            )
            more["reposted_at"] = bluesky.moment(words(reason, "indexedAt"))
            more["id"] = words(reason, "uri") or f"{post.id}#reposted-by-{words(by, 'did') or ''}"
        answered = words(part(holder, "reply", "parent", "author"), "handle")
        if answered and post.reply_to_id:
            more["reply_to"] = (answered,)
        checked = {name: value for name, value in more.items() if value is not None}
        return Post.model_validate({**dict(post), **checked}) if checked else post


def _of_view(view: Json, depth: int = 0) -> Post:
    record = part(view, "record") or part(view, "value")
    uri = words(view, "uri") or ""
    embed = part(view, "embed") or next(iter(parts(view, "embeds")), {})
    author = part(view, "author")
    labels = parts(view, "labels") + parts(record, "labels", "values")
    return Post(
        id=uri,
        url=bluesky.address(uri),
        author=Author(
            id=words(author, "did"),
            name=words(author, "displayName"),
            handle=words(author, "handle"),
        ),
        created_at=bluesky.moment(words(record, "createdAt"), uri),
        lang=bluesky.language(record),
        quote=_quote(embed, depth),
        media=list(bluesky.media(embed)),
        card=bluesky.card(embed),
        content_warning=bluesky.warning(labels),
        metrics=Metrics(
            likes=count(view, "likeCount"),
            reposts=count(view, "repostCount"),
            replies=count(view, "replyCount"),
            quotes=count(view, "quoteCount"),
            bookmarks=count(view, "bookmarkCount"),
        ),
        **bluesky.said(record),
        **bluesky.reply(record),
    )


def _quote(embed: Json, depth: int) -> Post | None:
    kind = bluesky.kind_of(embed)
    held = part(embed, "record")
    if kind == "recordWithMedia":
        held = part(held, "record")
    if kind not in ("record", "recordWithMedia") or not words(held, "uri") or depth > 20:
        return None
    if isinstance(held.get("value"), dict):
        return _of_view(held, depth + 1)
    what = (words(held, "$type") or "").rpartition("#")[2]
    if what in ("viewNotFound", "viewBlocked", "viewDetached"):
        return _absent(held)
    if what.endswith("View") or ".feed.post/" not in (words(held, "uri") or ""):
        return None  # a list, a feed generator, a starter pack: no post
    return _absent(held)


_ABSENT = {
    "notFoundPost": "deleted, or never there",
    "viewNotFound": "deleted, or never there",
    "blockedPost": "blocked",
    "viewBlocked": "blocked",
    "viewDetached": "taken out of this quote by its author",
}


def _absent(view: Json) -> Post:
    uri = words(view, "uri") or ""
    what = (words(view, "$type") or "").rpartition("#")[2]
    author = Author(id=words(part(view, "author"), "did"))
    return Post(
        id=uri,
        url=bluesky.address(uri),
        author=author,
        unavailable=_ABSENT.get(what, bluesky.NOT_HERE),
    )
