"""Stage 5: all or nothing."""
