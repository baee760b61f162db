"""Where documents come from and results go: a folder, or a store of objects."""
