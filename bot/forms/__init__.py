"""Forms: what a person approves, compares and repairs; never part of a running session."""
