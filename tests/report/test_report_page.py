"""The page as text: escaping, self-containment, determinism, counts, and what is never shown unmarked."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from random import Random

import pytest
from report_sample import (
    CASE,
    WIRE,
    chain,
    document,
    over_time,
    position,
    sample_content,
    speech_analysis,
    wire_analysis,
)

from onrecord.across.primary import Quoting
from onrecord.report import Limits, ReportContent, render_report
from onrecord.vocabulary import (
    Act,
    Actor,
    ActorKind,
    Analysis,
    Basis,
    Comment,
    DocumentKind,
    Edit,
    LeftOut,
    OriginGroup,
    Party,
    Relation,
    RelationKind,
    SaidWhen,
    Span,
    Stance,
)

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202egnp.exe\x00\x1b[31m{{7*7}}</style>--><!--"
)
LONG = "w" * 100_000


class Page(HTMLParser):
    """Collects tags with attributes, ids, and text outside script and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and go silent in script and style."""
        self.tags.append((tag, dict(attrs)))
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        """Speak again after script and style."""
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        """Keep what a reader would see."""
        if not self._silent:
            self.words.append(data)

    @property
    def text(self) -> str:
        """What a reader would see, blanks made single."""
        return " ".join(" ".join(self.words).split())

    def values(self, attribute: str) -> list[str]:
        """Every value of one attribute, in order."""
        return [value for _, attributes in self.tags if (value := attributes.get(attribute)) is not None]


@pytest.fixture(scope="module")
def html() -> str:
    """The sample as a page."""
    return render_report(sample_content())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    """The sample's page, read."""
    return Page(html)


def content_of(analysis: Analysis) -> ReportContent:
    """A report of one document."""
    return ReportContent(analyses=(analysis,), origins=(), version="0")


def hostile_content() -> ReportContent:
    """The sample with every free text made hostile."""
    wire = wire_analysis(
        "wire.txt", WIRE, HOSTILE, comments=(Comment(order=1, author=HOSTILE, text=HOSTILE + LONG),)
    )
    held = replace(
        wire.document, title=HOSTILE, credit=LONG, speaker=HOSTILE, name=HOSTILE,
        left_out=(LeftOut(reason=HOSTILE, text=LONG),), warnings=(HOSTILE,),
    )  # fmt: skip
    positions = tuple(
        replace(p, id=HOSTILE + str(n), basis_reason=HOSTILE, rule=HOSTILE, chain=chain(HOSTILE, LONG), about=HOSTILE,
                principle=HOSTILE, address=HOSTILE, event=HOSTILE, matters=(HOSTILE,), ended=n == 1,
                when=SaidWhen(first=date(2019, 5, 1), last=date(2019, 5, 3), words=Span(0, 9), rule=HOSTILE),
                holder=Party(actor=Actor(id=HOSTILE, kind=ActorKind.PERSON, name=HOSTILE), mention=None, rule=HOSTILE, rows=(HOSTILE,)))
        for n, p in enumerate(wire.positions)
    )  # fmt: skip
    claims = tuple(replace(claim, terms={HOSTILE: HOSTILE, "n": [1, HOSTILE]}) for claim in wire.claims)
    verdicts = tuple(
        replace(verdict, record_says=HOSTILE, steps=(HOSTILE, LONG), searched=(HOSTILE,), nearest=HOSTILE)
        for verdict in wire.verdicts
    )
    sample = sample_content()
    table = replace(
        sample.roll_calls[0], title=HOSTILE, source=HOSTILE, body=HOSTILE, notes=(HOSTILE,), others=(HOSTILE,),
        differences=((HOSTILE, ((HOSTILE, (HOSTILE,)),)),),
    )  # fmt: skip
    other = replace(held, id="doc-other")
    return replace(
        sample,
        analyses=(
            replace(wire, document=held, positions=positions, claims=claims, verdicts=verdicts),
            Analysis(document=other),
        ),
        origins=(
            OriginGroup(
                id=HOSTILE,
                name=HOSTILE,
                documents=(held.id, other.id),
                reason=HOSTILE,
                relations=(
                    Relation(document=held.id, parent=None, kind=RelationKind.SIBLING, reason=HOSTILE),
                    Relation(
                        document=other.id,
                        parent=None,
                        kind=RelationKind.SIBLING,
                        reason=LONG,
                        beside=held.id,
                        credit=HOSTILE,
                    ),
                ),
            ),
        ),
        edits={HOSTILE: ((held.id, other.id, (Edit(kind="changed", original=HOSTILE, copy=LONG),)),)},
        case=replace(CASE, title=HOSTILE, parties=(HOSTILE, "XCO")),
        skipped=((HOSTILE, HOSTILE),),
        actor_names={},
        rows_used={HOSTILE: HOSTILE},
        roll_calls=(table,),
        bloc_votes=tuple(replace(split, name=HOSTILE) for split in sample.bloc_votes),
        without_roll_call=((HOSTILE, HOSTILE),),
        blocs_unknown=(HOSTILE,),
        over_time=over_time(HOSTILE),
    )


