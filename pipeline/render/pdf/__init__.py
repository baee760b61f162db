"""Accessible PDF: `write.write` makes it from the model alone, `check.check` proves it against the model.

The typesetter is loaded only where a file is written; importing this package loads nothing.
"""
