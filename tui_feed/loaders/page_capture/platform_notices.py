"""Recognise X's notices in place of posts, and its content warnings, by their beginnings.

Beginnings are in lower case, with `post` also for `tweet`, the word on older pages.
"""

from collections.abc import Iterator

from tui_feed.loaders.page_capture.vocabulary import plain

_LONGEST_NOTICE = 300
_LONGEST_OPENING = 80

_UNAVAILABLE = (
    "this post is unavailable", "this post is no longer available", "this post was deleted by",
    "this post violated the", "this post is from a suspended", "this post is from a protected",
    "this post is from an account", "post unavailable", "you're unable to view this post",
    "dieser post ist nicht verfügbar", "ce post n'est pas disponible", "ce post est indisponible",
    "este post no está disponible", "esta publicación no está disponible",
    "este post não está disponível", "questo post non è disponibile",
    "deze post is niet beschikbaar", "このポストは表示できません", "このポストは利用できません",
    "このポストは削除", "이 게시물은 사용", "이 게시물은 볼",
)  # fmt: skip
_SENSITIVE = (
    "the following media includes potentially sensitive content", "content warning:",
    "the post author flagged this", "age-restricted adult content",
    "this post may contain sensitive", "this media may contain sensitive",
    "die folgenden medien enthalten", "le média suivant", "el siguiente contenido multimedia",
    "a mídia a seguir", "次のメディアには", "다음 미디어에는",
)  # fmt: skip
_FIRST = 4
# Checked first: the test runs on every line, so it has to reject most of them fast.
_SENSITIVE_FIRST = frozenset(beginning[:_FIRST] for beginning in _SENSITIVE)
_REASONS = {
    "the account is protected, so the page shows none of its posts": (
        "these posts are protected", "diese posts sind geschützt", "ces posts sont protégés",
        "estos posts están protegidos", "estes posts são protegidos",
        "questi post sono protetti", "deze posts zijn beschermd", "これらのポストは非公開",
        "이 게시물은 비공개",
    ),
    "the account was suspended when the page was saved": (
        "account suspended", "account gesperrt", "compte suspendu", "cuenta suspendida",
        "conta suspensa", "account sospeso", "account opgeschort", "アカウントは凍結",
        "계정이 정지",
    ),
    "the account did not exist when the page was saved": (
        "this account doesn't exist", "dieser account existiert nicht", "ce compte n'existe pas",
        "esta cuenta no existe", "essa conta não existe", "questo account non esiste",
        "dit account bestaat niet", "このアカウントは存在しません", "이 계정은 존재하지",
    ),
    "the page did not exist when it was saved": (
        "hmm...this page doesn't exist", "hmm… this page doesn't exist",
    ),
    "the account had blocked whoever saved the page": ("you're blocked", "you are blocked"),
    "the page hid its posts behind a caution": (
        "caution: this account", "caution: this profile",
    ),
    "the page had failed to load its posts when it was saved; save it again": (
        "something went wrong. try reloading", "etwas ist schiefgelaufen",
    ),
    "the page was saved without JavaScript and holds no posts; save it from a browser": (
        "javascript is not available", "javascript is disabled",
    ),
}  # fmt: skip


def is_unavailable(line: str) -> bool:
    """Tell whether a line takes the place of a post that is not shown."""
    return len(line) < _LONGEST_NOTICE and _opening(line).startswith(_UNAVAILABLE)


def is_sensitive(line: str) -> bool:
    """Tell whether a line is a content warning for the media around it."""
    if line[:_FIRST].casefold() not in _SENSITIVE_FIRST or len(line) >= _LONGEST_NOTICE:
        return False
    return _opening(line).startswith(_SENSITIVE)


def reasons(lines: list[str]) -> Iterator[str]:
    """Yield the reason why a page shows no posts, for each line with such a notice."""
    for opening in map(_opening, lines):
        for reason, beginnings in _REASONS.items():
            if opening.startswith(beginnings):
                yield reason


def says_no_posts(lines: list[str]) -> bool:
    """Tell whether the page states an account without posts: `@handle hasn't posted`."""
    marked = (_opening(line) for line in lines if line.startswith("@"))
    return any(opening.partition(" ")[2].startswith("hasn't posted") for opening in marked)


def _opening(line: str) -> str:
    return plain(line[:_LONGEST_OPENING]).casefold().replace("tweet", "post")
