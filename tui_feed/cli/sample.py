"""Bundled sample timeline, opened if no file is named."""

from pathlib import Path

_NAME = "local_progress.txt"


def sample_path() -> str:
    """Return the path of the sample: inside the package, or beside it in a checkout.

    It has the facts of a public profile page; every text in it is summarised, not quoted.
    """
    package = Path(__file__).parents[1]
    installed = package / "fixtures" / _NAME
    return str(installed if installed.exists() else package.parent / "fixtures" / _NAME)
