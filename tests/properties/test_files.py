"""What holds for any bytes and any settings: a named outcome, and a record that is believed only where it is whole."""

import hashlib
import json
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.intake.copy import take_copy
from pipeline.job import Job, report_of
from pipeline.model.canonical import canonical_json, printable
from pipeline.model.outcome import Outcome, Report, report_schema
from pipeline.settings import Settings
from pipeline.worker.judge import converted
from pipeline.worker.order import OUTPUTS, RECORD, Ended
from tests.hostile.build import CONTENT, bare, flate
from tests.properties.strategies import few
from tests.taking import take_in

NAMED = frozenset({Outcome.NOT_PDF, Outcome.DAMAGED, Outcome.ENCRYPTED, Outcome.LIMIT})
BYTES = st.binary(max_size=300)


def taken(data: bytes) -> Outcome | None:
    """Return how some bytes are refused, None where they are taken in."""
    with TemporaryDirectory() as folder:
        path, spool = Path(folder) / "a.pdf", Path(folder) / "spool"
        path.write_bytes(data)
        spool.mkdir()
        try:
            take_in(path, spool, Settings())
        except Stop as stop:
            return stop.outcome
    return None


@few(100)
@given(BYTES)
def test_any_bytes_are_copied_as_they_are_or_refused(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path, spool = Path(folder) / "a.pdf", Path(folder) / "spool"
        path.write_bytes(data)
        spool.mkdir()
        try:
            source = take_copy(path, spool, Settings())
        except Stop as stop:
            assert stop.outcome is Outcome.NOT_PDF
            return
        assert source.path.read_bytes() == data
        assert (source.size, source.sha256) == (len(data), hashlib.sha256(data).hexdigest())


@few(60)
@given(BYTES)
def test_any_bytes_behind_a_header_end_with_a_name(data: bytes) -> None:
    assert taken(b"%PDF-1.7\n" + data) in NAMED


@few(40)
@given(BYTES, st.integers(0, 600))
def test_noise_inside_a_file_is_refused_or_taken_in(noise: bytes, place: int) -> None:
    whole = bare({4: flate(b"BT /F 12 Tf (Well) Tj ET")})
    outcome = taken(whole[:place] + noise + whole[place:])
    assert outcome is None or outcome in NAMED


@few(40)
@given(BYTES, st.integers(0))
def test_a_stream_whose_checksum_fails_is_told(text: bytes, place: int) -> None:
    packed = bytearray(zlib.compress(b"BT " + text))
    packed[-1 - place % 4] ^= 1
    body = b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), bytes(packed))
    assert "I102" in findings(bare({4: body}))


@few(40)
@given(BYTES)
def test_a_whole_stream_is_not_told(text: bytes) -> None:
    assert "I102" not in findings(bare({4: flate(b"BT " + text)}))


@few(40)
@given(st.binary(min_size=1, max_size=40).filter(lambda data: b"%" not in data and data.strip(b"\r\n \t\x00") != b""))
def test_what_stands_before_or_behind_is_told(noise: bytes) -> None:
    whole = bare({4: flate(b"BT ET")})
    assert "I105" in findings(whole + b"\n" + noise)
    assert "I104" in findings(noise + b"\n" + whole)


def findings(data: bytes) -> set[str]:
    with TemporaryDirectory() as folder:
        path, spool = Path(folder) / "a.pdf", Path(folder) / "spool"
        path.write_bytes(data)
        spool.mkdir()
        return {finding.code for finding in take_in(path, spool, Settings()).findings}


def test_the_plain_file_is_taken_in() -> None:
    assert taken(bare({4: CONTENT})) is None


@few(100)
@given(st.text() | st.lists(st.text()) | st.integers() | st.none() | st.binary())
def test_any_formats_are_taken_or_refused(value: object) -> None:
    try:
        settings = Settings.model_validate({"to": value})
    except ValidationError:
        return
    assert len(set(settings.to)) == len(settings.to)


@pytest.mark.parametrize("outcome", Outcome)
@few(6)
@given(name=st.text(), detail=st.none() | st.text())
def test_any_outcome_of_any_file_has_a_valid_report(outcome: Outcome, name: str, detail: str | None) -> None:
    report = report_of(Job(printable(name)), outcome, detail, Settings(to=("json",)))
    data = canonical_json(report)
    jsonschema.Draft202012Validator(report_schema()).validate(json.loads(data))
    assert Report.model_validate_json(data) == report


@few(60)
@given(BYTES)
def test_no_bytes_are_taken_for_a_record(data: bytes) -> None:
    with TemporaryDirectory() as spool:
        (Path(spool) / OUTPUTS).mkdir()
        (Path(spool) / RECORD).write_bytes(data)
        with pytest.raises(Stop) as stopped:
            converted(Path(spool), Ended(status=0, peak=0, seconds=0.0), Settings())
        assert stopped.value.outcome is Outcome.WORKER


@few(60)
@given(st.integers(0), st.integers(0, 7))
def test_an_output_that_is_not_the_one_reported_is_refused(place: int, bit: int) -> None:
    data = bytearray(b"{}" * 20)
    job = Job("a.pdf", files={"a.json": bytes(data)})
    report = report_of(job, Outcome.OK, None, Settings(to=("json",)))
    data[place % len(data)] ^= 1 << bit
    with TemporaryDirectory() as spool:
        (Path(spool) / OUTPUTS).mkdir()
        (Path(spool) / OUTPUTS / "a.json").write_bytes(data)
        (Path(spool) / RECORD).write_text(report.model_dump_json(), "utf-8")
        with pytest.raises(Stop) as stopped:
            converted(Path(spool), Ended(status=0, peak=0, seconds=0.0), Settings())
        assert stopped.value.outcome is Outcome.WORKER
