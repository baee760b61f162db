"""Run the steps of the Containerfile in folders, where no container engine is: as root, by chroot, a copy a stage.

    debootstrap --variant=minbase bookworm ROOT
    python -m tools.containerfile ROOT [--input folder] [--bring file-or-folder ...]

ROOT is a bare Debian and stays as it is; the stages stand beside it, as `ROOT-build` and `ROOT-image`. Last, the
image's command runs as the image's user, on the PDFs of the input folder. What is brought is there while the steps run,
as an engine lends the settings of its host: the authorities that a package index is trusted by, or settings of pip.
Exit codes: that of the image's command; 2 called wrongly; 4 where a step is not known here, or failed.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools import system_packages

PROJECT = system_packages.ROOT
FILE = PROJECT / "Containerfile"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENTER = (
    'mount -t proc proc "$1/proc" && root=$1 user=$2 && shift 2 && '
    'exec chroot --userspec="$user" "$root" /bin/sh -c \'cd "$0" && exec "$@"\' "$@"'
)
LAST = "image"


class Wrong(Exception):
    """A step that cannot be run here: which one, and why."""


@dataclass(frozen=True)
class Step:
    """One instruction: where it stands, its word, its options, and the rest of it."""

    line: int
    word: str
    rest: str
    options: Mapping[str, str]


@dataclass
class Stage:
    """A root that is being filled, and what the steps said of it so far."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATH})
    folder: str = "/"
    user: str = "root"
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    volumes: tuple[str, ...] = ()


def steps(text: str) -> Iterator[Step]:
    """Yield the instructions of a Containerfile.

    Raises:
        Wrong: where a line is none.
    """
    begun = 0
    parts: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#") or not (line.strip() or parts):
            continue
        begun = begun if parts else number
        parts.append(line.removesuffix("\\").strip())
        if line.endswith("\\"):
            continue
        found = re.fullmatch(r"([A-Z]+)((?:\s+--[a-z]+=\S+)*)\s+(.+)", " ".join(parts))
        if found is None:
            raise Wrong(f"line {begun}: {' '.join(parts)[:60]!r} is no instruction")
        options = dict(option[2:].split("=", 1) for option in found[2].split())
        yield Step(begun, found[1], found[3], options)
        parts = []


def build(text: str, base: Path, brought: Sequence[Path] = ()) -> Stage:
    """Run all steps, each stage in a copy of a bare Debian, and return the last.

    Args:
        text: the Containerfile.
        base: a bare Debian.
        brought: files and folders of this machine that are in each stage while its steps run.

    Raises:
        Wrong: where a step is not known here, or failed.
    """
    stages: dict[str, Stage] = {}
    name = ""
    for step in steps(text):
        if step.word == "FROM":
            name = step.rest.partition(" AS ")[2] or LAST
            stages[name] = Stage(_copied(base, base.with_name(f"{base.name}-{name}")))
            _bring(brought, stages[name].root)
            continue
        if not stages:
            raise Wrong(f"line {step.line}: {step.word} stands before FROM")
        sys.stderr.write(f"{FILE.name}:{step.line}: {step.word} {step.rest}\n")
        _apply(step, stages[name], stages)
    for stage in stages.values():
        _take_away(brought, stage.root, base)
    return stages[name]


def _apply(step: Step, stage: Stage, stages: Mapping[str, Stage]) -> None:
    match step.word:
        case "RUN":
            if run(stage, ("/bin/sh", "-c", step.rest)) != 0:
                raise Wrong(f"line {step.line}: the step failed; its last words stand above")
        case "COPY":
            _copy(step, stage, stages)
        case "WORKDIR":
            stage.folder = step.rest
            _inside(stage, step.rest).mkdir(parents=True, exist_ok=True)
        case "ENV":
            stage.environment |= _pairs(step.rest)
        case "LABEL":
            stage.labels |= _pairs(step.rest)
        case _:
            _set(step, stage)


def _set(step: Step, stage: Stage) -> None:
    match step.word:
        case "USER":
            stage.user = step.rest
        case "VOLUME":
            stage.volumes = tuple(json.loads(step.rest))
        case "ENTRYPOINT":
            stage.entrypoint = tuple(json.loads(step.rest))
        case "CMD":
            stage.command = tuple(json.loads(step.rest))
        case _:
            raise Wrong(f"line {step.line}: {step.word} is not known here; teach tools/containerfile.py")


