"""What a string is before any screen: made safe, read for numbers, dates and entities."""
