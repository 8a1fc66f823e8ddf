"""The processes: one folder each, readable beside the process definition."""
