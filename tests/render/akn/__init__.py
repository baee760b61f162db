"""Tests of pipeline/render/akn."""
