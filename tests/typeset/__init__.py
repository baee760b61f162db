"""Typesets short resolutions into PDF, tagged or not, after the model of the official page."""
