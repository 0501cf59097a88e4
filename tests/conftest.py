"""What all tests share: where the samples are, and that benchmarks wait to be asked for."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("tests", deadline=None)  # a busy machine is no fault
settings.load_profile("tests")

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


@pytest.fixture(autouse=True)
def _own_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the program remembers out of the folders of whoever runs the tests."""
    monkeypatch.setattr("tui_feed.state.saved._system", lambda kind: tmp_path / kind)
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
