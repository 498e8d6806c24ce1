from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def declared() -> set[str]:
    """Names of all packages that the project asks for, to run and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {plain(re.split(r"[^\w.-]", requirement)[0]) for requirement in wanted}


def pins() -> dict[str, str]:
    """Package to pinned version."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {plain(line.split("==")[0]): line.split("==")[1] for line in lines if not line.startswith("#")}


def test_every_dependency_is_pinned_to_one_version() -> None:
    """Two people who set up the project on one day or years apart get the same packages."""
    assert declared() - pins().keys() == set()


def test_the_pins_name_no_machine_and_no_registry() -> None:
    """The file works on any machine, with any registry that an ordinary client is set up for."""
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.]+", line), line


def test_every_dependency_is_explained() -> None:
    """No package is there without its reason, licence and what would replace it."""
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    rows = {plain(match) for match in re.findall(r"^\| ([\w.-]+) \| \d", page, flags=re.MULTILINE)}
    assert declared() - rows == set()
