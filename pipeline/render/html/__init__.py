"""HTML: a standalone accessible page; `write.write` makes it from the model alone, `check.check` proves it."""
