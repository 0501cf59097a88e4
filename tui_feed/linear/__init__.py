"""The program as plain text that is only ever appended: for screen readers, Braille and logs."""
