"""Names of the reader's files in the system's folder for settings."""

CONFIG_FILE = "config.toml"
"""Name of the config file in its folder."""
THEMES_FOLDER = "themes"
"""Name of the folder of themes, beside the config file."""
