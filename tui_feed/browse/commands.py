"""Table of all commands: bindings, footer, help, palette, `--linear` and README come from here."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, NamedTuple

Scope = Literal["screen", "timeline", "page", "context", "filter", "histogram"]
"""Part of the screen with the keyboard focus; `screen` means any part."""

Group = Literal["Move", "Read", "Mark", "Filter", "Take along", "Program"]
"""Heading in the help."""

Part = Literal["", "posts", "related", "own", "filters", "take", "info", "pictures"]
"""Object of the screen with the method of a command; empty for the screen or widget itself."""


class Command(NamedTuple):
    """Command of the program, with its keys."""

    action: str
    """Name of the action, with parameters if any."""
    keys: tuple[str, ...]
    """Keys by their Textual names, two in a row with a space; the footer shows the first."""
    label: str
    """Label of one or two words in the footer; empty for a command outside the footer."""
    help: str
    """Help on a single line, for the help, the palette and README."""
    group: Group
    """Heading in the help."""
    scope: Scope = "screen"
    """Part of the screen for the keys."""
    part: Part = ""
    """Object with the method of the command, named like the action."""

    @property
    def words(self) -> str:
        """Help with its scope, as in the help and README."""
        where = {
            "page": " (in an open post)",
            "context": " (in the context)",
            "filter": " (while typing)",
            "histogram": " (in the chart)",
        }
        return self.help + where.get(self.scope, "")

    @property
    def name(self) -> str:
        """Name of the action without parameters."""
        return self.action.partition("(")[0]


_posts = partial(Command, part="posts")
_related = partial(Command, part="related")
_filters = partial(Command, part="filters")
_take = partial(Command, part="take")
_info = partial(Command, part="info")
_pictures = partial(Command, part="pictures")
_own = partial(Command, group="Mark", part="own")

COMMANDS: tuple[Command, ...] = (
    Command("move(1)", ("j", "down"), "", "Next post (5j: five on)", "Move", "timeline"),
    Command("move(-1)", ("k", "up"), "", "Previous post", "Move", "timeline"),
    Command("page(1)", ("space", "pagedown", "ctrl+f"), "", "A page down", "Move", "timeline"),
    Command("page(-1)", ("b", "pageup", "ctrl+b"), "", "A page up", "Move", "timeline"),
    Command("half_page(1)", ("ctrl+d",), "", "Half a page down", "Move", "timeline"),
    Command("half_page(-1)", ("ctrl+u",), "", "Half a page up", "Move", "timeline"),
    Command("put('middle')", ("z z",), "", "This post to the middle", "Move", "timeline"),
    Command("put('top')", ("z t",), "", "This post to the top", "Move", "timeline"),
    Command("put('bottom')", ("z b",), "", "This post to the bottom", "Move", "timeline"),
    Command("first", ("g", "home"), "", "First post (5g: fifth)", "Move", "timeline"),
    Command("last", ("G", "end"), "", "Last post", "Move", "timeline"),
    Command("next_post(1)", ("J", "right"), "", "Next post, also from an open post", "Move"),
    Command("next_post(-1)", ("K", "left"), "", "Previous post, also from an open post", "Move"),
    Command("back", ("left_square_bracket",), "", "Back to the post before the jump", "Move"),
    Command("forward", ("right_square_bracket",), "", "Forward to the post after the jump", "Move"),
    Command(
        "before_jump", ("apostrophe apostrophe",), "", "To the place before the last jump", "Move"
    ),
    Command("open", ("enter",), "open", "Open the post", "Read", "timeline"),
    Command("escape", ("escape",), "back", "Back; else clear the filter, or stop reading", "Read"),
    _related("quote", ("Q",), "quote", "The quoted post, or posts quoting this post", "Read"),
    _related("thread", ("t",), "thread", "Read the thread; again: back", "Read"),
    _related("context", ("tab",), "context", "The context: conversation, facts, links", "Read"),
    _posts("link", ("o",), "link", "Open a link of the post in the browser", "Read"),
    _pictures("pictures", ("i",), "", "The pictures, one at a time", "Read"),
    _posts("record", ("w",), "", "The raw record in the archive", "Read"),
    _info("profile", ("p",), "", "The full profile", "Read"),
    _own("toggle_mark", ("m",), "", "Mark the post, or all selected; again: unmark"),
    _own("marks", ("apostrophe",), "", "The marks; again: back to before the last jump"),
    _own("note", ("a",), "", "A note of one line for the post"),
    _own("labels", ("L",), "", "Labels for the post"),
    _own("toggle_read", ("u",), "", "Set the post to unread, or to read"),
    _own("read_all", ("A",), "", "Set all posts shown to read"),
    Command("filter", ("slash",), "filter", "Type a filter", "Filter"),
    _filters("facets('tags')", ("number_sign",), "tags", "Hashtags with their counts", "Filter"),
    _filters("facets('people')", ("at",), "", "People with their counts", "Filter"),
    _filters("facets('kinds')", ("f",), "", "Sites, years, kinds and more, with counts", "Filter"),
    _filters("dates", ("d",), "dates", "A calendar: a date or a range of dates", "Filter"),
    _filters("jump", ("D",), "", "Go to a date, without filtering", "Move"),
    _filters("on_this_day", ("T",), "", "Posts of this day, in any year", "Filter"),
    Command("histogram", ("h",), "", "The chart of posts by month", "Filter"),
    Command("search", ("S",), "", "Go to matches, without filtering", "Filter"),
    Command("match(1)", ("n",), "next match", "Next match", "Filter"),
    Command("match(-1)", ("N",), "", "Previous match", "Filter"),
    _filters("remove_last", ("backspace",), "", "Remove the last part of the filter", "Filter"),
    _filters("remove_part", ("x",), "", "Remove a part of the filter", "Filter"),
    _filters("named_filters", ("F",), "", "Saved filters: apply, save, delete", "Filter"),
    _filters("order", ("s",), "order", "Sort: newest, oldest, most viewed ...", "Filter"),
    Command("done", ("enter",), "to the posts", "To the posts", "Filter", "filter"),
    Command("complete(1)", ("tab",), "complete", "Complete; again: next", "Filter", "filter"),
    Command("complete(-1)", ("shift+tab",), "", "The previous completion", "Filter", "filter"),
    Command("recall(-1)", ("up",), "", "Completion above, or an earlier query", "Filter", "filter"),
    Command("recall(1)", ("down",), "", "Completion below, or a later query", "Filter", "filter"),
    Command("cancel", ("escape",), "cancel", "Back to the filter before", "Filter", "filter"),
    Command("interrupt", ("ctrl+c",), "", "Copy the selected text, else back", "Filter", "filter"),
    Command("move(-1)", ("left",), "", "A month back", "Filter", "histogram"),
    Command("move(1)", ("right", "l"), "", "A month on", "Filter", "histogram"),
    Command("year(-1)", ("up", "k"), "", "A year back", "Filter", "histogram"),
    Command("year(1)", ("down", "j"), "", "A year on", "Filter", "histogram"),
    Command("end(-1)", ("home", "g"), "", "To the first month", "Filter", "histogram"),
    Command("end(1)", ("end", "G"), "", "To the last month", "Filter", "histogram"),
    Command("mark", ("space",), "range", "Mark one end of a range", "Filter", "histogram"),
    Command("narrow", ("enter",), "narrow", "Only this month or range", "Filter", "histogram"),
    Command("narrow_year", ("y",), "year", "Only this year", "Filter", "histogram"),
    Command("leave", ("escape", "h"), "to the posts", "To the posts", "Filter", "histogram"),
    _take("copy_post", ("y",), "", "Copy the text", "Take along"),
    _take("copy_link", ("Y",), "", "Copy the post's link", "Take along"),
    _take("copy_citation", ("c",), "", "Copy a citation, with the file's SHA-256", "Take along"),
    _take("pick_range", ("V",), "", "Select several posts: begin, then end", "Take along"),
    _take("pick_post", ("plus",), "", "Select this post, or let it go", "Take along"),
    _take("pick_all", ("asterisk",), "", "Select all posts shown, or let them go", "Take along"),
    _take("export", ("e",), "", "Save the posts shown, or the selected ones", "Take along"),
    _take("pipe", ("vertical_line",), "", "Hand the post to a command", "Take along"),
    _take("view", ("v",), "", "Open the post in your editor or pager", "Take along"),
    Command("reload", ("r",), "", "Read the file again", "Program"),
    Command("stop", ("ctrl+c",), "", "Stop reading; keep the posts read so far", "Program"),
    _info("notices", ("exclamation_mark",), "", "Records left out, or unclear", "Program"),
    _info("help", ("question_mark", "f1"), "help", "Keys and the query language", "Program"),
    Command("app.mouse(False)", ("M",), "", "Leave the mouse to the terminal", "Program"),
    Command("app.mouse(True)", ("M",), "mouse back", "Take the mouse back", "Program"),
    Command("app.command_palette", ("ctrl+p",), "", "Every command, by name", "Program"),
    Command("app.suspend_process", ("ctrl+z",), "", "Suspend; fg in the shell returns", "Program"),
    Command("app.quit", ("q", "ctrl+q", "ctrl+c"), "quit", "Quit", "Program"),
    Command("scroll(1)", ("j", "down"), "scroll", "A line down", "Read", "page"),
    Command("scroll(-1)", ("k", "up"), "", "A line up", "Read", "page"),
    Command("scroll_page(1)", ("space", "pagedown"), "", "A page down", "Read", "page"),
    Command("scroll_page(-1)", ("b", "pageup"), "", "A page up", "Read", "page"),
    Command("scroll_half_page(1)", ("ctrl+d",), "", "Half a page down", "Read", "page"),
    Command("scroll_half_page(-1)", ("ctrl+u",), "", "Half a page up", "Read", "page"),
    Command("scroll_top", ("g", "home"), "", "To the top", "Read", "page"),
    Command("scroll_bottom", ("G", "end"), "", "To the bottom", "Read", "page"),
    Command("walk(1)", ("tab",), "next item", "The next item", "Read", "context"),
    Command("walk(-1)", ("shift+tab",), "", "The previous item; then back", "Read", "context"),
    Command("follow", ("enter",), "go there", "To the post, tag or link", "Read", "context"),
)  # fmt: skip
"""All commands, in the order of help and footer."""

_KEY_NAMES = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "Enter", "escape": "Esc",
    "space": "Space", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "tab": "Tab", "backspace": "Backspace", "delete": "Del", "insert": "Ins",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip
_SHORTER = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at",
    "hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Textual's names of signs that are not those of Unicode."""


