"""One module for each group of rows; importing this package registers them all."""

from fake_niche.seed.scenarios import p1_answers, p1_tasks

__all__ = ["p1_answers", "p1_tasks"]
