"""Count the words of docstrings: `python -m tests.words [FOLDER]`."""

import ast
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parents[1] / "tui_feed"

VAGUE = frozenset({"what", "that", "those", "one", "ones", "whose", "there", "whatever", "whoever"})
"""Relative and dummy words: text without the noun that it is about."""
OPENINGS = frozenset(
    "what whether where whose who it they he this these that those its their them such".split()  # noqa: SIM905
)
"""Words that no first line begins with: they point to something that was not named yet."""
_WORD = re.compile(r"[A-Za-z']+")


class Docstring(NamedTuple):
    """Docstring of a module, a class, a function or a field."""

    place: str
    """File and line."""
    text: str
    """Its text."""
    is_field: bool
    """Whether it stands under a field or a constant."""

    @property
    def opening(self) -> str:
        """First word, in lower case."""
        found = _WORD.search(self.text)
        return found[0].lower() if found else ""


def docstrings(folder: Path = PACKAGE) -> Iterator[Docstring]:
    """Yield all docstrings below a folder."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                if text := ast.get_docstring(node):
                    line = getattr(node, "lineno", 1)
                    yield Docstring(f"{path.relative_to(folder.parent)}:{line}", text, False)
                yield from _of_fields(path.relative_to(folder.parent), node)


def _of_fields(path: Path, node: ast.AST) -> Iterator[Docstring]:
    for field, told in pairwise(getattr(node, "body", [])):
        value = told.value if isinstance(told, ast.Expr) else None
        text = value.value if isinstance(value, ast.Constant) else None
        if isinstance(field, ast.Assign | ast.AnnAssign) and isinstance(text, str):
            yield Docstring(f"{path}:{told.lineno}", text, True)


def share_of_vague_words(found: list[Docstring]) -> float:
    """Return how many words of 100 are vague."""
    words = [word.lower() for each in found for word in _WORD.findall(each.text)]
    return 100 * sum(word in VAGUE for word in words) / len(words)


def share_of_vague_openings(found: list[Docstring]) -> float:
    """Return how many docstrings of 100 begin with a word that points to nothing."""
    return 100 * sum(each.opening in OPENINGS for each in found) / len(found)


def main() -> None:
    """Print both figures, and every docstring that begins so."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    found = list(docstrings(folder))
    for each in found:
        if each.opening in OPENINGS:
            print(f"{each.place}: {each.text.splitlines()[0]}")  # noqa: T201
    print(f"{len(found):,} docstrings")  # noqa: T201
    print(f"vague words in 100: {share_of_vague_words(found):.1f}")  # noqa: T201
    print(f"vague openings in 100: {share_of_vague_openings(found):.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
