"""Tables of README and of the query language's page, made from the program.

`python -m tests.readme` writes them in place, between marks such as `<!-- keys -->` and
`<!-- /keys -->`. All other text is written by hand, among it the list of formats, which needs more
words than any table of the program has.
"""

import json
import re
from argparse import Action
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from msgspec.structs import FieldInfo, fields

from tui_feed.browse.command_names import name_of
from tui_feed.browse.commands import COMMANDS, keys_words
from tui_feed.cli.options import parser
from tui_feed.config.printing import key_word, toml_value
from tui_feed.config.schema import descriptions, json_schema
from tui_feed.config.settings import Settings, types_of
from tui_feed.config.theme_files import ThemeColours
from tui_feed.loaders.registry import ARCHIVES, FILES
from tui_feed.loaders.unstated import unstated_by
from tui_feed.models.facts import FACT_WORDS
from tui_feed.printers.table import COLUMNS
from tui_feed.query import KINDS, all_terms
from tui_feed.query.refusals import REASONS

HOME = Path(__file__).resolve().parent.parent
COMMAND = "python -m tests.readme"


class NoRegionError(ValueError):
    """Raised for a page with missing or repeated marks."""


def filled(page: str, tables: Mapping[str, Callable[[], str]]) -> str:
    """Return a page with its marked regions made anew. Raises `NoRegionError`."""
    for name, table in tables.items():
        region = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->\n)", re.DOTALL)
        page, count = region.subn(lambda marks, t=table: f"{marks[1]}{t()}{marks[2]}", page)
        if count != 1:
            raise NoRegionError(f"the region {name} is there {count} times, and not once")
    return page


def keys() -> str:
    return _table(
        ("keys", "what they do"),
        ((_codes(keys_words(each.keys).split()), each.words) for each in COMMANDS),
    )


def options() -> str:
    return _table(
        ("option", "what it does"),
        ((_written(action), _does(action)) for action in sorted(parser()._actions, key=_place)),
    )


def query() -> str:
    rows = ((f"`{row.written}`", row.help, f"`{row.example}`") for row in all_terms())
    return _table(("term", "finds", "for example"), rows)


def kinds() -> str:
    rows = ((f"`{kind.written}`", kind.help, _codes(kind.aliases)) for kind in KINDS)
    return _table(("term", "the post", "also"), rows)


def refused() -> str:
    rows = ((f"`{term}{'' if ':' in term else ':'}`", reason) for term, reason in REASONS.items())
    return _table(("term", "why not"), rows)


def stated() -> str:
    rows = (
        (form.name, *("never" if fact in unstated_by(form) else "yes" for fact in FACT_WORDS))
        for form in (*ARCHIVES, *FILES)
    )
    return _table(("can state", *FACT_WORDS.values()), rows)


def columns() -> str:
    return _table(("column", "value"), ((f"`{each.name}`", each.words) for each in COLUMNS))


def settings() -> str:
    told, hints = descriptions(Settings), types_of(Settings)
    rows = (
        (
            f"`{each.encode_name}`",
            f"`{toml_value(each.default)}`",
            _typed(hints, each),
            told[each.name],
        )
        for each in fields(Settings)
        if each.name != "keys"
    )
    return _table(("setting", "default", "values", "what it does"), rows)


def _typed(hints: Mapping[str, Any], field: FieldInfo) -> str:
    """Return which values a setting has."""
    hint = hints[field.encode_name]
    if choices := [each for each in get_args(hint) if isinstance(each, str)]:
        return ", ".join(f"`{each}`" for each in choices)
    if get_origin(hint) is Annotated:
        return f"{get_args(hint)[1].ge} to {get_args(hint)[1].le}"
    return {bool: "`true`, `false`", str: "text"}[hint]


def commands() -> str:
    rows = (
        (f"`{name_of(each)}`", _codes(map(key_word, each.keys)), each.words) for each in COMMANDS
    )
    return _table(("command", "keys", "what it does"), rows)


def colours() -> str:
    told = descriptions(ThemeColours)
    rows = ((f"`{each.encode_name}`", told[each.name]) for each in fields(ThemeColours))
    return _table(("role", "what it colours"), rows)


PAGES: Mapping[Path, Mapping[str, Callable[[], str]]] = {
    HOME / "README.md": {"options": options, "keys": keys, "query": query, "kinds": kinds},
    HOME / "docs" / "export.md": {"columns": columns},
    HOME / "docs" / "query.md": {"refused": refused, "stated": stated},
    HOME / "docs" / "config.md": {"settings": settings, "commands": commands, "colours": colours},
}


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (heads, ("---",) * len(heads), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _codes(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words).replace("|", r"\|")  # no cell ends there


def _place(action: Action) -> bool:
    return "--help" in action.option_strings or "--version" in action.option_strings  # last


def _written(action: Action) -> str:
    if not action.option_strings:
        return f"`{action.metavar}`"
    value = action.metavar or (action.dest.upper() if action.choices else "")
    return ", ".join(f"`{option} {value}".rstrip() + "`" for option in action.option_strings)


def _does(action: Action) -> str:
    words = (action.help or "") % {"default": action.default, "prog": "tui-feed"}
    if action.choices:
        choices = (
            f"`{choice}`" + " (the default)" * (choice == action.default)
            for choice in action.choices
        )
        words = f"{words.partition(' (default')[0]}: {', '.join(choices)}"
    return re.sub(r"('[^']* [^']*'|--[a-z][-a-z]*|(?<= )-(?= ))", r"`\1`", words)


SCHEMA = HOME / "docs" / "config.schema.json"


def config_schema() -> str:
    """Return the JSON Schema of the config file, as its page links to it."""
    return json.dumps(json_schema(), indent=2) + "\n"


def main() -> None:
    SCHEMA.write_text(config_schema(), "utf-8")
    for path, tables in PAGES.items():
        old = path.read_text("utf-8")
        new = filled(old, tables)
        if new != old:
            path.write_text(new, "utf-8")
        print(f"{path.relative_to(HOME)}: {'the same' if new == old else 'written anew'}")


if __name__ == "__main__":
    main()
