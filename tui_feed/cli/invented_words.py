"""Vocabulary of invented timelines: sentences, hashtags and accounts of Port Ellery."""

import random

from tui_feed.models import Author

HARBOR = Author(name="Harbor Riders", handle="HarborRiders")
"""Account of the timeline."""
ELLERY = Author(name="Ellery Works", handle="ElleryWorks")
"""Account that is quoted and mentioned most."""
OTHERS = (
    ELLERY,
    Author(name="Quay News", handle="QuayNews"),
    Author(name="Mill Street Neighbours", handle="MillStreet"),
    Author(name="Night Shift Nurse", handle="NightShiftNurse"),
    Author(name="Line 4 Fan", handle="Line4Fan"),
    Author(name="橋の上の人", handle="HashiNoUe"),
    Author(name="Old Town Bakery", handle="OldTownBakery"),
    Author(name="قطار الليل", handle="QitarLayl"),
)
"""Accounts that answer and are answered."""
PLACES = (
    "Mill Street", "Quay Street", "the harbor bridge", "Old Town", "the fish market",
    "Lantern Hill", "Salt Works", "the ferry landing", "North Pier", "Customs House", "Weaver Lane",
    "Gull Rock", "the depot", "St. Brannoc", "Lower Ellery", "the night market", "Tide Gate",
    "Copper Row",
)  # fmt: skip
"""Places in sentences; hashtags are made of them, too."""
_SUBJECTS = (
    "Line 4", "The last tram", "The night tram", "The first ferry", "A tram without lights",
    "The tram to {place}", "The ferry from {place}", "The new signal at {place}", "Our timetable",
    "The driver of the {hour} tram", "The bell of {place}", "The platform at {place}",
)  # fmt: skip
_EVENTS = (
    "was {n} minutes late again", "came {n} minutes early for once", "did not stop at {place}",
    "waited {n} minutes at a red signal", "left {place} empty", "stood still in the rain",
    "was full before {place}", "was measured by three volunteers", "is late in every weather",
    "came twice and then not at all", "was cancelled without a word", "stopped on the bridge",
)  # fmt: skip
_ENDS = (
    "", "", "", " and nobody said why", " while the bell rang twice", ", as the board promised",
    " for the third time this week", " on the coldest night of the winter",
    ", and the driver waved", " between {place} and {place}", ", says the timetable",
)  # fmt: skip
_REMARKS = (
    "Who else was waiting at {place}?", "We measured {n} trams today.", "Thank you, driver. ❤️🚋",
    "The signal at {place} works again.", "The harbor is quiet tonight.", "Bring back the ferry!",
    "Somebody left a red umbrella on the {hour} tram ☂️.", "Our log has {n} new entries.",
    "👩‍👩‍👧 We all walked home from {place}.", "The board says “soon” since {hour}.",
    "Write to the council; we did {n} times.", "Two trams, one bell, no answer.",
)  # fmt: skip
_FOREIGN = (
    ("ja", ("今夜も電車が遅れました。", "橋で電車が止まりました。", "ありがとう。",
            "遅れは10分でした。", "港の鐘が二回鳴りました。")),
    ("ar", ("قطار الخط الرابع متأخر الليلة.", "انتظرنا عشر دقائق عند الجسر.", "شكرًا للسائق.",
            "القطار متأخر مرة أخرى.", "لم يقل أحد لماذا.")),
)  # fmt: skip
ANSWERS = (
    "Same here, {n} minutes.", "It was the signal at {place}, I think.", "Do you have a picture?",
    "We will write it down, thank you.", "Not today: it came on time.", "Which tram was it?",
    "That is not what the timetable says.", "I was on it. Nobody told us anything.",
)  # fmt: skip
"""Sentences of replies."""
QUESTIONS = (
    ("How did you get home tonight?", ("Tram", "Ferry", "On foot", "Not yet")),
    ("Should the night bell come back?", ("Yes", "No", "Which bell?")),
    ("How late is too late?", ("Two minutes", "Five minutes", "Ten minutes", "It is never late")),
    ("Is the new signal better?", ("Yes", "No")),
)
"""Questions of polls, with their answers."""
ALTS = (
    "A signal box at dusk, seen from the bridge.",
    "An empty platform in the rain, with a red umbrella on a bench.",
    "A handwritten timetable. Three departures are crossed out.",
    "Two trams nose to nose on the harbor bridge, and a gull between them.",
)
"""Descriptions of pictures."""
_TAG_ENDS = (
    "Trams", "Ferry", "Signals", "Night", "Bells", "Log", "Walk", "Council", "Winter", "Platform",
    "Timetable", "Bridge", "Rain", "Map", "Meeting", "Market", "Late", "Strike", "Museum", "Fog",
    "Festival", "Repairs", "Tickets", "Stories", "Sunrise", "Kiosk", "Depot", "Vote", "Choir",
)  # fmt: skip


def sentences(dice: random.Random, count: int) -> list[str]:
    """Return so many English sentences."""
    return [_sentence(dice) for _ in range(count)]


def _sentence(dice: random.Random) -> str:
    if dice.random() < 0.3:
        return filled(dice.choice(_REMARKS), dice)
    parts = dice.choice(_SUBJECTS), " ", dice.choice(_EVENTS), dice.choice(_ENDS)
    return filled("".join(parts), dice) + "."


def filled(words: str, dice: random.Random) -> str:
    """Return a sentence with places, numbers and times in its gaps."""
    while "{place}" in words:
        words = words.replace("{place}", dice.choice(PLACES), 1)
    hour = f"{dice.randint(5, 23)}:{dice.randrange(0, 60, 5):02}"
    return words.format(n=dice.randint(2, 45), hour=hour)


def foreign(number: int) -> tuple[str, str]:
    """Return a language and a sentence in it."""
    lang, found = _FOREIGN[number % len(_FOREIGN)]
    return lang, found[number // len(_FOREIGN) % len(found)]


def hashtags() -> list[str]:
    """Return all hashtags, the most frequent first."""
    names = ["".join(filter(str.isalnum, place.title())) for place in PLACES]
    rare = [f"{name}{end}" for end in _TAG_ENDS for name in names]
    return ["LateTrams", "Line4", *rare, *(f"{name}Day{n}" for n in range(1, 60) for name in names)]
