"""What somebody is told of an input that has ended."""

import hashlib

from pipeline.model.record import Record
from pipeline.notify.event import Event, EventFile


def event_of(record: Record) -> Event:
    """Return the event of a record; its id is the same whenever the same input ends in the same way, to the byte."""
    files = (part for item in record.outputs for part in (item.file, item.sha256))
    what = "\0".join(map(str, (record.input, record.sha256, record.code, record.folder, *files)))
    return Event(
        id=hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:24],
        input=record.input,
        folder=record.folder,
        status=record.status,
        code=record.code,
        detail=record.detail,
        sha256=record.sha256,
        symbol=record.symbol,
        language=record.language,
        outputs=tuple(EventFile(file=item.file, sha256=item.sha256) for item in record.outputs),
    )
