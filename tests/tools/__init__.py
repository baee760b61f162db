"""Tests of tools/ and of the Makefile."""
