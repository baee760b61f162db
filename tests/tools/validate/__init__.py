"""Tests of what validates from outside, as far as it needs none of the tools."""
