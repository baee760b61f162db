"""What each store promises, whatever holds it."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest
from obstore.store import LocalStore, MemoryStore

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome, Output
from pipeline.store.local import Folder
from pipeline.store.objects import Objects
from pipeline.store.store import Store, open_store
from tests.store.results import NEW, OLD, published

Given = tuple[Store, Callable[[str, bytes], None]]
NAMES = ("a b.pdf", "B.PDF", "A~%20#é文.pdf", "a?b*[c].pdf", "-x.pdf", "É.pdf", "z.pdf")
NO_NAMES = (
    "",
    "/a.pdf",
    "../a.pdf",
    "a/../../b.pdf",
    "a//b.pdf",
    "a/",
    ".",
    "a/./b.pdf",
    "a\nb.pdf",
    "a\0.pdf",
    "\x85.pdf",
)


@pytest.fixture(params=["folder", "file", "memory"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Given:
    """Return a store, and how a file comes to be in it."""
    root = tmp_path / "store"
    root.mkdir()

    def write(name: str, data: bytes) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)

    if request.param == "memory":
        opened = open_store("memory://")
        assert isinstance(opened, Objects)
        return opened, lambda name, data: cast("None", opened.bucket.put(name, data))
    return open_store(str(root) if request.param == "folder" else root.as_uri()), write


def stopped(call: Callable[[], Any]) -> Stop:
    with pytest.raises(Stop) as caught:
        call()
    return caught.value


@pytest.mark.parametrize("prefix", ["", "in", "in/2020/"])
def test_the_pdfs_of_a_folder_are_named_in_the_order_of_their_bytes(given: Given, prefix: str) -> None:
    store, write = given
    before = f"{prefix.rstrip('/')}/" if prefix else ""
    for name in (*NAMES, "a.txt", "pdf", ".hidden.pdf", "A/A.pdf", "A/report.json"):
        write(f"{before}{name}", b"%PDF-")
    write("other/x.pdf", b"%PDF-")
    write("inn.txt", b"")
    assert list(store.names(prefix)) == sorted((f"{before}{name}" for name in NAMES), key=str.encode)


@pytest.mark.parametrize("name", [*NAMES, "in/2020/a.pdf"])
def test_a_document_is_brought_under_its_own_name(given: Given, name: str, tmp_path: Path) -> None:
    store, write = given
    write(name, b"%PDF-1.7")
    fetched = store.fetch(name, tmp_path, 8)
    assert (fetched.parent, fetched.name, fetched.read_bytes()) == (tmp_path, name.rsplit("/")[-1], b"%PDF-1.7")


def test_a_document_that_is_too_large_is_not_brought(given: Given, tmp_path: Path) -> None:
    store, write = given
    write("a.pdf", b"x" * 3_000_001)
    (tmp_path / "to").mkdir()
    assert stopped(lambda: store.fetch("a.pdf", tmp_path / "to", 3_000_000)).outcome is Outcome.LIMIT
    assert list((tmp_path / "to").iterdir()) == []
    assert store.fetch("a.pdf", tmp_path / "to", 3_000_001).stat().st_size == 3_000_001


def test_an_object_that_is_larger_than_it_says_is_not_read_to_its_end(tmp_path: Path) -> None:
    taken = []

    class Lying(MemoryStore):
        meta: ClassVar = {"size": 1}

        def get(self, *_: Any, **__: Any) -> Any:
            return self

        def stream(self, _size: int) -> Iterator[bytes]:
            for number in range(100):
                taken.append(number)
                yield b"x" * 10

    assert stopped(lambda: Objects("s3://bucket", Lying()).fetch("a.pdf", tmp_path, 25)).outcome is Outcome.LIMIT
    assert (taken, list(tmp_path.iterdir())) == ([0, 1, 2], [])


def test_a_document_that_is_not_there_is_told(given: Given, tmp_path: Path) -> None:
    assert stopped(lambda: given[0].fetch("a.pdf", tmp_path / "store", 8)).outcome is Outcome.IO


def test_a_folder_to_bring_into_that_is_not_there_is_told(given: Given, tmp_path: Path) -> None:
    given[1]("a.pdf", b"x")
    assert stopped(lambda: given[0].fetch("a.pdf", tmp_path / "none", 8)).outcome is Outcome.IO


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_leads_elsewhere_is_refused(given: Given, name: str, tmp_path: Path) -> None:
    store, _ = given
    source = published(tmp_path / "A", NEW)
    (tmp_path / "a.pdf").write_bytes(b"outside")
    calls: list[Callable[[], Any]] = [
        lambda: store.fetch(name, tmp_path, 8),
        lambda: store.put(source, name),
        lambda: store.report(name),
    ]
    if name not in ("", "a/"):
        calls.append(lambda: list(store.names(name)))
    assert [(stop := stopped(call)).outcome is Outcome.IO and "no name" in stop.detail for call in calls] == [
        True
    ] * len(calls)


def test_a_result_is_put_and_its_report_is_found(given: Given, tmp_path: Path) -> None:
    store, _ = given
    for files in (OLD, NEW):
        source = published(tmp_path / next(iter(files.values())).decode() / "A", files)
        store.put(source, "out/A")
        assert store.report("out/A") == (source / "report.json").read_bytes()
        held = {file: store.fetch(f"out/A/{file}", tmp_path, 10_000).read_bytes() for file in files}
        assert held == files
    assert stopped(lambda: store.fetch("out/A/A.docx", tmp_path, 10_000)).outcome is Outcome.IO


def test_a_result_that_failed_is_a_report_alone(given: Given, tmp_path: Path) -> None:
    store, _ = given
    store.put(published(tmp_path / "A", {}), "A")
    assert store.report("A") is not None


@pytest.mark.parametrize("name", ["A.json", "../A.json", "absent.json", "report.json", ""])
@pytest.mark.parametrize("data", [b"new", b"old", b"newer"])
def test_a_file_stands_where_it_has_its_name_its_size_and_its_digest(
    given: Given, name: str, data: bytes, tmp_path: Path
) -> None:
    store, _ = given
    store.put(published(tmp_path / "result", {"A.json": b"new"}), "A")
    item = Output(file=name, format="json", sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    assert store.stands("A", [item]) == ((name, data) == ("A.json", b"new"))
    assert (store.stands("A", []), store.stands("B", [item])) == (True, False)


def test_where_nothing_stands_there_is_no_report(given: Given) -> None:
    assert given[0].report("A") is None


def test_what_is_no_whole_result_is_not_put(given: Given, tmp_path: Path) -> None:
    store, _ = given
    (tmp_path / "empty").mkdir()
    changed = published(tmp_path / "changed", NEW)
    (changed / "A.json").write_bytes(b"nww")
    lacking = published(tmp_path / "lacking", NEW)
    (lacking / "A.pdf").unlink()
    leading = published(tmp_path / "leading", {"../A.json": b""})
    for folder in (tmp_path / "empty", changed, lacking, leading, tmp_path / "none"):
        assert stopped(partial(store.put, folder, "A")).outcome is Outcome.IO
    assert store.report("A") is None


def test_the_same_result_is_not_written_again_to_a_folder(tmp_path: Path) -> None:
    source, store = published(tmp_path / "A", NEW), Folder(tmp_path / "out")
    store.put(source, "A")
    before = (tmp_path / "out" / "A").stat().st_ino
    store.put(source, "A")
    assert (tmp_path / "out" / "A").stat().st_ino == before
    (tmp_path / "out" / "A" / "A.json").write_bytes(b"nww")
    store.put(source, "A")
    assert (tmp_path / "out" / "A" / "A.json").read_bytes() == b"new"


def test_what_others_put_into_a_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out" / "A").mkdir(parents=True)
    (tmp_path / "out" / "A" / "mine.txt").touch()
    source = published(tmp_path / "A", NEW)
    assert stopped(lambda: Folder(tmp_path / "out").put(source, "A")).outcome is Outcome.DESTINATION


def test_no_link_in_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.pdf").write_bytes(b"x")
    (tmp_path / "in" / "a.pdf").symlink_to(tmp_path / "secret.pdf")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    store = Folder(tmp_path / "in")
    assert [stopped(partial(store.fetch, name, tmp_path, 8)).outcome for name in ("a.pdf", "up/secret.pdf")] == [
        Outcome.IO,
        Outcome.IO,
    ]


def test_many_names_come_page_by_page() -> None:
    class Pages(MemoryStore):
        taken = 0

        def list(self, *_: Any, **options: Any) -> Any:
            for page in range(1000):
                self.taken += 1
                yield [{"path": f"{page:04}-{number:04}.pdf"} for number in range(options["chunk_size"])]

    pages = Pages()
    names = Objects("s3://bucket", pages).names("")
    first = [next(names) for _ in range(1500)]
    assert (first[0], first[-1], pages.taken) == ("0000-0000.pdf", "0001-0499.pdf", 2)


@pytest.mark.parametrize(
    ("place", "kind"),
    [("in", Folder), ("/in", Folder), ("memory://", Objects), ("s3://bucket/in", Objects), ("gs://bucket", Objects)],
)
def test_a_place_says_what_holds_it(place: str, kind: type) -> None:
    assert isinstance(open_store(place), kind)


def test_a_place_of_a_file_is_a_store_of_objects(tmp_path: Path) -> None:
    store = open_store(tmp_path.as_uri())
    assert isinstance(store, Objects)
    assert isinstance(store.bucket, LocalStore)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "ftp://host/x",
        "https://host/x",
        "s3://",
        "s3://name:KEY@bucket/in",
        "s3://bucket/in?sig=1",
        "az://container",
        "file:///no/such",
    ],
)
def test_a_place_that_can_be_no_store_is_refused(place: str) -> None:
    stop = stopped(lambda: open_store(place))
    assert stop.outcome is Outcome.USAGE
    assert "KEY" not in stop.detail
    assert "\n" not in stop.detail


def test_without_the_extra_a_place_in_the_cloud_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "pipeline.store.objects")
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    stop = stopped(lambda: open_store("s3://bucket"))
    assert stop.outcome is Outcome.USAGE
    assert "install resolution-pipeline[cloud]" in stop.detail
    assert isinstance(open_store("in"), Folder)
