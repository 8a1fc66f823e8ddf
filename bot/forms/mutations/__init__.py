"""Forms changed on purpose, to measure what the proof sees: what is stopped, what is read wrong."""
