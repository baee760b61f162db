"""The commands; the only folder that prints."""

import logging

import click

from pipeline.cli.convert import convert
from pipeline.cli.ends import Commands
from pipeline.cli.looking import compare, doctor, schema, show, verify
from pipeline.cli.merge import merge
from pipeline.cli.watch import explain, retry, status, watch


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="resolution-pipeline")
def main() -> None:
    """Publish United Nations resolutions from PDF as DOCX, accessible PDF and JSON.

    Outputs are unofficial copies; the United Nations is the source of their text.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it remarks on fonts without a box, which nothing needs


for command in (convert, show, compare, verify, schema, doctor, merge, watch, status, retry, explain):
    main.add_command(command)
