"""Fake Niche: a seeded, versioned, fault-injecting stand-in for the records system. Synthetic data only."""
