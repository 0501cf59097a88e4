"""Widgets of the screen: the timeline and everything around it."""
