"""Tests, in folders that mirror the pipeline."""
