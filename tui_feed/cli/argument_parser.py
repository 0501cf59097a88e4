"""Argument parser: any text may follow an option, and errors are safe single lines."""

import sys
from argparse import Action, ArgumentParser
from typing import NoReturn

from tui_feed.cli.streams import print_error
from tui_feed.text.names import cut_in_the_middle, one_line

LONGEST_ERROR = 500
"""Characters of the longest error message: a user may have named a thousand files."""


class SafeArgumentParser(ArgumentParser):
    """Parser with errors on a safe single line; `--` may be the value of an option."""

    def error(self, message: str) -> NoReturn:
        """Print an error message, and exit with code 2."""
        super().error(cut_in_the_middle(one_line(message), LONGEST_ERROR))

    def _print_message(self, message: str, file: object = None) -> None:
        """Print; unlike argparse, report a failed write."""
        if file is sys.stdout:
            print(message, end="")  # noqa: T201
        else:
            print_error(message.rstrip("\n"))

    def _get_values(self, action: Action, arg_strings: list[str]) -> object:
        if not action.option_strings or arg_strings != ["--"]:
            return super()._get_values(action, arg_strings)
        value = self._get_value(action, "--")  # argparse drops it before Python 3.13
        self._check_value(action, value)
        return value
