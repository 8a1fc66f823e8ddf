"""What an evaluator asks for: time saved with its assumptions, texts left out, the backlog."""
