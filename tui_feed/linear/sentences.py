"""Posts and profiles in words, in short and in full; quotes are nested.

Text written by a post's author is indented further than the program's own words, so no text can
imitate the end of a quote. The short form is a single line.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from tui_feed.browse.moving.relations import missing_words, relations
from tui_feed.browse.poll_words import poll_facts
from tui_feed.browse.status_lines import count_words, metric_words
from tui_feed.feed import Feed
from tui_feed.linear.links import addresses, text_with_other_host
from tui_feed.models import Author, CountName, Media, Poll, Post, Profile
from tui_feed.models.facts import is_dated_by_id, marks_of, undescribed
from tui_feed.query import Marker
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import counted

SHORT = 160
"""Characters of text in the short form."""
QUOTE_DEPTH = 3
"""Depth of quotes read in full; deeper quotes are counted."""
CUT = "..."
"""Mark of a cut; ASCII, like all of the program's own words."""

_MEDIA = {
    "photo": ("picture", "pictures"),
    "video": ("video", "videos"),
    "gif": ("GIF", "GIFs"),
    "audio": ("sound", "sounds"),
}
_VISIBILITY = {"unlisted": "unlisted", "followers": "followers only", "direct": "direct message"}


def one_line(text: str) -> str:
    """Return a text on a single line."""
    return " ".join(text.split())


def date_words(moment: Moment) -> str:
    """Return a date at its own precision: `9 January 2024, 21:14`, `November 2012`."""
    if moment.precision in ("year", "month"):
        return moment.in_full.partition(" (")[0]
    day, _, clock = moment.in_full.removesuffix(" (day only)").partition(", ")
    return ", ".join(part for part in (day.partition(" ")[2], clock[:5]) if part)


def author_words(author: Author, known: str | None = None) -> str:
    """Return name and handle of an author; a `known` handle is left out."""
    handle = f"@{author.handle}" if author.handle else ""
    if author.name and author.handle and author.handle == known:
        handle = ""
    parts = [one_line(part) for part in (author.name, handle) if part]
    return " ".join(parts) or "author not stated"


