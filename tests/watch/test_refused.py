from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

REFUSED = ["ready/{stem}.ok", "", "all-done", "{stem}.pdf", "{stem}.PDF"]


@pytest.mark.parametrize("form", REFUSED)
def test_a_form_of_done_files_that_makes_no_sense_is_refused(tmp_path: Path, form: str) -> None:
    (tmp_path / "in").mkdir()
    command = ["watch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--once", "--done-file", form]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2, done.output
    assert "{stem}" in done.output
    assert not (tmp_path / "out").exists()
