"""Builders: facts as they are read from the screens, in the words of the domain."""
