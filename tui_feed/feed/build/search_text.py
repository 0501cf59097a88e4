"""Collect text for full-text search: words of posts, of their media and quotes, and addresses.

Each field of a post ends with a line end; addresses come last, behind a mark on its own line. No
field contains a line end or the mark: each run of white space in it is a single space.
"""

import re
from array import array
from collections.abc import Sequence
from itertools import accumulate

from tui_feed.feed.build.facet_columns import Columns, rows_with, rows_with_either
from tui_feed.models import Author, Media, Post
from tui_feed.query.folding import fold, fold_plain
from tui_feed.query.post_facts.post_values import addresses
from tui_feed.text.plain import FIELD, LINKS, ROW, first_untidy

_FIELD, _ROW = FIELD.encode(), ROW.encode()
_SPACE = re.compile(r"\s+")
_EDGE = re.compile(f" ?([{FIELD}{LINKS}]) ?")


def search_text(columns: Columns, *, are_steady: bool = False) -> tuple[bytes, "array[int]"]:
    """Return the folded text of posts, and the end of each post in it.

    With `are_steady`, the posts are known to be plain text (`text.plain`).
    """
    texts = _text_and_author(columns["text"], columns["author"])
    _add_what_is_shown(texts, columns)
    links, cards = columns["links"], columns["card"]
    for row in rows_with_either(links, cards):
        if found := [address + FIELD for address in addresses(links[row], cards[row]) if address]:
            texts[row] += "".join([LINKS, FIELD, *found])
    # Encoded before joining: in a joined `str`, a single emoji makes every letter take four bytes.
    joined = _ROW.join([b"", *map(str.encode, texts)]).replace(b"\n", b" ")
    folded = _folded(joined, is_steady=are_steady).replace(_FIELD, b"\n")
    rows = folded.split(_ROW)[1:]
    return b"".join(rows), array("I", accumulate(map(len, rows)))


def _text_and_author(texts: Sequence[str], authors: Sequence[Author]) -> list[str]:
    """Return text, name and handle of each post, as far as stated."""
    named = [(author.name, author.handle) for author in authors]
    signed = {names: "".join([word + FIELD for word in names if word]) for names in set(named)}
    if len(signed) == 1 and all(texts):
        (signature,) = signed.values()
        return [f"{text}{FIELD}{signature}" for text in texts]
    return [
        f"{text}{FIELD}{signed[names]}" if text else signed[names]
        for text, names in zip(texts, named, strict=True)
    ]


def _add_what_is_shown(found: list[str], columns: Columns) -> None:
    """Add warnings, descriptions of pictures, cards, polls, and then quotes."""
    for row in rows_with(columns["content_warning"]):
        found[row] += columns["content_warning"][row] + FIELD
    for row in rows_with(columns["media"]):
        found[row] += _described(columns["media"][row])
    for row in rows_with(columns["card"]):
        card = columns["card"][row]
        found[row] += "".join([word + FIELD for word in (card.title, card.description) if word])
    for row in rows_with(columns["poll"]):
        labels = [option.label for option in columns["poll"][row].options]
        found[row] += "".join([label + FIELD for label in labels if label])
    for row in rows_with(columns["quote"]):
        found[row] += _quoted(columns["quote"][row])


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
    """Fold rows all at once, then fold again the single rows that need more."""
    parts, at, text = [], 0, fold_plain(text)
    while (found := first_untidy(text, at, is_plain=is_steady)) >= 0:
        start = text.rfind(_ROW, at, found + 1) + 1
        end = text.find(_ROW, start)
        end = len(text) if end < 0 else end
        parts += [text[at:start], _tidied(text[start:end])]
        at = end
    return b"".join([*parts, text[at:]])


def _tidied(row: bytes) -> bytes:
    folded = _SPACE.sub(" ", fold(row.decode()))
    return _EDGE.sub(r"\1", folded).strip(" ").encode()
