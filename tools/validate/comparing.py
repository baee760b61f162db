"""What a reader found against what the model says: text by text, only white space and controls of direction ignored."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.model.resolution import Resolution
from tools.validate import expected
from tools.validate.documents import Document
from tools.validate.expected import MARK, Line, squeeze
from tools.validate.results import Failure, Figure, Verdict

RAISED, LOWERED = "\ue001", "\ue002"
"""Stand in a text around what is written in the style of note marks."""

_GROUP = re.compile(f"{RAISED}([^{LOWERED}]*){LOWERED}")
_SHOWN = 40
ALL = Figure(0, 0)


@dataclass(frozen=True)
class Reading:
    """What a reader found in a file: its paragraphs in order, those of tables too, and its notes in order of marks.

    `MARK` stands where a note is anchored, `RAISED` and `LOWERED` around text in the style of note marks.
    """

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]


def compare(name: str, documents: Sequence[Document], read: Callable[[Document], Reading]) -> Verdict:
    """Return the verdict of one reader over documents."""
    figures = dict.fromkeys(("paragraphs", "labels", "notes", "anchors"), ALL)
    failures: list[Failure] = []
    for document in documents:
        counted, failed = against_model(document.model, read(document))
        figures = {key: figures[key] + counted[key] for key in figures}
        failures += [Failure(document.name, rule, message) for rule, message in failed]
    return Verdict(name, len(documents), tuple(failures), figures)


def against_model(model: Resolution, reading: Reading) -> tuple[dict[str, Figure], list[tuple[str, str]]]:
    """Return the figures of one file, and (rule, message) of what is not as the model says."""
    markers = frozenset(squeeze(marker) for marker in expected.markers(model))
    found = [_anchored(text, markers) for text in reading.paragraphs]
    wanted = expected.body(model)
    pairs, extra = _pairs([_bare(line.text) for line in wanted], [_bare(text) for text in found])
    failures = [*_unlike(wanted, found, pairs), *_surplus(model, [found[place] for place in extra])]
    labelled = [place for place, line in enumerate(wanted) if line.label]
    good = {place for place in labelled if place in pairs and _begins(reading.paragraphs[pairs[place]], wanted[place])}
    failures += [("label", _show(wanted[place].text)) for place in labelled if place not in good]
    anchors = sum(line.text.count(MARK) for line in wanted)
    placed = sum(_same_marks(line.text, found[pairs[place]]) for place, line in enumerate(wanted) if place in pairs)
    notes, missing = _notes(model, reading.notes, markers)
    figures = {
        "paragraphs": Figure(sum(_bare(found[b]) == _bare(wanted[a].text) for a, b in pairs.items()), len(wanted)),
        "labels": Figure(len(good), len(labelled)),
        "notes": notes,
        "anchors": Figure(placed, anchors),
    }
    return figures, failures + missing


def _anchored(text: str, markers: Iterable[str]) -> str:
    """Return a text squeezed, with one `MARK` for each mark: what stands around a note's number belongs to the mark."""
    characters = {character for marker in markers for character in marker}

    def mark(group: re.Match[str]) -> str:
        inside = squeeze(group[1])
        if MARK in inside:
            return inside if set(inside) - {MARK} - characters else MARK * inside.count(MARK)
        return MARK if inside in markers else inside

    joined = re.sub(f"{LOWERED}\\s*{RAISED}", "", text)
    return squeeze(_GROUP.sub(mark, joined))


def _bare(text: str) -> str:
    return text.replace(MARK, "")


def _pairs(wanted: list[str], found: list[str]) -> tuple[dict[int, int], list[int]]:
    """Return which found line stands for each wanted one, and the found ones that stand for none."""
    pairs: dict[int, int] = {}
    for tag, start, end, other, other_end in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and start > 0):
            pairs |= dict(zip(range(start, end), range(other, other_end), strict=False))
    taken = set(pairs.values())
    return pairs, [place for place, text in enumerate(found) if place not in taken and text]


def _unlike(wanted: Sequence[Line], found: Sequence[str], pairs: dict[int, int]) -> list[tuple[str, str]]:
    failures = []
    for place, line in enumerate(wanted):
        there = found[pairs[place]] if place in pairs else ""
        if _bare(there) != _bare(line.text):
            failures.append(("paragraph", difference(line.text, there)))
        elif there != line.text:
            failures.append(("anchor", difference(line.text, there)))
    return failures


def _surplus(model: Resolution, extra: Sequence[str]) -> list[tuple[str, str]]:
    """Hold what stands around the body to the head, the notes without a mark and the closing sentence, both ways."""
    rest = "".join(_bare(text) for text in extra)
    failures = []
    kept = [squeeze(note.marker + expected.inline(note.content)) for note in expected.uncited(model)]
    for text in sorted((*expected.head(model), *kept), key=len, reverse=True):
        if _bare(text) not in rest:
            failures.append(("head", f"missing {_show(text)}"))
        rest = rest.replace(_bare(text), "\0", 1)
    rest = rest.replace("\0", "").strip(".-")
    return [*failures, ("surplus", _show(rest))] if rest else failures


def _begins(text: str, line: Line) -> bool:
    """Return whether a paragraph begins with its label, set apart from what follows."""
    label = r"\s*".join(re.escape(character) for character in squeeze(line.label))
    return re.match(rf"\s*{label}(\s|$|[{MARK}{RAISED}])", expected.visible(text)) is not None


def _same_marks(wanted: str, found: str) -> int:
    """Return how many marks stand at the character where they belong."""
    return len(_places(wanted) & _places(found))


def _places(text: str) -> set[tuple[int, int]]:
    pieces = text.split(MARK)
    lengths = [len("".join(pieces[: count + 1])) for count in range(len(pieces) - 1)]
    return {(length, lengths[:count].count(length)) for count, length in enumerate(lengths)}


def _notes(model: Resolution, found: Sequence[str], markers: frozenset[str]) -> tuple[Figure, list[tuple[str, str]]]:
    spare = [squeeze(expected.inline(note.content)) for note in expected.uncited(model)]
    wanted = expected.notes(model)
    for text in spare:
        wanted.remove(text)
    read = [_without_marker(text, markers) for text in found]
    matcher = SequenceMatcher(None, wanted, read, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    failures = [
        ("note", difference("".join(wanted[a:b]), "".join(read[c:d])))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    return Figure(same, len(wanted)), failures


def _without_marker(text: str, markers: frozenset[str]) -> str:
    """Return the text of a note, squeezed, without the marker that it begins with."""
    characters = re.escape("".join(sorted({*"".join(markers), MARK})))
    joined = re.sub(f"{LOWERED}\\s*{RAISED}", "", text)
    return (
        squeeze(re.sub(f"^\\s*{RAISED}[{characters}\\s]*{LOWERED}", "", joined))
        .replace(RAISED, "")
        .replace(LOWERED, "")
    )


def difference(wanted: str, found: str) -> str:
    """Return where two texts part company, in a few characters of each."""
    place = next(
        (n for n, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found))
    )
    start = max(0, place - _SHOWN // 4)
    return f"expected «{_show(wanted[start:])}» found «{_show(found[start:])}»"


def _show(text: str) -> str:
    return text[:_SHOWN].replace(MARK, "[mark]")
