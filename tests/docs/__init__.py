"""What the documents tell people to type, run as they would."""
