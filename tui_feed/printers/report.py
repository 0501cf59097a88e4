"""What `--check` prints: what was found in each file, and what could not be read and why."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from tui_feed.feed.tally import Group, Tally, grouped
from tui_feed.models import Problem
from tui_feed.text.numbers import counted


def print_report(tallies: Sequence[Tally], problems: Iterable[Problem], out: TextIO) -> bool:
    """Write the report; return whether every record could be used.

    `problems` are those of all files. A repeated post is a record that was left out.
    """
    groups = grouped(problems)
    for tally in tallies:
        _print_tally(tally, out)
    lost = [group for group in groups if group.skipped]
    left_out = sum(group.times for group in lost)
    found = sum(tally.posts + tally.profiles + tally.skipped for tally in tallies)
    out.write(f"found {found:,}, read {found - left_out:,}, left out {left_out:,}\n")
    _print_groups("left out", lost, out)
    _print_groups("unclear", [group for group in groups if not group.skipped], out)
    return not lost


def _print_tally(tally: Tally, out: TextIO) -> None:
    if tally.is_unread:
        out.write(f"{tally.name}: not read\n")
        return
    out.write(f"{tally.name}: {tally.format or 'files of several formats'}\n")
    parts = (
        counted(tally.profiles, "profiles"),
        counted(tally.posts, "posts"),
        f"{tally.quotes:,} with a quote",
        counted(tally.reposts, "reposts"),
        f"{tally.media:,} media",
        f"{tally.hidden:,} not public, hidden" if tally.hidden else "",
    )
    out.write("  " + ", ".join(part for part in parts if part) + "\n")


def _print_groups(heading: str, groups: Sequence[Group], out: TextIO) -> None:
    if groups:
        out.write(f"{heading}:\n")
    for group in groups:
        file = f"{group.source}: " if group.source else ""
        if group.times == 1:
            out.write(f"  {file}{group.where}: {group.reason}\n")
        else:
            out.write(f"  {group.times:,} x {file}{group.reason} ({group.where})\n")
