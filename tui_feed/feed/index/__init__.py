"""Columns, orders and full text: find posts of a feed again."""
