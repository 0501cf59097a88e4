"""Settings of a run: the one definition, from which come the checks, `--config` and its page.

The first frame takes them from here, checked value by value by msgspec in microseconds. pydantic's
model of the file (`schema.py`) is derived from this class, and imported only to tell what is wrong.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import fields

OrderName = Literal[
    "newest", "oldest", "captured", "views", "likes", "reposts", "replies", "quotes", "bookmarks",
]  # fmt: skip
"""Orders of the posts; a test compares them with the feed's."""

TEXTUAL_THEMES = (
    "atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox",
    "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Themes of Textual's; a test compares them, because importing Textual takes long."""
OWN_THEMES = ("auto", "dark", "light")
"""Themes of this program; `auto` is dark or light, as the terminal is."""


class Settings(Struct, frozen=True, rename="kebab"):
    """Settings of config.toml, with their defaults."""

    theme: str = "auto"
    """Colours: dark, light, auto (as the terminal is), a theme of your own or of Textual's."""
    order: OrderName = "newest"
    """Order of the posts at the start."""
    timezone: str = ""
    """Zone of all dates, such as Europe/Berlin or UTC; empty: TZ, or the machine's own."""
    remember: bool = True
    """Begin with the theme and the order chosen last by keys."""
    mouse: bool = True
    """Use the mouse; false leaves it to the terminal, to select text."""
    cursor: bool = False
    """Show the terminal's cursor on the selected post, for magnifiers and screen readers."""
    plain: bool = False
    """Draw in ASCII, without colour."""
    pictures: Literal["auto", "kitty", "sixel", "blocks", "off"] = "auto"
    """Drawing of pictures; auto goes by the name of the terminal, off describes them only."""
    motion: bool = False
    """Let things move: a cursor that blinks, lists that glide; false is the calm screen."""
    title: bool = True
    """Show the account and the file in the title of the window."""
    links: bool = True
    """Make links clickable in terminals that are known to support it (OSC 8)."""
    watch: bool = False
    """Read a file again when it has changed."""
    page_width: Annotated[int, Meta(ge=20, le=70)] = 40
    """Share of a wide window for the post in full, in percent."""
    card_width: Annotated[int, Meta(ge=40, le=200)] = 96
    """Columns of the widest card; longer lines are hard to read."""
    keys: dict[str, list[str]] = field(default_factory=dict)
    """Keys by the names of commands; an empty list leaves a command without a key."""


def types_of(kind: type[Struct]) -> dict[str, Any]:
    """Return the type of each field of a struct by its name in a file."""
    return {each.encode_name: each.type for each in fields(kind)}
