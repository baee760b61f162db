"""Tests of pipeline/render/docx."""
