"""Attacks on the whole program, each of which counts what it tried and what went wrong."""
