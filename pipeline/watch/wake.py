"""Events of the system, where they can be had: they only make a watcher look sooner.

They are those of the watched folder itself; what happens in a folder below it is found by looking.
"""

import threading
from pathlib import Path

RETRY = 5.0  # seconds


def wake(inbox: Path, awake: threading.Event, ending: threading.Event) -> threading.Thread | None:
    """Start to set `awake` when something happens in a folder; return the thread, or None where that cannot be had.

    Args:
        inbox: the watched folder.
        awake: set when something happens.
        ending: set, it ends the thread.
    """
    try:
        from watchfiles import watch
    except ImportError:
        return None

    def follow() -> None:
        while not ending.is_set():
            try:
                # not what is below: the library would follow links to get there
                for _ in watch(inbox, recursive=False, stop_event=ending, rust_timeout=1000, raise_interrupt=False):
                    awake.set()
            except (OSError, RuntimeError):  # the folder has vanished, or the system has no events left to give
                ending.wait(RETRY)

    thread = threading.Thread(target=follow, name="resolution-wake", daemon=True)
    thread.start()
    return thread
