"""Text of profile pages: every line of a post must be found somewhere in what is shown of it."""

import re
from datetime import datetime
from pathlib import Path

from tests.held.facts import Held, words

_OF_THE_PAGE = re.compile(
    r"user avatar|ALT|GIF|Quote|Show( more| this thread)?|Translate post|View|·|Pinned|and|"
    r"Épinglé|Voir plus|固定|Verified account|"
    r"(Replying to|Antwort an|En réponse à|返信先:|In risposta a|Als antwoord op|У відповідь|"
    r"Trả lời) ?.*@\w+\S*( and \d+ others)?|@\w+ 님에게 보내는 답글|Replying to|"
    r".*\b(reposted|retweeted)|IMAGE:( Image| Embedded video)?|"
    r"(\d+:)?\d+:\d\d|@\w+( · .*)?|(.* )?[\d.]+ ?%|[\d., \u202f]+[KM]? votes?( · .*)?|"
    r"The following media includes potentially sensitive content\. Change settings|"
    r"[A-Z][a-z][a-z] \d+, \d{4}|"
    r"[\d.,]+ ?([KM]|만|Mio\.|Tsd\.|mln|万|천|тис\.|N|Tr|mila|k|rb)?\.?( Views)?",
    re.IGNORECASE,
)
"""Lines that are the page's words: not shown, or shown as a fact and not as a line."""


_NOTICE = re.compile(r"This Post (was deleted|is from).* Learn more")
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})*(?:\.\d)?)([KM]?)")
_TIMES = {"": 1, "K": 1000, "M": 1_000_000}
_PREFIX = re.compile("^(IMAGE:|From|Von) ")
_PROXY = re.compile(r"https?://\S+/grab\?url=")


def capture(path: Path) -> list[Held]:
    """Walk the posts of a page by their bullets."""
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    blocks = re.split(r"\n  • ", text)[1:]
    found = []
    for at, block in enumerate(blocks, 1):
        block = re.split(r"\n(?=\S)|\n\n(?=\S)|\n {1,3}(?=\S)", block)[0]
        lines = [line.strip() for line in block.split("\n")]
        found.append(Held(None, _of_lines(lines), place=f"post {at}"))
    return found


def _of_lines(lines: list[str]) -> dict[str, object]:
    start = lines.index("user avatar") if "user avatar" in lines else -1
    quotes = [
        at for at, line in enumerate(lines)
        if line == "user avatar" and at > start and [*lines, *[""] * 3][at + 2].startswith("@")
    ]  # fmt: skip
    dates = {at + (4 if lines[at + 3 : at + 4] == ["·"] else 3) for at in (start, *quotes)}
    handles = [lines[at + 2].removeprefix("@") for at in (start, *quotes) if at + 2 < len(lines)]
    pictures = [line for line in lines if line.startswith("IMAGE:")]
    said = [line for at, line in enumerate(lines) if at not in dates]
    own = [line for line in said if line and not _OF_THE_PAGE.fullmatch(line)]
    kept = [_PREFIX.sub("", line) for line in own if not _NOTICE.fullmatch(line)]
    facts: dict[str, object] = {
        "quotes_post": bool(quotes) or any(map(_NOTICE.fullmatch, lines)),
        "lines": frozenset(words(_PROXY.sub("", line)) for line in kept),
    }
    if handles and lines[start + 2].startswith("@"):
        facts["author"] = handles[0].split(" ")[0]
    day = lines[start + 3] if len(lines) > start + 3 else ""
    if re.fullmatch(r"[A-Z][a-z][a-z] \d+, 20[12]\d", day) and start >= 0:
        facts["date"] = datetime.strptime(day, "%b %d, %Y").date().isoformat()
    count = _COUNT.fullmatch(lines[-1])
    if count and len(lines) > start + 5:
        facts["views"] = round(float(count[1].replace(",", "")) * _TIMES[count[2] or ""])
    if not quotes and pictures:
        facts["kinds_count"] = len(pictures)
    return facts
