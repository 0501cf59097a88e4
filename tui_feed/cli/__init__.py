"""Command line: options, and the way to the screen or a printer."""
