"""`python -m tui_feed`: the same program as the `tui-feed` command."""

import sys

from tui_feed.cli import main

if __name__ == "__main__":
    sys.exit(main())
