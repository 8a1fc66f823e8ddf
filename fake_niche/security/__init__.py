"""Who may come in, stay in, and do what."""
