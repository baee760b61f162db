"""A watched folder: what is whole is claimed, converted, and put to done or failed; the journal survives anything."""
