"""README lists the program's own keys, options and query words."""

import re
from pathlib import Path

import pytest

from tests.readme import COMMAND, PAGES, SCHEMA, NoRegionError, config_schema, filled
from tui_feed.cli.options import parser

README = Path(__file__).resolve().parent.parent / "README.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_lists_what_the_program_knows(page: Path) -> None:
    written = page.read_text("utf-8")
    assert written == filled(written, PAGES[page]), f"out of date: run `{COMMAND}`"


def test_the_schema_of_the_config_file_is_that_of_the_program() -> None:
    assert SCHEMA.read_text("utf-8") == config_schema(), f"out of date: run `{COMMAND}`"


def test_a_region_is_made_anew_and_nothing_beside_it() -> None:
    page = "# A\n<!-- keys -->\nold\n<!-- /keys -->\n| by hand |\n"
    new = "# A\n<!-- keys -->\nnew \\1\n<!-- /keys -->\n| by hand |\n"
    assert filled(page, {"keys": lambda: "new \\1\n"}) == new


@pytest.mark.parametrize("page", ["", "<!-- keys -->\n<!-- /keys -->\n" * 2], ids=["none", "two"])
def test_a_page_without_its_marks_is_not_taken_for_a_full_one(page: str) -> None:
    with pytest.raises(NoRegionError, match="keys"):
        filled(page, {"keys": str})


def test_every_option_is_in_readme_and_none_that_does_not_exist() -> None:
    options = {word for action in parser()._actions for word in action.option_strings or ["PATH"]}
    section = README.read_text("utf-8").partition("## Options")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    words = {word.split()[0] for row in listed for word in re.findall(r"`([^`]+)`", row)}
    assert words == options


def test_no_row_of_a_table_is_torn_by_a_sign_of_tables() -> None:
    for page, tables in PAGES.items():
        for name, table in tables.items():
            heads, *rows = table().splitlines()
            assert {row.count(" | ") for row in rows} == {heads.count(" | ")}, (page.name, name)


def test_what_readme_shows_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README.read_text("utf-8")):
        if not target.startswith("https://"):
            assert (README.parent / target).exists(), target
