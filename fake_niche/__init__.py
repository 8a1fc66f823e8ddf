"""Fake Niche: a seeded, fault-injecting stand-in for the records system. Synthetic data only."""
