"""Program of a window in a browser: `python -m tui_feed.cli.window`, started by the server."""

import sys

from tui_feed.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], in_browser=True))
