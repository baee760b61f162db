"""Beside the stages: a page on which a person compares the source with the text that it became."""
