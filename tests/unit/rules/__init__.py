"""Tests of the pure rules: no screen, no file of a force."""
