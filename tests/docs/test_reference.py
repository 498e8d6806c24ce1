"""The reference names everything that there is, and nothing that there is not."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from made import MADE, columns_of_ledger, commands
from pages import PAGES, REMEDY, ROOT, WRITE, Block, blocks, first_cells, name, read, rewrite, section

import onrecord
from onrecord.case import load_case
from onrecord.case.load import parse_case
from onrecord.cli import cli
from onrecord.cli.listing import KINDS
from onrecord.errors import DataError
from onrecord.registry.facts import STATUSES, USES
from onrecord.settings import Settings

REFERENCE = ROOT / "docs" / "reference"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_parts_made_from_the_code_are_current(page: Path) -> None:
    """Help texts, signatures, fields, errors and counts on the pages are those of the program."""

    def made(block: Block) -> str:
        return MADE[block.marks["made"]]() if "made" in block.marks else block.code

    text = read(page)
    current = rewrite(text, made)
    if os.environ.get(WRITE):
        page.write_text(current, encoding="utf-8")
    else:
        assert current == text, REMEDY


def test_every_part_made_from_the_code_stands_on_a_page() -> None:
    """No command, function or error is left out because its block was."""
    used = {block.marks.get("made") for page in PAGES for block in blocks(read(page))}
    assert set(MADE) - used == set()


def test_every_command_has_its_section() -> None:
    """`cli.md` has one section a command, and no section of a command that is gone."""
    titles = re.findall(r"^## onrecord (\w+)$", read("docs/reference/cli.md"), flags=re.M)
    assert sorted(titles) == sorted(cli.commands)


def test_options_on_any_page_exist() -> None:
    """No page names an option that `onrecord` does not have."""
    real = {option for _, command in commands() for p in command.params for option in p.opts}
    real |= {"--help", "--version"}
    for page in PAGES:
        told = set()
        for line in read(page).splitlines():
            if "onrecord " in line and "python -m" not in line:
                told |= set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", line.partition("onrecord ")[2]))
        assert told - real == set(), name(page)


def test_every_exit_code_is_told() -> None:
    """The exit codes that the program names are those of the table."""
    told = set(first_cells(section(read("docs/reference/cli.md"), "Exit codes")))
    assert told == set(re.findall(r"\b(\d+) ", f"{cli.epilog} "))


def test_every_public_name_is_told() -> None:
    """The library page names every public name, and none that is gone."""
    told = first_cells(section(read("docs/reference/library.md"), "Names"))
    assert sorted(told) == sorted(onrecord.__all__)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_column_of_an_export_is_told(kind: str) -> None:
    """Each export's columns are documented in their order."""
    assert first_cells(section(read("docs/reference/exports.md"), kind)) == list(KINDS[kind].fields)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_json_rows_have_the_columns_told(kind: str, tmp_path: Path) -> None:
    """JSON and CSV exports have the same fields, in whichever order."""
    text = tmp_path / "wire.txt"
    text.write_text(
        "OSLO (AFP) - Norway said it condemned the attacks by Iraq on Kuwait, a member of the UN.\n"
    )
    with onrecord.open_ledger() as ledger:
        onrecord.run([text], ledger=ledger)
        rows = KINDS[kind].rows(ledger, onrecord.Filters())
    assert rows or kind in ("claims", "comments")
    for row in rows:
        assert sorted(row) == sorted(KINDS[kind].fields)


def test_every_table_and_column_of_the_ledger_is_told() -> None:
    """The ledger page gives each table's columns in their order."""
    text = read("docs/reference/ledger.md")
    told = {
        title: first_cells(section(text, title)) for title in re.findall(r"^### (\w+)$", text, flags=re.M)
    }
    assert told == columns_of_ledger()


def test_every_setting_is_told() -> None:
    """Each environment variable that the program reads is documented, and no other."""
    source = (ROOT / "src/onrecord/settings.py").read_text(encoding="utf-8")
    told = first_cells(read("docs/reference/settings.md"))
    assert [cell for cell in told if cell != "NO_COLOR"] == sorted(set(re.findall(r"ONRECORD_\w+", source)))
    assert len(told) - 1 == len(dataclasses.fields(Settings))


def test_the_case_on_its_page_loads(tmp_path: Path) -> None:
    """The example of a case file is one, and the page names every key there is."""
    text = read("docs/reference/case-file.md")
    (example,) = (block.code for block in blocks(text) if block.language == "toml")
    path = tmp_path / "case.toml"
    path.write_text(example, encoding="utf-8")
    assert load_case(path).matters
    with pytest.raises(DataError) as wrong:
        parse_case("nonsense = 1", where="case.toml")
    keys = str(wrong.value).partition("the entries are ")[2].split(", ")
    assert sorted(first_cells(section(text, "The case"))) == sorted(keys)
    with pytest.raises(DataError) as wrong:
        parse_case("[[matters]]\nnonsense = 1", where="case.toml")
    keys = str(wrong.value).partition("the entries are ")[2].split(", ")
    assert sorted(first_cells(section(text, "A matter"))) == sorted(keys)


@pytest.mark.parametrize(
    "file", sorted(path.relative_to(ROOT) for path in ROOT.glob("src/onrecord/re*/data/*.csv")), ids=str
)
def test_every_column_of_a_data_file_is_told(file: Path) -> None:
    """The data page gives the columns of each CSV file in their order."""
    header = (ROOT / file).read_text(encoding="utf-8").splitlines()[0].split(",")
    title = f"{file.parts[2]}: {file.name}"
    assert first_cells(section(read("docs/reference/data.md"), title)) == header


def test_closed_lists_of_the_data_are_told() -> None:
    """Uses of names and statuses of members are listed as the loader knows them."""
    text = read("docs/reference/data.md")
    for value in sorted(USES | STATUSES):
        assert f"`{value}`" in text, value


def test_no_other_module_reads_the_environment() -> None:
    """The settings page can be whole because one module reads the environment."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        if path.name != "settings.py":
            assert "os.environ" not in path.read_text(encoding="utf-8"), path.name


def test_the_help_is_what_the_program_prints() -> None:
    """The help on the page is that of the installed command, not only of its parts."""
    shown = subprocess.run(
        [sys.executable, "-c", "from onrecord.cli import main; main(['run', '--help'])"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100"},
    )
    assert shown.stdout == MADE["help run"]()


def test_figures_in_the_readme_are_those_measured_and_pinned() -> None:
    """The README quotes the codebook's figures and the floors of `evals/`, and no older ones."""
    readme = section(read("README.md"), "How good it is")
    measured = section(read("docs/codebook.md"), "What it finds, and what it misses")
    for precision, recall, f1, basis in re.findall(
        r"\| (\.\d\d) \| (\.\d\d) \| (\.\d\d) \| (\.\d\d) \|", measured
    ):
        assert f"precision {precision}, recall {recall}, F1 {f1}; basis right {basis}" in readme
    for path, table, figure in (
        ("seeds", "positions", "position f1"),
        ("positions", "positions", "position f1"),
        ("copies", "real", "f1"),
        ("copies", "synthetic", "f1"),
    ):
        floors = tomllib.loads((ROOT / "evals" / path / "floors.toml").read_text(encoding="utf-8"))
        assert f"{floors[table][figure]:.2f}".lstrip("0") in readme, (path, figure)
