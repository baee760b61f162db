"""Language versions of one resolution, side by side."""
