"""How to add a key command: one line in the table, and one method of its part.

It is done in a process of its own, before anything has read the table.
"""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
ADDED = """
import asyncio

from tui_feed.browse import commands

# The line in browse/commands.py:
commands.COMMANDS += (
    commands.Command(
        "greet", ("ctrl+g",), "greet", "Say good day to the reader", "Move", part="info"
    ),
)

from tests import readme
from tests.ui.harbor import notices, reading, shown
from tui_feed.ui.screens.commands.info_commands import InfoCommands

# The method in ui/screens/info_commands.py:
def greet(self):
    self._context.notify("Good day!")

InfoCommands.greet = greet


async def main():
    app = reading()
    async with app.run_test(size=(220, 60)) as pilot:
        assert "greet" in shown(app).splitlines()[-1], "the footer shows it"
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert any("Good day!" in notice for notice in notices(app)), "the key works"
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Say good day to the reader" in shown(app), "the help says it"
        await pilot.press("escape", "ctrl+p", *"good")
        await pilot.pause()
        assert "Say good day to the reader" in shown(app), "the list of commands has it"
    assert "Say good day to the reader" in readme.keys(), "README's table has it"
    print("done")


asyncio.run(main())
"""


def test_a_line_in_the_table_and_a_method_are_a_command_everywhere() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ADDED],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )
    assert done.stdout.strip() == "done", done.stderr[-2_000:]
