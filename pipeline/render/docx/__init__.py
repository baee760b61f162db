"""DOCX: a Word document with real footnotes, literal labels, an outline, bookmarks and the model inside.

`write.write` makes the bytes from the model alone; `check.check` reads them again, with a reader of its own, and
compares. Nothing is imported here, so that naming the format costs nothing.
"""
