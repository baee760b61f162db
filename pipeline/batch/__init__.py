"""A run over many documents: what it takes, what it keeps of each, and what it tells other programs."""
