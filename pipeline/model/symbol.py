"""The symbol of a United Nations document: parsed once, printed always the same way."""

import re
from dataclasses import dataclass

from pipeline.model.resolution import Frozen

# Letters of other scripts that look like Latin capitals; symbols in the wild hold them.
LOOKALIKES = str.maketrans("АВЕКМНОРСТУХΑΒΕΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXABEHIKMNOPTYX")
_HYPHENS = str.maketrans("\u2010\u2011", "--")

_PART = r"[A-Z0-9][A-Za-z0-9.\-]*"
_BRACKET = r"\((?:\d{4}|(?:S-|ES-)?[IVXLC]+|(?:Part|Vol\.) ?[IVXLC]+)\)"
_ADDITIONS = r"(?:/(?:Rev|Add|Corr|Amend)\.\d+)*"
# A/75/399, S/RES/2379 (2017), A/CONF.157/24 (Part I)/Corr.1: what a symbol looks like in a text.
PATTERN = rf"[A-Z]{{1,6}}(?:/{_PART})+(?:(?: ?{_BRACKET})+{_ADDITIONS})?"

_WHOLE = re.compile(
    rf"(?P<path>[A-Z]{{1,6}}(?:/{_PART})+?)(?: ?(?P<suffix>[A-Z](?: ?[-–] ?[A-Z])?))?"
    rf"(?P<additions>{_ADDITIONS})(?:(?P<brackets>(?: ?{_BRACKET})+)(?P<later>{_ADDITIONS}))?"
)
_SESSION = re.compile(r"(?:S-|ES-)?\d+")
_ADOPTED = frozenset({"RES", "DEC"})


@dataclass(frozen=True)
class _Path:
    series: tuple[str, ...]
    session: str | None
    number: str


class Symbol(Frozen):
    """A document's symbol by its parts; `str()` prints it, and gives a symbol back that is equal.

    `series` is what stands before session and number: ("A", "RES"), ("A", "C.3"), ("NPT", "CONF.2000"). `brackets`
    are the old sessions, years and parts of "1514 (XV)", "2379 (2017)" and "28 (Part I)", without their brackets;
    `later` are additions behind them, "24 (Part I)/Corr.1".
    """

    series: tuple[str, ...]
    session: str | None = None
    number: str
    suffix: str | None = None
    additions: tuple[str, ...] = ()
    brackets: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    def __str__(self) -> str:
        path = "/".join((*self.series, *((self.session,) if self.session else ()), self.number))
        suffix = f" {self.suffix}" if self.suffix else ""
        additions, later = ("".join(f"/{part}" for part in parts) for parts in (self.additions, self.later))
        return path + suffix + additions + "".join(f" ({bracket})" for bracket in self.brackets) + later

    @property
    def adopted(self) -> bool:
        """Say whether it names a resolution or decision, and not a document about one."""
        return self.series[-1] in _ADOPTED

    def uri(self, language: str) -> str:
        """Return the canonical address of the document in a language, by its BCP 47 tag."""
        return f"https://docs.un.org/{language}/{str(self).replace(' ', '').replace('–', '-')}"


def parse(text: str) -> Symbol | None:
    """Return the symbol that a text is, or None where it is none.

    Spaces before suffix and brackets may lack; letters that only look Latin are read as what they look like.
    """
    match = _WHOLE.fullmatch(text.translate(LOOKALIKES).translate(_HYPHENS).strip())
    if match is None or not re.search(r"\d", match[0]):
        return None
    path, suffix = match["path"], match["suffix"]
    glued = re.fullmatch(r"(.+/(?:RES|DEC)/.*\d)([A-Za-z](?:-[A-Za-z])?)", path)
    if glued and not suffix:
        path, suffix = glued[1], glued[2].upper()
    parts = _parts(path.split("/"))
    return Symbol(
        series=parts.series,
        session=parts.session,
        number=parts.number,
        suffix=re.sub(r" ?[-–] ?", "–", suffix) if suffix else None,
        additions=tuple(match["additions"].split("/")[1:]),
        brackets=_brackets(match["brackets"] or ""),
        later=tuple((match["later"] or "").split("/")[1:]),
    )


def _brackets(printed: str) -> tuple[str, ...]:
    return tuple(re.sub(r"(Part|Vol\.) ?", r"\1 ", bracket) for bracket in re.findall(r"\(([^)]+)\)", printed))


def _parts(path: list[str]) -> _Path:
    """Tell series, session and number apart: the session is the first part in figures that has a part behind it."""
    for position, part in enumerate(path[1:-1], 1):
        if _SESSION.fullmatch(part):
            return _Path(tuple(path[:position]), part, "/".join(path[position + 1 :]))
    return _Path(tuple(path[:-1]), None, path[-1])
