"""The files through which others run the command: a workflow's action, and hooks before a commit."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

ROOT = Path(__file__).resolve().parents[1]
ACTION = (ROOT / "action.yml").read_text("utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")

FAKE = """#!/bin/sh
for word; do printf '%s\\n' "$word"; done > "$SAID"
echo "::error::what the program prints"
exit "$ENDS"
"""


def blocks(text: str, indent: str) -> dict[str, str]:
    """Return what stands under each key of an indentation."""
    parts = re.split(rf"^{indent}([\w-]+):", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def inputs() -> dict[str, str]:
    return blocks(blocks(ACTION, "")["inputs"], "  ")


def scripts() -> list[str]:
    """Return the scripts of the action, as the shell gets them."""
    found = re.findall(r"^ {6}run: \|\n((?: {8}.*\n|\n)+)", ACTION, re.MULTILINE)
    return [re.sub("^ {8}", "", script, flags=re.MULTILINE) for script in found]


def hooks() -> list[dict[str, str]]:
    return [blocks(f"  {entry}", "  ") for entry in re.split(r"^- ", HOOKS, flags=re.MULTILINE)[1:]]


def used() -> set[str]:
    """Return each command with each of its options that the files use."""
    found = {f"convert {option}" for option in re.findall(r"\((--[a-z]+) ", scripts()[-1])}
    for hook in hooks():
        command = hook["entry"].split()[-1]
        found |= {command, *(f"{command} {option}" for option in re.findall(r'"(--[a-z]+)"', hook["args"]))}
    return found


@pytest.mark.parametrize("use", sorted(used()))
def test_the_command_has_what_the_files_use(use: str) -> None:
    command, _, option = use.partition(" ")
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert option in re.findall(r"--[a-z]+", result.stdout) or not option


def test_the_action_has_the_inputs_that_it_promises_each_with_a_sentence() -> None:
    assert list(inputs()) == ["paths", "output", "to", "jobs", "policy", "junit", "sarif", "fail-on-review"]
    for name, text in inputs().items():
        assert re.search(r"description: .{15,}", text)
        assert ("required: true" in text) == (name == "paths")
        assert ("default: " in text) == (name != "paths")


def test_each_input_reaches_the_script_by_the_environment_alone() -> None:
    environment = dict(re.findall(r"^ {8}(\w+): \$\{\{ (inputs\.[\w-]+) \}\}$", ACTION, re.MULTILINE))
    assert environment == {f"GIVEN_{name.upper().replace('-', '_')}": f"inputs.{name}" for name in inputs()}
    assert [script for script in scripts() if "${{" in script] == []
    assert len(scripts()) == ACTION.count("run:")
    assert [name for name in environment if name not in scripts()[-1]] == []


def test_each_action_of_others_is_named_with_its_version() -> None:
    assert re.findall(r"uses: (\S+)", ACTION) == ["actions/setup-python@v5"]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that notes its arguments and ends as it is told."""
    command = tmp_path / "with a space" / ".venv" / "bin" / "resolution"
    command.parent.mkdir(parents=True)
    command.write_text(FAKE, "utf-8")
    command.chmod(0o755)
    return command.parents[2]


def act(program: Path, *, ends: int = 0, given: dict[str, str]) -> tuple[int, list[str], list[str]]:
    """Run the last script of the action; return its exit code, the program's arguments, and what it printed."""
    defaults = {name: (re.findall(r'default: "?(\w*)"?', text) or [""])[0] for name, text in inputs().items()}
    values = {f"GIVEN_{name.upper().replace('-', '_')}": value for name, value in defaults.items()}
    values |= {f"GIVEN_{name.upper()}": value for name, value in given.items()}
    said, result = program / "said", program / "result"
    places = {"PROGRAM": str(program), "SAID": str(said), "GITHUB_OUTPUT": str(result), "ENDS": str(ends)}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", scripts()[-1]],
        env={"PATH": os.environ["PATH"], **values, **places},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert result.read_text() == f"code={ends}\n"
    return done.returncode, said.read_text().splitlines(), done.stdout.splitlines()


def test_what_is_given_becomes_arguments_and_what_is_not_given_none(program: Path) -> None:
    assert act(program, given={"paths": "a.pdf"})[:2] == (0, ["convert", "--output", "output", "--", "a.pdf"])
    (program / "result").unlink()
    names = ("output", "to", "jobs", "policy", "junit", "sarif")
    _, arguments, _ = act(program, given={"paths": "a.pdf"} | {name: f"the {name}" for name in names})
    assert arguments[:-2] == ["convert", *(word for name in names for word in (f"--{name}", f"the {name}"))]


def test_a_path_is_a_line_whatever_it_holds(program: Path) -> None:
    lines = ["two words.pdf", "$(touch made).pdf", "`touch made`", "'; touch made; '", "-rf.pdf", "*.pdf", "大会.pdf"]
    _, arguments, _ = act(program, given={"paths": "\n".join([lines[0], "", *lines[1:]]) + "\n"})
    assert arguments == ["convert", "--output", "output", "--", *lines]
    assert not (program / "made").exists()


@pytest.mark.parametrize(
    ("ends", "strict", "code"), [(0, "", 0), (3, "", 0), (3, "true", 3), (3, "false", 0), (11, "", 11), (2, "", 2)]
)
def test_the_step_ends_with_the_code_and_what_needs_review_passes_unless_it_must_not(
    ends: int, strict: str, code: int, program: Path
) -> None:
    assert act(program, ends=ends, given={"paths": "a.pdf", "fail_on_review": strict})[0] == code


def test_what_the_program_prints_is_no_command_of_the_workflow(program: Path) -> None:
    _, _, lines = act(program, given={"paths": "a.pdf"})
    token = lines[0].removeprefix("::stop-commands::")
    assert (len(token), lines[1:]) == (32, ["::error::what the program prints", f"::{token}::"])


def test_the_hooks_take_changed_pdfs_and_reports_and_no_name_for_an_option() -> None:
    patterns = {hook["id"].strip(): hook["files"].strip() for hook in hooks()}
    assert list(patterns) == ["resolution-convert", "resolution-verify"]
    names = ["a.pdf", "b/A.PDF", "a.pdf.txt", "report.json", "out/a/report.json", "my-report.json", "report.json.bak"]
    taken = {hook: [name for name in names if re.search(pattern, name)] for hook, pattern in patterns.items()}
    assert taken == {
        "resolution-convert": ["a.pdf", "b/A.PDF"],
        "resolution-verify": ["report.json", "out/a/report.json"],
    }
    for hook in hooks():
        assert (hook["language"].strip(), hook["args"].strip().endswith('"--"]')) == ("python", True)
