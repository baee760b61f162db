"""Telling somebody that a document has ended: an address on the web, or a command."""
