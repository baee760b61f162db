"""Attacks on the whole of it, in their long form; `python -m tests.torture` prints one table."""
