"""The words of posts as one text: what they say, show and quote, and then their addresses.

The fields of a post each have a line end after them; addresses come after all others, behind a mark
on a line of its own. No field holds a line end or the mark: what is searched has a space for every
run of white space.
"""

import re
from array import array
from collections.abc import Sequence
from itertools import accumulate

from tui_feed.feed.build.facet_columns import Columns, addresses, either, having
from tui_feed.models import Author, Media, Post
from tui_feed.query.folding import fold
from tui_feed.text.plain import FIELD, LINKS, ROW, first_untidy

_FIELD, _ROW = FIELD.encode(), ROW.encode()
_SPACE = re.compile(r"\s+")
_EDGE = re.compile(f" ?([{FIELD}{LINKS}]) ?")


def words_of(columns: Columns, *, are_steady: bool = False) -> tuple[bytes, "array[int]"]:
    """Return the words of posts, folded, and where those of each end.

    `are_steady` are posts of which it is known that folding them is to lower their ASCII.
    """
    pieces = _spoken(columns["text"], columns["author"])
    _add_what_is_shown(pieces, columns)
    links, cards = columns["links"], columns["card"]
    for row in either(links, cards):
        if found := [address + FIELD for address in addresses(links[row], cards[row]) if address]:
            pieces[row] += "".join([LINKS, FIELD, *found])
    # Encoded one by one: joined as they are, one emoji makes four bytes of every letter.
    joined = _ROW.join([b"", *map(str.encode, pieces)]).replace(b"\n", b" ")
    folded = _folded(joined, is_steady=are_steady).replace(_FIELD, b"\n")
    rows = folded.split(_ROW)[1:]
    return b"".join(rows), array("I", accumulate(map(len, rows)))


def _spoken(texts: Sequence[str], authors: Sequence[Author]) -> list[str]:
    """Return text, name and handle of each post, as far as it has them."""
    named = [(author.name, author.handle) for author in authors]
    signed = {names: "".join([word + FIELD for word in names if word]) for names in set(named)}
    if len(signed) == 1 and all(texts):
        (signature,) = signed.values()
        return [f"{text}{FIELD}{signature}" for text in texts]
    return [
        f"{text}{FIELD}{signed[names]}" if text else signed[names]
        for text, names in zip(texts, named, strict=True)
    ]


def _add_what_is_shown(pieces: list[str], columns: Columns) -> None:
    """Add warnings, descriptions of pictures, cards, polls, and then what is quoted."""
    for row in having(columns["content_warning"]):
        pieces[row] += columns["content_warning"][row] + FIELD
    for row in having(columns["media"]):
        pieces[row] += _described(columns["media"][row])
    for row in having(columns["card"]):
        card = columns["card"][row]
        pieces[row] += "".join([word + FIELD for word in (card.title, card.description) if word])
    for row in having(columns["poll"]):
        labels = [option.label for option in columns["poll"][row].options]
        pieces[row] += "".join([label + FIELD for label in labels if label])
    for row in having(columns["quote"]):
        pieces[row] += _quoted(columns["quote"][row])


def _described(media: Sequence[Media]) -> str:
    return "".join([each.alt + FIELD for each in media if each.alt])


def _quoted(post: Post) -> str:
    said = ""
    quote: Post | None = post
    while quote:
        author = quote.author
        words = (quote.text, author.name, author.handle, quote.content_warning)
        said += "".join([word + FIELD for word in words if word]) + _described(quote.media)
        quote = quote.quote
    return said


def _folded(text: bytes, *, is_steady: bool) -> bytes:
    """Fold rows, those one by one that take more than to lower their ASCII."""
    pieces, at = [], 0
    while (found := first_untidy(text, at, is_plain=is_steady)) >= 0:
        start = text.rfind(_ROW, at, found + 1) + 1
        end = text.find(_ROW, start)
        end = len(text) if end < 0 else end
        pieces += [text[at:start].lower(), _tidied(text[start:end])]
        at = end
    return b"".join([*pieces, text[at:].lower()])


def _tidied(row: bytes) -> bytes:
    folded = _SPACE.sub(" ", fold(row.decode()))
    return _EDGE.sub(r"\1", folded).strip(" ").encode()
