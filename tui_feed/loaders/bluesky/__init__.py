"""Loaders of Bluesky's formats: repositories and the API."""
