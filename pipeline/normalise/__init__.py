"""Stage 3: pages become a resolution."""
