"""Keyboard layouts: the key of a US keyboard at the place of another layout's character.

Commands are signs of a US keyboard. On a Russian, Greek or Hebrew layout, the same places send
other characters, and a terminal reports only the character.
"""

from textual import events
from textual.keys import _character_to_key

_US = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_US_SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_NOTHING = " " * len(_US)  # Shift gives marks, or the letters of a US keyboard

_LAYOUTS = {
    "Cyrillic": (
        "ёйцукенгшщзхъфывапролджэячсмитьбю.",
        "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
        {"№": "#", '"': "@", "і": "s", "І": "S", "ї": "]", "є": "'", "ў": "o", "Ў": "O"},
    ),
    "Greek": (
        " ;ςερτυθιοπ[]ασδφγηξκλ 'ζχψωβνμ,./",
        ' : ΕΡΤΥΘΙΟΠ{}ΑΣΔΦΓΗΞΚΛ "ΖΧΨΩΒΝΜ<>?',
        {},
    ),
    "Hebrew": (";/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.", _NOTHING, {}),
    "Persian": (
        " ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./",
        _NOTHING,
        {"؟": "?", **{digit: str(number) for number, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")}},
    ),
    "Arabic": (
        "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤر ىةوزظ",
        _NOTHING,
        {"؟": "?", "ﻻ": "b", **{digit: str(number) for number, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}},
    ),
}
"""Script -> characters by place, without and with Shift, and more characters of its layouts."""


def _table(plain: str, shifted: str, more: dict[str, str]) -> dict[str, str]:
    places = [*zip(plain, _US, strict=True), *zip(shifted, _US_SHIFTED, strict=True)]
    return {sign: key for sign, key in places if sign not in (" ", key)} | more


_TABLES = {script: _table(*layout) for script, layout in _LAYOUTS.items()}


class Layouts:
    """Layout in use, guessed from the typed script."""

    def __init__(self) -> None:
        self._script: str | None = None

    def follow(self, character: str) -> None:
        """Note a typed character: a letter found in only a single script reveals the layout."""
        scripts = _scripts_of(character)
        if len(scripts) == 1:
            self._script = scripts[0]
        elif "a" <= character <= "z":
            self._script = None

    def key_at(self, event: events.Key) -> str | None:
        """Return the key of a US keyboard at the same place; None for an unknown place."""
        modifiers, plus, sign = event.key.rpartition("+")
        found = self.character_at(event.character or sign)
        return modifiers + plus + _character_to_key(found) if found else None

    def character_at(self, sign: str) -> str | None:
        """Return the character of a US keyboard at the same place; None for an unknown place.

        Signs of US keyboards, and letters with different places in two scripts, are taken for the
        script typed last.
        """
        if self._script and sign in _TABLES[self._script]:
            return _TABLES[self._script][sign]
        found = {_TABLES[script][sign] for script in _scripts_of(sign)}
        return found.pop() if len(found) == 1 else None


def _scripts_of(sign: str) -> list[str]:
    """Return the scripts of a character; none for characters of a US keyboard."""
    return [] if sign.isascii() else [name for name, table in _TABLES.items() if sign in table]
