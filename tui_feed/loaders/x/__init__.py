"""Loaders of X's formats: its archive, its interfaces, and the tools that collect from it."""
