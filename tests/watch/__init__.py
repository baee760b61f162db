"""The watched folder: each module by itself, and a short form of the attacks on the whole."""
