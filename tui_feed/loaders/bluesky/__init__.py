"""Read Bluesky's formats: repositories and the API."""
