"""README says what the program does: its keys, options and query words are the program's own."""

import re
from pathlib import Path

import pytest

from tui_feed.browse.commands import COMMANDS, Command, keys_words
from tui_feed.cli.options import parser
from tui_feed.query import KINDS, PostKind, all_terms
from tui_feed.query.refusals import REASONS

README = Path(__file__).resolve().parent.parent / "README.md"


def between(name: str, page: Path = README) -> str:
    """Return the part of a page between two marks."""
    found = re.search(rf"<!-- {name} -->\n(.*)<!-- /{name} -->", page.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def keys_table() -> str:
    def keys(command: Command) -> str:
        return " ".join(f"`{word}`" for word in keys_words(command.keys).split())

    rows = [f"| {keys(command)} | {command.words} |" for command in COMMANDS]
    return "\n".join(["| keys | what they do |", "| --- | --- |", *rows, ""])


def query_table() -> str:
    rows = [f"| `{row.written}` | {row.help} | `{row.example}` |" for row in all_terms()]
    return "\n".join(["| term | finds | for example |", "| --- | --- | --- |", *rows, ""])


def kinds_table() -> str:
    def also(kind: PostKind) -> str:
        return " ".join(f"`{alias}`" for alias in kind.aliases)

    rows = [f"| `{kind.written}` | {kind.help} | {also(kind)} |" for kind in KINDS]
    return "\n".join(["| term | the post | also |", "| --- | --- | --- |", *rows, ""])


def refused_table() -> str:
    rows = [
        f"| `{term}{'' if ':' in term else ':'}` | {reason} |" for term, reason in REASONS.items()
    ]
    return "\n".join(["| term | why not |", "| --- | --- |", *rows, ""])


TABLES = {"keys": keys_table, "query": query_table, "kinds": kinds_table}


@pytest.mark.parametrize(("name", "table"), TABLES.items())
def test_readme_lists_what_the_program_knows(name: str, table: object) -> None:
    assert callable(table)
    assert between(name) == table()


def test_the_page_on_the_language_lists_what_is_refused() -> None:
    assert between("refused", README.parent / "docs" / "query.md") == refused_table()


def test_every_option_is_in_readme_and_none_that_does_not_exist() -> None:
    options = {word for action in parser()._actions for word in action.option_strings or ["PATH"]}
    section = README.read_text("utf-8").partition("## Options")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| (.+?) \|", section, re.MULTILINE)[1:]
    words = {word.split()[0] for row in listed for word in re.findall(r"`([^`]+)`", row)}
    assert words == options


def test_what_readme_shows_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README.read_text("utf-8")):
        assert (README.parent / target).exists(), target
