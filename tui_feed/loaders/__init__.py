"""Recognise files of all formats and read them into records, with a module or package per format.

`registry` lists the loaders, `recognition` chooses the loader of a file.
"""

from tui_feed.loaders.inputs import Found, Input, found_at, post_of
from tui_feed.loaders.recognition import open_inputs
from tui_feed.loaders.registry import ARCHIVES, FILES, Format
from tui_feed.sources.byte_sources import SharedStdin
from tui_feed.sources.container import Container, open_container
from tui_feed.sources.errors import InputError, cause
from tui_feed.sources.file import File

__all__ = [
    "ARCHIVES", "FILES", "Container", "File", "Format", "Found", "Input", "InputError",
    "SharedStdin", "cause", "found_at", "open_container", "open_inputs", "post_of",
]  # fmt: skip
