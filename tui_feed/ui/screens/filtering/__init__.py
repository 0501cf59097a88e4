"""The filter, the search and what they show."""
