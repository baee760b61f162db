"""The text that an HTML page shows, read with the parser of the standard library."""

from html.parser import HTMLParser

# What the page says besides the text of the source: contents, a link past them, that it is unofficial, the job number.
OWN = frozenset({("nav", "contents"), ("a", "skip"), ("p", "notice"), ("footer", "")})
UNSEEN = frozenset({"head"})
VOID = frozenset({"meta", "link", "br", "wbr", "col", "hr"})


def shown(data: bytes) -> str:
    """Return the text of the page's masthead, text and notes."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(data.decode("utf-8"))
    reader.close()
    return "".join(reader.texts)


class _Reader(HTMLParser):
    """Gathers the text outside of what is the page's own; `own` counts the elements open within that."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.texts: list[str] = []
        self._own = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if tag not in VOID and (self._own or tag in UNSEEN or (tag, kind) in OWN):
            self._own += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without text."""

    def handle_endtag(self, tag: str) -> None:
        if self._own and tag not in VOID:
            self._own -= 1

    def handle_data(self, data: str) -> None:
        if not self._own:
            self.texts.append(data)
