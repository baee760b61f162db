"""Intake: what surrounds a PDF in its file, what an update changed, and what its streams hold."""

import base64
import io
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import Stop
from pipeline.intake.check import check_file
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings
from tests import spoiled
from tests.hostile.build import bare, changed, flate, good, stream
from tests.hostile.lies import updated
from tests.reading import pdf

CONTENT = b"BT /F 12 Tf 72 700 Td (Wells and pumps) Tj ET"
ZIP_END = b"PK\x05\x06" + bytes(18)


def found(data: bytes, folder: Path, **limits: int) -> dict[str, str]:
    """Return what intake finds in a file, by code."""
    path = folder / "source.pdf"
    path.write_bytes(data)
    return {item.code: item.found or "" for item in check_file(path, Settings.model_validate(limits))[1]}


def refused(data: bytes, folder: Path, **limits: int) -> Outcome:
    with pytest.raises(Stop) as stopped:
        found(data, folder, **limits)
    return stopped.value.outcome


def saved(data: bytes, *, linearize: bool = False) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(written, linearize=linearize, deterministic_id=True)
    return written.getvalue()


def with_a_stream(data: bytes, filters: list[str]) -> bytes:
    """Return a good resolution with a stream that is not shown."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as file:
        file.Root.Extra = file.make_stream(b"")
        file.Root.Extra.write(data, filter=pikepdf.Array([pikepdf.Name(name) for name in filters]))
        level = pikepdf.StreamDecodeLevel.none
        file.save(written, deterministic_id=True, compress_streams=False, stream_decode_level=level)
    return written.getvalue()


def archive(comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(zipfile.ZipInfo("well.txt"), "water")
        package.comment = comment
    return target.getvalue()


SURROUNDED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "nothing": (good, set()),
    "laid out for the web": (lambda: saved(good(), linearize=True), set()),
    "white space behind": (lambda: good() + b"\r\n\0\0 \n", set()),
    "a page before": (lambda: b"<html><script>" + good(), {"I104"}),
    "a program before": (lambda: b"MZ\x90\x00" + good(), {"I104"}),
    "a picture before": (lambda: b"\xff\xd8\xff\xe0JFIF" + good(), {"I104"}),
    "a script behind": (lambda: good() + b"<script>", {"I105"}),
    "a package behind": (lambda: good() + archive(), {"I105", "I111"}),
    "a package that ends as a PDF does": (
        lambda: good().rsplit(b"startxref", 1)[0] + archive(b"startxref" + good().rsplit(b"startxref", 1)[1]),
        {"I111"},
    ),
    "no end": (lambda: good().replace(b"%%EOF", b"     "), {"I106"}),
    "two papers": (lambda: good() + pdf("en_points"), {"I107"}),
    "two papers without a line between": (lambda: good().rstrip() + good(), {"I107"}),
}


@pytest.mark.parametrize("case", SURROUNDED)
def test_what_surrounds_a_paper_is_named(case: str, tmp_path: Path) -> None:
    make, codes = SURROUNDED[case]
    told = set(found(make(), tmp_path)) - {"I101", "I108", "I109"}
    assert told == codes


def test_an_update_that_changes_a_page_is_told(tmp_path: Path) -> None:
    told = found(updated(b"BT ET"), tmp_path)
    assert (told["I108"], told["I109"]) == ("state 1: 1 of 1 pages", "1")


def appended(data: bytes, number: int, body: bytes) -> bytes:
    """Return a file with an update at its end that gives one object another value."""
    before = int(data.rsplit(b"startxref", 1)[1].split()[0])
    with pikepdf.open(io.BytesIO(data)) as file:
        root, size = file.Root.objgen[0], int(file.trailer.Size)
    written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
    row = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(data))
    end = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return data + written + row + end % (max(size, number + 1), root, before, len(data) + len(written))


def test_an_update_that_changes_a_font_is_told(tmp_path: Path) -> None:
    other = b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"
    assert "I108" in found(appended(bare({4: flate(CONTENT)}), 5, other), tmp_path)


def test_an_update_that_changes_no_page_is_a_notice(tmp_path: Path) -> None:
    signed = appended(bare({4: flate(CONTENT)}), 6, b"<< /Type /Sig >>")
    assert found(signed, tmp_path) == {"I109": "1"}


def test_a_file_that_ends_twice_as_those_of_word_do_was_not_updated(tmp_path: Path) -> None:
    data = bare({4: flate(CONTENT)})
    start = int(data.rsplit(b"startxref", 1)[1].split()[0])
    second = b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF" % (start, len(data))
    assert found(data + second, tmp_path) == {}


def test_tables_for_the_web_that_are_wrong_are_a_notice(tmp_path: Path) -> None:
    data = saved(good(), linearize=True)
    start = data.index(b"/E ") + 3
    end = data.index(b" ", start)
    wrong = data[:start] + b"9" * (end - start) + data[end:]
    assert set(found(wrong, tmp_path)) == {"I110"}


def test_damage_of_a_file_laid_out_for_the_web_is_no_notice(tmp_path: Path) -> None:
    data = saved(good(), linearize=True)
    with pikepdf.open(io.BytesIO(data)) as file:
        raw = file.pages[0].obj.Contents.read_raw_bytes()
    place = data.index(raw) + len(raw) // 2
    told = found(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :], tmp_path)
    assert set(told) & {"I101", "I102"}


def test_text_that_no_checksum_proves_is_told(tmp_path: Path) -> None:
    assert found(bare({}), tmp_path) == {"I103": "1 streams"}
    assert found(bare({4: flate(CONTENT)}), tmp_path) == {}


def broken(data: bytes) -> bytes:
    """Return a compressed stream whose checksum is wrong."""
    return data[:-1] + bytes([data[-1] ^ 1])


def lzw(data: bytes) -> bytes:
    """Return data in LZW, all literal: nine bits a byte, cleared before the table grows."""
    bits = ""
    for start in range(0, len(data), 200):
        bits += f"{256:09b}" + "".join(f"{byte:09b}" for byte in data[start : start + 200])
    bits += f"{257:09b}"
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


PACKED = zlib.compress(b"wells " * 50)
CHAINS: dict[str, tuple[bytes, list[str], bool]] = {
    "Flate": (PACKED, ["/FlateDecode"], True),
    "Flate by its short name": (PACKED, ["/Fl"], True),
    "Flate, wrong sum": (broken(PACKED), ["/FlateDecode"], False),
    "Flate, cut": (PACKED[:-6], ["/FlateDecode"], False),
    "Flate, more behind": (PACKED + b"water", ["/FlateDecode"], False),
    "Flate, a line's end behind": (PACKED + b"\r\n", ["/FlateDecode"], True),
    "85 and Flate": (base64.a85encode(PACKED) + b"~>", ["/ASCII85Decode", "/FlateDecode"], True),
    "85 and Flate, wrong sum": (base64.a85encode(broken(PACKED)) + b"~>", ["/ASCII85Decode", "/FlateDecode"], False),
    "85, cut": (base64.a85encode(PACKED), ["/ASCII85Decode"], False),
    "digits and Flate": (PACKED.hex().encode() + b">", ["/ASCIIHexDecode", "/FlateDecode"], True),
    "digits and Flate, wrong sum": (broken(PACKED).hex().encode() + b">", ["/ASCIIHexDecode", "/FlateDecode"], False),
    "no digits": (b"zz>", ["/ASCIIHexDecode"], False),
    "runs": (b"\x02abc\xfex\x80", ["/RunLengthDecode"], True),
    "runs, cut": (b"\x02abc\xfex", ["/RunLengthDecode"], False),
    "LZW and Flate": (lzw(PACKED), ["/LZWDecode", "/FlateDecode"], True),
    "LZW and Flate, wrong sum": (lzw(broken(PACKED)), ["/LZWDecode", "/FlateDecode"], False),
    "Flate twice": (zlib.compress(PACKED), ["/FlateDecode", "/FlateDecode"], True),
    "Flate twice, wrong sum within": (zlib.compress(broken(PACKED)), ["/FlateDecode", "/FlateDecode"], False),
    "a picture": (b"\xff\xd8", ["/DCTDecode"], True),
}


@pytest.mark.parametrize("case", CHAINS)
def test_every_stream_is_proven_through_its_filters(case: str, tmp_path: Path) -> None:
    data, filters, whole = CHAINS[case]
    assert ("I102" not in found(with_a_stream(data, filters), tmp_path)) == whole


MEBI = 1 << 20
BOMBS: dict[str, tuple[bytes, list[str]]] = {
    "Flate": (zlib.compress(bytes(20 * MEBI)), ["/FlateDecode"]),
    "Flate twice": (zlib.compress(zlib.compress(bytes(20 * MEBI))), ["/FlateDecode", "/FlateDecode"]),
    "runs": (b"\x81x" * (MEBI // 8) + b"\x80", ["/RunLengthDecode"]),
    "85": (b"z" * 3 * MEBI + b"~>", ["/ASCII85Decode"]),
    "digits": (b"00" * 11 * MEBI + b">", ["/ASCIIHexDecode"]),
}


@pytest.mark.parametrize("case", BOMBS)
def test_what_decodes_to_too_much_is_refused(case: str, tmp_path: Path) -> None:
    assert refused(with_a_stream(*BOMBS[case]), tmp_path, max_stream_bytes=10 * MEBI) is Outcome.LIMIT


def test_an_object_stream_is_measured_before_the_file_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = flate(b"7 0 (x)" + b" " * 20 * MEBI, b"/Type /ObjStm /N 1 /First 4 ")
    monkeypatch.setattr(pikepdf, "open", None)
    assert refused(bare({6: bomb}), tmp_path, max_stream_bytes=10 * MEBI) is Outcome.LIMIT


def test_more_filters_than_any_writer_uses_are_refused(tmp_path: Path) -> None:
    assert refused(with_a_stream(b"00>", ["/ASCIIHexDecode"] * 26), tmp_path) is Outcome.LIMIT
    assert "I102" in found(with_a_stream(b"00>", ["/ASCIIHexDecode"] * 25), tmp_path)


@pytest.mark.parametrize("depth", [400, 5_000, 200_000])
@pytest.mark.parametrize("marks", [(b"[", b"]"), (b"<< /A ", b">>")])
def test_deep_nesting_ends_in_a_named_outcome(depth: int, marks: tuple[bytes, bytes], tmp_path: Path) -> None:
    data = bare({4: flate(CONTENT), 6: marks[0] * depth + b"0" + marks[1] * depth})
    try:
        told = found(data, tmp_path)
    except Stop as stop:
        assert stop.outcome in {Outcome.DAMAGED, Outcome.LIMIT}
    else:
        assert ("I101" in told) == (depth > 499)


def test_many_streams_in_one_another_are_measured_in_time(tmp_path: Path) -> None:
    nested = b"".join(b"stream\n" + zlib.compress(b"") for _ in range(3_000))
    began = time.process_time()
    found(bare({4: flate(CONTENT), 6: stream(nested)}), tmp_path)
    assert time.process_time() - began < 5


def test_a_changed_file_keeps_its_findings_few(tmp_path: Path) -> None:
    def add(file: pikepdf.Pdf) -> None:
        for number in range(40):
            held = file.make_stream(b"")
            held.write(broken(zlib.compress(bytes(number))), filter=pikepdf.Name.FlateDecode)
            file.Root[f"/Extra{number}"] = held

    path = tmp_path / "source.pdf"
    path.write_bytes(spoiled.with_a_wrong_checksum())
    assert {item.severity.value for item in check_file(path, Settings())[1]} == {"review"}
    path.write_bytes(changed(add, compress=False))
    assert len(check_file(path, Settings())[1]) <= 40
