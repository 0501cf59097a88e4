"""Docstrings are understood at first reading: nouns instead of pronouns and dummy words."""

import ast

import pytest

from tests.words import (
    OPENINGS,
    PACKAGE,
    docstrings,
    share_of_vague_openings,
    share_of_vague_words,
)

PACKAGES = (
    "browse",
    "cli",
    "feed",
    "ingest",
    "linear",
    "loaders",
    "models",
    "printers",
    "query",
    "sources",
    "state",
    "text",
    "ui",
)
"""Packages of the program."""
MOST_VAGUE_WORDS = 1.2
"""Largest share of vague words in 100; Textual, httpx, click and posting have 0.5 to 1.4."""


@pytest.mark.parametrize("package", PACKAGES)
def test_no_docstring_begins_with_a_word_for_something_not_named_yet(package: str) -> None:
    found = list(docstrings(PACKAGE / package))
    assert [each.place for each in found if each.opening in OPENINGS] == []
    assert share_of_vague_openings(found) == 0


@pytest.mark.parametrize("package", PACKAGES)
def test_docstrings_name_their_subject(package: str) -> None:
    assert share_of_vague_words(list(docstrings(PACKAGE / package))) <= MOST_VAGUE_WORDS


@pytest.mark.parametrize("package", PACKAGES)
def test_the_first_line_of_a_function_is_a_sentence(package: str) -> None:
    for path in (PACKAGE / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first, _, _ = (ast.get_docstring(node) or ".").partition("\n")
                assert first.endswith("."), f"{path}:{node.lineno}: {first}"
