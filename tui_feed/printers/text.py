"""Printer for plain text, for `less` and `grep`; each line of a post stays a line."""

from collections.abc import Iterable, Iterator

from tui_feed.models import Post, Profile
from tui_feed.printers import words
from tui_feed.printers.printout import Printout


def pieces(printout: Printout) -> Iterator[str]:
    """Yield the profiles, then the posts, separated by empty lines.

    Text of a post is indented under its header, so no text can imitate a header; it is not wrapped.
    `plain` draws in ASCII; texts stay as they are.
    """
    gap = ""
    for block in _blocks(printout, _Writer(plain=printout.plain)):
        yield gap + "".join(f"{line}\n" for line in block)
        gap = "\n"


def _blocks(printout: Printout, writer: "_Writer") -> Iterator[Iterable[str]]:
    yield from map(writer.profile, printout.profiles)
    yield from map(writer.post, printout.posts())


class _Writer:
    """Turns profiles and posts into lines, without lines for unstated facts."""

    def __init__(self, *, plain: bool) -> None:
        self._between = " - " if plain else " · "
        self._bar = "| " if plain else "│ "

    def profile(self, profile: Profile) -> Iterator[str]:
        """Yield the lines of a profile."""
        yield words.author_words(profile) or "(unnamed account)"
        yield from _indented(_lines(profile.bio))
        facts = (words.profile_facts(profile), words.profile_counts(profile))
        yield from _indented(filter(None, map(self._between.join, facts)))

    def post(self, post: Post) -> Iterator[str]:
        """Yield the lines of a post, with its quote behind a bar."""
        yield self._header(post) or f"post {words.one_line(post.id)}"
        yield from _indented(_notes(post))
        yield from _indented(_lines(post.text))
        yield from _indented(_media(post))
        if post.quote:
            yield from _indented(self._bar + line for line in self.post(post.quote))
        yield from _indented(self._attached(post))
        if counts := words.count_words(post):
            yield from _indented([self._between.join(counts)])

    def _header(self, post: Post) -> str:
        facts = (words.author_words(post.author), words.date_words(post.created_date))
        return self._between.join(filter(None, (*facts, *words.post_marks(post))))

    def _attached(self, post: Post) -> Iterator[str]:
        """Yield the lines of the card and the poll."""
        if post.card and (inside := self._between.join(words.card_words(post.card))):
            yield f"[link: {inside}]"
        if post.poll:
            for option in post.poll.options:
                label, *facts = words.option_words(option)
                yield self._between.join((f"( ) {label}", *facts))
            if whole := self._between.join(words.poll_words(post.poll)):
                yield whole


def _notes(post: Post) -> Iterator[str]:
    """Yield the lines before the text."""
    if replying := words.reply_words(post):
        yield replying
    if post.content_warning:
        yield f"[content warning: {words.one_line(post.content_warning)}]"
    if post.unavailable:
        yield f"[not available: {words.one_line(post.unavailable)}]"
        if post.url:
            yield words.one_line(post.url)


def _media(post: Post) -> Iterator[str]:
    for media in post.media:
        kind, alt = words.media_words(media), words.description_words(media, post)
        stated = f": {alt}" if media.alt else f", {alt}" if alt else ""
        yield f"[{kind}{stated}]"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines indented under a header; an empty line stays empty."""
    return (f"  {line}".rstrip() for line in lines)


def _lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []
