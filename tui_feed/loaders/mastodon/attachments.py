"""Read attachments of a note: media with their files, documents, link previews."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal
from urllib.parse import unquote

from tui_feed.loaders.common.fields import JsonObject, get_one_or_more, get_str, host_of
from tui_feed.models import Link, LinkCard, Media
from tui_feed.sources.container import Container

Kind = Literal["photo", "video", "audio"]
"""Kind of an attachment."""

_KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("image", "photo"), ("video", "video"), ("audio", "audio"),
)  # fmt: skip
_FOLDER = "media_attachments/"
_LONGEST = 1e7


class MediaFiles:
    """Files of an archive, found by the addresses of attachments.

    The part after `media_attachments/` identifies a file; the part before it differs by server, in
    addresses and in archives.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self._names: Mapping[str, str] | None = None

    def find(self, address: str) -> str | None:
        """Return the name of a file in the archive; None if it has no such file."""
        _, mark, rest = address.partition(_FOLDER)
        if not mark:
            return None
        if self._names is None:
            self._names = self._listed()
        bare = re.split("[?#]", rest)[0]
        found = (self._names.get(name) for name in (rest, bare, unquote(bare)))
        return next(filter(None, found), None)

    def _listed(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name in sorted(self._container.files, key=len, reverse=True):  # the shortest name wins
            _, mark, rest = name.partition(_FOLDER)
            if mark:
                found[rest] = name
        return found


def media_of(items: list[JsonObject], files: MediaFiles) -> Iterator[Media]:
    """Yield the pictures, videos and sounds of a note."""
    for item in items:
        kind, address = _kind_of(item), _address_of(item)
        if kind and address:
            yield Media(
                kind=kind,
                alt=get_str(item, "name"),
                url=address if address.startswith("http") else None,
                file=files.find(address),
                duration=_seconds(item.get("duration")),
            )


def papers_of(items: list[JsonObject]) -> Iterator[Link]:
    """Yield attachments other than pictures, videos and sounds, as links."""
    for item in items:
        if get_str(item, "type") != "Link" and _kind_of(item) is None:
            address = _address_of(item)
            if address and address.startswith(("http://", "https://")):
                yield Link(url=address, display=get_str(item, "name") or address)


def card_of(items: list[JsonObject]) -> LinkCard | None:
    """Return the link preview; None without any."""
    for item in items:
        if get_str(item, "type") == "Link" and (address := get_str(item, "href")):
            return LinkCard(
                title=get_str(item, "name"),
                description=get_str(item, "summary"),
                domain=host_of(address),
                url=address,
            )
    return None


def _address_of(item: JsonObject) -> str | None:
    """Return the address of an attachment, or the first of a list of links."""
    links = (get_str(link, "href") for link in get_one_or_more(item, "url"))
    return get_str(item, "url") or get_str(item, "href") or next(filter(None, links), None)


def _kind_of(item: JsonObject) -> Kind | None:
    """Return the kind of an attachment; None for documents, previews and unknown types."""
    stated = get_str(item, "mediaType") or get_str(item, "type") or ""
    if stated == "Document":
        return "photo"
    return next((kind for sign, kind in _KINDS if stated.lower().startswith(sign)), None)


def _seconds(stated: Any) -> float | None:  # noqa: ANN401 - anything may stand in an archive
    if isinstance(stated, int | float) and not isinstance(stated, bool) and 0 <= stated < _LONGEST:
        return float(stated)
    return None
