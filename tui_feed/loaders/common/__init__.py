"""Parts that loaders share: strict JSON, HTML, derived ids."""
