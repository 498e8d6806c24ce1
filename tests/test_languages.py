"""Documents in languages that no rules cover: what still works, and what is set aside and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.cli.summary import summary_text
from onrecord.languages import COVERED, covered_paragraphs
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse
from onrecord.read import read_bytes
from onrecord.vocabulary import Analysis, ClaimKind, Document, SetAside

ENGLISH = "Norway condemned the attacks on Chile on Friday and said that it supports the resolution of the Assembly."
GERMAN = "Norwegen hat die Angriffe auf Chile am Freitag verurteilt und unterstützt die Resolution der Versammlung."


def document(*paragraphs: str) -> Document:
    """A text of these paragraphs."""
    return read_bytes("\n\n".join(paragraphs).encode(), address="x.txt")


@pytest.fixture
def read(knowledge: Knowledge, parser: Parser) -> object:
    """Analyses a text of these paragraphs."""
    return lambda *paragraphs: analyse(document(*paragraphs), knowledge=knowledge, parser=parser)


def outside(analysis: Analysis) -> list[tuple[str, str]]:
    """The paragraphs that were not covered, with the reason."""
    return [
        (item.reason, item.span.of(analysis.document.text) if item.span else "")
        for item in analysis.set_aside
        if item.reason.startswith(SetAside.NOT_COVERED)
    ]


def test_a_paragraph_without_rules_is_set_aside(read) -> None:  # type: ignore[no-untyped-def]
    """An English paragraph is read in full beside a German one, which is set aside with its language."""
    analysis = read(ENGLISH, GERMAN, ENGLISH.replace("Norway", "Peru"))
    assert [p.holder.actor.id for p in analysis.positions] != []
    assert all(GERMAN not in p.evidence.of(analysis.document.text) for p in analysis.positions)
    assert outside(analysis) == [("not covered: language de", GERMAN)]
    assert covered_paragraphs(analysis.document) == {0, 2}


def test_english_is_read_the_same_beside_other_languages(read) -> None:  # type: ignore[no-untyped-def]
    """What an English paragraph yields does not depend on a German one behind it."""
    alone, beside = read(ENGLISH), read(ENGLISH, GERMAN)
    for rows in ("positions", "statements", "claims"):
        told = [[row.rule for row in getattr(analysis, rows)] for analysis in (alone, beside)]
        assert told[0] == told[1]
    assert alone.positions


def test_a_line_that_tells_no_language_goes_with_its_document() -> None:
    """Short lines of a German document are no English, and those of an English one are."""
    assert (
        covered_paragraphs(document(GERMAN, GERMAN.replace("Chile", "Peru"), "Berlin, 3. Mai")) == frozenset()
    )
    assert covered_paragraphs(document(ENGLISH, "Oslo, 3 May", ENGLISH)) == {0, 1, 2}


CITING = {
    "az": "BMT Təhlükəsizlik Şurası 822 (1993) nömrəli qətnamə qəbul etmiş və qoşunların çıxarılmasını tələb etmişdir.",
    "de": "Der Sicherheitsrat hat die Resolution 822 (1993) verabschiedet und den Abzug der Truppen gefordert.",
    "es": "El Consejo de Seguridad aprobó la resolución 822 (1993) y exigió la retirada de todas las fuerzas.",
    "fr": "Le Conseil de sécurité a adopté la résolution 822 (1993) et exigé le retrait de toutes les forces.",
    "ru": "Совет Безопасности принял резолюцию 822 (1993) и потребовал вывода всех войск из этих районов.",
    "uk": "Рада Безпеки ухвалила резолюцію 822 (1993) і зажадала виведення всіх військ із цих районів.",
}


@pytest.mark.parametrize("language", sorted(CITING))
def test_numbered_resolutions_are_checked_in_any_language(language: str, read) -> None:  # type: ignore[no-untyped-def]
    """A number with its year beside a word for a resolution, and a symbol anywhere, are claims with a verdict."""
    text = CITING[language]
    analysis = read(text, f"{text.partition(' ')[0]}: A/RES/62/243. {text.replace('822 (1993)', '...')}")
    assert analysis.document.language == language
    cited = [(c.kind, c.span.of(analysis.document.text)) for c in analysis.claims]
    assert cited == [(ClaimKind.INSTRUMENT, "822 (1993)"), (ClaimKind.INSTRUMENT, "A/RES/62/243")]
    assert [verdict.value.value for verdict in analysis.verdicts] == ["matches", "matches"]
    assert analysis.statements == analysis.positions == ()
    assert len(outside(analysis)) == 2


def test_a_number_that_cites_nothing_is_left(read) -> None:  # type: ignore[no-untyped-def]
    """Numbers with a year in brackets are no resolutions where no word says so."""
    analysis = read(
        "Die Zeitschrift für Völkerrecht, Band 822 (1993), berichtet über die Verhandlungen der beiden Länder."
    )
    assert analysis.claims == ()
    assert outside(analysis)


def test_counts_of_what_was_not_covered_reconcile(tmp_path: Path) -> None:
    """The summary, the list of documents, the rows set aside and the report count the same paragraphs."""
    (tmp_path / "a.txt").write_text(f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}")
    (tmp_path / "b.txt").write_text(f"{CITING['ru']}\n\n{CITING['ru'].replace('822', '853')}\n\n{GERMAN}")
    with onrecord.open_ledger() as ledger:
        summary = onrecord.run([tmp_path], ledger=ledger).summary
        rows = {row.name: (row.paragraphs, row.not_covered) for row in ledger.documents()}
        page = onrecord.report_page(ledger)
        assert sum(row.item.reason.startswith(SetAside.NOT_COVERED) for row in ledger.set_aside()) == 4
    assert summary.not_covered == {"de": 2, "ru": 2}
    assert rows == {"a.txt": (3, 1), "b.txt": (3, 3)}
    assert "  paragraphs not covered         4  by language: de 2, ru 2\n" in summary_text(summary)
    assert "in a language not covered" in page


def test_the_languages_that_are_covered_are_told() -> None:
    """The how-to names each language of the mapping, so that it cannot grow unseen."""
    page = (Path(__file__).parents[1] / "docs/howto/add-a-language.md").read_text(encoding="utf-8")
    assert sorted(COVERED) == ["en"]
    assert all(f"`{code}`" in page for code in COVERED)
