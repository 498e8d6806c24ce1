"""Bytes in every encoding that our documents come in, and text that was garbled before it came."""

from __future__ import annotations

import codecs
import time

import ftfy.bad_codecs  # registers the codecs that map all bytes  # noqa: F401
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UnreadableDocument
from onrecord.read import read_bytes
from onrecord.read.encodings import to_text
from onrecord.read.mojibake import repair

TEXTS = {
    "az": "Prezident bildirdi ki, müqavilə imzalanıb və ölkə bunu dəstəkləyir, şəhərdə görüş olub.",
    "ar": "قال الوزير إن الاتفاق قد وقع يوم الجمعة، وإنه مهم لجميع الدول الأعضاء في المنظمة.",
    "bg": "Министърът заяви, че договорът е подписан и че това е важно за всички страни в региона.",
    "cs": "Prezident řekl, že žádná smlouva nebyla podepsána. Členské státy hlasovaly pro řešení.",
    "de": "Der Außenminister erklärte, dass die Verträge für alle gültig sind. Die Länder möchten über Öl verhandeln.",
    "el": "Ο υπουργός είπε ότι η συμφωνία υπογράφηκε και ότι είναι σημαντική για όλες τις χώρες.",
    "en": "The minister said: “We don’t accept this – it’s over.” He added that €5 million had been pledged by Norway.",
    "fr": "Le président a déclaré que l'été dernier, à Évian, l'accord était signé. Les ministres ont été reçus.",
    "he": "השר אמר שההסכם נחתם ביום שישי, ושהוא חשוב לכל המדינות החברות בארגון.",
    "hu": "Az elnök azt mondta, hogy a szerződést aláírták, és ez fontos minden ország számára. Ülésük hosszú volt.",
    "hy": "Նախարարն ասաց, որ պայմանագիրը ստորագրված է։",
    "ja": "大臣は金曜日に条約に署名したと述べた。すべての加盟国にとって重要であると強調した。会議は来週開かれる。",
    "ka": "მინისტრმა თქვა, რომ ხელშეკრულება ხელმოწერილია.",
    "ko": "장관은 금요일에 조약에 서명했다고 말했다. 모든 회원국에 중요하다고 강조했으며 회의는 다음 주에 열린다.",
    "pl": "Prezydent powiedział, że żaden traktat nie został podpisany, ważne źródło. Państwa głosowały za.",
    "ru": "Президент сказал, что договор подписан; это важно для всех. Министры встретились в Женеве в пятницу.",
    "tr": "Başbakan, ülkenin bağımsızlığını desteklediğini söyledi. Çok önemli bir görüşme İğdır'da yapıldı.",
    "uk": "Президент заявив, що її країна підтримує угоду, це важливо. Міністри зустрілися в Женеві й голосували.",
    "zh-s": "部长星期五表示，条约已经签署。他强调这对所有成员国都很重要，会议将于下周在日内瓦举行。",
    "zh-t": "部長星期五表示，條約已經簽署。他強調這對所有成員國都很重要，會議將於下週在日內瓦舉行。",
}
ENCODINGS = {
    "ar": ["cp1256", "iso8859-6"],
    "bg": ["cp1251"],
    "cs": ["cp1250", "iso8859-2"],
    "de": ["cp1252", "latin-1"],
    "el": ["cp1253", "iso8859-7"],
    "en": ["cp1252"],
    "fr": ["cp1252", "latin-1", "mac-roman"],
    "he": ["cp1255", "iso8859-8"],
    "hu": ["cp1250", "iso8859-2"],
    "ja": ["shift_jis", "euc_jp", "iso2022_jp"],
    "ko": ["euc_kr", "cp949", "iso2022_kr"],
    "pl": ["cp1250", "iso8859-2"],
    "ru": ["cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"],
    "tr": ["cp1254", "iso8859-9"],
    "uk": ["cp1251", "koi8-u"],
    "zh-s": ["gb18030", "gbk"],
    "zh-t": ["big5"],
}
TABLE = [(language, encoding) for language, encodings in ENCODINGS.items() for encoding in encodings]
PARAGRAPH = "Norway said on Friday that it had signed the treaty with Chile and that it would send it to the Assembly."


