"""What holds for any value."""
