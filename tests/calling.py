"""The command, called from tests in a folder of their own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.reading import pdf

NAME = "en_masthead"


def call(*arguments: str) -> Result:
    """Run the command; whatever it raises but an exit is the test's to see."""
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def put(name: str, data: bytes | None = None) -> Path:
    """Write a file into the folder of the test: a good resolution, if nothing else is given."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf(NAME) if data is None else data)
    return path


def started(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    folder = Path(__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        env={**os.environ, "PYTHONPATH": str(folder)},
        check=False,
        capture_output=True,
        **options,
    )
