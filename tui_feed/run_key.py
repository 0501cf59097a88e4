"""Shared by all processes of one run of the program; imports nothing that takes time."""

import os

KEY = os.urandom(16)
"""A secret of this run. Processes that hash ids with it get the same numbers."""
