"""Styles by their meaning, and the themes they come from."""
