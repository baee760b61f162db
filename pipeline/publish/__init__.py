"""Stage 5: bytes and report appear in the output folder, all or nothing."""
