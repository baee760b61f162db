"""The text that a PDF shows, read with pdfium, which had no part in writing it."""

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

# pdfium marks a hyphen at a line's end with one of these instead.
LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})


def shown(data: bytes) -> str:
    """Return the text of every page, without what is tagged as an artifact, as running heads are."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(_page_text(document[number]) for number in range(len(document)))
    finally:
        document.close()


def _page_text(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    try:
        objects = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=1, textpage=text_page)
        return "".join(_object_text(item.raw, text_page.raw) for item in objects if not _is_artifact(item.raw))
    finally:
        text_page.close()
        page.close()


def _is_artifact(item: Any) -> bool:
    return any(
        _mark_name(pdfium.FPDFPageObj_GetMark(item, place)) == "Artifact"
        for place in range(pdfium.FPDFPageObj_CountMarks(item))
    )


def _mark_name(mark: Any) -> str:
    buffer, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 64, length)
    return buffer.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace")


def _object_text(item: Any, text_page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace").translate(LINE_END_HYPHENS)
