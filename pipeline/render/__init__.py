"""Stage 4: a resolution becomes the bytes of each format, one folder a format."""