def test_same_content_gives_the_same_bytes_whatever_the_order(html: str) -> None:
    """The page depends on the content alone, not on the order in which documents and roll calls came."""
    content = sample_content()
    shuffled = list(content.analyses)
    Random(3).shuffle(shuffled)
    again = replace(content, analyses=tuple(shuffled), bloc_votes=content.bloc_votes[::-1])
    assert render_report(again) == html


def test_hostile_text_opens_no_tag_and_stays_visible() -> None:
    """Markup, control characters and overrides in any free text come out as harmless, visible text."""
    html = render_report(hostile_content())
    page = Page(html)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "img" not in {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]", html)
    assert "⟦U+202E⟧" in page.text
    assert "{{7*7}}" in page.text
    assert "<script>alert(1)</script>" in page.text


def test_long_words_are_cut_and_the_cut_is_counted() -> None:
    """A word of 100,000 characters never reaches the page whole, and the page says how much it leaves out."""
    html = render_report(hostile_content())
    assert "w" * 7000 not in html
    assert "more characters]" in html
    assert len(html) < 500_000


def test_unpaired_surrogates_can_be_written_to_a_file() -> None:
    """Text that no encoding could write is shown as an escape, so that the file can be written."""
    analysis = wire_analysis("odd.txt", WIRE, "outlet \ud800")
    html = render_report(ReportContent(analyses=(analysis,), origins=(), version="0"))
    assert "⟦U+D800⟧" in html.encode().decode()


def test_nothing_outside_the_file_is_named(page: Page, html: str) -> None:
    """No attribute or style can make a browser ask for anything; the policy forbids it besides."""
    for attribute in ("src", "srcset", "action", "data", "poster", "background", "xlink:href"):
        assert page.values(attribute) == []
    assert all(link.startswith("#") or link == "data:," for link in page.values("href"))
    assert "http:" not in html
    assert "https:" not in html
    assert "@import" not in html
    assert "url(" not in html


def test_policy_names_the_one_script(html: str) -> None:
    """The policy's hash is that of the script in the page, and nothing else may run."""
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy[1].startswith(
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:"
    )


def test_no_machine_path_is_shown() -> None:
    """Of an absolute path only the last part is printed, in the skipped list as in its reason."""
    content = sample_content()
    held = content.analyses[0].document
    moved = replace(held, provenance=replace(held.provenance, address=f"/srv/private/{held.name}"))
    skipped = (("/srv/private/x.bin", "/srv/private/x.bin: binary"), ("C:\\private\\y.bin", "binary"))
    html = render_report(
        replace(content, analyses=(replace(content.analyses[0], document=moved),), skipped=skipped)
    )
    assert "private" not in html
    assert "x.bin" in html
    assert "y.bin" in html


def test_ids_are_unique_and_every_link_lands(page: Page) -> None:
    """Without a script each cell still leads to its evidence, for every anchor exists exactly once."""
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert targets <= set(ids)
    assert all(label in ids for value in page.values("aria-labelledby") for label in value.split())


def test_headings_are_in_order(page: Page) -> None:
    """One h1, and no heading level is skipped on the way down."""
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_head_counts_reconcile(page: Page) -> None:
    """Each total at the head is printed with the parts that add up to it."""
    for words in (
        "6 documents given = 4 read + 2 skipped",
        "4 documents read = 3 independent reports + 1 further copy",
        "2 reader comments set aside",
        "6 statements = 2 speech + 2 attitude + 2 deed of the speech: 2 indirect",
        "15 positions = 2 vote + 5 instrument + 2 own words + 2 reported + 4 ascribed",
        "10 claims = 5 matches + 2 differs + 1 sources disagree + 1 no record + 1 not checkable",
    ):
        assert words in page.text


def test_claims_without_a_verdict_are_counted() -> None:
    """A claim that was never compared is counted as such and does not vanish between the totals."""
    analysis = replace(wire_analysis("wire.txt", WIRE, "Lakeside Wire"), verdicts=())
    page = Page(render_report(ReportContent(analyses=(analysis,), origins=(), version="0")))
    assert "+ 4 not compared" in page.text


def test_every_ascribed_mark_is_marked(html: str) -> None:
    """An ascribed position has its own shape, stands in brackets and is called so wherever it is shown."""
    for chip in re.findall(r'<span class="chip c-ascribed">.*?</svg>', html):
        assert '<span class="paren">(' in chip
        assert "#g-ascribed" in chip
    for chip in re.findall(r'<span class="chip c-(?!ascribed)[\w-]+">.*?</svg>', html):
        assert "g-ascribed" not in chip
        assert "paren" not in chip
    assert len(re.findall(r"not declared", html)) == 1
    assert "is said by <bdi>Orlo Venn</bdi> to support <bdi>Corvania</bdi>" in html


