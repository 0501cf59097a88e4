"""Completion script for a shell, and the manual page; both made from the parser."""

import sys
from argparse import Action, ArgumentParser

from tui_feed import __version__
from tui_feed.cli.options import EXAMPLES, parser
from tui_feed.cli.streams import output

_FILES = ("path", "config_file")
"""Arguments with the name of a file."""


def print_for_shell(shell: str | None) -> None:
    """Print the completion script of a shell; without a shell, the manual page."""
    text = completion(shell) if shell else manual()
    with output():
        sys.stdout.write(text)


def completion(shell: str) -> str:
    """Return the completion script for bash, zsh or tcsh."""
    import shtab  # only to make a script

    made = parser()
    for action in made._actions:
        if action.dest in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return f"{shtab.complete(made, shell=shell)}\n"


def manual() -> str:
    """Return the manual page, for `man -l`."""
    made = parser()
    lines = [
        f'.TH TUI-FEED 1 "" "tui-feed {__version__}"',
        *(".SH NAME", f"tui\\-feed \\- {_roff((made.description or '').rstrip('.'))}"),
        *(".SH SYNOPSIS", ".B tui\\-feed", "[\\fIPATH\\fR ...] [\\fIoptions\\fR]"),
        ".SH OPTIONS",
    ]
    for action in made._actions:
        lines += [".TP", _written(action), _roff(_help_of(made, action))]
    lines.append(".SH EXAMPLES")
    for command, meaning in EXAMPLES:
        lines += [".TP", f".B {_roff(command)}", _roff(meaning)]
    lines += [
        ".SH FILES",
        ".TP",
        ".I ~/.config/tui\\-feed/config.toml",
        "settings, keys and themes; on macOS in ~/Library/Application Support/tui\\-feed",
        ".SH EXIT STATUS",
        "0; 2 for a wrong command line or query; 1 for an input that cannot be read or an output",
        "that cannot be written; 128+n after signal n.",
    ]
    return "".join(f"{line}\n" for line in lines)


def _written(action: Action) -> str:
    """Return an option with its value, in bold and italics."""
    value = f" \\fI{_roff(_value(action))}\\fR" if _value(action) else ""
    if not action.option_strings:
        return value.strip()
    return ", ".join(f"\\fB{_roff(option)}\\fR{value}" for option in action.option_strings)


def _value(action: Action) -> str:
    if action.metavar:
        return str(action.metavar)
    return action.dest.upper() if action.choices else ""


def _help_of(made: ArgumentParser, action: Action) -> str:
    """Return the help of an option, with its choices."""
    words = (action.help or "") % {"prog": made.prog, "default": action.default}
    choices = ", ".join(map(str, action.choices)) if action.choices else ""
    return f"{words}: {choices}" if choices else words


def _roff(text: str) -> str:
    """Return a text with nothing in it that is a command of roff."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
