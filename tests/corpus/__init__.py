"""Official papers, where the corpus stands beside the checkout."""
