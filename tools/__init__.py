"""What sets up, checks and measures the project; not part of what it publishes."""
