"""Configuration of a run: options of the command line over the config file."""

import sys
from collections.abc import Iterator

from tui_feed.cli.options import Arguments
from tui_feed.cli.streams import output, print_error
from tui_feed.config.choices import Choices
from tui_feed.config.effective import Config, config_of, find_config

_OPTIONS = ("theme", "order", "timezone", "mouse", "cursor", "plain", "pictures", "watch")
"""Settings with an option of the same name."""


class ConfigError(Exception):
    """Raised for a config file that was asked for and cannot be read."""


def load_config(args: Arguments, *, on_screen: bool) -> Config:
    """Return the effective configuration; choices by keys count on the screen only.

    Raises `ConfigError`.
    """
    options = dict(_stated(args))
    if args.no_config:
        return config_of(None, options)
    try:
        file, failure = find_config(args.config_file)
    except OSError as error:
        raise ConfigError(f"--config-file: {error.strerror or error}") from None
    config = config_of(file, options, Choices() if on_screen else None, failure)
    config.use_keys()
    return config


def _stated(args: Arguments) -> Iterator[tuple[str, tuple[str, object]]]:
    """Yield the settings stated by options, each with the option and its value."""
    for name in _OPTIONS:
        value = getattr(args, name)
        if value is not None:
            yield name, (f"--{'no-' * (value is False)}{name}", value)


def print_config(config: Config) -> None:
    """Print the configuration as TOML, and its problems on standard error."""
    from tui_feed.cli.console import safe_stream
    from tui_feed.config.printing import as_toml

    for problem in config.problems():
        print_error(f"tui-feed: {problem}")
    with output():
        safe_stream(sys.stdout).write(as_toml(config))
