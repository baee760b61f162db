"""A receiver of events on the loopback: it answers as it is told to, and keeps what it was sent."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pipeline.notify.event import Event
from pipeline.notify.notifier import Limits

QUICK = Limits(first_wait=0.001, longest_wait=0.002, seconds=5)


def event(identifier: str = "e1") -> Event:
    """Return an event."""
    return Event(id=identifier, input="in/A é.pdf", folder="A é", status="ok", code=0)


@dataclass
class Received:
    """What a receiver was sent, in order."""

    port: int = 0
    requests: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """The address of the receiver."""
        return f"http://127.0.0.1:{self.port}/hook?key=k"


@contextmanager
def receiver(answers: Sequence[int] = (204,), held: bool = False) -> Iterator[Received]:
    """Answer each request with the next status, the last one for ever; where it is held, only once that is let go."""
    received = Received()
    if not held:
        received.hold.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.requests.append((self.path, dict(self.headers), body))
            received.hold.wait(10)
            self.send_response(answers[min(len(received.requests), len(answers)) - 1])
            self.send_header("Location", received.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        received.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield received
        finally:
            received.hold.set()
            server.shutdown()
            thread.join()
