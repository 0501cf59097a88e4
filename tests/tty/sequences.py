"""Bytes that a program wrote to a terminal, as kinds of sequences and the text between them."""

import re
from collections import Counter
from typing import NamedTuple

from tests.tty.payloads import UNSAFE

_TOKEN = re.compile(
    rb"\x1b\[(?P<csi>[0-?]*)(?P<inter>[ -/]*)(?P<final>[@-~])"
    rb"|\x1b(?P<string>[]PX^_])(?P<content>[^\x07\x1b]*)(?P<end>\x07|\x1b\\)"
    rb"|\x1b(?P<escape>[ -/]*[0-~])"
    rb"|(?P<bell>\x07)(?=\x1b\[|$)"  # the program's own; one in a text has text behind it
    rb"|\x1b"
)
_ANCHORED = re.compile(rb"\x1b7 +\x1b8\x1b7([^\x1b]*)\x1b8\x1b\[\d+C")
"""A text behind which the program puts the cursor back (`ui/anchoring.py`), and nothing else."""
_GIVEN_BACK = re.compile(rb"\x1b\\(?=(?:\x1b\[\?2026l)?\x1b\[0m\x1b\[\?2004l)")
"""What ends a sequence that the program was amid when it gave the terminal back."""
_STYLE = re.compile(rb"[\d;]*")
_COPY = re.compile(rb"52;[a-z]*;[A-Za-z0-9+/=]*")
_LINK = re.compile(rb"8;(?:|id=[0-9a-f]+);(?:|https?://[!-~]+)")
_POINTER = re.compile(rb"22;[a-z-]*")
_SHELL = re.compile("[\r\n]")


class Written(NamedTuple):
    """What a program wrote."""

    kinds: Counter[str]
    """Kinds of sequences; places and colours make none of their own."""
    text: str
    """Everything else."""

    @property
    def unsafe(self) -> list[str]:
        """Every character of the text that may reach no terminal."""
        return sorted(set(map(ascii, UNSAFE.findall(_SHELL.sub("", self.text)))))


def written(output: bytes) -> Written:
    """Take apart what a program wrote."""
    kinds: Counter[str] = Counter()
    text, at = [], 0
    output = _GIVEN_BACK.sub(b"", _ANCHORED.sub(rb"\1", output))
    for found in _TOKEN.finditer(output):
        text.append(output[at : found.start()])
        kinds[_kind(found)] += 1
        at = found.end()
    text.append(output[at:])
    return Written(kinds, b"".join(text).decode("utf-8", "surrogateescape"))


def _kind(found: re.Match[bytes]) -> str:
    if (final := found["final"]) is not None:
        parameters = found["csi"]
        if final in b"mHf" and _STYLE.fullmatch(parameters):
            parameters = b"n"
        return f"CSI {(parameters + found['inter'] + final).decode()!a}"
    if found["string"]:
        content = found["content"]
        for usual, name in (
            (_COPY, b"52;c;base64"),
            (_POINTER, b"22;pointer"),
            (_LINK, b"8;link"),
        ):
            if usual.fullmatch(content):
                content = name
        if content.startswith(b"2;") and not UNSAFE.search(content.decode("utf-8", "replace")):
            content = b"2;title"
        sign = {"]": "OSC", "P": "DCS", "X": "SOS", "^": "PM", "_": "APC"}
        return f"{sign[found['string'].decode()]} {content!r}"
    if found["bell"]:
        return "bell"
    return f"ESC {found['escape']!r}" if found["escape"] else "ESC alone"
