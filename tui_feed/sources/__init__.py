"""Bytes of files, folders, archives and standard input, read in place and within limits."""
