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


for command, short in (
    (convert, "Convert PDFs into OUTPUT/NAME/."),
    (show, "Print what one stage makes of a file."),
    (compare, "Compare language versions of one resolution."),
    (verify, "Say whether published folders are as reported."),
    (schema, "Print the JSON Schema of NAME.json."),
    (doctor, "Say what is missing, and how to get it."),
    (merge, "Join the manifests of a run's parts to one."),
    (watch, "Convert what is put into a folder."),
    (status, "Say how the documents of a watched folder stand."),
    (retry, "Try again what failed in a watched folder."),
    (explain, "Say what became of a document of one, and why."),
):
    command.short_help = short
    main.add_command(command)
