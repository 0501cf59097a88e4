"""Report of `--check`: record counts of each file, and reasons for records left out."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from tui_feed.feed.source_report import ProblemGroup, SourceReport, problem_groups
from tui_feed.models import Problem
from tui_feed.text.numbers import counted


def print_report(reports: Sequence[SourceReport], problems: Iterable[Problem], out: TextIO) -> bool:
    """Write the report; return True if every record was usable.

    `problems` belong to all files. A repeated post counts as left out.
    """
    groups = problem_groups(problems)
    for report in reports:
        _print_source(report, out)
    lost = [group for group in groups if group.skipped]
    left_out = sum(group.times for group in lost)
    found = sum(report.posts + report.profiles + report.skipped for report in reports)
    out.write(f"found {found:,}, read {found - left_out:,}, left out {left_out:,}\n")
    _print_groups("left out", lost, out)
    _print_groups("not shown, or unclear", [group for group in groups if not group.skipped], out)
    return not lost


def _print_source(report: SourceReport, out: TextIO) -> None:
    if report.is_unread:
        out.write(f"{report.name}: not read\n")
        return
    out.write(f"{report.name}: {report.format or 'files of several formats'}\n")
    parts = (
        counted(report.profiles, "profiles"),
        counted(report.posts, "posts"),
        f"{report.quotes:,} with a quote",
        counted(report.reposts, "reposts"),
        f"{report.media:,} media",
        f"{report.apart:,} liked, bookmarked or deleted" if report.apart else "",
        f"{report.hidden:,} not public, hidden" if report.hidden else "",
    )
    out.write("  " + ", ".join(part for part in parts if part) + "\n")


def _print_groups(heading: str, groups: Sequence[ProblemGroup], out: TextIO) -> None:
    if groups:
        out.write(f"{heading}:\n")
    for group in groups:
        file = f"{group.source}: " if group.source else ""
        if group.times == 1:
            out.write(f"  {file}{group.where}: {group.reason}\n")
        else:
            out.write(f"  {group.times:,} x {file}{group.reason} ({group.where})\n")
