"""page-validation: a second engine for PDF/UA, with nothing in common with the first."""

from collections.abc import Sequence

import page

from tools.validate.documents import Document
from tools.validate.results import Failure, Verdict


def judge(documents: Sequence[Document]) -> Verdict:
    """Return its verdict on the PDFs of documents, under PDF/UA-1."""
    failures: list[Failure] = []
    for document in documents:
        try:
            report = page.validate_pdf(str(document.file("pdf")), profile=page.ValidationProfile.PDF_UA_1)
        except page.PageError as error:
            failures.append(Failure(document.name, "not validated", str(error)))
            continue
        failures += [Failure(document.name, found.rule_id, found.message) for found in report.failures]
    return Verdict("page-validation PDF/UA-1", len(documents), tuple(failures))
