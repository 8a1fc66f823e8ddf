"""The demonstration as its audience starts and ends it."""
