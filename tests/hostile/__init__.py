"""Hostile files of our own making: each attacks a reader in one way, and names the outcomes that are right for it."""