@pytest.mark.parametrize(("language", "encoding"), TABLE, ids=lambda value: value)
def test_undeclared_encodings_are_told_by_measure(language: str, encoding: str) -> None:
    """A text of one sentence or two in a legacy encoding comes out letter for letter, with the guess in a warning."""
    text = TEXTS[language]
    document = read_bytes(text.encode(encoding), address="x.txt")
    assert document.text == text
    assert any("read as" in warning for warning in document.warnings)


@pytest.mark.parametrize(("language", "encoding"), TABLE, ids=lambda value: value)
def test_declared_encodings_are_believed(language: str, encoding: str) -> None:
    """A page that declares its encoding is read so, with no guess."""
    label = codecs.lookup(encoding).name.replace("iso8859", "iso-8859")
    page = f"<html><head><meta charset='{label}'></head><body><p>{TEXTS[language]}</p></body></html>"
    text, _, warnings = to_text(page.encode(encoding), address="x.html")
    assert TEXTS[language] in text
    assert not any("guessed" in warning for warning in warnings)


def test_a_declaration_that_cannot_be_is_not_believed() -> None:
    """A Russian page that declares Western letters is read as Russian; one that declares nonsense is measured."""
    for label in ("windows-1252", "iso-8859-1", "utf-8", "base64", "nonsense"):
        page = f"<html><meta charset={label}><body><p>{TEXTS['ru']} {TEXTS['ru']}</p></body></html>"
        text, encoding, warnings = to_text(page.encode("cp1251"), address="x.html")
        assert TEXTS["ru"] in text, label
        assert encoding == "cp1251"
        assert any("guessed" in warning for warning in warnings)


def test_latin_1_is_read_as_browsers_read_it() -> None:
    """Quotation marks of Windows in a page that declares ISO-8859-1 are not lost."""
    page = "<html><meta charset=iso-8859-1><body>“Yes” – said he…</body></html>".encode("cp1252")
    assert "“Yes” – said he…" in to_text(page, address="x.html")[0]


def test_windows_marks_within_utf8_are_kept() -> None:
    """A quotation mark that was pasted in as one byte comes out as what it is; other damage is told."""
    data = "Zürich, Genève, Malmö, Århus. Norway".encode() + b"\x92s word \x93no\x94 caf\xe9"
    text, encoding, warnings = to_text(data, address="x.txt")
    assert text.endswith("Norway’s word “no” caf\ufffd")
    assert encoding == "utf-8"
    assert warnings == ("encoding repaired: 4 places are not valid UTF-8",)


def test_a_few_nul_are_removed() -> None:
    """A slip of one byte costs no document; a file full of them is binary."""
    document = read_bytes((PARAGRAPH * 6).encode().replace(b"Friday", b"Fri\0day", 1), address="x.txt")
    assert document.text == PARAGRAPH * 6
    assert document.warnings == ("1 NUL characters removed",)
    with pytest.raises(UnreadableDocument, match="is binary"):
        read_bytes(PARAGRAPH.encode().replace(b" ", b"\0"), address="x.txt")


# --- Garbled before it came --------------------------------------------------------------------------------


def misread(text: str, codec: str, times: int) -> str:
    """UTF-8 that somebody took for `codec`, so often."""
    for _ in range(times):
        text = text.encode().decode(codec)
    return text


ONCE = ["latin-1", "sloppy-windows-1252", "sloppy-windows-1250", "sloppy-windows-1251", "sloppy-windows-1254"]


@pytest.mark.parametrize("language", sorted(TEXTS))
@pytest.mark.parametrize("codec", ONCE)
def test_misread_utf8_is_put_right(codec: str, language: str) -> None:
    """UTF-8 read as a Windows encoding is put right in every language, once and twice, and said."""
    for times in (1, 2):
        garbled = misread(TEXTS[language], codec, times)
        text, warnings = repair(f"{PARAGRAPH}\n\n{garbled}\n\n{TEXTS[language]}")
        assert text == f"{PARAGRAPH}\n\n{TEXTS[language]}\n\n{TEXTS[language]}"
        assert warnings[0].startswith("garbled text repaired in 1 passages")


