"""Widgets that draw lines: the timeline and everything around it."""
