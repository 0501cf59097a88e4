"""What opens over the timeline: lists to choose from, questions, the help and the notices.

The reader imports this room when somebody asks; the first frame does not wait for it.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui_feed.model import Post
from tui_feed.query import Query
from tui_feed.text.numbers import counted
from tui_feed.ui.dialogs import DatePrompt
from tui_feed.ui.header import draw_profile
from tui_feed.ui.help import Sheet, draw_help
from tui_feed.ui.links import follow, link_choices, link_label
from tui_feed.ui.picker import Choice, Picker
from tui_feed.ui.words import draw_notices, draw_record, span_words

if TYPE_CHECKING:
    from tui_feed.ui.reader import Reader


def ask_which_tag(reader: "Reader") -> None:
    """Let the reader choose among the hashtags of what is shown, and narrow the filter by it."""
    rows = reader.rows
    tags = reader.feed.values("tag", rows)
    choices = [Choice(f"#{tag}", f"{count:,}", tag_term(f"#{tag}")) for tag, count in tags]
    _pick(reader, f"Hashtags in {counted(len(rows), 'posts')}", choices, reader.narrow)


def ask_which_dates(reader: "Reader") -> None:
    """Ask for dates; they take the place of those in the filter."""
    rest = reader.filter_query.without_dates()

    def count(piece: str) -> int:
        return len(reader.feed.select(Query.parse(f"{rest} {piece}")))

    def show(piece: str | None) -> None:
        if piece is not None:
            reader.set_filter(f"{rest} {piece}".strip())

    reader.app.push_screen(DatePrompt(span_words(reader.feed), count), show)


def ask_which_quoting(reader: "Reader", rows: list[int]) -> None:
    """Let the reader choose among the posts that quote the selected one, and go there."""
    choices = [_post_choice(reader.feed.post(row)) for row in rows]
    _pick(reader, "Quoted by", choices, reader.trail.jump_to)


def ask_which_of_thread(reader: "Reader", post: Post) -> None:
    """Let the reader choose among the posts of the thread that a post is in, and go there."""
    posts = [reader.feed.post(row) for row in reader.feed.thread(post.id)]
    choices = [_post_choice(each) for each in posts]
    _pick(reader, f"Thread of {counted(len(posts), 'posts')}", choices, reader.trail.jump_to)


def ask_which_link(reader: "Reader", post: Post) -> None:
    """Open the only link of a post, or let the reader choose."""
    choices = link_choices(post)
    if len(choices) > 1:
        open_it = partial(open_link, reader, post)
        _pick(reader, "Open which link?", choices, open_it)
    elif choices:
        open_link(reader, post, choices[0].value)
    else:
        cut = any(link.url is None for link in post.links)
        why = "its links were cut when it was saved" if cut else "it has none that can be opened"
        reader.notify(f"No link to open: {why}.", markup=False)


def open_link(reader: "Reader", post: Post, url: str) -> None:
    """Open an address of a post, after asking where its text shows another host."""
    follow(reader, url, link_label(post, url))


def show_help(reader: "Reader") -> None:
    """Show every key as it is bound now, and the query language."""
    live: dict[str, list[str]] = {}
    for key, active in reader.active_bindings.items():
        live.setdefault(active.binding.action, []).append(key)
    reader.app.push_screen(Sheet("Help", partial(draw_help, live=live), reader.ink))


def show_profile(reader: "Reader") -> None:
    """Show the account in full; the header folds a long bio."""
    draw = partial(draw_profile, *reader.account())
    reader.app.push_screen(Sheet("Profile", draw, reader.ink))


def show_record(reader: "Reader", post: Post, record: str) -> None:
    """Show a post as its archive has it, with everything that the screen does not show."""
    draw = partial(draw_record, post.source or reader.feed_name, record)
    reader.app.push_screen(Sheet("Where it came from", draw, reader.ink))


def show_notices(reader: "Reader") -> None:
    """Show what was unclear in the file, or could not be read."""
    reader.app.push_screen(Sheet("Notices", partial(draw_notices, reader.feed), reader.ink))


def tag_term(tag: str) -> str:
    """Return the term that finds a tag, whichever sign it was written with (`＃` is `#`)."""
    name = tag[1:]
    mark = "$" if tag[0] == "$" else "#"
    return f'"{name}"' if any(c.isspace() or c in '"()' for c in name) else f"{mark}{name}"


def _post_choice(post: Post) -> Choice:
    words = post.text.replace("\n", " ") or post.unavailable or "(no text)"
    return Choice(words, post.created_at.day if post.created_at else "", post.id)


def _pick(
    reader: "Reader", title: str, choices: list[Choice], use: Callable[[str], object]
) -> None:
    """Let the reader choose, and use what was chosen."""

    def chosen(value: str | None) -> None:
        if value is not None:
            use(value)

    reader.app.push_screen(Picker(title, choices, reader.ink), chosen)
