"""Filters as the reader types and chooses them."""
