"""Pictures in an archive: found, decoded and made drawable, in a process of their own."""
