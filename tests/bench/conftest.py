"""Prints what the benchmarks measured. They run only where they are asked for by name."""

from collections.abc import Iterator

import pytest

ROWS: list[tuple[str, str, str]] = []


@pytest.fixture
def table() -> Iterator[list[tuple[str, str, str]]]:
    """Rows of the table that is printed at the end: what, figure, bar."""
    return ROWS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if ROWS:
        terminalreporter.section("budgets, as ratios inside this run")
        width = max(len(row[0]) for row in ROWS)
        for what, figure, bar in ROWS:
            terminalreporter.write_line(f"{what:<{width}}  {figure:<34}  {bar}")
