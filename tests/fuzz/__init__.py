"""Fuzzing of our own parsers: bytes that are led by the branches they reach, `python -m tests.fuzz`."""
