"""The Makefile: it lists its targets, and takes any file name."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}


def make(*arguments: str) -> str:
    """Run make, and return what it said."""
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


def test_make_alone_lists_every_target_with_a_sentence() -> None:
    declared = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert declared
    listed = re.findall(r"^ +make ([a-z-]+) +\w.{9,}$", make(), re.M)
    assert sorted(listed) == sorted(declared[1].split())


def test_each_plain_name_is_a_document_of_its_own_and_odd_names_do_no_harm(tmp_path: Path) -> None:
    odd = ["two words.pdf", "a:b.pdf", "50%.pdf", "$(shell echo x).pdf", "大会.pdf", "x;y.pdf", "-rf.pdf", "notes.txt"]
    for name in ["plain.pdf", "A_RES_75_71.en.pdf", *odd]:
        (tmp_path / name).touch()
    commands = make("--dry-run", "run", f"INPUT={tmp_path}", f"OUTPUT={tmp_path / 'out'}")
    converted = re.findall(r'resolution convert "([^"]+)"', commands)
    assert sorted(converted) == sorted(map(str, [tmp_path / "plain.pdf", tmp_path / "A_RES_75_71.en.pdf", tmp_path]))


def test_what_has_its_report_is_not_converted_again_by_itself(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").touch()
    (tmp_path / "out" / "plain").mkdir(parents=True)
    (tmp_path / "out" / "plain" / "report.json").touch()
    commands = make("--dry-run", "run", f"INPUT={tmp_path}", f"OUTPUT={tmp_path / 'out'}")
    assert re.findall(r'resolution convert "([^"]+)"', commands) == [str(tmp_path)]


def test_an_old_python_is_refused_with_what_to_do() -> None:
    command = ["make", "setup", "PYTHON=false"]
    result = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "Python 3.11 or newer is needed; name it: make setup PYTHON=" in result.stderr


def test_folders_whose_names_have_spaces_are_left_to_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "two words"
    folder.mkdir()
    (folder / "plain.pdf").touch()
    commands = make("--dry-run", "run", f"INPUT={folder}", f"OUTPUT={tmp_path / 'out put'}")
    assert re.findall(r'resolution convert "([^"]+)"', commands) == [str(folder)]


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (3, 0), (11, 2), (130, 2)])
def test_what_needs_review_is_a_success_and_what_failed_is_not(tmp_path: Path, code: int, expected: int) -> None:
    (tmp_path / "plain.pdf").touch()
    folders = [f"INPUT={tmp_path}", f"OUTPUT={tmp_path / 'out'}"]
    command = ["make", "run", *folders, "PYTHON=true", f"RESOLUTION=sh -c 'exit {code}'"]
    result = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == expected
    assert ("some need review" in result.stdout) == (code == 3)
