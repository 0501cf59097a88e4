"""Describe files without a loader by their kind, for messages."""

import re

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.sources.file import File
from tui_feed.sources.signatures import is_binary, signature_of
from tui_feed.text.names import one_line

_CAR_ROOTS = b"eroots"
_WORDS = (
    (
        r"<(?:!doctype html|html|head|body|article|section|div)\b",
        "a web page (HTML), not the text of one",
    ),
    (r"MIME-Version:|From: <Saved by ", "a web page saved as MHTML, not the text of one"),
    (r"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:rss|feed|rdf:RDF)\b", "a feed (RSS or Atom)"),
    (r"<\?xml\b", "an XML document"),
    (r"window\.YTD\.|window\.__THAR_CONFIG|Grailbird\.", "a file of an X data archive"),
    (r"BEGIN:VC|BEGIN:VE", "a calendar or contacts"),
)
_SEPARATORS = (",", ";", "\t")
_TABLES = (".csv", ".tsv")
_LEAST_COLUMNS = 3
_MOST_KEYS = 3
_LONGEST_EMPTY = 4096
_LONGEST_KEY = 30


def appearance(file: File) -> str:
    """Return the apparent kind of a file with its article: `a zip archive`."""
    head = file.head
    if signature := signature_of(head):
        return signature.name
    if _CAR_ROOTS in head[:32]:
        return "a repository of Bluesky (CAR)"
    is_wide = file.encoding.name.startswith("utf-16")
    if not is_wide and is_binary(head):
        return "binary data"
    return _appearance_of_text(file)


def _appearance_of_text(file: File) -> str:
    opening = file.head_text().lstrip("\ufeff \t\r\n\v\f")
    if not opening:
        return "an empty page: it holds nothing but white space"
    for pattern, words in _WORDS:
        if re.match(pattern, opening, re.IGNORECASE | re.DOTALL):
            return words
    if opening[0] in "{[":
        return _appearance_of_json(file)
    if columns := _columns(opening, is_table=file.name.lower().endswith(_TABLES)):
        rows = "" if "\n" in opening.strip() else " without rows"
        return f"a table{rows} ({_listed(columns)})"
    return "plain text without posts"


def _appearance_of_json(file: File) -> str:
    records = first_records(file)
    if empty := emptiness(file):
        return empty
    first = next((each for each in records if isinstance(each, dict)), {})
    if known := _known_record(first):
        return known
    is_lines = len(records) > 1 and not file.head_text().lstrip("\ufeff \t\r\n").startswith("[")
    kind = "JSON Lines" if is_lines else "JSON"
    return f"{kind} of another kind" + (f" ({_listed(list(first))})" if first else "")


def emptiness(file: File) -> str | None:
    """Return what a document without anything in its lists is; None for others."""
    if len(file.head) > _LONGEST_EMPTY:
        return None
    try:
        value = parse_json(file.head_text().lstrip("\ufeff"))
    except JsonError:
        return None
    if value in ([], {}):
        return f"JSON that says nothing ({'[ ]' if value == [] else '{ }'})"
    if not isinstance(value, dict):
        return None
    lists = [key for key, each in value.items() if isinstance(each, list)]
    if not lists or any(value[key] for key in lists):
        return None
    return f"JSON with nothing in its lists ({_listed(lists)})"


def _known_record(record: JsonObject) -> str | None:
    """Return the kind of a record of a known network outside a timeline; None for other records."""
    if get_obj(record, "meta").get("result_count") == 0:
        return "a page of results of X's API with nothing in it"
    if "activitystreams" in str(record.get("@context")):
        return f"a record of ActivityPub ({get_str(record, 'type') or 'without a type'})"
    if get_str(get_obj(record, "account"), "acct"):
        return "posts or accounts of the Mastodon API"
    if (get_str(record, "$type") or "").startswith("app.bsky."):
        return "JSON of Bluesky"
    if "jsonfeed.org/" in (get_str(record, "version") or ""):
        return "a JSON Feed"
    if get_list(record, "log", "entries"):
        return "a log of a browser's network (HAR)"
    if get_str(record, "full_text") is not None or "edit_history_tweet_ids" in record:
        return "JSON of X or of a collector"
    return None


def _columns(text: str, *, is_table: bool) -> list[str]:
    """Return the column names of a table; an empty list for other texts.

    `is_table`: the file is named as a table, and may have two columns and no rows.
    """
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0]
    for separator in _SEPARATORS:
        names = [name.strip().strip('"') for name in first.split(separator)]
        are_names = all(name and len(name) <= _LONGEST_KEY for name in names)
        is_wide = len(names) >= (2 if is_table else _LEAST_COLUMNS)
        has_rows = separator in second or (is_table and not rest.strip())
        if is_wide and are_names and has_rows:
            return names
    return []


def _listed(names: list[str]) -> str:
    """Return the first few keys or columns as text for a message."""
    shown = ", ".join(one_line(name)[:_LONGEST_KEY] for name in names[:_MOST_KEYS])
    return shown + ("…" if len(names) > _MOST_KEYS else "")
