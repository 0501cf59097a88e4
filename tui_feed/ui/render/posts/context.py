"""Context of a post: its conversation, facts and links, drawn in sections of items."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import get_args

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui_feed.browse.moving.relations import Relation, beginning, relations
from tui_feed.browse.status_lines import metric_words
from tui_feed.feed import Feed
from tui_feed.feed.build.visibility import AUDIENCES
from tui_feed.models import CountName, Post
from tui_feed.models.facts import is_dated_by_id, marks_of
from tui_feed.text.numbers import counted
from tui_feed.ui.render.canvas import Canvas, TargetKind, fit, width_of
from tui_feed.ui.render.colours.highlights import marked, marks
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.post_parts import (
    NO_PICTURES,
    Limits,
    PictureLines,
    author_pieces,
    draw_media,
)
from tui_feed.ui.render.posts.rule import draw_rule
from tui_feed.ui.render.widths import steady

LABEL = 11
"""Cells of the column with the names of facts and relations."""
SAID = 18
"""Cells kept for the date and the text of a related post beside its author."""
MOST_LINES = 4
"""Most lines of a picture's description, unless the post is open."""


class ContextDrawing:
    """Drawing of the context of a post below the present lines of a canvas."""

    def __init__(self, canvas: Canvas, post: Post, feed: Feed, palette: Palette) -> None:
        self._canvas = canvas
        self._post = post
        self._feed = feed
        self._palette = palette

    def draw(
        self, file: str, *, opened: bool, pictures: Mapping[str, PictureLines] = NO_PICTURES
    ) -> None:
        """Draw all sections; `file` is the source of posts without a stated source.

        Nothing behind a content warning is drawn unless the post is `opened`.
        """
        self._section("In this conversation", self._draw_conversation)
        if not opened and not self._post.content_warning:  # an open post has them in its text
            limits = Limits(text=None, quote=None, part=MOST_LINES, way="", pictures=pictures)
            media = partial(draw_media, self._canvas, self._post, self._palette, limits)
            self._section("Pictures", media, "i larger" if pictures else "")
        self._section("Facts", lambda: self._draw_facts(file, opened=opened))
        self._section("Links", self._draw_links)

    def _section(self, title: str, draw: Callable[[], None], key: str = "") -> None:
        """Draw a section under a rule with a key at its end; an empty section is left out."""
        canvas, palette = self._canvas, self._palette
        if canvas.lines and canvas.lines[-1]:
            canvas.blank()
        top = len(canvas.lines)
        canvas.lines.append(draw_rule(title, canvas.width, palette, key))
        draw()
        if len(canvas.lines) == top + 1:
            canvas.lines.pop()

    # Conversation

    def _draw_conversation(self) -> None:
        before = ""
        for relation in relations(self._post, self._feed):
            label = "" if relation.kind == before else relation.kind
            self._draw_relation(label, relation)
            before = relation.kind
        if self._feed.has_thread(self._post):
            self._item(
                "thread", [("read it in order", self._palette.text)], "thread", self._post.id
            )
        elif not before:
            self._canvas.text("nothing here answers it or quotes it", self._palette.dim)

    def _draw_relation(self, label: str, relation: Relation) -> None:
        palette, other = self._palette, relation.post
        if other is None:
            if relation.kind == "reply to":
                self._fact(label, relation.words, palette.dim)
            else:
                kind: TargetKind = "quoted" if relation.kind == "quoted by" else "thread"
                self._item(label, [(relation.words, palette.dim)], kind, relation.post_id)
            return
        pieces = [(self._date_of(other), palette.dim)]
        if other.author != self._post.author:
            name = author_pieces(other, palette)[0][0]
            name = fit(steady(name), max(6, self._words_width - SAID), self._canvas.cut)
            pieces += [(f"{name}: ", palette.name)]
        pieces += marked(steady(beginning(other)), palette.text, palette)
        self._item(label, pieces, "post", relation.post_id)

    def _date_of(self, other: Post) -> str:
        """Return the date of a related post, without the year of the post in view."""
        own, date = self._post.created_date, other.created_date
        if date is None:
            return ""
        year = f" {own.shown.year}" if own else ""
        return f"{date.day.removesuffix(year)}  "

    # Facts

    def _draw_facts(self, file: str, *, opened: bool) -> None:
        post, palette = self._post, self._palette
        if not opened:  # an open post begins with them
            for words in circumstances(post, palette, answered=False):
                self._canvas.text(words, palette.text)
        self._draw_own()
        if counts := metric_words(post):
            self._fact("counts", f" {palette.glyphs.dot} ".join(counts))
        absent = [name for name in get_args(CountName) if getattr(post.metrics, name) is None]
        if absent:
            self._fact("not stated", ", ".join(absent), palette.dim)
        self._draw_names()
        for version in post.versions:
            when = version.created_date
            said = version.text if when is None else f"{when.in_full}: {version.text}"
            self._fact("before", said, palette.dim)
        for found in self._feed.disagreements(post.id):
            self._fact("disagree", found.words, palette.warning)
        if post.hidden:
            signs = counted(post.hidden, "characters")
            self._fact("safety", f"{signs} of the text made harmless")
        for label, value in self._origin(file):
            self._fact(label, value, palette.dim)

    def _draw_own(self) -> None:
        """Draw the reader's own mark, labels and note."""
        row, own, palette = self._feed.row_of(self._post.id), self._feed.own, self._palette
        if row is None:
            return
        if row in own.marked:
            self._fact("marked", "by you")
        if labels := own.labels.get(row):
            self._fact("labels", ", ".join(labels), palette.person)
        if note := own.notes.get(row):
            self._fact("note", note, palette.person)

    def _draw_names(self) -> None:
        """Draw the tags with their numbers of posts, and the people named; each filters."""
        palette, post = self._palette, self._post
        for number, tag in enumerate(post.hashtags):
            count = self._feed.tag_count(tag)
            words = [*marked(f"#{tag}", palette.tag, palette)]
            if count:
                words.append((f"  {counted(count, 'posts')}", palette.dim))
            self._item("" if number else "tags", words, "tag", f"#{tag}")
        for number, name in enumerate(post.mentions):
            words = [*marked(f"@{name}", palette.person, palette)]
            self._item("" if number else "people", words, "mention", name)

    def _origin(self, file: str) -> Iterator[tuple[str, str]]:
        """Yield language, app, place in the archive and id."""
        post, feed = self._post, self._feed
        if post.lang:
            yield "language", post.lang
        if post.client:
            yield "app", post.client
        row = feed.row_of(post.id) if len(feed.sources) > 1 else None
        archive = "" if row is None else f"{feed.sources[feed.source_of(row)]}: "
        yield "from", archive + (post.source or file)
        yield "id", f"{post.id} (derived)" if post.id.startswith("~") else post.id

    # Links

    def _draw_links(self) -> None:
        post = self._post
        for link in post.links:
            if link.url:
                self._link("link", link.url)
            else:
                self._fact("link", f"{link.display} (cut when it was saved)")
        if post.card and post.card.url:
            self._link("card", post.card.url)
        for item in post.media:
            label = "picture" if item.kind == "photo" else str(item.kind)
            if item.file:
                words = [(f"{item.file} (in the archive)", self._palette.dim)]
                self._item(label, words, "picture", item.file)
            if item.url:
                self._link("" if item.file else label, item.url)
        if post.url:
            self._link("address", post.url)

    def _link(self, label: str, url: str) -> None:
        words = steady(url)
        inner = Canvas(self._words_width, self._canvas.cut)
        inner.text(words, self._palette.link, marks(words, self._palette))
        self._labelled(label, inner, is_item=True)
        lines = range(len(self._canvas.lines) - len(inner.lines), len(self._canvas.lines))
        self._canvas.item("link", url, lines, words)

    # Lines

    @property
    def _words_width(self) -> int:
        """Cells between the column of labels and the sign of an item."""
        return max(1, self._canvas.width - LABEL - cell_len(self._palette.glyphs.enter) - 1)

    def _fact(
        self, label: str, words: str, style: Style | None = None, limit: int | None = None
    ) -> None:
        """Draw the name of a fact and its text in two columns."""
        inner = Canvas(self._words_width, self._canvas.cut)
        inner.wrapped(steady(words), style or self._palette.text, limit)
        self._labelled(label, inner)

    def _row(self, label: str, pieces: list[tuple[str, Style]], *, is_item: bool = False) -> None:
        inner = Canvas(self._words_width, self._canvas.cut)
        inner.row(*pieces)
        self._labelled(label, inner, is_item=is_item)

    def _item(
        self, label: str, pieces: list[tuple[str, Style]], kind: TargetKind, value: str
    ) -> None:
        """Draw an item on a line."""
        self._row(label, pieces, is_item=True)
        line = len(self._canvas.lines) - 1
        self._canvas.item(kind, value, range(line, line + 1))

    def _labelled(self, label: str, inner: Canvas, *, is_item: bool = False) -> None:
        """Add lines beside a label; the sign of an item ends the first line."""
        palette = self._palette
        for number, line in enumerate(inner.lines):
            lead = label if number == 0 else ""
            drawn = [Segment(lead.ljust(LABEL), palette.dim), *line]
            if is_item and number == 0:
                sign = palette.glyphs.enter
                gap = self._canvas.width - width_of(drawn) - cell_len(sign)
                drawn += [Segment(" " * gap, palette.text), Segment(sign, palette.frame)]
            self._canvas.lines.append(drawn)


def circumstances(post: Post, palette: Palette, *, answered: bool = True) -> list[str]:
    """Return the facts about the publication of a post: date, repost, reply, edit, audience.

    The id of the answered post is left out unless `answered`.
    """
    glyphs = palette.glyphs
    facts = [post.created_date.in_full if post.created_date else "date not stated"]
    if post.pinned:
        facts.append(f"{glyphs.pin} pinned to the top of the profile")
    if post.reposted_by:
        when = f", {post.reposted_date.in_full}" if post.reposted_date else ""
        facts.append(f"{glyphs.repost} {post.reposted_by} reposted it{when}")
    if post.reply_to:
        names = ", ".join(f"@{handle}" for handle in post.reply_to)
        facts.append(f"{glyphs.reply} replying to {names}")
    elif post.reply_to_id and answered:
        facts.append(f"{glyphs.reply} replying to post {post.reply_to_id}")
    if post.edited:
        facts.append("edited after posting")
    facts += marks_of(post)
    if is_dated_by_id(post):
        facts.append("time from its id")
    if audience := AUDIENCES.get(post.visibility or ""):
        facts.append(f"{'' if audience == 'unlisted' else 'not public: '}{audience}")
    return facts
