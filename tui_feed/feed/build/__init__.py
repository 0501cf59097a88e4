"""Encode posts into record batches; done in the process that reads."""
