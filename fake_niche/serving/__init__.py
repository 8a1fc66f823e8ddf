"""A seeded pack, served to browsers."""
