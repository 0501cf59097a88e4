"""Printer for a web page in a single file, to read, search, print and send on.

The page asks no server for anything, and its policy (CSP) allows nothing but its own style and
script, by their hashes. Everything from a post is escaped; only safe addresses are links. Pictures
are described, not shown.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

from tui_feed.models import Link, LinkCard, Media, Poll, PollOption, Post, Profile
from tui_feed.printers import words
from tui_feed.printers.linked_text import linked
from tui_feed.printers.printout import Printout
from tui_feed.text.links import openable
from tui_feed.text.numbers import counted

_DOT: Final = " · "


def pieces(printout: Printout) -> Iterator[str]:
    """Yield the head of the page, its posts, and its end."""
    if printout.is_empty:
        return
    yield _head(printout)
    for post in printout.posts():
        yield _article(post)
    yield f'</main>\n<p id="none" hidden>No post matches.</p>\n<script>{_part("js")}</script>\n'
    yield "</body>\n</html>\n"


@cache
def _part(kind: str) -> str:
    """Return the style (`css`) or the script (`js`) of the page."""
    return (files("tui_feed.printers") / f"page.{kind}").read_text("utf-8")


def _hash(kind: str) -> str:
    return f"'sha256-{b64encode(sha256(_part(kind).encode()).digest()).decode()}'"


def _head(printout: Printout) -> str:
    policy = (
        f"default-src 'none'; style-src {_hash('css')}; script-src {_hash('js')}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="tui-feed">\n'
        f"<title>{escape(_title(printout))}</title>\n<style>{_part('css')}</style>\n"
        "</head>\n<body>\n<header>\n"
        f"{''.join(map(_profile, printout.profiles))}{_summary(printout)}</header>\n"
        '<form role="search"><label for="search">Search these posts</label>'
        '<input id="search" type="search" autocomplete="off" spellcheck="false" '
        'placeholder="words, @handle, #tag"><output id="found" for="search"></output></form>\n'
        '<main aria-label="Posts">\n'
    )


def _title(printout: Printout) -> str:
    names = [words.author_words(profile) for profile in printout.profiles[:1]]
    return _DOT.join(filter(None, (*names, counted(printout.total, "posts"))))


def _summary(printout: Printout) -> str:
    """Return a line about the page: number of posts, filter, files."""
    parts = [f"<b>{counted(printout.total, 'posts')}</b>"]
    if printout.query:
        parts.append(f"filter <code>{_line(printout.query)}</code>")
    if printout.name:
        parts.append(f"from <span>{_line(printout.name)}</span>")
    return f'<p class="summary">{_DOT.join(parts)}</p>\n'


def _profile(profile: Profile) -> str:
    name = _line(profile.name or profile.handle or "(unnamed account)")
    handle = f' <span class="handle">@{_line(profile.handle)}</span>' if profile.handle else ""
    bio = f'<p class="bio" dir="auto">{_text(profile.bio, ())}</p>' if profile.bio else ""
    lines = (words.profile_facts(profile), words.profile_counts(profile))
    facts = "".join(f'<p class="facts">{_facts(line)}</p>' for line in lines if line)
    return f'<section class="profile"><h1>{name}{handle}</h1>{bio}{facts}</section>\n'


def _article(post: Post) -> str:
    return f"<article>{''.join(_inside(post))}</article>\n"


def _inside(post: Post) -> Iterator[str]:
    """Yield the parts of a post, its quote nested inside."""
    yield f'<p class="by">{_by(post)}</p>'
    if marks := [*words.post_marks(post), *filter(None, (words.reply_words(post),))]:
        yield f'<p class="marks">{_facts(marks)}</p>'
    if post.unavailable:
        yield f'<p class="gone">{_line(post.unavailable)}</p>'
    if post.content_warning:
        yield f"<details><summary>{_line(post.content_warning)}</summary>{_body(post)}</details>"
    else:
        yield _body(post)
    if counts := words.count_words(post):
        yield f'<p class="counts">{_facts(counts)}</p>'


def _by(post: Post) -> str:
    """Return author and date; the date is the link to the post's page."""
    author = post.author
    name = _line(author.name or (f"@{author.handle}" if author.handle else ""))
    handle = f" <span>@{_line(author.handle)}</span>" if author.handle and author.name else ""
    when = post.created_date
    date = (
        f'<time datetime="{escape(when.iso)}">{escape(words.date_words(when) or "")}</time>'
        if when
        else "its page"
        if post.url
        else ""
    )
    return f"<b>{name or 'Author not stated'}</b>{handle} {_anchor(date, post.url)}"


def _body(post: Post) -> str:
    """Return text, media, quote, card and poll."""
    text = f'<p class="text" dir="auto">{_text(post.text, post.links)}</p>' if post.text else ""
    items = "".join(_medium(each, post) for each in post.media)
    media = f'<ul class="media">{items}</ul>' if items else ""
    quote = f"<blockquote>{''.join(_inside(post.quote))}</blockquote>" if post.quote else ""
    card = _card(post.card) if post.card else ""
    return text + media + quote + card + (_poll(post.poll) if post.poll else "")


def _medium(media: Media, post: Post) -> str:
    alt = words.description_words(media, post)
    kind = _anchor(escape(words.media_words(media)), media.url)
    shown = f' <span dir="auto">{escape(alt)}</span>' if alt else ""
    return f"<li><b>{kind}</b>{shown}</li>"


def _card(card: LinkCard) -> str:
    first, *others = [*words.card_words(card), ""]
    if not first:
        return ""
    rest = "".join(f"<span>{escape(each)}</span>" for each in others if each)
    return f'<p class="card">{_anchor(f"<b>{escape(first)}</b>", card.url)}{rest}</p>'


def _poll(poll: Poll) -> str:
    answers = "".join(_answer(poll, option) for option in poll.options)
    facts = words.poll_words(poll)
    whole = f'<p class="counts">{_facts(facts)}</p>' if facts else ""
    return f'<ul class="poll">{answers}</ul>{whole}'


def _answer(poll: Poll, option: PollOption) -> str:
    share = poll.share(option)
    label, *facts = words.option_words(option)
    bar = "" if share is None else f'<meter max="100" value="{share:g}"></meter>'
    shown = f"<i>{_facts(facts)}</i>" if facts else ""
    return f"<li><span>{escape(label)}</span>{shown}{bar}</li>"


def _text(text: str, links: tuple[Link, ...]) -> str:
    return "".join(
        _anchor(escape(piece.text), piece.url) if piece.url else escape(piece.text)
        for piece in linked(text, links)
    )


def _anchor(shown: str, url: str | None) -> str:
    """Return a link around HTML; only the HTML if the address is not safe."""
    exact = openable(url) if url else None
    if not exact or not shown:
        return shown
    return f'<a href="{escape(exact)}" rel="noopener noreferrer nofollow">{shown}</a>'


def _facts(facts: Iterable[str]) -> str:
    return _DOT.join(map(_line, facts))


def _line(text: str) -> str:
    return escape(words.one_line(text))
