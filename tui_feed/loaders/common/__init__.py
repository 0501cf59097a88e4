"""Share parts between loaders: strict JSON, HTML, derived ids."""
