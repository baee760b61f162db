"""The ledger: each visible glyph of the source, found again in each output as it is published."""
