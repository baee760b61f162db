"""What is known of languages: numbers, dates, fixed lines."""