def excerpt(text: str, marker: Marker | None = None, room: int = SHORT) -> str:
    """Return an excerpt on a single line: the beginning, or the text around the first match."""
    text = one_line(text)
    if len(text) <= room:
        return text
    start = next((start for start, _ in marker.spans(text)), 0) if marker else 0
    begin = min(start - room // 3, len(text) - room)
    begin = 0 if start < room * 3 // 4 else text.rfind(" ", 0, begin) + 1
    end = begin + room
    end = len(text) if end >= len(text) else max(text.rfind(" ", begin, end), begin + room // 2)
    return f"{CUT if begin else ''}{text[begin:end]}{CUT if end < len(text) else ''}"


def in_short(post: Post, marker: Marker | None = None, known: str | None = None) -> str:
    """Return a post on a single line; the `known` handle is left out."""
    head = [author_words(post.author, known)]
    if post.created_date:
        head.append(date_words(post.created_date))
    head += _post_flags(post, brief=True)
    if post.content_warning:
        text = f"content warning: {excerpt(post.content_warning)}; Enter reads it"
    else:
        text = excerpt(post.text or post.unavailable or "no text", marker)
    facts = [*_attachments(post, known), *metric_words(post)]
    ending = "." if facts and text[-1:].isalnum() else ""
    return f"{', '.join(head)}: {text}{ending} {'; '.join(facts)}".rstrip()


def _post_flags(post: Post, *, brief: bool = False) -> Iterator[str]:
    if post.pinned:
        yield "pinned"
    if post.reposted_by:
        on = f", {date_words(post.reposted_date)}" if post.reposted_date and not brief else ""
        yield f"reposted by {one_line(post.reposted_by)}{on}"
    if post.reply_to:
        yield one_line("replying to " + ", ".join(f"@{handle}" for handle in post.reply_to))
    elif post.reply_to_id:
        yield "a reply" if brief else one_line(f"replying to post {post.reply_to_id}")
    if post.edited:
        yield "edited"
    yield from marks_of(post, brief=brief)
    if is_dated_by_id(post) and not brief:
        yield "time from its id"
    if words := _VISIBILITY.get(post.visibility or "public"):
        yield words


def _attachments(post: Post, known: str | None) -> Iterator[str]:
    if post.quote:
        yield f"quotes {author_words(post.quote.author, known)}"
    kinds = Counter(item.kind for item in post.media)
    for kind, number in kinds.items():
        described = sum(1 for item in post.media if item.kind == kind and item.alt)
        words = f"{number} {_MEDIA[kind][number > 1]}"
        if described == number:
            yield f"{words}, described"
        elif not described and "alt" in post.unstated:
            yield f"{words}, {undescribed(post)}"
        else:
            yield f"{words}, {described or 'not'} described"
    if post.card:
        yield f"link to {one_line(post.card.title or post.card.domain or 'a page')}"
    if post.poll:
        yield f"poll of {len(post.poll.options)}"


# In full


def in_full(post: Post, feed: Feed, file: str) -> list[str]:
    """Return all facts about a post, and its relations in the feed."""
    lines = [author_words(post.author)]
    lines.append(post.created_date.in_full if post.created_date else "date not stated")
    row = feed.row_of(post.id)
    lines += [] if row is None else feed.own.words(row)
    lines += _post_flags(post)
    if post.content_warning:
        lines.append(f"content warning: {one_line(post.content_warning)}")
    lines += _body(post, 0)
    lines += _facts(post, feed, file)
    return lines


def _body(post: Post, depth: int) -> Iterator[str]:
    """Yield text, media, quote, card and poll of a post, indented by `depth`."""
    lead = "  " * depth
    if post.unavailable:
        yield f"{lead}not available: {one_line(post.unavailable)}"
    for line in post.text.split("\n") if post.text else ():
        yield f"{lead}  {line}".rstrip()
    for number, item in enumerate(post.media, 1):
        yield lead + _picture(item, f"{number} of {len(post.media)}", undescribed(post))
    if post.quote:
        yield from _quote(post.quote, depth)
    if post.card:
        card = post.card
        parts = [one_line(part) for part in (card.title, card.description, card.domain) if part]
        yield f"{lead}link card: {'; '.join(parts) or card.url or 'empty'}"
    if post.poll:
        yield from (lead + line for line in _poll(post.poll))


def _quote(quote: Post, depth: int) -> Iterator[str]:
    lead = "  " * depth
    if depth >= QUOTE_DEPTH:
        yield f"{lead}{counted(_quote_count(quote), 'posts')} more quoted inside; Q goes there"
        return
    head = [
        author_words(quote.author),
        *([date_words(quote.created_date)] if quote.created_date else ()),
    ]
    head += _post_flags(quote, brief=True)
    yield f"{lead}quoted post by {', '.join(head)}:"
    if quote.content_warning:
        yield f"{lead}  content warning: {one_line(quote.content_warning)}"
    yield from _body(quote, depth + 1)
    yield f"{lead}end of quote"


def _quote_count(quote: Post | None) -> int:
    length = 0
    while quote:
        length, quote = length + 1, quote.quote
    return length


def _picture(item: Media, place: str, without: str) -> str:
    words = f"{_MEDIA[item.kind][0]} {place}"
    if item.duration is not None:
        minutes, seconds = divmod(round(item.duration), 60)
        words += f", {minutes}:{seconds:02}"
    return f"{words}: {one_line(item.alt)}" if item.alt else f"{words}, {without}"


def _poll(poll: Poll) -> Iterator[str]:
    facts = poll_facts(poll, date_words)
    yield f"poll of {', '.join([f'{len(poll.options)} answers', *facts])}"
    for number, option in enumerate(poll.options, 1):
        share = poll.share(option)
        parts = [one_line(option.label)]
        if share is not None:
            parts.append(f"{share:.0f}%")
        if option.votes is not None:
            parts.append(counted(option.votes, "votes"))
        yield f"answer {number}: {', '.join(parts)}"


def _facts(post: Post, feed: Feed, file: str) -> Iterator[str]:
    if words := metric_words(post):
        yield ", ".join(words)
    absent = [name for name in get_args(CountName) if getattr(post.metrics, name) is None]
    if absent:
        yield f"not stated: {', '.join(absent)}"
    yield from _links(post)
    counts = {tag: feed.tag_count(tag) for tag in post.hashtags}
    tags = [f"#{tag}, {counted(count, 'posts')}" if count else f"#{tag}"
            for tag, count in counts.items()]  # fmt: skip
    if tags:
        yield one_line(f"tags: {'; '.join(tags)}")
    yield from _relations(post, feed)
    for version in post.versions:
        on = f", {date_words(version.created_date)}" if version.created_date else ""
        yield f"before it was edited{on}: {one_line(version.text)}"
    for each in feed.disagreements(post.id):
        yield f"copies disagree, {each.words}"
    if post.hidden:
        yield f"{counted(post.hidden, 'characters')} of the text replaced as unsafe"
    if post.client:
        yield f"written with {one_line(post.client)}"
    found = feed.row_of(post.id) if len(feed.sources) > 1 else None
    archive = "" if found is None else f"{feed.sources[feed.source_of(found)]}: "
    yield one_line(f"from {archive}{post.source or file}")
    derived = ", derived" if post.id.startswith("~") else ""
    yield one_line(f"id {post.id}{derived}")


def _relations(post: Post, feed: Feed) -> Iterator[str]:
    """Yield related posts; the quoted post has been read already."""
    for relation in relations(post, feed):
        if relation.post is None:
            yield one_line(f"{relation.kind}: {relation.words}")
        elif relation.kind != "quotes":
            yield f"{relation.kind}: {in_short(relation.post)}"


def missing_post(reply: Post, feed: Feed) -> str:
    """Return what is known of an answered post that is not in the feed."""
    copy = feed.quoted_copy(reply.reply_to_id or "")
    return f"a post known from a quote: {in_short(copy)}" if copy else missing_words(reply)


def _links(post: Post) -> Iterator[str]:
    """Yield links, numbered as in the list of links, then links without an address."""
    for number, address in enumerate(addresses(post), 1):
        is_odd = text_with_other_host(address) is not None
        aside = f"; leads to {address.host}, but its text names another host" if is_odd else ""
        kind = "" if address.kind == "link" else f", {address_kind(address.kind)}"
        yield one_line(f"link {number}{kind}: {address.url}{aside}")
    for link in post.links:
        if link.url is None:
            yield one_line(f"link, cut when it was saved: {link.display}")


def address_kind(kind: str) -> str:
    """Return the description of an address's kind: `picture of the quote`."""
    name, _, rest = kind.partition(" ")
    noun = _MEDIA[name][0] if name in _MEDIA else {"post": "this post"}.get(name, name)
    if rest and name == "post":
        return "the quoted post"
    return f"{noun} {rest}".rstrip()


# Profiles


def profile_line(profile: Profile | None) -> str:
    """Return a profile on a single line."""
    if profile is None:
        return "no profile in this file"
    who = [part for part in (profile.name, profile.handle and f"@{profile.handle}") if part]
    facts = [profile.location, profile.website]
    if profile.joined_date:
        facts.append(f"joined {date_words(profile.joined_date)}")
    head = " ".join(who) or "unnamed account"
    return one_line("; ".join([head, *(fact for fact in facts if fact), *count_words(profile)]))


def profile_lines(profile: Profile | None, file: str, span: str) -> Sequence[str]:
    """Return all facts about a profile, and the file's name."""
    lines = [profile_line(profile)]
    if profile:
        lines += [f"  {line}".rstrip() for line in (profile.bio or "").split("\n") if profile.bio]
        if profile.verified:
            lines.append("verified")
        if profile.avatar:
            lines.append(one_line(f"picture: {profile.avatar}"))
    lines.append(f"from {file}")
    if span:
        lines.append(span)
    return lines


def span_of(feed: Feed) -> str:
    """Return the dates of the first and last post; empty without dated posts."""
    span = feed.span()
    if span is None:
        return ""
    first, last = map(date_words, span)
    return f"of {first}" if first == last else f"from {first} to {last}"
