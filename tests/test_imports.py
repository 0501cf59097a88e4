"""Modules import each other in one direction, in ways that the type checker can follow."""

import ast
from collections.abc import Container, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from unittest.mock import MagicMock

import pytest

import tui_feed
from tui_feed.browse.commands import COMMANDS, Command
from tui_feed.ui.screens.commands.command_parts import CommandParts
from tui_feed.ui.screens.reader_screen import ReaderScreen

ROOT = Path(tui_feed.__file__).parent


def modules() -> dict[str, ast.Module]:
    """Return every module of the program by its name."""
    found = {}
    for path in ROOT.rglob("*.py"):
        name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.Module, known: Container[str]) -> Iterator[str]:
    """Yield the modules that a module imports, anywhere in it and for types alone, too.

    A package is one of them where a name of its own is imported, not where one of its modules is.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in known else node.module


def imports() -> dict[str, set[str]]:
    """Return the modules of the program that each of them imports."""
    trees = modules()
    return {
        name: set(imported(tree, trees)) & trees.keys() - {name} for name, tree in trees.items()
    }


def circles(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    """Return circles of a graph: enough of them to open it at."""
    graph = {name: set(found) for name, found in graph.items()}
    found = set()
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = error.args[1]
            found.add(frozenset(circle))
            graph[circle[1]].discard(circle[0])  # the sorter names them against the arrows
        else:
            return found


def test_a_circle_of_imports_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a", "e"}, "e": {"d"}}
    assert circles(graph) == {frozenset("abc"), frozenset("de")}


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(imports()) == set()


def test_no_packages_of_the_screen_import_each_other_in_a_circle() -> None:
    packages: dict[str, set[str]] = {}
    for name, found in imports().items():
        own = name.split(".")[2:3] if name.startswith("tui_feed.ui.") else []
        theirs = {one.split(".")[2] for one in found if one.startswith("tui_feed.ui.")}
        for package in own:
            packages.setdefault(package, set()).update(theirs - {package})
    assert circles(packages) == set()


def test_no_function_hands_a_module_on_where_the_type_checker_loses_sight_of_it() -> None:
    handing_on = [
        f"{name}.{function.name}"
        for name, tree in modules().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if function.returns and "ModuleType" in ast.unparse(function.returns)
    ]
    assert handing_on == []


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.scope == "screen" and not c.name.startswith("app.")]
)
def test_every_command_of_the_screen_has_an_action(command: Command) -> None:
    if command.part:
        assert not hasattr(ReaderScreen, f"action_{command.name}"), "Textual's own would be called"
        parts = CommandParts(MagicMock())
        assert callable(parts.method_of(command.name))
    else:
        assert callable(getattr(ReaderScreen, f"action_{command.name}"))
