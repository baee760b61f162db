"""A mutated paper is refused, or read as it was; where its text is another, it is never delivered as ok."""

import hashlib
import os
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdfium2

from pipeline.model.outcome import DELIVERED, Outcome
from pipeline.publish.names import stem
from pipeline.settings import Settings
from pipeline.worker.parent import Worker
from tests.reading import pdf, sources
from tests.torture.child import in_child
from tests.torture.mutate import CHANGES, Change
from tests.torture.row import Row
from tests.torture.scale import Scale, in_two
from tests.torture.trial import Trial, attempt, shown

JSON = Settings(to=("json",))
LEAST = 0.6  # of the mutations that leave the text as it was


@dataclass(frozen=True)
class Verdict:
    """What became of a mutation: its name, and how it ended.

    `same` says that the text that was delivered is the paper's; `unharmed` that another reader finds in the mutated
    file what it finds in the whole one.
    """

    name: str
    change: str
    trial: Trial
    same: bool
    unharmed: bool


def verdicts(papers: Iterable[Path], each: int, seed: int) -> Iterator[Verdict]:
    """Yield a verdict for so many mutations of each paper; papers that are refused whole are passed over."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder, Worker(os.environ) as worker:
        bench = _Bench(Path(folder), worker)
        for paper in papers:
            whole, text = bench.converted(paper.name, paper.read_bytes())
            if whole.report.code not in DELIVERED:
                continue
            read = second_reading(paper.read_bytes())
            for number in range(each):
                change = CHANGES[number % len(CHANGES)]
                data = mutated(paper, change, name := f"{paper.stem}/{seed}/{number}")
                trial, other = bench.converted(paper.name, data)
                yield Verdict(name, change.__name__, trial, other == text, second_reading(data) == read)


def mutated(paper: Path, change: Change, name: str) -> bytes:
    """Return a paper after a change; the same name gives the same bytes."""
    return change(paper.read_bytes(), random.Random(name))  # noqa: S311 - chance that can be repeated is wanted


@dataclass(frozen=True)
class _Bench:
    folder: Path
    worker: Worker

    def converted(self, name: str, data: bytes) -> tuple[Trial, str]:
        """Return how some bytes end, and the text that was delivered."""
        path = self.folder / name
        path.write_bytes(data)
        trial = attempt(name, path, self.folder / "out", JSON, self.worker)
        text = shown(self.folder / "out" / stem(path), trial.report).get("json", "")
        return trial, text


def second_reading(data: bytes) -> bytes:
    """Return a digest of the text of each page as pdfium reads it; nothing where it cannot."""
    return in_child(lambda: _digest(data))


def _digest(data: bytes) -> bytes:
    digest = hashlib.sha256()
    for page in pypdfium2.PdfDocument(data):
        digest.update(page.get_textpage().get_text_range().encode("utf-8", "surrogatepass") + b"\f")
    return digest.digest()


def run(scale: Scale) -> tuple[Row, ...]:
    """Return the lines of the table."""
    papers = scale.papers or fixtures()
    each = -(-scale.mutations // len(papers))
    return rows(in_two(partial(_share, each, scale.seed), papers))


def _share(each: int, seed: int, papers: tuple[Path, ...]) -> list[Verdict]:
    return list(verdicts(papers, each, seed))


def fixtures() -> tuple[Path, ...]:
    """Return short resolutions of our own, in six languages, as files."""
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    names = sorted(name for name in sources() if name.endswith("_assembly") or name == "zh_points_annex")
    for name in names:
        (folder / f"{name}.pdf").write_bytes(pdf(name))
    return tuple(sorted(folder.glob("*.pdf")))


def rows(found: Iterable[Verdict]) -> tuple[Row, ...]:
    """Return the lines of the table."""
    count: Counter[str] = Counter()
    broken: list[str] = []
    silent: list[str] = []
    for verdict in found:
        code = verdict.trial.report.code
        delivered = code in DELIVERED
        broken += [f"{verdict.name}: {promise}" for promise in verdict.trial.broken]
        count["all"] += 1
        count["changed"] += delivered and not verdict.same
        if code == Outcome.OK.code and not verdict.same:
            silent.append(f"{verdict.name} ({verdict.change})")
        count["unharmed"] += verdict.unharmed
        count["unharmed, delivered"] += verdict.unharmed and delivered
        count["unharmed, changed"] += verdict.unharmed and delivered and not verdict.same
        count["refused"] += not delivered
    named = "; ".join(silent[:9]) or "none"
    share = count["unharmed, delivered"] / max(1, count["unharmed"])
    return (
        Row("mutations that break a promise", count["all"], len(broken), "0", "; ".join(broken[:5]) or "none"),
        Row(
            "mutations with another text, delivered as ok",
            count["all"],
            len(silent),
            "0",
            f"{named}; {count['changed']} with another text for review, {count['refused']} refused",
        ),
        Row(
            "mutations that leave the text unharmed (by pdfium), delivered",
            count["unharmed"],
            int(share < LEAST),
            f"{LEAST:.0%}",
            f"{share:.1%}",
        ),
    )
