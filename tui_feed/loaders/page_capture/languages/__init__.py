"""Declare the languages with known words on pages of X.

English is the most complete. The other languages have the words necessary to parse a capture. An
unknown word stays in the text of a post: nothing is dropped because it is unknown.
"""

from typing import Final

from tui_feed.loaders.page_capture.languages.asian import ASIAN
from tui_feed.loaders.page_capture.languages.european import EUROPEAN
from tui_feed.loaders.page_capture.languages.other import MORE
from tui_feed.loaders.page_capture.languages.words import Words

LANGUAGES: Final[dict[str, Words]] = EUROPEAN | ASIAN | MORE
"""Words of each language; if two languages fit a page equally well, the first counts."""


JOINING: Final = (
    r"and|und|et|y|e|en|ve|dan|и|і|та|й|i|och|og|ja|và|و|और|और भी|及|和|跟|與|と|및|และ|als mede"
    r"|a|και|és|și|at|ו"
)
"""Words between the handles of a reply line (`Replying to @a and @b`), as a pattern."""

OTHERS: Final = (
    r"others?|weitere[nr]?|autres?|otros?|outros?|altri|anderen|他|외|diğer|kişi|kişiye|lainnya"
    r"|ещё|еще|других|другим|інших|іншим|innych|inni|andra|andre|คน|อื่นๆ|其他|其他人|另外|人|位|آخرون"
    r"|آخرين|نفر|دیگر|अन्य|người khác|khác|muuta|muulle|další|dalším|dalších|άλλοι|άλλους|אחרים"
    r"|נוספים|további|másik|alții|alte|altres|més|други|iba pa|lagi"
)
"""Words for unnamed accounts in a reply line (`and 2 others`), as a pattern."""
