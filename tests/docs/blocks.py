"""The blocks of code in a page, and what its marks say of them.

A fence is marked behind its language, `key: value`, with semicolons between; readers do not see it:

- `not-run: needs X`: it cannot be run here.
- `file: NAME`: it is a file that the page lets its reader write.
- `ends: CODE`: its last command ends with that code; without it, each ends with 0.
- `after: PATH`: it is run when that file is there.
- `background`: it runs until the page ends, and then is told to end.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)^```$", re.MULTILINE)
INDENTED = re.compile(r"(?<=\n\n)(?: {4}.*\n|\n(?= {4}))+")
KEYS = frozenset({"not-run", "file", "ends", "after", "background"})
EXPLAINED = re.compile(r"\s{3,}[^#\s].*$|\s+#\s.*$")
"""What stands behind a command in an indented block, to say what it does."""
SHELL, PYTHON, TEXT = "sh", "python", "text"


@dataclass(frozen=True)
class Block:
    """A block of code in a page."""

    line: int
    language: str
    text: str
    marks: tuple[tuple[str, str], ...] = ()

    def all(self, key: str) -> list[str]:
        """Return what the marks say under a key."""
        return [value for name, value in self.marks if name == key]

    def has(self, key: str) -> bool:
        """Return whether there is a mark under a key."""
        return bool(self.all(key))

    @property
    def file(self) -> str | None:
        """The file that it is; None where it is none."""
        return next(iter(self.all("file")), None)

    @property
    def ends(self) -> int:
        """The code with which its last command ends."""
        return int(next(iter(self.all("ends")), 0))

    @property
    def first(self) -> str:
        """Its first line, by which lists name it."""
        return self.text.splitlines()[0]


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page, in order.

    Raises:
        ValueError: where a mark is none that is known, or a fence is not found, so that no slip of the pen hides a
            command.
    """
    text = page.read_text("utf-8")
    fences = [_fenced(match, text) for match in FENCE.finditer(text)]
    bare = FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)
    if lost := re.search(r"^.*(?:```|~~~).*$", re.sub("`[^`\n]+`", "", bare), re.MULTILINE):
        raise ValueError(f"a fence that does not begin its line, or does not end: {lost[0]}")
    indented = [_indented(match, bare) for match in INDENTED.finditer(bare)]
    return sorted([*fences, *indented], key=lambda block: block.line)


def _fenced(match: re.Match[str], text: str) -> Block:
    language, _, marks = match[1].strip().partition(" ")
    pairs = [mark.partition(":") for mark in marks.split(";") if mark.strip()]
    told = tuple((key.strip(), value.strip()) for key, _, value in pairs)
    line = text.count("\n", 0, match.start()) + 1
    if wrong := {key for key, _ in told} - KEYS:
        raise ValueError(f"line {line}: no such marks: {', '.join(sorted(wrong))}")
    return Block(line, language, match[2], told)


def _indented(match: re.Match[str], text: str) -> Block:
    """Return an indented block, which is one of commands: each a line, with what it does behind it."""
    lines = [EXPLAINED.sub("", line[4:]) for line in match[0].splitlines()]
    return Block(text.count("\n", 0, match.start()) + 1, SHELL, "\n".join(lines) + "\n")


def commands(text: str) -> list[str]:
    """Return the commands of a block: a line each, and those that end in a backslash with what follows."""
    joined = re.sub(r"\\\n\s*", "", text)
    return [line.strip() for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
