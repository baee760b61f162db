"""Stage 2: what two readers see."""
