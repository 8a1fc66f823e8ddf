"""The proofs themselves, on a few cases."""
