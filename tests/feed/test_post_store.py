"""Posts that lie in files which nobody has opened are said to be there, and not guessed."""

from array import array
from types import SimpleNamespace

import pytest

from tui_feed.feed.index.post_store import Store


@pytest.mark.parametrize("places", [b"", array("I", [0, 40]).tobytes()], ids=["in turn", "placed"])
def test_a_post_whose_file_is_not_open_is_an_error_that_says_so(places: bytes) -> None:
    store = Store()
    stretch = {"source": 0, "file": 0, "base": 0, "size": 80, "count": 2, "kept": b""}
    store.extend(SimpleNamespace(places=places, is_packed=False, lacks=(), **stretch))
    with pytest.raises(ValueError, match="not open here"):
        store[1]
