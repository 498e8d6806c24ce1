"""The layers of the house: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import onrecord

ROOT = Path(onrecord.__file__).parent
LAYERS = [
    {"vocabulary", "errors", "identity"},
    {
        "syntax",
        "settings",
        "limits",
        "forking",
        "writing",
        "harmless",
        "plaintext",
        "sheet",
        "toml_text",
        "formats",
    },
    {"registry", "record", "case", "measures"},
    {"read", "parse", "resolve", "extract", "check", "origins"},
    {"events", "languages"},
    {"pipeline", "documents", "watching"},
    {"ledger"},
    {"families", "joins", "questions", "across", "review", "search"},
    {"runs", "keeping"},
    {"jobs"},
    {"workers"},
    {"ready"},
    {"charts"},
    {"report", "exports", "brief", "diff"},
    {"assembly", "exporting", "reporting"},
    {"scale", "web"},
    {"cli"},
    {"__init__", "__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
SEPARATE = LAYERS[3]


def _package(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("onrecord"):
            parts = node.module.split(".")
            found.update([parts[1]] if len(parts) > 1 else [alias.name for alias in node.names])
        elif isinstance(node, ast.Import):
            found.update(a.name.split(".")[1] for a in node.names if a.name.startswith("onrecord."))
    return found


def test_every_module_has_a_layer() -> None:
    """A new package must say where it belongs."""
    packages = {_package(p) for p in ROOT.rglob("*.py")} - {"examples"}
    assert packages <= set(RANK)


def test_imports_go_down_only() -> None:
    """No layer imports a higher one, and no stage another stage."""
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        here = _package(path)
        if here == "examples":
            continue
        for there in _imports(path) - {here}:
            higher = RANK.get(there, 99) > RANK[here]
            sibling = here in SEPARATE and there in SEPARATE
            if higher or sibling:
                wrong.append(f"{path.relative_to(ROOT)} imports {there}")
    assert not wrong


def test_no_module_imports_itself_by_a_detour() -> None:
    """Modules form no cycle, so that each can be read and loaded by itself."""
    graph: dict[str, set[str]] = {}
    names = {
        ".".join(("onrecord", *p.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): p
        for p in ROOT.rglob("*.py")
    }
    for name, path in names.items():
        found = set()
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module in names:
                found.update(
                    f"{node.module}.{a.name}" if f"{node.module}.{a.name}" in names else node.module
                    for a in node.names
                )
        graph[name] = found - {name}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " > ".join((*above, name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*above, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
