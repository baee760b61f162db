"""What is known of each organ's papers, one file an organ."""