def run(stage: Stage, command: Sequence[str]) -> int:
    """Run a command inside a root, as its user in its folder, with its environment alone; return the exit code."""
    inside = ["unshare", "--mount", "/bin/sh", "-c", ENTER, "sh", str(stage.root), stage.user, stage.folder, *command]
    return subprocess.run(inside, env=stage.environment, stdin=subprocess.DEVNULL, check=False).returncode


def _copied(source: Path, target: Path) -> Path:
    if target.exists():
        shutil.rmtree(target)
    subprocess.run(["cp", "--archive", "--reflink=auto", str(source), str(target)], check=True)
    return target


def _bring(brought: Sequence[Path], root: Path) -> None:
    for path in brought:
        target = root / path.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target, dirs_exist_ok=True)
        else:
            shutil.copy2(path, target)


def _take_away(brought: Sequence[Path], root: Path, base: Path) -> None:
    """Remove what was brought, but for what the bare Debian has under that name."""
    for path in brought:
        target = root / path.relative_to("/")
        if (base / path.relative_to("/")).exists():
            continue
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)


def _copy(step: Step, stage: Stage, stages: Mapping[str, Stage]) -> None:
    """Copy files into a folder, and what is in folders; from the project or an earlier stage."""
    *sources, target = step.rest.split()
    place = _inside(stage, target)
    place.mkdir(parents=True, exist_ok=True)
    for name in sources:
        source = _inside(stages[step.options["from"]], name) if "from" in step.options else PROJECT / name
        if source.is_dir():
            made = shutil.ignore_patterns("__pycache__") if "from" not in step.options else None
            shutil.copytree(source, place, symlinks=True, ignore=made, dirs_exist_ok=True)
        else:
            shutil.copy2(source, place)


def _inside(stage: Stage, path: str) -> Path:
    """Return where a path of a stage stands; one that is not absolute begins at its folder."""
    return stage.root / os.path.join(stage.folder, path).lstrip("/")  # noqa: PTH118 - a path of another root


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in shlex.split(text))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, convert, and tell the size and what came out."""
    parser = argparse.ArgumentParser(description="Run the steps of the Containerfile in a folder, as root.")
    parser.add_argument("root", type=Path, help="a bare Debian, as debootstrap makes it; it stays as it is")
    parser.add_argument("--input", type=Path, help="a folder of PDFs for the image's command")
    parser.add_argument(
        "--bring", type=Path, action="append", default=[], help="there while the steps run; again for more"
    )
    options = parser.parse_args(arguments)
    base = options.root.resolve()
    if os.geteuid() != 0 or not (base / "usr/bin/apt-get").exists():
        parser.error("name a bare Debian, and be root: debootstrap --variant=minbase bookworm ROOT")
    try:
        stage = build(FILE.read_text("utf-8"), base, [path.absolute() for path in options.bring])
    except Wrong as wrong:
        sys.stderr.write(f"{FILE.name}: {wrong}\n")
        return 4
    print(f"{stage.root}: {mebibytes(stage.root)} MiB, of which the bare Debian {mebibytes(base)} MiB")
    return convert(stage, options.input) if options.input else 0


def convert(stage: Stage, papers: Path) -> int:
    """Run an image's command on a folder of PDFs, as its user; print what came out, and return the exit code."""
    for file in sorted(papers.glob("*.pdf")):
        shutil.copy2(file, stage.root / stage.volumes[0].lstrip("/"))
    code = run(stage, (*stage.entrypoint, *stage.command))
    output = stage.root / stage.volumes[1].lstrip("/")
    for file in sorted(path for path in output.rglob("*") if path.is_file()):
        print(f"{file.relative_to(output)}: {file.stat().st_size} bytes")
    print(f"the command ended with {code}")
    return code


def mebibytes(folder: Path) -> int:
    """Return the size of a folder on the disk."""
    said = subprocess.run(["du", "-sxm", str(folder)], capture_output=True, text=True, check=True).stdout
    return int(said.split()[0])


if __name__ == "__main__":
    sys.exit(main())
