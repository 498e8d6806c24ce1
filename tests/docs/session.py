"""Runs what a page tells its reader to do, in order, in one folder, and gives what the screen would show.

Commands run inside this process, so that the language model is opened once; only `onrecord` and `echo $?` are known.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from click.testing import CliRunner
from pages import Block

from onrecord.cli import cli

_ID = re.compile(r"\b(?:clm|doc|org|pos|stm)-[0-9a-f]{12}\b")
_EXAMPLE = re.compile(r"^<!-- example: (\S+) -->$", re.M)


class Session:
    """A reader at a terminal and a Python prompt in `folder`, which must be the working folder."""

    def __init__(self, folder: Path, page: str) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "page"}
        self.printed = ""
        self.code = 0
        for place in _EXAMPLE.findall(page):
            with as_file(files("onrecord") / "examples" / "karabakh") as example:
                shutil.copytree(example, folder / place)

    def block(self, block: Block) -> str:
        """Do what the block says; the code that should stand in the page."""
        if "file" in block.marks:
            path = self.folder / block.marks["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.code, encoding="utf-8")
        elif block.language == "python":
            self._python(block.code)
        elif "prints" in block.marks:
            return self.printed
        elif block.language == "console":
            return "".join(self._lines(block))
        return block.code

    def _python(self, code: str) -> None:
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            exec(compile(code, "<page>", "exec"), self.names)
        self.printed = shown.getvalue()

    def _lines(self, block: Block) -> Iterator[str]:
        for command in _commands(block.code):
            if "id" in block.marks:
                command = _ID.sub(self._first_id(block.marks["id"]), command)
            shown = self._run(command.replace("\\\n", " "))
            yield f"$ {command}\n"
            yield _shortened(shown, block.marks.get("show"))

    def _first_id(self, listing: str) -> str:
        shown = self._call([*shlex.split(listing), "--format", "jsonl"], None).splitlines()
        return str(json.loads(shown[0])["id"])

    def _run(self, command: str) -> str:
        if command == "echo $?":
            return f"{self.code}\n"
        program, *words = shlex.split(command)
        assert program == "onrecord", f"only onrecord runs here, not {command!r}"
        given, target = None, None
        if "<" in words:
            place = words.index("<")
            given, words = (self.folder / words[place + 1]).read_bytes(), words[:place] + words[place + 2 :]
        if ">" in words:
            place = words.index(">")
            target, words = self.folder / words[place + 1], words[:place]
        expanded = [path for word in words for path in self._matching(word)]
        shown = self._call(expanded, given, apart=target is not None)
        if target is None:
            return shown
        target.write_text(shown, encoding="utf-8")
        return ""

    def _matching(self, word: str) -> list[str]:
        if "*" not in word:
            return [word]
        found = sorted(str(path.relative_to(self.folder)) for path in self.folder.glob(word))
        return found or [word]  # as a shell does

    def _call(self, words: list[str], given: bytes | None, *, apart: bool = False) -> str:
        result = CliRunner().invoke(cli, words, input=given)
        self.code = result.exit_code
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.stdout if apart else result.output


def _commands(code: str) -> list[str]:
    """The lines that begin with `$ `, each with its continuation lines."""
    return re.findall(r"^\$ ((?:[^\n]*\\\n)*[^\n]*)$", code, flags=re.M)


def _shortened(shown: str, keep: str | None) -> str:
    """The lines without blanks at their ends; where `keep` is given, `...` for every run of others."""
    lines: list[str] = []
    for line in shown.splitlines():
        if keep is None or re.search(keep, line):
            lines.append(line.rstrip())
        elif lines[-1:] != ["..."]:
            lines.append("...")
    return "".join(f"{line}\n" for line in lines)
