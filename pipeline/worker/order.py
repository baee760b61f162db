"""What parent and leaf say to each other: one JSON object a line, validated on either side; never pickled code."""

from pathlib import Path

from pydantic import Field

from pipeline.model.inline import Frozen

RECORD = "record.json"
STAGES = "stages"
OUTPUTS = "outputs"


class Order(Frozen):
    """A document to convert: its private copy in its spool, and the settings as JSON."""

    name: str
    """The file's name, as the user knows it."""
    copy_path: Path
    """The private copy; its folder is the spool, the only place where the child may write."""
    sha256: str
    size: int
    settings: str
    """`Settings`, dumped as JSON."""
    stage: str | None = None
    """The stage to look into; null to convert."""
    readable: tuple[Path, ...] = ()
    """Where libraries and fonts lie besides the places of the system."""


class Begun(Frozen):
    """The leaf's first answer: the child that works on the order."""

    pid: int
    layers: tuple[str, ...]
    """The layers of isolation around the child that hold on this machine."""


class Ended(Frozen):
    """The leaf's second answer: how the child ended."""

    status: int
    """As `os.wait4` gives it."""
    peak: int = Field(ge=0)
    """Most memory resident at one time, in bytes."""
    seconds: float = Field(ge=0)
    """Processor time used."""
