"""Tests of pipeline/render/html."""
