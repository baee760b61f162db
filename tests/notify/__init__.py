"""Telling somebody that a document has ended."""
