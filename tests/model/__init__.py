"""Tests of pipeline/model."""
