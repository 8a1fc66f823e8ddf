"""The fake Niche by itself: its screens, its rules, its faults."""
