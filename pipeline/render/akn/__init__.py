"""Akoma Ntoso: AKN4UN XML, nested where the paper is nested, and whole enough to give the resolution back.

`write.write` makes the bytes from the model alone; `read.read` makes the model from the bytes; `check.check` holds the
two against each other and the bytes against the OASIS schema.
"""
