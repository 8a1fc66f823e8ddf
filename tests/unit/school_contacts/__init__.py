"""Tests of the school contact workbook."""
