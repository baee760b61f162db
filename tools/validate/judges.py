"""The judges in the order of the table: each with its name, the format it looks at, and how it is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools.validate import (
    docx_libreoffice,
    docx_lxml,
    docx_pandoc,
    open_xml,
    page_validation,
    pdf_pages,
    pdf_structure,
    pdf_text,
    schemas,
    verapdf,
    web,
)
from tools.validate.comparing import compare
from tools.validate.documents import Document
from tools.validate.results import Verdict


@dataclass(frozen=True)
class Judge:
    """One judge: the suffix of the files that it looks at, and what gives its verdict on documents that have one."""

    name: str
    suffix: str
    judge: Callable[[Sequence[Document]], Verdict]


def judges(work: Path) -> list[Judge]:
    """Return all judges; `work` is a folder for what they make on the way."""
    return [
        *(Judge(f"veraPDF {name}", "pdf", partial(verapdf.judge, name)) for name in verapdf.PROFILES),
        Judge("page-validation", "pdf", page_validation.judge),
        Judge("poppler, structure tree", "pdf", pdf_structure.judge),
        Judge("pdftotext", "pdf", pdf_text.judge_poppler),
        Judge("pdfium", "pdf", pdf_text.judge_pdfium),
        Judge("notes by their marks", "pdf", pdf_pages.judge_notes),
        Judge("glyphs", "pdf", pdf_pages.judge_glyphs),
        *(Judge(f"Open XML SDK {name}", "docx", partial(open_xml.judge_sdk, name)) for name in open_xml.VERSIONS),
        Judge("openxml-audit", "docx", open_xml.judge_audit),
        Judge("python-docx with lxml", "docx", partial(compare, "python-docx with lxml", read=docx_lxml.read)),
        Judge("pandoc", "docx", partial(compare, "pandoc", read=docx_pandoc.read)),
        Judge("LibreOffice", "docx", partial(_libreoffice, work)),
        Judge("jsonschema", "json", schemas.judge_json),
        Judge("Akoma Ntoso schema", "xml", schemas.judge_akoma_ntoso),
        Judge("axe", "html", web.judge_axe),
        Judge("Nu HTML checker", "html", web.judge_nu),
    ]


def _libreoffice(work: Path, documents: Sequence[Document]) -> Verdict:
    docx_libreoffice.convert(documents, "fodt", work)
    return compare("LibreOffice", documents, docx_libreoffice.reader(work))
