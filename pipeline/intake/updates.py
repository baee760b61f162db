"""Updates at the end of a file: what an earlier state showed, and the file as it is now does not."""

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pikepdf

from pipeline.damage import DAMAGE
from pipeline.intake.kinds import CHANGED_LATER, UPDATED
from pipeline.model.finding import Finding

END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
OBJECT = re.compile(rb"\d\s+obj\b")
MOST = 5  # states of a file that are looked at, the latest
KEYS = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
APART = frozenset({"/Parent", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified"})


def check_updates(data: bytes, pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding where a file was updated, and one for each earlier state whose pages showed something else.

    Args:
        data: the file.
        pdf: the same file, opened.
    """
    ends = _ends_of_states(data)
    if not ends:
        return
    now, states = None, 0
    for end in ends[-MOST:]:
        try:
            with pikepdf.open(io.BytesIO(data[:end]), attempt_recovery=False) as earlier:
                before = _shown(earlier)
        except DAMAGE:  # no state of its own: the first part of a file that is laid out for the web
            continue
        states += 1
        now = now or _shown(pdf)
        if before != now:
            yield CHANGED_LATER.at(page=_first_other(before, now), found=f"state {states}: {_counts(before, now)}")
    if states:
        yield UPDATED.at(found=states)


def _ends_of_states(data: bytes) -> list[int]:
    """Return where each state but the last ends: one to which objects were added behind its end.

    Word ends its files twice, the second time with a table of nothing.
    """
    ends = [found.end() for found in END.finditer(data)]
    return [end for end, following in pairwise(ends) if OBJECT.search(data, end, following)]


def _shown(pdf: pikepdf.Pdf) -> list[bytes]:
    """Return a digest for each page of what it draws, and with what; of what pages share, at the first of them."""
    seen: set[tuple[int, int]] = set()
    return [_digest([_inherited(page.obj, key) for key in KEYS], seen) for page in pdf.pages]


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """Return an entry of a page, or of what is above it in the tree of pages (ISO 32000-1, 7.7.3.4)."""
    around: set[tuple[int, int]] = set()
    node: pikepdf.Object | None = page
    while isinstance(node, pikepdf.Dictionary) and node.objgen not in around:
        if key in node:
            return node[key]
        around.add(node.objgen)
        node = node.get("/Parent")
    return None


def _digest(values: Sequence[pikepdf.Object | None], seen: set[tuple[int, int]]) -> bytes:
    digest, left = hashlib.sha256(), list(values)
    while left:
        value = left.pop()
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        if isinstance(value, pikepdf.Stream):
            digest.update(value.read_raw_bytes())
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            names = sorted(set(value.keys()) - APART)
            digest.update(" ".join(names).encode("utf-8", "surrogateescape"))
            left += [value.get(name) for name in names]
        elif isinstance(value, pikepdf.Array):
            left += list(value)
        else:
            digest.update(repr(value).encode("utf-8", "surrogateescape"))
    return digest.digest()


def _first_other(before: list[bytes], now: list[bytes]) -> int | None:
    return next((page for page, (one, other) in enumerate(zip(before, now, strict=False), 1) if one != other), None)


def _counts(before: list[bytes], now: list[bytes]) -> str:
    if len(before) != len(now):
        return f"{len(before)} pages, now {len(now)}"
    return f"{sum(one != other for one, other in zip(before, now, strict=True))} of {len(now)} pages"
