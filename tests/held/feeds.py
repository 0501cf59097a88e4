"""Feeds: items cut out by their tags, in the dialects of the sites that write them."""

import html
import json
import re
from pathlib import Path

from tests.held.facts import Held, counts, moment, names, plain, words

_ITEM = re.compile(r"<(?:\w+:)?(item|entry)\b([^>]*?)(?:/>|>(.*?)(?:</(?:\w+:)?\1>|\Z))", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_LABEL = re.compile(r"<(?:category|media:category|dc:subject)[^>]*>([^<]*)")
_STATUS = re.compile(r"/(\w+)/status/(\d+)")


def _items(path: Path) -> list[str]:
    text = re.sub(r"<!--.*?-->", "", path.read_text("utf-8", "replace"), flags=re.DOTALL)
    return [found[3] or "" for found in _ITEM.finditer(text)]


def _inside(item: str, tag: str) -> str | None:
    """Return the text of an element, with its markup no longer escaped."""
    found = re.search(rf"<{tag}(\s[^>]*)?>(.*?)</{tag}>", item, re.DOTALL)
    if not found:
        return None
    data = _CDATA.fullmatch(found[2].strip())
    is_inline = 'type="xhtml"' in (found[1] or "")
    return data[1] if data else found[2] if is_inline else html.unescape(found[2])


def _first(item: str, *tags: str) -> str | None:
    return next((found for tag in tags if (found := _inside(item, tag))), None)


def plain_feed(path: Path) -> list[Held]:
    """Walk a feed that is of no network: title, text and date of each entry."""
    return [_plain(item) for item in _items(path)]


def _plain(item: str) -> Held:
    item = re.sub(r"<source>.*?</source>", "", item, flags=re.DOTALL)
    title = _first(item, "title", "media:title")
    said = _first(item, "content", "content:encoded", "description", "summary", "media:description")
    parts = [plain(title or ""), plain((said or "").replace("<li>", "<li>• "))]
    stated = {
        "text": words(" ".join(parts)),
        "date": moment(_first(item, "published", "pubDate", "dc:date", "updated")),
        "tags": names([plain(each) for each in _LABEL.findall(item)]),
        **counts(),
    }
    if enclosure := re.search(r'<link rel="enclosure"[^>]*href="([^"]*)"', item):
        stated["media"] = (enclosure[1],)
    if (author := _inside(item, "author")) and (name := _inside(author, "name")):
        stated["author_name"] = plain(name)
    links = re.findall(r'<a href="([^"]*)"', said or "")
    return Held(_first(item, "id"), stated | {"links": frozenset(links)})


def dated(path: Path) -> list[Held]:
    """Walk a feed whose dates were read by hand, in the manifest beside it."""
    note = json.loads((path.parent / "manifest.json").read_text("utf-8"))[path.name]["note"]
    found = plain_feed(path)
    for each in found:
        right = note[str(each.facts["text"])]["right"]
        each.facts["date"] = None if right.startswith("absent") else moment(right.split(" ")[0])
    return found


def mastodon(path: Path) -> list[Held]:
    """Walk the feed of an account of Mastodon."""
    return [_of_mastodon(item) for item in _items(path)]


def _of_mastodon(item: str) -> Held:
    said = _inside(item, "description") or ""
    warning, rule, rest = said.partition("<hr>")
    options = re.findall(r"<radio[^>]*>(.*?)</radio>", said)
    rest = re.sub(r"<p><radio.*?</radio></p>", "", rest)
    media = re.findall(r'<media:content url="([^"]*)"', item)
    alts = re.findall(r"<media:description[^>]*>(.*?)</media:description>", item)
    return Held(_inside(item, "guid"), {
        "text": plain(rest if rule else said),
        "warning": plain(warning).removeprefix("Content warning: ") if rule else None,
        "date": moment(_inside(item, "pubDate")),
        "media": tuple(media), "alts": tuple(alts),
        "tags": names(re.findall(r"<category>([^<]*)", item)),
        "poll": tuple((each, None) for each in options),
        **counts(),
    })  # fmt: skip


def nitter(path: Path) -> list[Held]:
    """Walk the feed of an account in Nitter."""
    return [_of_nitter(item) for item in _items(path)]


def _of_nitter(item: str) -> Held:
    title, said = _inside(item, "title") or "", _inside(item, "description") or ""
    said = said.strip().removeprefix("<p>") if said.startswith("<p></p>") else said
    body = "" if said.startswith("<hr/>") else said.partition("<hr/>")[0]
    body = re.sub(r"<a [^>]*>\s*<br>Video<br>.*?</a>", "", body, flags=re.DOTALL)
    handle, number = _STATUS.search(_inside(item, "link") or "").groups()  # type: ignore[union-attr]
    repost, reply = re.match(r"RT by @(\w+)", title), re.match(r"R to @(\w+)", title)
    options = re.findall(r"<?(\d+)% — (.*?)<br>", said)
    links = re.findall(r'<a href="([^"]*)"[^>]*>([^#@<$])', body)
    quote = re.findall(r'<cite><a href="[^"]*/(\w+)/status/(\d+)', said)
    stated = {
        "text": plain(body),
        "date": moment(_inside(item, "pubDate")),
        "author": (_inside(item, "dc:creator") or "").removeprefix("@"),
        "reposted": bool(repost),
        "pinned": title.startswith("Pinned: "),
        "reply_to": names([reply[1]] if reply else []),
        "links": frozenset(url for url, _ in links),
        "poll": tuple((html.unescape(label), None) for _, label in options),
        "quote_id": quote[-1][1] if quote else None,
        **counts(),
    }
    if repost:
        stated["reposted_by"] = repost[1]
    if "Article" not in said:
        pictures = re.findall(r'<img src="([^"]*)"', said)
        stated["alts"] = (None,) * len(pictures)
        if "Video" not in body + said:
            stated["media"] = tuple(pictures)
    inner = Held(quote[-1][1], {"author": quote[-1][0]}) if quote else None
    return Held(number, stated | {"author": handle}, inner)


def bluesky(path: Path) -> list[Held]:
    """Walk the feed of an account of Bluesky: its text is escaped twice and marks what it lacks."""
    return [Held(_inside(item, "guid"), {
        "text": words((_inside(item, "description") or "").partition("[contains ")[0]),
        "author": "mill.example", **counts(),
    }) for item in _items(path)]  # fmt: skip


def rsshub(path: Path) -> list[Held]:
    """Walk a feed of RSSHub: `RT NAME` before a repost, `Re` before a reply."""
    found = []
    for item in _items(path):
        said = (_inside(item, "description") or "").partition("<hr")[0]
        repost = re.match(r"RT (.*?)&ensp;", said)
        stated = {
            "text": plain(re.sub(r"^(RT .*?&ensp;|Re )", "", said)),
            "reposted": bool(repost),
            "author_name": repost[1] if repost else _inside(item, "author"),
            "quotes_post": "rsshub-quote" in item,
            "reposted_at" if repost else "date": moment(_inside(item, "pubDate")),
            **counts(),
        }
        found.append(Held(_inside(item, "guid"), stated))
    return found


def json_feed(path: Path) -> list[Held]:
    """Walk a JSON Feed."""
    document = json.loads(path.read_text("utf-8"))
    home = document["home_page_url"].rstrip("/")
    name = document["authors"][0]["name"]
    return [_of_json(item, home, name) for item in document["items"]]


def _of_json(item: dict, home: str, name: str) -> Held:
    said = item.get("content_text") or plain(item["content_html"])
    media = [item.get("image"), *(each["url"] for each in item.get("attachments", []))]
    return Held(f"{home}#{item['id']}", {
        "text": words(f"{item.get('title', '')} {said}"),
        "date": moment(item["date_published"]), "tags": names(item.get("tags", [])),
        "media": tuple(filter(None, media)), "author_name": name, **counts(),
    })  # fmt: skip
