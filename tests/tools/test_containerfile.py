"""The Containerfile, and the tool that runs its steps where no engine is."""

import shlex
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools import containerfile
from tools.containerfile import FILE, PROJECT, Stage, Step, Wrong, build, steps

STEPS = list(steps(FILE.read_text("utf-8")))
TWO_STAGES = """
# a comment
FROM debian:12-slim AS build
WORKDIR /made
COPY README.md LICENSE ./
COPY tools/ tools/
RUN one \\
 # said in between
 && two
FROM debian:12-slim
ENV A=1 B="two words"
COPY --from=build /made/ /there/
LABEL org.example.title="a title"
USER somebody
WORKDIR /place
RUN three
VOLUME ["/in", "/out"]
ENTRYPOINT ["program"]
CMD ["its", "words"]
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """What stands for a bare Debian."""
    (tmp_path / "bare" / "etc").mkdir(parents=True)
    (tmp_path / "bare" / "etc" / "hosts").touch()
    return tmp_path / "bare"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str, str]]:
    """The commands that would run: root, user, folder, command."""
    commands: list[tuple[str, str, str, str]] = []

    def note(stage: Stage, command: Sequence[str]) -> int:
        commands.append((stage.root.name, stage.user, stage.folder, command[-1]))
        return 0

    monkeypatch.setattr(containerfile, "run", note)
    return commands


def values(word: str) -> list[str]:
    return [step.rest for step in STEPS if step.word == word]


def test_the_image_begins_with_debian_and_names_no_host() -> None:
    assert [rest.split()[0] for rest in values("FROM")] == ["debian:12-slim", "debian:12-slim"]


def test_the_command_does_not_run_as_root_and_its_folders_are_named() -> None:
    last = [step.word for step in STEPS][-5:]
    assert last == ["WORKDIR", "RUN", "VOLUME", "ENTRYPOINT", "CMD"]
    assert (values("USER"), values("WORKDIR")[-1]) == (["resolution"], "/work")
    assert (values("ENTRYPOINT"), values("VOLUME")) == (['["resolution"]'], ['["/work/input", "/work/output"]'])


def test_no_package_is_named_but_python_so_that_the_set_up_alone_says_what_is_needed() -> None:
    commands = [part.strip() for rest in values("RUN") for part in rest.split("&&")]
    named = [shlex.split(command)[2:] for command in commands if command.startswith("apt-get install")]
    assert named == [["--yes", "--no-install-recommends", "python3"]] * 2


def test_the_labels_say_the_version_and_licence_of_the_project() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    labels = dict(pair.split("=", 1) for rest in values("LABEL") for pair in shlex.split(rest))
    prefix = "org.opencontainers.image."
    assert (labels[f"{prefix}version"], labels[f"{prefix}licenses"]) == (project["version"], project["license"])


def test_what_is_copied_is_there_and_is_all_that_an_engine_is_given() -> None:
    copied = [
        name.rstrip("/")
        for step in STEPS
        if step.word == "COPY" and "from" not in step.options
        for name in step.rest.split()[:-1]
    ]
    admitted = [line[1:] for line in (PROJECT / ".containerignore").read_text().splitlines() if line.startswith("!")]
    assert sorted(copied) == sorted(admitted)
    assert [name for name in copied if not (PROJECT / name).exists()] == []


def test_steps_stand_at_their_line_and_go_on_over_lines() -> None:
    found = {step.line: step for step in steps(TWO_STAGES)}
    assert found[7] == Step(7, "RUN", "one && two", {})
    assert found[12] == Step(12, "COPY", "/made/ /there/", {"from": "build"})


def test_each_stage_is_a_copy_and_the_last_has_what_was_made_in_the_first(
    base: Path, ran: list[tuple[str, str, str, str]]
) -> None:
    stage = build(TWO_STAGES, base)
    assert ran == [("bare-build", "root", "/made", "one && two"), ("bare-image", "somebody", "/place", "three")]
    assert (stage.root / "there/README.md").read_bytes() == (PROJECT / "README.md").read_bytes()
    assert (stage.root / "there/tools/containerfile.py").is_file()
    assert (stage.root / "etc/hosts").is_file()
    assert sorted(path.name for path in base.iterdir()) == ["etc"]
    assert (stage.entrypoint, stage.command, stage.volumes) == (("program",), ("its", "words"), ("/in", "/out"))
    assert (stage.environment["A"], stage.environment["B"]) == ("1", "two words")
    assert stage.labels == {"org.example.title": "a title"}


@pytest.mark.usefixtures("ran")
def test_what_is_brought_is_there_for_the_steps_alone(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = tmp_path / "authorities"
    brought.mkdir()
    (brought / "own.crt").touch()
    seen: list[bool] = []

    def look(stage: Stage, _: Sequence[str]) -> int:
        seen.append((stage.root / str(brought).lstrip("/") / "own.crt").is_file())
        return 0

    monkeypatch.setattr(containerfile, "run", look)
    stage = build(TWO_STAGES, base, [brought])
    assert seen == [True, True]
    assert not (stage.root / str(brought).lstrip("/")).exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("FROM debian:12-slim\nHEALTHCHECK none", "line 2: HEALTHCHECK is not known here"),
        ("FROM debian:12-slim\nfrom nowhere", "line 2: 'from nowhere' is no instruction"),
        ("RUN true", "line 1: RUN stands before FROM"),
    ],
)
def test_a_step_that_is_not_known_is_named_and_nothing_is_guessed(text: str, sentence: str, base: Path) -> None:
    with pytest.raises(Wrong, match=sentence):
        build(text, base)


def test_a_step_that_fails_ends_the_build(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containerfile, "run", lambda *_: 7)
    with pytest.raises(Wrong, match="line 7: the step failed"):
        build(TWO_STAGES, base)


def test_a_folder_that_is_no_debian_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        containerfile.main([str(tmp_path)])
    assert ended.value.code == 2