def test_cells_speak(page: Page) -> None:
    """A cell's name says holder, column, basis, direction and number, so that no colour is needed."""
    labels = [attributes["aria-label"] for _, attributes in page.tags if attributes.get("class") == "cell"]
    assert (
        "Brennland, towards Corvania: ascribed, friendly, 1 independent report. Open the evidence." in labels
    )


def test_a_report_with_copies_shows_its_family_tree(page: Page, html: str) -> None:
    """The copy stands below the report it is made from, with its kind, the reason and the folded edits."""
    assert "Family tree: 1 original, 1 copy" in page.text
    assert "credits Lakeside Wire; 81% of the parent's words stand in it" in page.text
    assert "Edits: 1 same, 2 changed, 1 added, 1 dropped" in page.text
    assert "(Lakeside Wire)" in page.text
    assert html.count('<ul class="tree">') == 2
    assert 'details class="family" open' not in html


def test_a_quoted_official_text_is_linked_and_stays_a_report_of_its_own() -> None:
    """Below the report that quotes it stand the number of quotations and a link to the text."""
    sample = sample_content()
    by_kind = {analysis.document.kind: analysis.document for analysis in sample.analyses}
    speech, wire = by_kind[DocumentKind.SPEECH], by_kind[DocumentKind.REPORT]
    quoting = Quoting(document=wire, original=speech, quotations=())
    shown = Page(render_report(replace(sample, quoted=(quoting,)))).text
    assert "a link to whose words they are, not the same report" in shown


def test_a_card_tells_when_and_where(html: str) -> None:
    """A card shows the days with the words that tell them, or says that they are not told, and what else is known."""
    friday = "<dd>2019-05-03 “<bdi>on Friday</bdi>” "
    assert html.count(friday) == 2  # the report and its copy
    assert '<mark class="m-when ">on Friday</mark>' in html
    assert "<dd>2018-11-01 to 2018-11-30 " in html
    assert "the date of the communique" in html
    assert "not told; the document is of 2019-05-03" in html
    for shown in (
        "<bdi>shore rights</bdi>",
        "<bdi>paragraph 2</bdi>",
        "<dt>PLOVER</dt><dd><bdi>ACCUSE</bdi>",
    ):
        assert shown in html


def test_a_stance_that_was_given_up_stands_apart() -> None:
    """What a holder has given up is said to be so in the sentence, the matrix and the card, and is never added up."""
    wire = wire_analysis("wire.txt", WIRE, "Lakeside Wire")
    held = next(p for p in wire.positions if p.basis is Basis.REPORTED)
    ended = replace(held, id="pos-ended", ended=True)
    html = render_report(content_of(replace(wire, positions=(held, ended))))
    assert html.count('<span class="flag">†</span></span>') == 1
    assert (
        "reported, unfriendly, 1 independent report; reported, unfriendly, 1 independent report, given up since"
        in html
    )
    assert html.count('<span class="tag">given up since</span>') == 1
    assert html.count(", and to have given this up") == 1


def test_the_page_judges_nobody(page: Page) -> None:
    """The page's own voice never says of anything that it is true or false."""
    assert not re.search(r"\b(true|false|lie|lies|wrong)\b", page.text, re.IGNORECASE)


def test_attitudes_and_deeds_never_look_like_words(html: str) -> None:
    """Speech stands first in a document's list; what is thought or done is folded apart and set otherwise."""
    section = html[html.index('<section id="statements"') :].partition("</section>")[0]
    for held in section.split('<details class="statementlist">')[1:]:
        said, _, told = held.partition('<details class="told">')
        assert re.findall(r'<span class="tag">(\w+)</span> <span', said) == ["speech"]
        assert '<blockquote dir="auto">' in said
        assert told.startswith("<summary>1 attitude and 1 deed ")
        assert re.findall(r'<span class="tag">(\w+)</span> <span', told) == ["deed", "attitude"]
        assert set(re.findall(r"<blockquote[^>]*>", told)) == {'<blockquote dir="auto" class="told">'}
    assert '<span class="muted">unknown</span>' in section


