"""Every command, declared once: bindings, footer, help, palette, `--linear` and README agree."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

Scope = Literal["screen", "timeline", "page", "filter", "histogram"]
"""Where a key works: everywhere, or while that part has the keyboard."""

Group = Literal["Move", "Read", "Filter", "Program"]
"""Heading in the help."""


class Command(NamedTuple):
    """Something a reader can do."""

    action: str
    """The action's name, with parameters where it takes any."""
    keys: tuple[str, ...]
    """Keys by Textual's names; the first is the one that the footer shows."""
    label: str
    """One or two words for the footer; empty: not shown there."""
    help: str
    """One line for the help, the palette and README."""
    group: Group
    """Under which heading the help lists it."""
    scope: Scope = "screen"
    """Where it works."""

    @property
    def words(self) -> str:
        """What it does and where, as the help and README print it."""
        where = {
            "page": " (in an open post)",
            "filter": " (while typing)",
            "histogram": " (in the bars)",
        }
        return self.help + where.get(self.scope, "")


COMMANDS = (
    Command("move(1)", ("j", "down"), "", "Next post (5j: five on)", "Move", "timeline"),
    Command("move(-1)", ("k", "up"), "", "Previous post", "Move", "timeline"),
    Command("page(1)", ("space", "pagedown", "ctrl+f"), "", "A page down", "Move", "timeline"),
    Command("page(-1)", ("b", "pageup", "ctrl+b"), "", "A page up", "Move", "timeline"),
    Command("first", ("g", "home"), "", "First post (5g: fifth)", "Move", "timeline"),
    Command("last", ("G", "end"), "", "Last post", "Move", "timeline"),
    Command("next_post(1)", ("J", "right"), "", "Next post, also in an open one", "Move"),
    Command("next_post(-1)", ("K", "left"), "", "Previous post, also there", "Move"),
    Command("back", ("left_square_bracket",), "", "Back to where you jumped from", "Move"),
    Command("forward", ("right_square_bracket",), "", "Forward again", "Move"),
    Command("open", ("enter",), "open", "Open the post", "Read", "timeline"),
    Command("escape", ("escape",), "back", "Back; then clear the filter, or stop reading", "Read"),
    Command("quote", ("Q",), "quote", "The quoted post, or who quotes this one", "Read"),
    Command("thread", ("t",), "thread", "The thread: what it replies to, and the replies", "Read"),
    Command("link", ("o",), "link", "Open a link of the post in the browser", "Read"),
    Command("copy_text", ("y",), "", "Copy the text", "Read"),
    Command("copy_link", ("Y",), "", "Copy the post's link", "Read"),
    Command("record", ("w",), "", "Where it came from: the record as its archive has it", "Read"),
    Command("profile", ("p",), "", "The profile in full", "Read"),
    Command("filter", ("slash",), "filter", "Type a filter", "Filter"),
    Command("facets('tags')", ("number_sign",), "tags", "Hashtags with their counts", "Filter"),
    Command("facets('people')", ("at",), "", "People with their counts", "Filter"),
    Command("facets('kinds')", ("f",), "", "What there is: sites, years, kinds", "Filter"),
    Command("dates", ("d",), "dates", "A calendar: a date or a range of dates", "Filter"),
    Command("jump", ("D",), "", "Go to a date, without filtering", "Move"),
    Command("on_this_day", ("T",), "", "On this day, in any year", "Filter"),
    Command("histogram", ("h",), "", "The bars: posts by month", "Filter"),
    Command("match(1)", ("n",), "next match", "Next place that the filter met", "Filter"),
    Command("match(-1)", ("N",), "", "Previous place that the filter met", "Filter"),
    Command("remove_last", ("backspace",), "", "Take the last part out of the filter", "Filter"),
    Command("remove_part", ("x",), "", "Take one part out of the filter", "Filter"),
    Command("named_filters", ("F",), "", "Saved filters: use one, or save this one", "Filter"),
    Command("order", ("s",), "order", "Newest, oldest, as captured, most viewed", "Filter"),
    Command("done", ("enter",), "to the posts", "To the posts", "Filter", "filter"),
    Command("complete(1)", ("tab",), "complete", "End the word; again: other", "Filter", "filter"),
    Command("complete(-1)", ("shift+tab",), "", "The way before that", "Filter", "filter"),
    Command("recall(-1)", ("up",), "", "What was typed before", "Filter", "filter"),
    Command("recall(1)", ("down",), "", "What was typed after; then the posts", "Filter", "filter"),
    Command("clear", ("escape",), "clear", "Clear the filter", "Filter", "filter"),
    Command("move(-1)", ("left",), "", "A month back", "Filter", "histogram"),
    Command("move(1)", ("right", "l"), "", "A month on", "Filter", "histogram"),
    Command("year(-1)", ("up", "k"), "", "A year back", "Filter", "histogram"),
    Command("year(1)", ("down", "j"), "", "A year on", "Filter", "histogram"),
    Command("end(-1)", ("home", "g"), "", "To the first month", "Filter", "histogram"),
    Command("end(1)", ("end", "G"), "", "To the last month", "Filter", "histogram"),
    Command("mark", ("space",), "", "Mark one end of a range", "Filter", "histogram"),
    Command("narrow", ("enter",), "narrow", "Only this month or range", "Filter", "histogram"),
    Command("narrow_year", ("y",), "", "Only this year", "Filter", "histogram"),
    Command("leave", ("escape", "h"), "to the posts", "To the posts", "Filter", "histogram"),
    Command("reload", ("r",), "", "Read the file again", "Program"),
    Command("stop", ("ctrl+c",), "", "Stop reading, and keep what has been read", "Program"),
    Command("notices", ("exclamation_mark",), "", "What was unclear in the file", "Program"),
    Command("help", ("question_mark", "f1"), "help", "Keys and the query language", "Program"),
    Command("app.mouse(False)", ("m",), "", "Let the terminal select with the mouse", "Program"),
    Command("app.mouse(True)", ("m",), "mouse back", "Take the mouse back", "Program"),
    Command("app.command_palette", ("ctrl+p",), "", "Every command, by name", "Program"),
    Command("app.suspend_process", ("ctrl+z",), "", "Back to the shell; fg returns", "Program"),
    Command("app.quit", ("q", "ctrl+q", "ctrl+c"), "quit", "Quit", "Program"),
    Command("scroll(1)", ("j", "down"), "scroll", "A line down", "Read", "page"),
    Command("scroll(-1)", ("k", "up"), "", "A line up", "Read", "page"),
    Command("scroll_page(1)", ("space", "pagedown"), "", "A page down", "Read", "page"),
    Command("scroll_page(-1)", ("b", "pageup"), "", "A page up", "Read", "page"),
    Command("scroll_top", ("g", "home"), "", "To the top", "Read", "page"),
    Command("scroll_bottom", ("G", "end"), "", "To the bottom", "Read", "page"),
)  # fmt: skip
"""All commands, in the order in which help and footer show them."""

_KEY_NAMES = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "Enter", "escape": "Esc",
    "space": "Space", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "tab": "Tab", "slash": "/", "number_sign": "#", "question_mark": "?", "at": "@",
    "backspace": "Backspace", "shift+tab": "Shift+Tab", "exclamation_mark": "!",
    "f1": "F1",
    "left_square_bracket": "[", "right_square_bracket": "]",
}  # fmt: skip
_SIGN_KEYS = {name: key for key, name in _KEY_NAMES.items() if len(name) == 1 and name.isascii()}
_SIGN_KEYS[" "] = "space"


def key_name(key: str, *, plain: bool = False) -> str:
    """Return a key as people call it: `Enter`, `#`, `ctrl+p`; `plain` has no arrows in it."""
    name = _KEY_NAMES.get(key, key)
    return name if name.isascii() or not plain else key.capitalize()


def keys_words(keys: Sequence[str], *, plain: bool = False) -> str:
    """Return keys as the help and README print them."""
    return " ".join(key_name(key, plain=plain) for key in keys)


def key_of(sign: str) -> str:
    """Return the key that types a sign, by Textual's name: `slash` for `/`."""
    return _SIGN_KEYS.get(sign, sign)
