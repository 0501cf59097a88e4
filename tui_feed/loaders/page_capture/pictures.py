"""Read pictures and videos in a post: descriptions, and the marks around them."""

import re

from msgspec.structs import replace

from tui_feed.loaders.page_capture.vocabulary import NO_DESCRIPTION, label
from tui_feed.models import Media, MediaKind
from tui_feed.text.links import unwrap_proxy
from tui_feed.text.sanitize import clean

IMAGE = "IMAGE:"
"""Prefix of a picture's description in a capture."""

_LENGTH = re.compile(r"(?:(?P<hours>[0-9]{1,2}):)?(?P<minutes>[0-9]{1,2}):(?P<seconds>[0-5][0-9])")
_MARKS = ("GIF", "ALT")


def is_picture(line: str) -> bool:
    """Tell whether a line is the description of a picture."""
    return line.startswith(IMAGE)


def is_mark(lines: list[str], at: int) -> bool:
    """Tell whether a line is a mark on a picture: `GIF`, `0:42`, or `ALT` beside a description."""
    line = lines[at]
    if line == "ALT":
        return any(map(is_picture, lines[max(0, at - 2) : at + 3]))
    return line == "GIF" or (len(line) <= 8 and _LENGTH.fullmatch(line) is not None)


def take_media(lines: list[str]) -> tuple[list[str], tuple[Media, ...]]:
    """Split the lines of a post into text and media.

    A mark belongs to the description directly above it, or else to the description directly below
    it; without either it stands for a video or GIF without description.
    """
    if not any(map(_may_be_media, lines)):
        return lines, ()
    text: list[str] = []
    media: list[Media] = []
    above = ""
    for at, line in enumerate(lines):
        kind = IMAGE if is_picture(line) else line if is_mark(lines, at) else ""
        if kind == IMAGE:
            picture = _described(line)
            if above not in ("", IMAGE) and media[-1].alt is None:
                picture = replace(media.pop(), alt=picture.alt)
            media.append(picture)
        elif kind and kind != "ALT":
            plain = media.pop() if above == IMAGE else Media(kind="photo")
            media.append(_marked(plain, kind))
        elif not kind:
            text.append(line)
        above = above if kind == "ALT" else kind
    return text, tuple(media)


def _may_be_media(line: str) -> bool:
    return is_picture(line) or line in _MARKS or (len(line) <= 8 and ":" in line)


def _described(line: str) -> Media:
    alt = unwrap_proxy(clean(line[len(IMAGE) :].strip()))
    kind: MediaKind = "video" if label(alt) == "embedded video" else "photo"
    return Media(kind=kind, alt=None if not alt or label(alt) in NO_DESCRIPTION else alt)


def _marked(picture: Media, mark: str) -> Media:
    found = _LENGTH.fullmatch(mark)
    if not found:
        return replace(picture, kind="gif")
    hours, minutes, seconds = (int(part or 0) for part in found.group(1, 2, 3))
    duration = float(hours * 3600 + minutes * 60 + seconds)
    return replace(picture, kind="video", duration=duration)
