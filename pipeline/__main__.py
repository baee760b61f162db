"""`python -m pipeline` is the command `resolution`."""

from pipeline.cli import main

main(prog_name="resolution")
