"""Accessible PDF."""
