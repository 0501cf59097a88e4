"""Second filter for text, on its way out.

It shares no code with `clean`, so a mistake in either leaves the other intact.
"""

import re

_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad"  # C0 but for LF, DEL, C1, soft hyphen
    "\u2028\u2029\u202a-\u202e\u2066-\u206f"  # separators; bidi controls
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff"
    "\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff"
    "\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff"
    "\U000dfffe\U000dffff\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
)
MARK = "\ufffd"
"""Replacement for a control character."""


def is_safe(text: str) -> bool:
    """Return True if `scrubbed` would leave a text unchanged."""
    # Printable text has none of these; `isprintable` takes a twentieth of the time.
    return text.replace("\n", "").isprintable() or _CONTROL.search(text) is None


def scrubbed(text: str) -> str:
    """Return a text with U+FFFD for every control character except LF."""
    return text if is_safe(text) else _CONTROL.sub(MARK, text)
