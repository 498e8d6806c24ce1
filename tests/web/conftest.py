"""A room over the bundled example and some hostile documents, served on this machine for the whole session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import uvicorn
from served_room import Served

from onrecord import open_ledger, run
from onrecord.case import load_case
from onrecord.vocabulary import Case
from onrecord.web.app import make_app
from onrecord.web.room import Room
from onrecord.web.security import Door
from onrecord.web.serving import Listening, address_of, listen

HOSTILE = {
    "hostile.html": """<html><head><title>&lt;script&gt;window.stolen = 1&lt;/script&gt; =HYPERLINK("x")</title>
<meta name="author" content="&lt;img src=x onerror=window.stolen=2&gt;"></head><body><article>
<h1>&lt;script&gt;window.stolen = 1&lt;/script&gt; =HYPERLINK("x")</h1>
<p>France condemned Turkey over &lt;img src=x onerror="window.stolen=3"&gt; on 3 May 2019, its minister said
 \u202ereversed\u202c and &lt;/mark&gt;&lt;svg onload=window.stolen=4&gt;.</p>
<p>"We support Germany {{ 7*7 }} {% raw %} javascript:window.stolen=5", the minister of France said on Friday.</p>
</article></body></html>""",
    "right-to-left.txt": "\u0628\u064a\u0627\u0646 \u0635\u062d\u0641\u064a\n\n\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0625\u0646"
    " \u0627\u0644\u0628\u0644\u0627\u062f \u062a\u062f\u0639\u0645 \u0627\u0644\u0642\u0631\u0627\u0631 \u0648\u062a\u0631\u0641\u0636"
    " \u0627\u0644\u0639\u062f\u0648\u0627\u0646 \u0639\u0644\u0649 \u062c\u0627\u0631\u062a\u0647\u0627 \u0641\u064a \u0647\u0630\u0627 \u0627\u0644\u0639\u0627\u0645.\n",
}  # fmt: skip


@pytest.fixture(scope="session")
def case() -> Case:
    """The bundled example's case."""
    with as_file(files("onrecord") / "examples" / "karabakh" / "case.toml") as path:
        return load_case(path)


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory, case: Case) -> Path:
    """A ledger of the bundled example with hostile documents beside it."""
    folder = tmp_path_factory.mktemp("room")
    texts = folder / "texts"
    texts.mkdir()
    for name, text in HOSTILE.items():
        (texts / name).write_text(text, encoding="utf-8")
    path = folder / "room.duckdb"
    with as_file(files("onrecord") / "examples" / "karabakh") as example, open_ledger(path) as ledger:
        held = sorted(file for file in example.iterdir() if file.suffix in {".txt", ".html"})
        run([*held, texts], ledger=ledger, case=case)
    return path


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Served]]:
    """Opens servers, and closes them at the end."""
    running: list[tuple[uvicorn.Server, threading.Thread, Room]] = []

    def start(path: Path, case: Case | None, *, review: bool = False, password: str | None = None) -> Served:
        room = Room.enter(path, case=case, review=review)
        door = Door(hosts=frozenset({"127.0.0.1", "localhost"}), review=review, password=password)
        opened = listen(Listening(port=0))
        server = uvicorn.Server(
            uvicorn.Config(make_app(room, door), log_level="critical", lifespan="off", ws="none")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        running.append((server, thread, room))
        address = address_of(opened)
        return Served(room, address.rstrip("/"), opened.getsockname()[1], door)

    yield start
    for server, thread, room in running:
        server.should_exit = True
        thread.join(timeout=10)
        room.close()


@pytest.fixture(scope="session")
def served(serve: Callable[..., Served], ledger_file: Path, case: Case) -> Served:
    """The room, open for reading alone."""
    return serve(ledger_file, case)
