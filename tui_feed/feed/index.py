"""The columns of a timeline: what can be asked of a post without making it whole."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from tui_feed.feed.fulltext import FullText
from tui_feed.feed.orders import MISSING
from tui_feed.model import Post
from tui_feed.query import FacetKind, fold


class Index:
    """One entry a row in every column; rows by value for everything that can be looked up."""

    def __init__(self) -> None:
        self.starts: array[int] = array("q")
        """First millisecond of the post's date since 1970 UTC, or `MISSING`."""
        self.stops: array[int] = array("q")
        """First millisecond after its date, or `MISSING`."""
        self.views: array[int] = array("q")
        """How often it was seen, or `MISSING`."""
        self.undated = 0
        """How many posts state no date."""
        self.widest = 0
        """The longest stretch between a start and its stop."""
        self.facets: dict[FacetKind, dict[str, array[int]]] = {
            "tag": {}, "mention": {}, "cashtag": {}, "from": {}, "in": {},
        }  # fmt: skip
        """Folded value -> rows, rising, each once."""
        self.authorless: array[int] = array("I")
        """Rows whose author's handle is not stated."""
        self.quoting: dict[str, array[int]] = {}
        """Id of a quoted post -> rows that quote it."""
        self.answering: dict[str, array[int]] = {}
        """Id of a post -> rows that reply to it."""
        self.spellings: dict[str, int] = {}
        """Tag as written -> how many posts write it so, in order of their first appearance."""
        self.text = FullText()
        """What words and phrases are looked up in."""

    def append(self, post: Post) -> None:
        """Add the next row."""
        row = len(self.starts)
        when = post.appeared_at
        self.starts.append(when.start if when else MISSING)
        self.stops.append(when.stop if when else MISSING)
        if when:
            self.widest = max(self.widest, when.stop - when.start)
        else:
            self.undated += 1
        views = post.metrics.views
        self.views.append(MISSING if views is None else views)
        self._append_facets(row, post)
        if post.quote:
            _enter(self.quoting, post.quote.id, row)
        if post.reply_to_id:
            _enter(self.answering, post.reply_to_id, row)
        self.text.append(list(_words(post)))

    def enter_source(self, label: str, row: int) -> None:
        """Note that a row was also found in a source."""
        _enter(self.facets["in"], fold(label), row)

    def tag_counts(self, rows: Sequence[int] | None = None) -> dict[str, int]:
        """Return how many posts have each folded tag: of `rows`, or of all; none with 0."""
        rows_of = self.facets["tag"]
        if rows is None:
            return {tag: len(having) for tag, having in rows_of.items()}
        marks = bytearray(len(self.starts))
        for row in rows:
            marks[row] = 1
        counts = {tag: sum(map(marks.__getitem__, having)) for tag, having in rows_of.items()}
        return {tag: count for tag, count in counts.items() if count}

    def tag_spellings(self) -> dict[str, str]:
        """Return how each folded tag is written most often; the first seen of equals."""
        shown: dict[str, str] = {}
        for tag, count in self.spellings.items():
            best = shown.setdefault(fold(tag), tag)
            if count > self.spellings[best]:
                shown[fold(tag)] = tag
        return shown

    def _append_facets(self, row: int, post: Post) -> None:
        self._enter("tag", post.hashtags, row)
        for tag in dict.fromkeys(post.hashtags):
            self.spellings[tag] = self.spellings.get(tag, 0) + 1
        self._enter("mention", post.mentions, row)
        self._enter("mention", post.reply_to, row)
        self._enter("cashtag", post.cashtags, row)
        if post.author.handle is None:
            self.authorless.append(row)
        else:
            self._enter("from", (post.author.handle,), row)

    def _enter(self, kind: FacetKind, values: Iterable[str], row: int) -> None:
        for value in values:
            _enter(self.facets[kind], fold(value), row)


def _enter(rows_of: "dict[str, array[int]]", value: str, row: int) -> None:
    rows = rows_of.get(value)
    if rows is None:
        rows_of[value] = array("I", (row,))
    elif rows[-1] != row:
        rows.append(row)


def _words(post: Post) -> Iterator[str]:
    """Yield everything that a word may be found in: what the post says, shows and quotes."""
    yield from _own_words(post)
    for link in post.links:
        yield link.display
        yield link.url or ""
    if card := post.card:
        yield from filter(None, (card.title, card.description, card.domain, card.url))
    if post.poll:
        yield from (option.label for option in post.poll.options)
    while post.quote:
        post = post.quote
        yield from _own_words(post)


def _own_words(post: Post) -> Iterator[str]:
    author = post.author
    said = (post.text, author.name, author.handle, post.content_warning)
    yield from filter(None, said)
    yield from (media.alt for media in post.media if media.alt)
