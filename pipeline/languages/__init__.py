"""What is known of each official language, one file a language."""
