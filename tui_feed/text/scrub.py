"""The second door for text, on its way out: what the first one let pass ends here.

It shares nothing with `clean`, so that a mistake in one of them is no hole in both.
"""

import re

_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad"  # C0 but for LF, DEL, C1, soft hyphen
    "\u2028\u2029\u202a-\u202e\u2066-\u206f"  # separators; what turns the direction of text
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff"
    "\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff"
    "\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff"
    "\U000dfffe\U000dffff\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
)
MARK = "\ufffd"
"""What stands where a control was."""


def is_safe(text: str) -> bool:
    """Tell whether there is nothing in a text that `scrubbed` would replace."""
    return _CONTROL.search(text) is None


def scrubbed(text: str) -> str:
    """Return a text with U+FFFD for every control in it; LF stays."""
    return _CONTROL.sub(MARK, text)
