"""Figures of benefit."""
