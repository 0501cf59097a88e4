"""What all tests share: where the samples are, and that benchmarks wait to be asked for."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.idle import until_idle
from tui_feed.text.zones import Zone, set_reader_zone, zone_named

settings.register_profile("tests", deadline=None)  # a busy machine is no fault
settings.load_profile("tests")

for _ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
    if signal.getsignal(_ignored) is signal.SIG_IGN:  # started in the background of a script
        signal.signal(_ignored, signal.SIG_DFL)  # so that programs under test hear it

LONGEST_NAMED = 60
"""Characters of a text that is given to a test, of which its id shows all."""
LONGEST_ID = 250
"""Characters of an id; a longer one floods a report."""

os.environ["TZ"] = "UTC"  # whatever the machine's

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of samples beside the checkout; tests that need it are skipped without it."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the samples beside the checkout are not here")
    return folder


@pytest.fixture(scope="session")
def seed(shared: Path) -> Path:
    """The page capture that the project began from."""
    found = sorted((shared / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("the seed capture is not here")
    return found[0]


@pytest.fixture
def new_york() -> Iterator[None]:
    """A reader in New York."""
    set_reader_zone(zone_named("America/New_York"))
    yield
    set_reader_zone(Zone())


@pytest.fixture(autouse=True, scope="session")
def _pilots_wait_for_the_loop() -> Iterator[None]:
    """Let each pilot wait until its app is at rest, and no longer; frames come at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.screen.UPDATE_PERIOD", 1 / 400)
        for module in ("app", "pilot"):
            patch.setattr(f"textual.{module}.wait_for_idle", until_idle)
        yield


@pytest.fixture(autouse=True)
def _own_saved_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the program remembers out of the folders of whoever runs the tests."""
    monkeypatch.setattr("tui_feed.state.folders.system_folder", lambda kind: tmp_path / kind)
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run benchmarks one after the other, and all else on every processor."""
    return 0 if _asks_for_benchmarks(config) else None


def _asks_for_benchmarks(config: pytest.Config) -> bool:
    return any("bench" in str(argument) for argument in config.args)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out unless a path to them was given."""
    if collection_path.name != "bench":
        return None
    return not _asks_for_benchmarks(config)


def short_id(value: object) -> str | None:
    """Return how a text is called in the id of a test where it is long; None where it is not."""
    if not isinstance(value, str | bytes) or len(ascii(value)) <= LONGEST_NAMED:
        return None
    return f"{ascii(value)[: LONGEST_NAMED // 2]}... {len(value)} long"


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name a test by the beginning of what it is given."""
    return short_id(val)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Refuse a test whose id nobody can read."""
    if len(item.nodeid) > LONGEST_ID:
        raise pytest.UsageError(f"give it ids: {item.nodeid[:LONGEST_ID]}...")
