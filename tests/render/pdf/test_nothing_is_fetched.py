"""The typesetter fetches nothing, whatever a page asks for: what asks ends with the outcome of a bad output, or nothing
of it is in the file. No resolution makes a page ask.
"""

import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pytest

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.render.pdf import engine

ASKING: dict[str, tuple[str, dict[str, str]]] = {
    "picture": ("img", {"src": "{}"}),
    "object": ("object", {"data": "{}"}),
    "embedded": ("embed", {"src": "{}"}),
    "sheet of style": ("link", {"rel": "stylesheet", "href": "{}"}),
    "sheet of style in a page": ("style", {}),
    "attachment": ("link", {"rel": "attachment", "href": "{}"}),
    "attachment of a link": ("a", {"rel": "attachment", "href": "{}"}),
    "icon": ("link", {"rel": "icon", "href": "{}"}),
    "ground": ("p", {"style": "background: url({})"}),
    "mark of a list": ("p", {"style": "display: list-item; list-style-image: url({})"}),
    "border": ("p", {"style": "border: 5px solid; border-image: url({}) 1"}),
    "content": ("p", {"style": "content: url({})"}),
}
STYLES = (
    "@import '{}';",
    "@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}",
    "p::before {{ content: url({}) }}",
)


class _Counter(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.server.asked += 1  # type: ignore[attr-defined]


@pytest.fixture
def server() -> Iterator[socketserver.TCPServer]:
    """Yield a server that counts who connects."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Counter) as listening:
        listening.asked = 0  # type: ignore[attr-defined]
        thread = threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


def rendered(style: str, asking: tuple[str, dict[str, str]] | None) -> bytes:
    """Return the PDF of a page with one element, or nothing where the page is refused."""
    html = Element("html", {"lang": "en"})
    SubElement(SubElement(html, "head"), "title").text = "Wells"
    body = SubElement(html, "body")
    SubElement(body, "p").text = "A well."
    if asking:
        SubElement(SubElement(body, "p"), asking[0], asking[1]).text = "A pump."
    source = engine.Attachment("wells.json", "wells", b"{}", datetime(2000, 1, 1, tzinfo=UTC))
    job = engine.Job(html, style, ("Liberation Serif",), lambda _drawing: None, lambda data: data, source)
    try:
        return engine.render(job)
    except Stop as stop:
        assert stop.outcome is Outcome.OUTPUT
        return b""


@pytest.mark.parametrize("name", ASKING)
@pytest.mark.parametrize("local", [False, True], ids=["network", "file"])
def test_an_element_fetches_nothing(name: str, local: bool, server: socketserver.TCPServer, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    address = (tmp_path / "secret.png").as_uri() if local else f"http://127.0.0.1:{server.server_address[1]}/x"
    tag, attributes = ASKING[name]
    data = rendered("", (tag, {key: value.format(address) for key, value in attributes.items()}))
    assert b"secret" not in data.replace(address.encode(), b"")
    assert server.asked == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_fetches_nothing(style: str, server: socketserver.TCPServer) -> None:
    rendered(style.format(f"http://127.0.0.1:{server.server_address[1]}/x"), None)
    assert server.asked == 0  # type: ignore[attr-defined]
