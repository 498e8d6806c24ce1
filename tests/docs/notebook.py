"""Runs the cells of a notebook in order, in one folder, and gives what each would show; no kernel, no server.

A cell shows what it prints, and its last line where that is an expression: as text, and as the picture or table that the
value makes of itself, by the methods that every notebook asks for.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

Cell = dict[str, Any]
_FORMS = {"_repr_html_": "text/html", "_repr_svg_": "image/svg+xml"}


def read_notebook(path: Path) -> dict[str, Any]:
    """The notebook as its JSON says."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def as_text(notebook: dict[str, Any]) -> str:
    """The file's text, as notebooks are written."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def run_notebook(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with the outputs that its cells give in the working folder."""
    names: dict[str, Any] = {"__name__": "notebook"}
    cells: list[Cell] = []
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cell = {
                **cell,
                "execution_count": count,
                "outputs": _outputs("".join(cell["source"]), names, count),
            }
        cells.append(cell)
    return {**notebook, "cells": cells}


def _outputs(source: str, names: dict[str, Any], count: int) -> list[Cell]:
    body = ast.parse(source, filename=f"<cell {count}>").body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, type_ignores=[]), f"<cell {count}>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"<cell {count}>", "eval"), names)
    shown: list[Cell] = []
    if printed.getvalue():
        shown.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        shown.append(
            {"data": _data(value), "execution_count": count, "metadata": {}, "output_type": "execute_result"}
        )
    return shown


def _data(value: object) -> dict[str, list[str]]:
    made = getattr(value, "_repr_mimebundle_", None)
    forms: dict[str, str] = dict(made()) if made is not None else {}
    for method, kind in _FORMS.items():
        if kind not in forms and (tell := getattr(value, method, None)) is not None and (told := tell()):
            forms[kind] = told
    forms.setdefault("text/plain", repr(value))
    return {kind: _lines(forms[kind]) for kind in sorted(forms)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
