"""Stage 1: what is refused, and how it is named."""