def _sign_name(sign: str) -> str:
    name = unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


_SIGN_KEYS = {sign: _sign_name(sign) for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_KEY_NAMES |= {name: sign for sign, name in _SIGN_KEYS.items()}
_SIGN_KEYS[" "] = "space"


def use_keys(choose: Callable[[Command], tuple[str, ...]]) -> None:
    """Give the commands other keys, before the parts of the program read the table."""
    global COMMANDS  # as the machine, the program has one keyboard
    COMMANDS = tuple(command._replace(keys=choose(command)) for command in COMMANDS)


def key_name(key: str, *, plain: bool = False) -> str:
    """Return the name of a key for people: `Enter`, `#`, `ctrl+p`, `zz`; `plain` avoids arrows."""
    name = "".join(_key_name(each) for each in key.split(" "))
    return key.capitalize() if plain and len(key) > 1 and not name.isascii() else name


def _key_name(key: str) -> str:
    """Return the name of a single key, with its modifiers."""
    modifiers, plus, last = key.rpartition("+")
    shown = "Shift+" if modifiers == "shift" else modifiers + plus
    return shown + _KEY_NAMES.get(last, last)


def keys_words(keys: Sequence[str], *, plain: bool = False) -> str:
    """Return the names of keys as in the help and README."""
    return " ".join(key_name(key, plain=plain) for key in keys)


def key_for(action: str) -> str:
    """Return the name of the first key of a command of the screen or the timeline, for a hint."""
    scopes = ("screen", "timeline")
    found = (each.keys for each in COMMANDS if each.action == action and each.scope in scopes)
    keys = next(filter(None, found), None)
    return key_name(keys[0], plain=True) if keys else "(no key)"


def key_of(sign: str) -> str:
    """Return the Textual name of the key for a character: `slash` for `/`."""
    return _SIGN_KEYS.get(sign, sign)
