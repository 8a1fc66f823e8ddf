"""What the reports on a family's history share: reading, chronology, documents, effects."""
