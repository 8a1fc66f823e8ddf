"""Tests: sentences of the domain over real parts."""
