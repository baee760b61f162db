"""Stage 3: what was typeset is what is found."""