def test_statements_are_bounded_and_the_rest_is_counted() -> None:
    """A speech that is one statement is quoted up to the limit, and speech does not crowd out the other acts."""
    wire = wire_analysis("wire.txt", WIRE, "Lakeside Wire")
    long = document("long.txt", "word " * 4000)
    said = replace(
        wire.statements[0], document=long.id, source=None, cue=None, content=(Span(0, len(long.text)),)
    )
    many = tuple(replace(said, id=f"stm-{number}") for number in range(5))
    deed = replace(said, id="stm-deed", act=Act.DEED)
    content = content_of(Analysis(document=long, statements=(*many, deed)))
    html = render_report(content, limits=Limits(statements=3, statement=200))
    assert all(len(quote) < 400 for quote in re.findall(r"<blockquote.*?</blockquote>", html, re.DOTALL))
    assert 'id="stm-stm-deed"' in html
    assert (
        Page(html).text.count("and 2 more, not shown here; the command onrecord statements lists all.") == 1
    )


def test_nobody_is_called_unknown_in_a_sentence() -> None:
    """Where the text does not name who tells of a position, the page's own sentence says so."""
    wire = wire_analysis("wire.txt", WIRE, "Lakeside Wire")
    (ascribed,) = (p for p in wire.positions if p.basis is Basis.ASCRIBED)
    told = replace(ascribed, chain=chain("Lakeside Wire", "unknown"))
    page = Page(render_report(content_of(replace(wire, positions=(told,)))))
    assert "Brennland is said by a source that is not named to support Corvania" in page.text


def test_comments_are_shown_as_not_used(html: str) -> None:
    """Reader comments and furniture stand folded under a mark that says they were not used."""
    folded = re.findall(r'<details class="unused"><summary>([^\n]*)</summary>', html)
    assert folded[0] == '2 reader comments <span class="tag">not used</span>'
    assert "lakefan" in html


def test_edits_are_told_without_colour(html: str) -> None:
    """Dropped and added words carry elements of their own and the sentence its kind in words."""
    assert re.search(r"<del>Only\s*</del>", html)
    assert re.search(r"<ins>Just\s*</ins>", html)
    assert html.count('<p class="kind">changed</p>') == 2
    assert '<p class="kind">dropped</p>' in html


def test_same_claim_in_copies_is_one_check(page: Page) -> None:
    """The tally that the wire and its reprint both carry is one check with two appearances."""
    assert "3 claims, 5 appearances" in page.text
    assert "19 + 8 = 27" in page.text
    assert page.text.count("19 + 8 = 27") == 1


def test_words_stand_beside_votes(page: Page) -> None:
    """A bloc's adopted words stand in the row of its members' votes, a state's in the row of its own."""
    assert re.search(r"Lake States Organization as of 2011-06-09 4 36 % 1 9 % 5 45 % 1 9 % 1", page.text)
    assert re.search(
        r"Brennland abstain \( 1 \) ascribed: supports Corvania ?, 2019-05-03 not declared", page.text
    )


def test_totals_that_differ_from_the_list_are_said() -> None:
    """Where a source's printed total is not what its list adds up to, the page says both numbers."""
    content = sample_content()
    table = content.roll_calls[0]
    wrong = replace(table, totals=replace(table.totals, abstain=20))
    page = Page(render_report(replace(content, roll_calls=(wrong,))))
    assert "abstain: the source prints 20, the states listed are 19." in page.text


def test_empty_content_says_so() -> None:
    """A run that read nothing still gives a whole page that says what is missing."""
    page = Page(render_report(ReportContent(analyses=(), origins=(), version="0")))
    for words in (
        "No document was read.",
        "No position was found.",
        "No claim was found",
        "No roll call was given.",
    ):
        assert words in page.text


def test_cells_past_the_limit_count_what_they_leave_out() -> None:
    """A cell shows a bounded number of positions and says how many more there are."""
    page = Page(render_report(sample_content(), limits=Limits(evidence=1)))
    assert "more position" in page.text
    ids = set(page.values("id"))
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= ids


def test_quotation_is_bounded() -> None:
    """A sentence of any length is quoted up to the limit, around the words that show the stance."""
    text = f"{'very ' * 4000}angry Meldavia rejects {'really ' * 4000}Corvania."
    held = document("long.txt", text)
    evidence = text.removesuffix(".")
    one = position(
        held, "XME", Stance.REJECTS, "XCO", evidence, "rejects", basis=Basis.REPORTED, said_by=("x",)
    )
    content = ReportContent(analyses=(Analysis(document=held, positions=(one,)),), origins=(), version="0")
    html = render_report(content, limits=Limits(quoted=400))
    quote = re.search(r"<blockquote.*?</blockquote>", html, re.DOTALL)
    assert quote is not None
    assert len(re.sub("<[^>]*>", "", quote[0])) < 450
    assert "rejects" in quote[0]


def test_without_a_case_the_columns_are_counterparts() -> None:
    """Without a case the most frequent counterparts are the columns, in alphabetical order."""
    content = ReportContent(analyses=(speech_analysis(),), origins=(), version="0")
    page = Page(render_report(content))
    assert "Towards Holder Corvania Île-Verte Meldavia Other" in page.text
