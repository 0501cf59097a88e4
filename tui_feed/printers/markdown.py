r"""Printer for Markdown: a section for each post, its quotes as nested block quotes.

Nothing in a post is read as Markdown or HTML: every sign with a meaning in CommonMark, in GitHub's
dialect or in pandoc's is escaped. Unsafe addresses are no links. No picture is embedded: showing it
would ask a server for it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tui_feed.models import Link, Media, Post, Profile
from tui_feed.printers import words
from tui_feed.printers.linked_text import linked
from tui_feed.printers.printout import Printout
from tui_feed.text.links import openable

_SIGNS: Final = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_[]<>~|$^{}"})
_RARE: Final = re.compile(
    r"&(?=[#\w])"  # an entity
    r"|:(?=//|[\w+-]+:)"  # an address; an emoji's name
    r"|(?<=\b[Mm][Aa][Ii][Ll][Tt][Oo]):|(?<=\b[Xx][Mm][Pp][Pp]):"
    r"|(?<=\b[Ww]{3})\.|(?<=\w)@(?=\w)"
)
_START: Final = re.compile(r"(?m)^(?:(?=[#+=:%-])|[0-9]{1,9}(?=[.)](?: |$)))")
_INDENT: Final = re.compile(r"(?m)^ +(?=\S)")
_BETWEEN: Final = " · "


def pieces(printout: Printout) -> Iterator[str]:
    """Yield the profiles, then the posts, each a section with a heading."""
    gap = ""
    for profile in printout.profiles:
        yield gap + "".join(f"{line}\n" for line in _profile(profile))
        gap = "\n"
    for post in printout.posts():
        yield gap + "".join(f"{line}\n" for line in (f"## {_title(post)}", *_body(post)))
        gap = "\n"


def escaped(text: str) -> str:
    r"""Return a text of any number of lines, shown unchanged by Markdown: `\*tram\*`."""
    return _starts(_signs(text))


def _signs(text: str) -> str:
    text = text.translate(_SIGNS)
    is_rare = "&" in text or ":" in text or "@" in text or "ww" in text.lower()
    return _RARE.sub(r"\\\g<0>", text) if is_rare else text


def _starts(text: str) -> str:
    """Escape beginnings of lines: lists, headings, rules, indented code."""
    text = _START.sub(r"\g<0>\\", text)
    return _INDENT.sub(lambda spaces: "&nbsp;" * len(spaces[0]), text)


def _line(text: str) -> str:
    """Return a text on a single line for the inside of another line, also of a heading."""
    return _starts(_signs(words.one_line(text)).replace("#", r"\#"))


def _link(shown: str, url: str | None) -> str:
    """Return a link with escaped words, or only the words if the address is not safe."""
    exact = openable(url) if url else None
    return f"[{shown}](<{exact}>)" if exact else shown


def _text(text: str, links: tuple[Link, ...]) -> Iterator[str]:
    """Yield the lines of a text; the end of a line inside a paragraph stays one."""
    whole = "".join(
        f"[{_signs(piece.text)}](<{piece.url}>)"
        if piece.url
        else _signs(piece.text).replace(".", r"\.").replace(r"\\.", r"\.")
        if piece.is_address
        else _signs(piece.text)
        for piece in linked(text, links)
    )
    lines = [line.rstrip() for line in _starts(whole).split("\n")]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        yield f"{line}\\" if line and after else line


def _profile(profile: Profile) -> Iterator[str]:
    yield f"# {_line(words.author_words(profile)) or '(unnamed account)'}"
    if profile.bio:
        yield from ("", *_text(profile.bio, ()))
    for facts in (words.profile_facts(profile), words.profile_counts(profile)):
        if facts:
            yield from ("", _BETWEEN.join(map(_line, facts)))


def _title(post: Post) -> str:
    """Return author, date and marks of a post; the date is the link to its page."""
    date = words.date_words(post.created_date)
    named = _line(words.author_words(post.author))
    dated = _link(_line(date or ("its page" if post.url else "")), post.url)
    parts = (named, dated, *map(_line, words.post_marks(post)))
    return _BETWEEN.join(filter(None, parts)) or f"post {_line(post.id)}"


def _body(post: Post) -> Iterator[str]:
    """Yield the lines under the heading, each part after an empty line."""
    for part in _parts(post):
        yield from ("", *part)


def _parts(post: Post) -> Iterator[Iterable[str]]:
    if replying := words.reply_words(post):
        yield [_line(replying)]
    if post.content_warning:
        yield [f"**Content warning:** {_line(post.content_warning)}"]
    if post.unavailable:
        yield [f"*Not available: {_line(post.unavailable)}*"]
    if post.text:
        yield _text(post.text, post.links)
    if post.media:
        yield [f"- {_medium(media, post)}" for media in post.media]
    if post.quote:
        inner = (f"**{_title(post.quote)}**", *_body(post.quote))
        yield [f"> {line}".rstrip() for line in inner]
    yield from _attached(post)
    if counts := words.count_words(post):
        yield [_BETWEEN.join(counts)]


def _medium(media: Media, post: Post) -> str:
    alt = words.description_words(media, post)
    shown = f"{words.media_words(media)}: {_line(alt)}" if alt else words.media_words(media)
    return _link(shown, media.url)


def _attached(post: Post) -> Iterator[Iterable[str]]:
    if post.card and (shown := words.card_words(post.card)):
        first, *others = map(_line, shown)
        yield [_BETWEEN.join((_link(first, post.card.url), *others))]
    if post.poll:
        yield [f"- {_BETWEEN.join(map(_line, words.option_words(o)))}" for o in post.poll.options]
        if whole := words.poll_words(post.poll):
            yield [_BETWEEN.join(whole)]
