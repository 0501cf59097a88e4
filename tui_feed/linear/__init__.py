"""Plain-text mode for screen readers, Braille displays and logs: `--linear`."""
