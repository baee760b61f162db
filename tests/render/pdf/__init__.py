"""Tests of pipeline/render/pdf."""
