"""Screens that open over the timeline."""
