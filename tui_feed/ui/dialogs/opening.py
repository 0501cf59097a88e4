"""What opens over the timeline: lists to choose from, questions, the help and the notices.

The reader imports this room when somebody asks; the first frame does not wait for it.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui_feed.browse.jumps import combined
from tui_feed.feed.index.date_counts import date_at
from tui_feed.models import Post
from tui_feed.query import Query
from tui_feed.text.numbers import counted
from tui_feed.ui.dialogs.calendar import Calendar
from tui_feed.ui.dialogs.facets import Facets
from tui_feed.ui.dialogs.help import Sheet, draw_help
from tui_feed.ui.dialogs.link_question import follow, link_choices, shown_for
from tui_feed.ui.dialogs.notices import draw_notices, draw_record
from tui_feed.ui.dialogs.picker import Choice, Picker
from tui_feed.ui.dialogs.saved_filters import FilterChoice, NamedFilters
from tui_feed.ui.widgets.header import draw_profile

if TYPE_CHECKING:
    from tui_feed.ui.screens.desk import Desk
    from tui_feed.ui.screens.filter_actions import FilterActions


def show_facets(reader: "Desk", group: str) -> None:
    """Show what there is in the posts that are shown; what is chosen changes the filter."""
    feed, rows = (lambda: reader.feed), (lambda: reader.rows)
    reader.app.push_screen(Facets(group, feed, rows, reader.narrow, reader.palette))


def ask_which_filter(reader: "Desk") -> None:
    """Let the reader use, name or forget a filter."""
    filtering = reader.filtering

    def done(verdict: FilterChoice | None) -> None:
        if verdict is None:
            return
        aside = None
        try:
            if verdict.action == "use":
                filtering.set(filters[verdict.name])
            elif verdict.action == "keep":
                aside = filtering.shelf.name(verdict.name, filtering.query.text.strip())
                reader.notify(f"Kept as {verdict.name}.", markup=False)
            else:
                aside = filtering.shelf.forget(verdict.name)
                reader.notify(f"Forgot {verdict.name}.", markup=False)
            if aside:
                reader.notify(aside, severity="warning", markup=False)
        except OSError as error:
            why = error.strerror or "unknown"
            reader.notify(f"It could not be kept: {why}.", severity="error", markup=False)

    filters, current = filtering.shelf.filters(), filtering.query.text.strip()
    if trouble := filtering.shelf.trouble():
        reader.notify(trouble, severity="warning", markup=False)
    reader.app.push_screen(NamedFilters(filters, current, reader.palette), done)


def ask_which_part(reader: "Desk") -> None:
    """Take the only part out of the filter, or let the reader choose."""
    parts = reader.filter_query.terms()
    if len(parts) == 1:
        reader.filtering.remove(parts[0])
        return
    choices = [Choice(part.text, "", str(number)) for number, part in enumerate(parts)]

    def remove(number: str) -> None:
        reader.filtering.remove(parts[int(number)])

    pick(reader, "Take out which part?", choices, remove)


def ask_which_dates(reader: "Desk") -> None:
    """Ask for dates; they take the place of those in the filter."""
    rest = reader.filter_query.without_dates()

    def show(piece: str | None) -> None:
        if piece is not None:
            reader.set_filter(f"{rest} {piece}".strip())

    _push_calendar(reader, rest, show, is_jump=False)


def ask_where_to_go(reader: "FilterActions") -> None:
    """Ask for a date, and go to the post of the filter that is nearest to it."""

    def go(piece: str | None) -> None:
        if piece:
            reader.go_to_date(piece)

    _push_calendar(reader, reader.filter_query.text, go, is_jump=True)


def _push_calendar(
    reader: "Desk", rest: str, use: Callable[[str | None], None], *, is_jump: bool
) -> None:
    """Show how many posts of the filter `rest` each day has."""
    feed = reader.feed

    def count(piece: str) -> int:
        query = combined(rest, piece)
        return len(feed.select(query)) if query else 0

    counts = feed.dates(feed.select(Query.parse(rest)))
    when = reader.post.appeared_date if reader.post else None
    start = date_at(when.start) if when else None
    calendar = Calendar(counts, count, start, reader.palette, is_jump=is_jump)
    reader.app.push_screen(calendar, use)


def ask_which_quoting(reader: "Desk", rows: list[int]) -> None:
    """Let the reader choose among the posts that quote the selected one, and go there."""
    choices = [_post_choice(reader.feed.post(row)) for row in rows]
    pick(reader, "Quoted by", choices, reader.trail.jump_to)


def ask_which_of_thread(reader: "Desk", post: Post) -> None:
    """Let the reader choose among the posts of the thread that a post is in, and go there."""
    posts = [reader.feed.post(row) for row in reader.feed.thread(post.id)]
    choices = [_post_choice(each) for each in posts]
    pick(reader, f"Thread of {counted(len(posts), 'posts')}", choices, reader.trail.jump_to)


def ask_which_link(reader: "Desk", post: Post) -> None:
    """Open the only link of a post, or let the reader choose."""
    choices = link_choices(post, reader.palette.glyphs.cut)
    if len(choices) > 1:
        labels = {choice.value: choice.label for choice in choices}
        open_it = lambda url: follow(reader, url, labels[url])  # noqa: E731
        pick(reader, "Open which link?", choices, open_it)
    elif choices:
        follow(reader, choices[0].value, shown_for(post, choices[0].value))
    else:
        cut = any(link.url is None for link in post.links)
        why = "its links were cut when it was saved" if cut else "it has none that can be opened"
        reader.notify(f"No link to open: {why}.", markup=False)


def show_help(reader: "Desk") -> None:
    """Show every key as it is bound now, and the query language."""
    live: dict[str, list[str]] = {}
    for key, active in reader.active_bindings.items():
        live.setdefault(active.binding.action, []).append(key)
    reader.app.push_screen(Sheet("Help", partial(draw_help, live=live), reader.palette))


def show_profile(reader: "Desk") -> None:
    """Show the account in full; the header folds a long bio."""
    draw = partial(draw_profile, *reader.account())
    reader.app.push_screen(Sheet("Profile", draw, reader.palette))


def show_record(reader: "Desk", post: Post, record: str) -> None:
    """Show a post as its archive has it, with everything that the screen does not show."""
    draw = partial(draw_record, post.source or reader.feed_name, record)
    reader.app.push_screen(Sheet("Where it came from", draw, reader.palette))


def show_notices(reader: "Desk") -> None:
    """Show what was unclear in the file, or could not be read."""
    reader.app.push_screen(Sheet("Notices", partial(draw_notices, reader.feed), reader.palette))


def _post_choice(post: Post) -> Choice:
    words = post.text.replace("\n", " ") or post.unavailable or "(no text)"
    return Choice(words, post.created_date.day if post.created_date else "", post.id)


def pick(reader: "Desk", title: str, choices: list[Choice], use: Callable[[str], object]) -> None:
    """Let the reader choose, and use what was chosen."""

    def chosen(value: str | None) -> None:
        if value is not None:
            use(value)

    reader.app.push_screen(Picker(title, choices, reader.palette), chosen)
