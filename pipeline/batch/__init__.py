"""Many documents: found in folders, lists and patterns, converted several at a time, and told of in a manifest."""
