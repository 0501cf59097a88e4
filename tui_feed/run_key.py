"""Key shared by all processes of a run; nothing slow is imported here."""

import os

KEY = os.urandom(16)
"""Secret of this run; all its processes hash ids with it."""
