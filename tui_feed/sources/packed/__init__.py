"""Zip and tar archives and compressed files, read in place. Nothing is ever extracted.

Formats: PKWARE's APPNOTE (zip), POSIX pax (tar), RFC 1952 (gzip), by way of Python's own modules.
"""
