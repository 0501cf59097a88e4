"""Refuse operators of X that an archive cannot answer, each with the reason."""

_PLACE = "where a post was written is known to the network only"
_FOLLOW = "whom you follow is known to the network only"
_VERIFIED = "posts do not state whether their author is verified"
_NUMBERS = "few archives state the numbers of accounts; name them by handle, such as @HarborRiders"
REASONS = {
    "near": _PLACE,
    "within": _PLACE,
    "geocode": _PLACE,
    "place": _PLACE,
    "place_country": _PLACE,
    "has:geo": _PLACE,
    "list": "the members of a list are known to the network only",
    "context": "topics are known to the network only",
    "entity": "topics are known to the network only",
    "card_name": "the kinds of cards are known to the network only; has:card finds them all",
    "quoted_user_id": _NUMBERS,
    "retweets_of_user_id": _NUMBERS,
    "filter:follows": _FOLLOW,
    "filter:social": _FOLLOW,
    "filter:trusted": "what the network trusts is known to the network only",
    "filter:safe": "what the network hides is known to the network only",
    "filter:news": "what counts as news is known to the network only",
    "filter:spaces": "what was a live conversation is known to the network only",
    "filter:verified": _VERIFIED,
    "filter:blue_verified": _VERIFIED,
    "include": "nothing is left out to begin with; exclude: leaves out",
}
"""Reason for each operator, or for an operator with a value."""

_SAME = {"is": "filter", "has": "filter", "exclude": "filter"}


def refusal(name: str, value: str) -> str | None:
    """Return the reason why an operator of X is not answered; None for all other operators."""
    word = value.lower()
    for whole in (f"{name}:{word}", f"{_SAME.get(name)}:{word}", f"is:{word}"):
        if whole in REASONS and (name in _SAME or name == "filter"):
            return f"{name}:{word} cannot be answered from an archive: {REASONS[whole]}"
    if name in REASONS:
        return f"{name}: cannot be answered from an archive: {REASONS[name]}"
    return None
