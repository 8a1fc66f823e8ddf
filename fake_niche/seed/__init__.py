"""Packs: a seeded world of synthetic records, its events and its answer key."""
