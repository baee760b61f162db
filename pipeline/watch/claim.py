"""Claiming: what is to be done stands in the journal before it is done, so that whoever comes after can go on."""

import os
import secrets
from pathlib import Path

from pipeline.watch import site as places
from pipeline.watch.journal import OPEN, Entry, State, stored
from pipeline.watch.scan import Seen
from pipeline.watch.site import Alive, Site
from pipeline.watch.whole import done_file


def claim(site: Site, seen: Seen, owner: str, done: str | None) -> Entry | None:
    """Let a file be ours; return None where it was taken by another, or is known already.

    Args:
        site: the watched folder.
        seen: the file.
        owner: the watcher that claims.
        done: the form of the name of the file that said that this one is whole, which is moved along.

    Raises:
        OSError: where it cannot be moved.
    """
    id = secrets.token_hex(6)  # noqa: A001 - the field's name
    entry = Entry(id=id, input=stored(seen.input), state=State.CLAIMING, owner=owner)
    if site.in_place:
        entry = entry.model_copy(update={"state": State.CLAIMED, "mark": seen.mark})
        return entry if site.journal.add(entry, f"found, {seen.size} bytes") else None
    site.journal.add(entry, f"found, {seen.size} bytes")
    return _moved(site, entry, done)


def _moved(site: Site, entry: Entry, done: str | None) -> Entry | None:
    folder = site.claim(entry.id)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        taken = places.take(site.inbox, entry.path, folder)
    except OSError:
        _forget(site, entry)
        raise
    if not taken:
        _forget(site, entry)
        return None
    _unsay(site, entry, done)
    return site.journal.alter(entry, "claimed", state=State.CLAIMED)


def _unsay(site: Site, entry: Entry, done: str | None) -> None:
    """Remove the file that said that one is whole, so that it is not said of the next of its name."""
    if done is not None and not places.lies(site.inbox, entry.path):
        places.remove(site.inbox, done_file(Path(entry.path), done).as_posix())


def _forget(site: Site, entry: Entry) -> None:
    places.discard(site.claim(entry.id))
    site.journal.remove(entry)


def recover(site: Site, alive: Alive, done: str | None = None) -> None:
    """Take over what watchers left that are no longer alive, and what lies among the claims without being known.

    Args:
        site: the watched folder.
        alive: who of its watchers is alive.
        done: as `claim` takes it.

    Raises:
        OSError: where the watched folder cannot be read.
    """
    for entry in site.journal.among(OPEN):
        if not alive.has(entry.owner):
            mine = site.journal.take_over(entry, alive.name)
            if mine is not None:
                resume(site, mine, done, interrupted=True)
    alive.bury()
    if site.in_place:
        return
    for folder in sorted(site.claims.iterdir()) if site.claims.is_dir() else ():
        if folder.is_dir() and not site.journal.knows(folder.name):
            _adopt(site, folder, alive.name)


def resume(site: Site, entry: Entry, done: str | None = None, *, interrupted: bool) -> Entry | None:
    """Bring a document of ours to where work on it can go on; return None where there is nothing to go on with."""
    held = places.lies(site.inbox, entry.path) if site.in_place else places.held(site, entry.id) is not None
    match entry.state:
        case State.CLAIMING | State.CLAIMED if not held:
            _forget(site, entry)  # the rename never was, or somebody put the file back
            return None
        case State.CLAIMING:
            _unsay(site, entry, done)
            return site.journal.alter(entry, "claimed; the watcher that claimed it had ended", state=State.CLAIMED)
        case State.WORKING if held:
            count = entry.interruptions + interrupted
            said = f"interrupted, {count} so far; that is not held against it" if interrupted else "begun again"
            return site.journal.alter(entry, said, state=State.CLAIMED, interruptions=count)
        case State.WORKING:
            sentence = "Its file vanished while it was converted."
            return site.journal.alter(entry, sentence, state=State.FAILED, sentence=sentence)
    return entry


def _adopt(site: Site, folder: Path, owner: str) -> None:
    """Enter a claim that no journal knows: the journal was lost."""
    file = places.claimed_file(folder)
    if file is None:
        places.discard(folder)
        return
    entry = Entry(id=folder.name, input=stored(file.name), state=State.CLAIMED, owner=owner)
    site.journal.add(entry, "found among the claims, and unknown to the journal")


def give_back(site: Site) -> None:
    """Put back into the folder what claims of other journals hold whose watchers are not alive.

    Raises:
        OSError: where something cannot be moved.
    """
    root = site.inbox / places.OWN
    for other in sorted(root.iterdir()) if root.is_dir() else ():
        if other != site.claims and other.is_dir() and (lock := places.abandoned(other)):
            with lock:
                _emptied(site, other)


def _emptied(site: Site, claims: Path) -> None:
    for folder in sorted(claims.iterdir()):
        file = places.claimed_file(folder) if folder.is_dir() else None
        if file is not None:
            places.put(folder, file.name, site.inbox, file.name) or places.put(
                folder, file.name, site.inbox, f"{file.stem}~{folder.name}{file.suffix}"
            )
            os.rmdir(folder)  # noqa: PTH106 - beside the calls above
