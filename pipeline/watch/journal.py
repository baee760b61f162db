"""The journal of a watched folder: what is known of each document, in SQLite, through being killed at any moment.

Each change is one transaction, on the disk before anything is done about it. The journal lies on a local disk: SQLite's
locks and shared memory need one.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from pipeline.model.inline import Frozen
from pipeline.model.outcome import Outcome

VERSION = 1
BYTES = "bytes:"
PATIENCE = 60  # seconds that one process waits for another's transaction
FORM = """
CREATE TABLE document (
    id TEXT PRIMARY KEY, input TEXT NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL, sha256 TEXT, folder TEXT,
    code INTEGER, sentence TEXT, kept TEXT, ending TEXT,
    deaths INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
    interruptions INTEGER NOT NULL DEFAULT 0, told INTEGER NOT NULL DEFAULT 0, mark TEXT
) STRICT;
CREATE INDEX document_state ON document (state);
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_code ON document (code);
CREATE INDEX document_untold ON document (told) WHERE told = 0;
CREATE UNIQUE INDEX document_mark ON document (input, mark) WHERE mark IS NOT NULL;
CREATE TABLE folder (twin TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT;
CREATE INDEX folder_sha256 ON folder (sha256);
CREATE TABLE history (document TEXT NOT NULL, at REAL NOT NULL, said TEXT NOT NULL) STRICT;
CREATE INDEX history_document ON history (document);
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE timing (stage TEXT PRIMARY KEY, seconds REAL NOT NULL, count INTEGER NOT NULL) STRICT;
"""


class State(StrEnum):
    """Where a document is."""

    CLAIMING = "claiming"
    """It is about to be moved out of the folder, or was: the file itself says which."""
    CLAIMED = "claimed"
    """It is ours, and waits to be converted."""
    WORKING = "working"
    """It is being converted."""
    KEEPING = "keeping"
    """It has ended, and its input is about to be moved to where it is kept."""
    DONE = "done"
    DUPLICATE = "duplicate"
    """The same bytes were converted before."""
    FAILED = "failed"
    QUARANTINED = "quarantined"
    """It killed its worker, and is not tried again unless somebody says so."""
    RETRIED = "retried"
    """It had failed, and was put back into the folder as a new document."""


ENDED = frozenset({State.DONE, State.DUPLICATE, State.FAILED, State.QUARANTINED, State.RETRIED})
OPEN = frozenset(State) - ENDED


class Entry(Frozen):
    """What the journal knows of a document."""

    id: str
    input: str
    """Where it was found, below the watched folder; as `stored` gives it."""
    state: State
    owner: str
    """The watcher that has it."""
    sha256: str | None = None
    folder: str | None = None
    """The name of its folder in the output."""
    code: int | None = None
    sentence: str | None = None
    """What became of it, and what to do."""
    kept: str | None = None
    """Where its input is kept now, below the watched folder; as `stored` gives it."""
    ending: State | None = None
    """How it ends, once its input is kept."""
    deaths: int = 0
    """How often its worker died."""
    tries: int = 0
    """How often it failed for a reason that may pass."""
    interruptions: int = 0
    """How often a watcher ended while it was converted; nothing that is held against it."""
    told: bool = False
    """Whether its end was told to whoever wanted to be told."""
    mark: str | None = None
    """Size, time and number of a file that stays where it is; none of one that is moved."""

    @property
    def path(self) -> str:
        """Where it was found, as the system names it."""
        return restored(self.input)


def stored(path: str) -> str:
    """Return a path as a text that a journal can hold; the bytes of one that is no text are spelled out."""
    data = os.fsencode(path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return f"{BYTES}{quote_from_bytes(data)}"
    return f"{BYTES}{quote_from_bytes(data)}" if path.startswith(BYTES) else path


def restored(text: str) -> str:
    """Return the path that a text of a journal stands for."""
    return os.fsdecode(unquote_to_bytes(text.removeprefix(BYTES))) if text.startswith(BYTES) else text


class Journal:
    """The journal in a file, for all threads of a process."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it.

        Raises:
            sqlite3.Error: where it cannot be opened, or is of another version.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        with self.change():
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                for statement in FORM.split(";"):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {VERSION}")
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError(f"it is of version {version}, this program writes version {VERSION}")

    @contextmanager
    def change(self) -> Iterator[None]:
        """Let what is done inside be one change, alone among all processes: whole, or not at all."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:  # on a full disk it has been rolled back already
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def inbox(self) -> Path | None:
        """Return the folder whose documents these are; None where nobody has watched one so far."""
        rows = self._rows("SELECT value FROM about WHERE name = 'inbox'")
        return Path(restored(rows[0]["value"])) if rows else None

    def belongs_to(self, inbox: Path) -> None:
        """Let this be the journal of a folder."""
        with self.change():
            self._connection.execute("INSERT OR REPLACE INTO about VALUES ('inbox', ?)", (stored(str(inbox)),))

    def add(self, entry: Entry, said: str) -> bool:
        """Add a document; return False where the same file, at its place, is known already."""
        names = ", ".join(Entry.model_fields)
        holes = ", ".join("?" for _ in Entry.model_fields)
        with self.change():
            added = self._connection.execute(
                f"INSERT OR IGNORE INTO document ({names}) VALUES ({holes})",  # noqa: S608 - names of our own
                tuple(entry.model_dump(mode="json").values()),
            ).rowcount
            if added:
                self._say(entry.id, said)
        return bool(added)

    def alter(self, entry: Entry, said: str | None, **changes: object) -> Entry:
        """Change a document, and write into its history what was done; return it as it is now."""
        changed = entry.model_copy(update=changes)
        values = changed.model_dump(mode="json")
        with self.change():
            self._connection.execute(
                f"UPDATE document SET {', '.join(f'{name} = ?' for name in changes)} WHERE id = ?",  # noqa: S608
                (*(values[name] for name in changes), entry.id),
            )
            if said:
                self._say(entry.id, said)
        return changed

    def take_over(self, entry: Entry, owner: str) -> Entry | None:
        """Let a watcher have what another had; return None where a third was faster."""
        with self.change():
            taken = self._connection.execute(
                "UPDATE document SET owner = ? WHERE id = ? AND owner = ? AND state = ?",
                (owner, entry.id, entry.owner, entry.state),
            ).rowcount
        return entry.model_copy(update={"owner": owner}) if taken else None

    def start(self, entry: Entry, sha256: str) -> Entry | None:
        """Begin to convert; return None while another document with the same bytes is being converted."""
        with self.change():
            if self.at_work(sha256, entry.id):
                return None
            return self.alter(entry, "conversion begins", state=State.WORKING, sha256=sha256)

    def remove(self, entry: Entry) -> None:
        """Forget a document that turned out not to be ours."""
        with self.change():
            self._connection.execute("DELETE FROM document WHERE id = ?", (entry.id,))
            self._connection.execute("DELETE FROM history WHERE document = ?", (entry.id,))

    def get(self, id: str) -> Entry | None:  # noqa: A002 - the field's name
        """Return a document by its id, or by a beginning of it that no other has."""
        found = self._entries("id GLOB ? || '*' AND ? NOT GLOB '*[^0-9a-f]*'", id, id)
        return found[0] if len(found) == 1 else None

    def named(self, name: str) -> Entry | None:
        """Return the newest document that was found under a name, or at a place below the watched folder."""
        text = stored(name)
        end = f"/{text.removeprefix(BYTES)}"
        found = self._entries("input = ? OR substr(input, -length(?)) = ?", text, end, end)
        return found[-1] if found else None

    def knows(self, id: str) -> bool:  # noqa: A002 - the field's name
        """Return whether a document has this id."""
        return bool(self._rows("SELECT 1 FROM document WHERE id = ?", id))

    def among(self, states: frozenset[State]) -> list[Entry]:
        """Return the documents in some states, in the order in which they came."""
        holes = ", ".join("?" for _ in states)
        return self._entries(f"state IN ({holes})", *sorted(states))

    def to_review(self) -> list[Entry]:
        """Return the documents that are done and need review, in the order in which they came."""
        return self._entries("state = 'done' AND code = ?", str(Outcome.REVIEW.code))

    def untold(self) -> list[Entry]:
        """Return the documents that have ended, and of whose end nobody was told."""
        holes = ", ".join("?" for _ in ENDED)
        return self._entries(f"told = 0 AND state IN ({holes})", *sorted(ENDED))

    def at_work(self, sha256: str, but: str) -> bool:
        """Return whether another document with the same bytes is being converted, or about to be kept."""
        return bool(self._entries("sha256 = ? AND id != ? AND state IN ('working', 'keeping')", sha256, but))

    def marked(self) -> set[tuple[str, str]]:
        """Return place and mark of every file that is known and stays where it is."""
        rows = self._rows("SELECT input, mark FROM document WHERE mark IS NOT NULL AND state != 'retried'")
        return {(restored(row["input"]), row["mark"]) for row in rows}

    def counts(self) -> dict[State, int]:
        """Return how many documents are in each state."""
        rows = self._rows("SELECT state, count(*) AS number FROM document GROUP BY state")
        return {State(row["state"]): row["number"] for row in rows}

    def codes(self) -> dict[int, int]:
        """Return how many documents ended with each code."""
        rows = self._rows("SELECT code, count(*) AS number FROM document WHERE code IS NOT NULL GROUP BY code")
        return {row["code"]: row["number"] for row in rows}

    def history(self, entry: Entry) -> list[tuple[float, str]]:
        """Return what was done with a document: when, in seconds since 1970, and what."""
        rows = self._rows("SELECT at, said FROM history WHERE document = ? ORDER BY rowid", entry.id)
        return [(row["at"], row["said"]) for row in rows]

    def folder_of(self, sha256: str) -> str | None:
        """Return the output folder of some bytes; None where they are new."""
        rows = self._rows("SELECT name FROM folder WHERE sha256 = ? ORDER BY rowid LIMIT 1", sha256)
        return rows[0]["name"] if rows else None

    def take_folder(self, twin: str, name: str, sha256: str) -> bool:
        """Let some bytes have an output folder; return False where others have it."""
        with self.change():
            self._connection.execute("INSERT OR IGNORE INTO folder VALUES (?, ?, ?)", (twin, name, sha256))
            rows = self._rows("SELECT sha256 FROM folder WHERE twin = ?", twin)
        return bool(rows[0]["sha256"] == sha256)

    def release_folder(self, sha256: str) -> None:
        """Let the output folder of some bytes be free: they gave no result."""
        with self.change():
            self._connection.execute("DELETE FROM folder WHERE sha256 = ?", (sha256,))

    def time(self, timings: dict[str, float]) -> None:
        """Count the seconds of each stage of a document."""
        with self.change():
            for stage, seconds in timings.items():
                self._connection.execute(
                    "INSERT INTO timing VALUES (?, ?, 1) ON CONFLICT (stage) DO UPDATE SET"
                    " seconds = seconds + excluded.seconds, count = count + 1",
                    (stage, seconds),
                )

    def timings(self) -> dict[str, tuple[float, int]]:
        """Return the seconds of each stage in all, and of how many documents."""
        rows = self._rows("SELECT stage, seconds, count FROM timing ORDER BY stage")
        return {row["stage"]: (row["seconds"], row["count"]) for row in rows}

    def close(self) -> None:
        """Close it."""
        with self._lock:
            self._connection.close()

    def _say(self, id: str, said: str) -> None:  # noqa: A002 - the field's name
        self._connection.execute("INSERT INTO history VALUES (?, ?, ?)", (id, time.time(), said))

    def _entries(self, condition: str, *values: str) -> list[Entry]:
        names = ", ".join(Entry.model_fields)
        rows = self._rows(f"SELECT {names} FROM document WHERE {condition} ORDER BY rowid", *values)  # noqa: S608
        return [Entry(**dict(row)) for row in rows]

    def _rows(self, statement: str, *values: str) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()
