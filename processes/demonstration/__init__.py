"""The demonstration: seeds a pack, runs the robots on it, and holds what they did against the answer key.

It is the only part of the product that opens an answer key; no process and no object does.
"""
