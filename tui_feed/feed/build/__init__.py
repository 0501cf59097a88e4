"""Encode posts into record batches, in a reader process."""
