"""Whatever a child does, the conversion ends with a documented outcome, in bounded time, and nothing is left behind."""

import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.intake.copy import take_copy
from pipeline.model.outcome import Outcome, Report
from pipeline.run import convert_file
from pipeline.settings import Settings
from pipeline.worker import parent
from pipeline.worker.order import Order
from pipeline.worker.parent import Worker, _font_places
from tests.hostile.bombs import picture
from tests.hostile.build import bare
from tests.reading import pdf

ENDS = {
    "hang": Outcome.TIME,
    "deaf": Outcome.TIME,
    "spin": Outcome.TIME,
    "memory": Outcome.MEMORY,
    "crash": Outcome.WORKER,
    "exit": Outcome.WORKER,
    "flood": Outcome.WORKER,
    "fork": Outcome.WORKER,
    "escape": Outcome.WORKER,
    "half": Outcome.WORKER,
    "garbage": Outcome.WORKER,
    "lie": Outcome.WORKER,
    "disk": Outcome.IO,
}
BUSY = ("spin",)  # needs the processor to come to its limit, which others may have
SECONDS = 2


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "paper.pdf"
    path.write_bytes(pdf("en_points"))
    return path


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


def settings(mock: str | None = None) -> Settings:
    return Settings(to=("json",), mock=mock, seconds=SECONDS, seconds_a_page=0, max_memory=2**29, asleep=1.0)


def left_over() -> list[str]:
    """Return the commands of processes that this one, or a leaf of it, has left."""
    own = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    return [Path(f"/proc/{pid}/cmdline").read_text("ascii", "replace") for pid in own]


@pytest.mark.parametrize(("mock", "outcome"), ENDS.items())
def test_a_child_that_misbehaves_ends_with_its_outcome_and_in_time(
    mock: str, outcome: Outcome, worker: Worker, paper: Path, tmp_path: Path
) -> None:
    begin = time.monotonic()
    report = convert_file(paper, tmp_path, settings(mock), convert=worker.convert)
    assert (report.status, report.outputs) == (outcome.status, ())
    assert worker.ended is not None
    assert worker.ended.seconds < SECONDS + 2, "of processor time: what else the machine does is no fault of a document"
    assert mock in BUSY or time.monotonic() - begin < SECONDS + 4
    assert [entry.name for entry in (tmp_path / "paper").iterdir()] == ["report.json"]


def test_an_unknown_fault_is_wrong_usage(worker: Worker, paper: Path, tmp_path: Path) -> None:
    report = convert_file(paper, tmp_path, settings("laugh"), convert=worker.convert)
    assert report.status == "usage"
    assert "hang" in (report.detail or "")


def test_fonts_of_the_user_are_found_and_nothing_else_of_the_environment() -> None:
    with Worker({"HOME": "/home/somebody", "SECRET": "x", "FONTCONFIG_FILE": "/opt/fonts.conf"}) as worker:
        assert worker.places == {
            "XDG_DATA_HOME": "/home/somebody/.local/share",
            "XDG_CACHE_HOME": "/home/somebody/.cache",
            "FONTCONFIG_FILE": "/opt/fonts.conf",
        }


@pytest.mark.parametrize("outcome", [item for item in Outcome if not item.publishes], ids=lambda item: item.status)
def test_every_outcome_can_be_reached(outcome: Outcome, worker: Worker, paper: Path, tmp_path: Path) -> None:
    assert convert_file(paper, tmp_path, settings(outcome.status), convert=worker.convert).code == outcome.code


def test_after_a_fault_the_next_document_is_converted(worker: Worker, paper: Path, tmp_path: Path) -> None:
    for name, mock in (("first", "crash"), ("second", None)):
        report = convert_file(paper, tmp_path / name, settings(mock), convert=worker.convert)
    assert report.status == "ok"


def test_a_child_gives_what_this_process_gives(worker: Worker, paper: Path, tmp_path: Path) -> None:
    apart = convert_file(paper, tmp_path / "apart", settings(), convert=worker.convert)
    here = convert_file(paper, tmp_path / "here", settings())
    assert apart.model_copy(update={"isolation": ()}) == here
    assert {"process", "limits"} <= set(apart.isolation)
    files = [(tmp_path / name / "paper" / "paper.json").read_bytes() for name in ("apart", "here")]
    assert files[0] == files[1]


