"""Running heads and feet as page margin boxes."""

from tests.typeset.expected import plain
from tests.typeset.source import Header

_HEAD = (
    "vertical-align: bottom; width: 50%; font-size: 8.5pt; line-height: 10pt; font-weight: bold; white-space: pre-line;"
)
_RULE = "border-bottom: 0.24pt solid; padding-bottom: 3pt; margin-bottom: 8pt;"
_PAGE_NUMBER = 'content: counter(page) "/" counter(pages); font-size: 8.5pt; font-weight: bold;'
_FOOT = "vertical-align: top; padding-top: 14.5pt; line-height: 10pt;"


def rules(header: Header) -> str:
    """Return the style sheet of the running heads and feet: the symbol outside, the title inside."""
    symbol, title = _string(header.symbol), _string(header.running_title or plain(header.title_line))
    job = f"content: {_string(header.job_number.split(' ')[0])}; font-size: 7pt;"
    sides = (
        _page(":left", (symbol, title), (_PAGE_NUMBER, job)),
        _page(":right", (title, symbol), (job, _PAGE_NUMBER)),
    )
    return "".join(sides) + (
        "@page :first { @top-left { content: none; border: none } @top-right { content: none; border: none }"
        " @bottom-right { content: none } }"
    )


def _page(selector: str, heads: tuple[str, str], feet: tuple[str, str]) -> str:
    boxes = (
        f"@top-left {{ {_HEAD} {_RULE} content: {heads[0]}; text-align: left }}",
        f"@top-right {{ {_HEAD} {_RULE} content: {heads[1]}; text-align: right }}",
        f"@bottom-left {{ {_FOOT} {feet[0]} }}",
        f"@bottom-right {{ {_FOOT} {feet[1]} text-align: right }}",
    )
    return f"@page {selector} {{ {' '.join(boxes)} }}"


def _string(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
