"""The words that X prints around posts, in the languages in which we know them.

English is the best known; of the other languages there is what a capture cannot be understood
without. A word that is missing here stays in the text of a post: nothing is dropped for being
unknown.
"""

import re

_LONGEST_LABEL = 80
_INVISIBLE = "\u200b\u200e\u200f\u2066\u2067\u2068\u2069\ufeff \t\xa0"


def _labels(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


AVATAR = frozenset({"user avatar"})
"""What the capture says where a page shows somebody's picture."""

PINNED = _labels(
    "pinned|pinned post|pinned tweet|angeheftet|angepinnt|épinglé|fijado|fixado|fissato|in evidenza"
    "|vastgemaakt|vastgezet|固定|固定されたポスト|고정됨|고정된 게시물"
)
"""Above the post that its author keeps at the top."""

VERIFIED = _labels(
    "verified account|verifizierter account|compte certifié|cuenta verificada|conta verificada"
    "|account verificato|geverifieerd account|認証済みアカウント|인증된 계정"
)
"""Beside the name of an account that the network vouches for."""

BADGES = VERIFIED | {"protected account", "automated", "subscribe", "·", "•"}
"""What may stand between a name and a handle."""

SHOW_MORE = _labels(
    "show more|mehr anzeigen|afficher plus|voir plus|mostrar más|mostrar mais|mostra altro"
    "|meer weergeven|meer tonen|さらに表示|더 보기"
)
"""Below a text that the page had cut."""

CHROME = SHOW_MORE | _labels(
    "quote|show this thread|show thread|translate post|translate tweet|translate bio|subscribe"
    "|follow|view|show|hide|learn more|change settings|read replies"
    "|diesen thread anzeigen|post übersetzen|folgen|ansehen|zitat"
    "|afficher cette discussion|traduire le post|s'abonner|suivre|citation"
    "|mostrar este hilo|traducir post|suscribirse|seguir|cita"
    "|mostrar esta sequência|traduzir post|inscrever-se|citação"
    "|mostra questa discussione|traduci post|iscriviti|segui|citazione"
    "|deze collectie tonen|post vertalen|abonneren|volgen|citaat"
    "|このスレッドを表示|ポストを翻訳|フォローする|引用"
    "|이 스레드 보기|게시물 번역하기|팔로우|인용"
)
"""Buttons and captions that are no part of a post."""

NO_DESCRIPTION = _labels(
    "image|bild|imagen|imagem|immagine|afbeelding|画像|이미지|사진|embedded video"
)
"""What X puts in place of a description that nobody wrote."""

POSTS = _labels(
    "posts|post|tweets|tweet|beiträge|beitrag|publications|publicaciones|berichten"
    "|件のポスト|ポスト|게시물|트윗"
)
"""What the count at the top counts."""

FOLLOWING = _labels(
    "following|folge ich|folgt|abonnements|abonnement|siguiendo|seguindo|volgend"
    "|フォロー中|フォロー|팔로우 중|팔로잉"
)
"""After the number of accounts that are followed; Italian says it in English."""

FOLLOWERS = _labels(
    "followers|follower|abonnés|abonné|seguidores|seguidor|volgers|volger|フォロワー|팔로워"
)
"""After the number of followers."""

LOGIN = _labels(
    "log in|sign in|anmelden|se connecter|iniciar sesión|entrar|accedi|inloggen|ログイン|로그인"
    "|log in to x|sign in to x"
)
"""The button for those who have an account."""

SIGNUP = _labels(
    "sign up|create account|join today.|registrieren|s'inscrire|regístrate|inscrever-se|iscriviti"
    "|registreren|新規登録|アカウント作成|가입하기|happening now|already have an account?"
)
"""The button for those who have none, and what is printed around it."""

GATE = LOGIN | SIGNUP | {first + second for first in LOGIN for second in SIGNUP}
"""Both, also run together as captures do: `Log inSign up`."""

SITE = frozenset({"profile", "x", "home", "explore", "see new posts", "search"})
"""Names of parts of the site, which stand where a name might."""

FOOTER = _labels(
    "new to x?|new to twitter?|neu bei x?|nouveau sur x ?|nouveau sur x?|¿nuevo en x?|novo no x?"
    "|prima volta su x?|nieuw bij x?|xを使ってみよう|x를 처음 사용하시나요?"
)
"""The first words below the posts."""

_REPOSTED = (
    r"(?i)(?P<name>.+?)(?: reposted| retweeted| hat (?:repostet|retweetet)| a (?:reposté|retweeté)"
    r"| reposteó| retwitteó| repostou| retweetou| ha (?:ripostato|repostato|ritwittato)"
    r"| heeft (?:gerepost|geretweet)| ?さんがリ(?:ポスト|ツイート)(?:しました)?"
    r"| ?님이 (?:재게시|리트윗)(?:함|했습니다)?)"
)
_REPLYING = (
    r"(?i)(?:replying to|antwort an|als antwort an|en réponse à|en respuesta a|respondiendo a"
    r"|em resposta a|respondendo a|in risposta a|als antwoord op|返信先[:：])(?P<whom>.*)"
    r"|(?P<whom_first>@.*?) ?님에게 보내는 답글"
)
# Everything that may stand beside handles in such a line; a text that begins alike has more.
_BETWEEN_HANDLES = (
    r"(?i)(?:@[A-Za-z0-9_]{1,20}|[\s,、&]|さん|님|と|및|and|und|et|y|e|en"
    r"|(?:others?|weitere[nr]?|autres?|otros?|outros?|altri|anderen|他|외)|[0-9]+\s*(?:人|명)?)*"
)
_HANDLES = re.compile(r"@([A-Za-z0-9_]{1,20})")
_OTHERS = re.compile(r"(?<![@A-Za-z0-9_])[0-9]+(?![A-Za-z0-9_])")


def label(line: str) -> str:
    """Return a line in the form in which it can be found in the sets above."""
    if len(line) > _LONGEST_LABEL:
        return ""
    return plain(line).casefold()


def plain(line: str) -> str:
    """Return a line without marks that cannot be seen and with plain apostrophes."""
    return line.strip(_INVISIBLE).replace("\u2019", "'")


def reposter(line: str) -> str | None:
    """Return the name in `NAME reposted`, or None where the line says something else."""
    found = re.fullmatch(_REPOSTED, line.strip(_INVISIBLE)) if len(line) <= _LONGEST_LABEL else None
    return found["name"] if found else None


def is_context(line: str) -> bool:
    """Tell whether a line says why a post is shown: pinned, or reposted by somebody."""
    return label(line) in PINNED or reposter(line) is not None


def replied_to(line: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the handles of `Replying to @a and 2 others` and whether there are others.

    None where the line is something else, a text that only begins like it too.
    """
    found = re.fullmatch(_REPLYING, line.strip(_INVISIBLE)) if len(line) <= 600 else None
    whom = (found["whom"] or found["whom_first"] or "").strip() if found else ""
    if found is None or not re.fullmatch(_BETWEEN_HANDLES, whom):
        return None
    return tuple(_HANDLES.findall(whom)), bool(_OTHERS.search(whom))
