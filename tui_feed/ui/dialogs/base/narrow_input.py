"""Input above a list or a text: while it rests, some letters are keys of the list."""

from textual import events
from textual.message import Message
from textual.widgets import Input

OPENER = "/"
"""Character that begins narrowing, also before a letter that is a key of the list."""
RESTING = "-resting"
"""Class of an input at rest: its cursor is not drawn."""


class NarrowInput(Input):
    """Input to narrow a list; `/` begins, and so does any letter that is no key of the list.

    The keys of the list are known by their place, too, on a keyboard of another script.
    """

    class Toggled(Message):
        """Begin or end of typing."""

    def __init__(self, keys: str = "jk", *, placeholder: str, max_length: int = 0) -> None:
        """Leave the characters `keys` to the list while the input rests."""
        super().__init__(
            placeholder=placeholder,
            compact=True,
            id="narrow",
            max_length=max_length,
            classes=RESTING,
        )
        self._keys = keys
        self.cursor_blink = False

    @property
    def is_resting(self) -> bool:
        """True while nothing is typed and nobody has begun to."""
        return self.has_class(RESTING)

    def open(self) -> None:
        """Take any letter from now on."""
        self._rest(is_resting=False)

    def rest(self) -> None:
        """Remove the text, and leave the keys of the list to it again."""
        self.value = ""
        self._rest(is_resting=True)

    def _rest(self, *, is_resting: bool) -> None:
        if is_resting != self.is_resting:
            self.set_class(is_resting, RESTING)
            self.post_message(self.Toggled())

    def watch_value(self, value: str) -> None:
        """Begin with the first letter, typed or pasted; end with the last one deleted."""
        self._rest(is_resting=not value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the keys of the list to it while the input rests."""
        if self.is_resting and character and self._at_place(character) in self._keys:
            return False
        return super().check_consume_key(key, character)

    def _at_place(self, character: str) -> str:
        """Return the character of a US keyboard at the same place, else the character itself."""
        layouts = getattr(self.app, "layouts", None)
        found: str | None = layouts.character_at(character) if layouts else None
        return found or character

    async def _on_key(self, event: events.Key) -> None:
        """Begin to narrow, leave a key to the list, or take a letter."""
        if self.is_resting and event.character and self._at_place(event.character) == OPENER:
            self.open()
            event.stop()
            event.prevent_default()
        elif event.is_printable and not self.check_consume_key(event.key, event.character):
            event.prevent_default()
        else:
            await super()._on_key(event)