def test_without_the_layers_of_the_kernel_the_outputs_are_the_same_and_the_report_says_so(
    worker: Worker, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Settings(to=("json", "docx", "pdf"))
    held = convert_file(paper, tmp_path / "held", whole, convert=worker.convert)
    without = (
        "from pipeline.worker import isolation, sockets; "
        "isolation.landlock_version = isolation.leave_network = sockets.can_forbid = lambda: 0; "
    )
    place = "from pipeline.worker.leaf"
    monkeypatch.setattr(parent, "START", parent.START.replace(place, without + place))
    with Worker(os.environ) as bare:
        free = convert_file(paper, tmp_path / "free", whole, convert=bare.convert)
    assert free.isolation == ("process", "limits")
    assert (free.code, free.outputs) == (held.code, held.outputs)
    assert len(free.outputs) == 3


def test_stages_are_told_while_they_go_on(worker: Worker, paper: Path, tmp_path: Path) -> None:
    stages: list[str] = []
    convert_file(paper, tmp_path, settings(), stages.append, worker.convert)
    assert stages[0] == "intake"
    assert stages[-1] == "publish"


def test_signals_that_are_sent_to_every_process_of_a_service_end_no_document(paper: Path, tmp_path: Path) -> None:
    settings = Settings(to=("json",))
    with Worker() as worker:
        assert convert_file(paper, tmp_path / "first", settings, convert=worker.convert).code == 0
        leaf = worker.pid or 0
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            os.kill(leaf, number)
        assert convert_file(paper, tmp_path / "second", settings, convert=worker.convert).code == 0
        assert worker.pid == leaf


def test_such_signals_pass_a_leaf_that_has_only_been_started(paper: Path, tmp_path: Path) -> None:
    ended: list[int] = []

    def kill(worker: Worker) -> None:
        while worker.pid is None:
            time.sleep(0.001)
        for _ in range(20):
            os.kill(worker.pid, signal.SIGTERM)
            time.sleep(0.005)
        ended.append(worker.pid)

    with Worker() as worker:
        killer = threading.Thread(target=kill, args=(worker,))
        killer.start()
        assert convert_file(paper, tmp_path, Settings(to=("json",)), convert=worker.convert).code == 0
        killer.join()
        assert worker.pid == ended[0]


def test_a_leaf_that_dies_takes_one_document_with_it(paper: Path, tmp_path: Path) -> None:
    with Worker() as worker:
        killer = threading.Timer(0.5, lambda: os.kill(worker.pid or 0, signal.SIGKILL))
        convert_file(paper, tmp_path / "first", settings(), convert=worker.convert)
        killer.start()
        assert (
            convert_file(paper, tmp_path / "second", settings("hang"), convert=worker.convert).status == "worker_died"
        )
        assert convert_file(paper, tmp_path / "third", settings(), convert=worker.convert).status == "ok"
    killer.join()


def test_a_leaf_that_died_while_it_had_nothing_to_do_takes_no_document_with_it(paper: Path, tmp_path: Path) -> None:
    with Worker() as worker:
        assert convert_file(paper, tmp_path / "first", settings(), convert=worker.convert).status == "ok"
        os.kill(worker.pid or 0, signal.SIGKILL)
        assert convert_file(paper, tmp_path / "second", settings(), convert=worker.convert).status == "ok"


def test_threads_may_use_a_worker_one_after_the_other(paper: Path, tmp_path: Path) -> None:
    statuses: list[str] = []
    with Worker() as worker:
        for number in range(3):  # the kernel ends a leaf with the thread that started it
            thread = threading.Thread(
                target=lambda place: statuses.append(
                    convert_file(paper, place, settings(), convert=worker.convert).status
                ),
                args=(tmp_path / str(number),),
            )
            thread.start()
            thread.join()
    assert statuses == ["ok", "ok", "ok"]


@pytest.mark.parametrize("mock", ["hang", "fork", "escape"])
def test_nothing_is_left_running(mock: str, paper: Path, tmp_path: Path) -> None:
    before = left_over()
    with Worker() as worker:
        convert_file(paper, tmp_path, settings(mock), convert=worker.convert)
    assert left_over() == before


def test_an_interruption_leaves_nothing_running(paper: Path, tmp_path: Path) -> None:
    before = left_over()

    def interrupted(_stage: str) -> None:
        raise KeyboardInterrupt

    with Worker() as worker, pytest.raises(KeyboardInterrupt):
        source = take_copy(paper, tmp_path, settings())
        worker.convert(source, settings(), interrupted)
    assert left_over() == before


def test_the_report_of_a_failure_is_valid(worker: Worker, paper: Path, tmp_path: Path) -> None:
    convert_file(paper, tmp_path, settings("crash"), convert=worker.convert)
    report = Report.model_validate_json((tmp_path / "paper" / "report.json").read_bytes())
    assert (report.code, report.input) == (16, "paper.pdf")


def test_a_picture_that_needs_a_program_to_be_read_is_no_failure_of_the_disk(worker: Worker, tmp_path: Path) -> None:
    """Libraries take a program that is not found for one that is not installed; any other error is one of the disk."""
    entries = b"/Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode"
    path = tmp_path / "picture.pdf"
    path.write_bytes(bare(picture(entries, bytes(64))))
    report = convert_file(path, tmp_path / "out", Settings(to=("json",)), convert=worker.convert)
    assert report.code == Outcome.NO_TEXT.code


def test_the_places_that_a_configuration_of_fonts_names_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "fonts.conf"
    file.write_text("<fontconfig><dir>/opt/fonts</dir><include ignore_missing='yes'>/opt/a.conf</include></fontconfig>")
    assert _font_places(str(file)) == (Path("/opt/fonts"), Path("/opt/a.conf"))
    assert _font_places(str(tmp_path / "none")) == _font_places(None) == ()


def test_a_parent_that_comes_late_to_both_answers_sees_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    send = parent._Leaf.send

    def slowly(leaf: parent._Leaf, order: Order) -> None:
        send(leaf, order)
        time.sleep(1)

    path = tmp_path / "bad.pdf"
    path.write_bytes(b"%PDF-1.4 and nothing else")
    with Worker() as worker:
        convert_file(path, tmp_path / "out", Settings(), convert=worker.convert)  # the leaf is warm
        monkeypatch.setattr(parent._Leaf, "send", slowly)
        rescue = threading.Timer(10, worker.give_up)
        rescue.start()
        try:
            assert convert_file(path, tmp_path / "out", Settings(), convert=worker.convert).code == Outcome.DAMAGED.code
        except KeyboardInterrupt:
            pytest.fail("it waits for an answer that it has")
        finally:
            rescue.cancel()


def test_a_program_that_has_many_files_open_can_convert(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(2048, hard), hard))
    path = tmp_path / "wells.pdf"
    path.write_bytes(pdf("en_masthead"))
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        with Worker() as worker:
            report = convert_file(path, tmp_path / "out", Settings(to=("json",)), convert=worker.convert)
    finally:
        for descriptor in opened:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert report.code == Outcome.OK.code
