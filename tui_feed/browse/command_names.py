"""Public names of all commands, for the config file; renaming a command breaks people's files.

A command without arguments is named after its action: `copy_text` is `copy-text`. All others are
listed here.
"""

from tui_feed.browse.commands import Command, Scope

_PREFIXES: dict[Scope, str] = {
    "filter": "typing-",
    "histogram": "chart-",
    "page": "page-",
    "context": "context-",
}
_NAMES: dict[tuple[Scope, str], str] = {
    ("timeline", "move(1)"): "next-post",
    ("timeline", "move(-1)"): "previous-post",
    ("timeline", "page(1)"): "page-down",
    ("timeline", "page(-1)"): "page-up",
    ("timeline", "half_page(1)"): "half-page-down",
    ("timeline", "half_page(-1)"): "half-page-up",
    ("timeline", "put('middle')"): "post-to-middle",
    ("timeline", "put('top')"): "post-to-top",
    ("timeline", "put('bottom')"): "post-to-bottom",
    ("timeline", "first"): "first-post",
    ("timeline", "last"): "last-post",
    ("screen", "next_post(1)"): "next-post-anywhere",
    ("screen", "next_post(-1)"): "previous-post-anywhere",
    ("screen", "facets('tags')"): "tags",
    ("screen", "facets('people')"): "people",
    ("screen", "facets('kinds')"): "kinds",
    ("screen", "dates"): "calendar",
    ("screen", "jump"): "go-to-date",
    ("screen", "histogram"): "chart",
    ("screen", "match(1)"): "next-match",
    ("screen", "match(-1)"): "previous-match",
    ("screen", "named_filters"): "saved-filters",
    ("screen", "app.mouse(False)"): "release-mouse",
    ("screen", "app.mouse(True)"): "take-mouse",
    ("screen", "app.command_palette"): "palette",
    ("screen", "app.suspend_process"): "suspend",
    ("context", "walk(1)"): "context-next",
    ("context", "walk(-1)"): "context-previous",
    ("filter", "complete(1)"): "typing-complete",
    ("filter", "complete(-1)"): "typing-complete-back",
    ("filter", "recall(-1)"): "typing-earlier",
    ("filter", "recall(1)"): "typing-later",
    ("histogram", "move(-1)"): "chart-month-back",
    ("histogram", "move(1)"): "chart-month-on",
    ("histogram", "year(-1)"): "chart-year-back",
    ("histogram", "year(1)"): "chart-year-on",
    ("histogram", "end(-1)"): "chart-first-month",
    ("histogram", "end(1)"): "chart-last-month",
    ("page", "scroll(1)"): "page-line-down",
    ("page", "scroll(-1)"): "page-line-up",
    ("page", "scroll_page(1)"): "page-window-down",
    ("page", "scroll_page(-1)"): "page-window-up",
    ("page", "scroll_half_page(1)"): "page-half-down",
    ("page", "scroll_half_page(-1)"): "page-half-up",
    ("page", "scroll_top"): "page-top",
    ("page", "scroll_bottom"): "page-bottom",
}


def name_of(command: Command) -> str:
    """Return the public name of a command."""
    if named := _NAMES.get((command.scope, command.action)):
        return named
    action = command.action.partition("(")[0].removeprefix("app.")
    return _PREFIXES.get(command.scope, "") + action.replace("_", "-")
