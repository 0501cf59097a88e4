"""The parser of the command line: any text may follow an option, and mistakes are said safely."""

import sys
from argparse import Action, ArgumentParser
from typing import NoReturn

from tui_feed.cli.streams import complain
from tui_feed.text.names import cut_in_the_middle, one_line

LONGEST_MISTAKE = 500
"""Characters of a mistake that are said: somebody may have named a thousand files."""


class Parser(ArgumentParser):
    """argparse, but a mistake is one safe line, and `--` can be the text of an option."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave with 2."""
        super().error(cut_in_the_middle(one_line(message), LONGEST_MISTAKE))

    def _print_message(self, message: str, file: object = None) -> None:
        """Print; argparse itself hides that a stream takes nothing."""
        if file is sys.stdout:
            print(message, end="")  # noqa: T201
        else:
            complain(message.rstrip("\n"))

    def _get_values(self, action: Action, arg_strings: list[str]) -> object:
        if not action.option_strings or arg_strings != ["--"]:
            return super()._get_values(action, arg_strings)
        value = self._get_value(action, "--")  # taken away by argparse before Python 3.13
        self._check_value(action, value)
        return value
