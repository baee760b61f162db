"""Signs that readers turn round in right-to-left text, each in its own way: compared without their side."""

SIDELESS = str.maketrans(")]}>»›”’", "([{<«‹“‘")
"""One sign for both sides of brackets and quotation marks."""
