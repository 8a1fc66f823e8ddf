"""The folder of a new process or object."""
