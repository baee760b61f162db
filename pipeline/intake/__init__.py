"""Stage 1: a file becomes a checked private copy."""