@pytest.mark.parametrize("language", ["ru", "uk", "bg", "el", "hy", "ka", "ar", "he", "az", "tr"])
@pytest.mark.parametrize("codec", ["koi8-r", "cp866", "mac-cyrillic"])
def test_rarer_misreadings_are_put_right(codec: str, language: str) -> None:
    """UTF-8 read as an encoding of DOS, Unix or the Mac comes out right too."""
    assert repair(misread(TEXTS[language], codec, 1))[0] == TEXTS[language]


def test_garbled_passages_in_a_page_are_put_right() -> None:
    """Only the garbled passage of a page changes, markup and all else stay."""
    page = "<p title='é'>It’s Zürich.</p><p>It{} <b>over</b>, said Pe{}a.</p>"
    garbled = page.format(misread("’s", "sloppy-windows-1252", 1), misread("ñ", "latin-1", 1))
    text, warnings = repair(garbled, markup=True)
    assert text == page.format("’s", "ñ")
    assert len(warnings) == 2


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_right_text_is_left_alone(language: str) -> None:
    """What is not garbled never changes and gets no warning, alone and with others on one line."""
    for text in (TEXTS[language], TEXTS[language].upper(), " ".join(TEXTS.values())):
        assert repair(text) == (text, ())


@given(st.lists(st.sampled_from(" ".join(TEXTS.values()).split()), max_size=8).map(" ".join))
def test_words_of_any_languages_side_by_side_are_left_alone(text: str) -> None:
    """Names in several languages on one line are no garbled text."""
    assert repair(text)[0] == text


@given(st.text(max_size=200))
def test_a_repair_is_finished(text: str) -> None:
    """Whatever comes in, nothing breaks, and what comes out is not repaired a second time into something else."""
    once = repair(text)[0]
    assert repair(once)[0] == once or len(once) < len(text)


def test_what_cannot_be_told_is_said() -> None:
    """Lost characters, unreadable passages and removed signs are in the document's warnings."""
    assert repair("Pe\ufffda said so.")[1] == ("1 characters were lost before the text was saved",)
    half_lost = "Ð¿Ñ€Ð¸ÐµÑ Ð Ð Ñ Ð½Ð°Ñ"
    text, warnings = repair(half_lost)
    assert (text, "left in 1 passages" in warnings[-1]) == (half_lost, True)
    hidden = read_bytes(f"{PARAGRAPH} The Nor\u200bwegian \u202eDlrow\u202c.".encode(), address="x.txt")
    assert hidden.text == f"{PARAGRAPH} The Norwegian Dlrow."
    assert hidden.warnings == (
        "2 signs that turn the direction of reading removed",
        "1 invisible signs of no width removed",
    )
    persian = "می\u200cخواهیم"
    assert repair(persian) == (persian, ())


def test_names_of_signs_that_were_escaped_twice() -> None:
    """`&amp;quot;` in a text is a quotation mark, and an ampersand of its own stays one."""
    document = read_bytes(
        f"{PARAGRAPH} &amp;quot;No&amp;quot;, said AT&amp;T &amp;amp;mdash; and R&D.".encode(),
        address="x.txt",
    )
    assert document.text == f'{PARAGRAPH} "No", said AT&T — and R&D.'
    assert document.warnings == ("3 signs had been escaped twice and were put right",)


@pytest.mark.parametrize("unit", ["â€", "Ã", "â€™ ", "п»ї", "&amp;", "&amp;amp;x", "<é", "Ã©<b>", "\u202e"])
def test_megabytes_of_garbled_text_take_bounded_time(unit: str) -> None:
    """A hostile text of some hundred thousand signs is read in seconds."""
    started = time.monotonic()
    repair(unit * (300_000 // len(unit)), markup=True)
    repair(unit * (300_000 // len(unit)))
    assert time.monotonic() - started < 15
