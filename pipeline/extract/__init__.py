"""Stage 2: the copy becomes pages of glyphs, lines, tags and links."""
