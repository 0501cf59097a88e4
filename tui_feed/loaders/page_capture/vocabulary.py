"""Recognise the lines that X prints around posts in known languages; find a page's language."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from tui_feed.loaders.page_capture.languages import JOINING, LANGUAGES, OTHERS
from tui_feed.loaders.page_capture.languages.words import Words

_LONGEST_LABEL = 80
_LONGEST_REPLY = 600
_MARKS = str.maketrans("", "", "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_INVISIBLE = "\u061c\u200b\u200e\u200f\u2066\u2067\u2068\u2069\ufeff \t\xa0"


def _labels(field: str) -> frozenset[str]:
    """Return the words of a field in all languages."""
    return frozenset(
        word for words in LANGUAGES.values() for word in getattr(words, field).split("|") if word
    )


def _forms(field: str, inside: str) -> re.Pattern[str]:
    """Return a pattern for the lines of a field; `inside` is the pattern in place of `{}`."""
    forms = [form.partition("{}") for form in sorted(_labels(field), key=len, reverse=True)]
    parts = ((re.escape(before.strip()), re.escape(after.strip())) for before, _, after in forms)
    return re.compile("|".join(rf"{a}\s*{inside}\s*{b}" for a, b in parts), re.IGNORECASE)


def _inside(found: re.Match[str] | None) -> str | None:
    """Return the text in place of `{}` in a matched line."""
    return None if found is None else next(filter(None, found.groups()), "")


@cache
def buttons_of(language: str | None) -> frozenset[str]:
    """Return buttons and captions outside posts, for a page in a language."""
    if language is None:
        return CHROME
    words = (LANGUAGES[name] for name in {language, "en"})
    return frozenset("|".join(f"{each.more}|{each.buttons}" for each in words).split("|"))


AVATAR = frozenset({"user avatar"})
"""Words in a capture in place of an avatar."""
PINNED = _labels("pinned")
"""Labels above a pinned post."""
VERIFIED = _labels("verified")
"""Badges of a verified account."""
BADGES = VERIFIED | {"protected account", "automated", "subscribe", "square", "·", "•"}
"""Words allowed between a name and a handle."""
SHOW_MORE = _labels("more")
"""Buttons below a shortened text."""
CHROME = SHOW_MORE | _labels("buttons")
"""Buttons and captions outside posts."""
NO_DESCRIPTION = frozenset([
    "image", "bild", "imagen", "imagem", "immagine", "afbeelding", "画像", "이미지", "사진",
    "görsel", "resim", "gambar", "изображение", "зображення", "صورة", "تصویر", "obraz", "รูปภาพ",
    "图像", "图片", "圖片", "hình ảnh", "छवि", "चित्र", "embedded video",
])  # fmt: skip
"""X's default texts for pictures without a description."""
POSTS = _labels("posts")
"""Labels of the number of posts."""
FOLLOWING = _labels("following")
"""Labels of the number of accounts followed."""
FOLLOWERS = _labels("followers")
"""Labels of the number of followers."""
LOGIN = _labels("login")
"""Login buttons."""
SIGNUP = _labels("signup")
"""Sign-up buttons, and the words around them."""
GATE = LOGIN | SIGNUP | {first + second for first in LOGIN for second in SIGNUP}
"""Buttons of both kinds, also joined as in captures: `Log inSign up`."""
VIEWS = sorted(_labels("views"), key=len, reverse=True)
"""Labels of the number of views, the longest first."""
SITE = frozenset({"profile", "x", "home", "explore", "see new posts", "search", "post"})
"""Names of parts of the site, in the place of a name."""
FOOTER = _labels("foot")
"""First words below the posts."""

_HANDLES = re.compile(r"@([A-Za-z0-9_]{1,20})")
_OTHERS = re.compile(r"(?<![@A-Za-z0-9_])\d+(?![A-Za-z0-9_])")


@cache
def _reposted() -> re.Pattern[str]:
    return _forms("reposted", "(.+?)")


@cache
def _replying() -> re.Pattern[str]:
    return _forms("replying", "((?:@.*)?)")


@cache
def _between_handles() -> re.Pattern[str]:
    """Return a pattern for the handles and words after `Replying to`.

    A text that begins like a reply line has other words, too.
    """
    return re.compile(
        rf"(?i)(?:@[A-Za-z0-9_]{{1,20}}|[\s,、，،&]|さん|님|(?:{JOINING})(?=[\s@\d]|$)"
        rf"|(?:{OTHERS})|\d+\s*(?:人|명|位)?)*"
    )


def label(line: str) -> str:
    """Return a line in the form used for look-ups in the sets above; "" for a long line."""
    if len(line) > _LONGEST_LABEL:
        return ""
    return plain(line).casefold()


def plain(line: str) -> str:
    """Return a line without invisible marks, with plain apostrophes."""
    return line.strip(_INVISIBLE).replace("\u2019", "'")


def reposter(line: str) -> str | None:
    """Return the name in `NAME reposted`; None for any other line."""
    if len(line) > _LONGEST_LABEL:
        return None
    return _inside(_reposted().fullmatch(line.strip(_INVISIBLE))) or None


def is_context(line: str) -> bool:
    """Tell whether a line states why a post is shown: pinned, or reposted by somebody."""
    return label(line) in PINNED or reposter(line) is not None


def replied_to(line: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the handles of `Replying to @a and 2 others`, and whether others are unnamed.

    None for any other line, also for a text that only begins like a reply line.
    """
    if len(line) > _LONGEST_REPLY:
        return None
    found = _replying().fullmatch(line.translate(_MARKS).strip(_INVISIBLE))
    handles = (_inside(found) or "").strip()
    if found is None or not _between_handles().fullmatch(handles):
        return None
    return tuple(_HANDLES.findall(handles)), bool(_OTHERS.search(_HANDLES.sub("", handles)))


# Languages


def language_of(lines: Iterable[str]) -> str | None:
    """Return the language of most lines of a header; None if no line is known."""
    found: Counter[str] = Counter()
    for line in lines:
        word = label(line)
        bare = word.lstrip("0123456789.,'\u202f\xa0 ")
        for name, words in LANGUAGES.items():
            found[name] += word in _marks(name) or (bare != word and bare in words.posts.split("|"))
            found[name] += bool(word) and _is_joined(words, word)
    best = max(found.values(), default=0)
    return next((name for name in LANGUAGES if best and found[name] == best), None)


@cache
def _marks(name: str) -> frozenset[str]:
    """Return the labels that identify a language."""
    words = LANGUAGES[name]
    login, signup = words.login.split("|"), words.signup.split("|")
    gate = [*login, *signup, *(first + second for first in login for second in signup)]
    return frozenset([*gate, *words.following.split("|"), *words.followers.split("|")])


def _is_joined(words: Words, word: str) -> bool:
    for form in words.joined.split("|"):
        before, _, after = form.partition("{}")
        if len(word) > len(form) and word.startswith(before) and word.endswith(after):
            return True
    return False


def joined_month(line: str) -> str | None:
    """Return the month in a line such as `Joined November 2012`; None for any other line."""
    word = label(line)
    for words in LANGUAGES.values():
        for form in words.joined.split("|"):
            before, _, after = form.partition("{}")
            if len(word) > len(form) - 2 and word.startswith(before) and word.endswith(after):
                return word[len(before) : len(word) - len(after)].strip()
    return None
