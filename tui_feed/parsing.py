"""The parser of the command line, such that no mistake in it is said with what stood in it raw."""

from argparse import ArgumentParser
from typing import NoReturn

from tui_feed.text.names import cut_in_the_middle, one_line

LONGEST_MISTAKE = 500
"""Characters of a mistake that are said: somebody may have named a thousand files."""


class Parser(ArgumentParser):
    """Says a mistake on one safe line under the usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave with 2."""
        super().error(cut_in_the_middle(one_line(message), LONGEST_MISTAKE))
