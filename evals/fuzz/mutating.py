"""Valid files damaged at random: cut, flipped, spliced, packed into one another. The same seed gives the same files."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Mapping

from evals.fuzz import files
from evals.fuzz.files import ARTICLE
from evals.fuzz.hostile import HOSTILE

_PIECES = (
    b"\0", b"\xff\xfe", b"\xe2\x80\xae", b"<", b">", b"\r\n\r\n", b"--edge", b"PK\x01\x02", b"PK\x05\x06", b"%PDF-", b"obj", b"endstream",
    b"99999999999", b"-1", b"0 R", b"[", b"<<", b"\x1b[2J", b"From ", b"WARC/1.0\r\n", b"Content-Length: 0\r\n", b"<!DOCTYPE a [", b"&#0;", b"\xc2",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n", b'"', b",", b"{", b"\\ud800", b"stream\n", b"<item>", b"<w:p>", b"\n\n# ", b"|",
)  # fmt: skip

_WHOLE: Mapping[str, Callable[[], bytes]] = {
    "a.txt": lambda: files.text_file(ARTICLE),
    "a.html": lambda: files.html_file(ARTICLE),
    "a.md": lambda: files.markdown_file(ARTICLE),
    "a.pdf": lambda: files.pdf_file(ARTICLE),
    "a.docx": lambda: files.docx_file(ARTICLE),
    "a.eml": lambda: files.mail_file(ARTICLE, attachments={"b.txt": files.text_file(ARTICLE)}),
    "a.mbox": lambda: files.mailbox_file([files.mail_file(ARTICLE)] * 2),
    "a.mhtml": lambda: files.saved_page(ARTICLE),
    "a.rss": lambda: files.feed_file([ARTICLE, ARTICLE]),
    "a.atom": lambda: files.atom_file([ARTICLE]),
    "a.jsonl": lambda: files.json_lines([ARTICLE, ARTICLE]),
    "a.csv": lambda: files.sheet_file([ARTICLE, ARTICLE]),
    "a.warc": lambda: files.warc_file([("https://a.example/1", "text/html", files.html_file(ARTICLE))] * 2, packed=False),
    "a.warc.gz": lambda: files.warc_file([("https://a.example/1", "text/html", files.html_file(ARTICLE))] * 2),
    "a.zip": lambda: files.zip_file({"a.txt": files.text_file(ARTICLE), "b.eml": files.mail_file(ARTICLE)}),
    "a.tar": lambda: files.tar_file({"a.txt": files.text_file(ARTICLE), "b.pdf": files.pdf_file(ARTICLE)}),
    "a.tar.gz": lambda: files.tar_file({"a.txt": files.text_file(ARTICLE)}, packed=True),
}  # fmt: skip
_NAMES = sorted(_WHOLE)


def make_file(seed: int, number: int, *, hostile: bool = True) -> tuple[str, bytes]:
    """Name and bytes of one file; the first ones are the hostile files, whole and under their own names."""
    names = sorted(HOSTILE) if hostile else []
    if number < len(names):
        return names[number], HOSTILE[names[number]]()
    chance = random.Random(f"{seed} {number}")
    name = chance.choice(_NAMES)
    data = _WHOLE[name]()
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        data = _mutate(data, chance)
    if chance.random() < 0.15:
        name, data = f"{name}.zip", files.zip_file({name: data, "x/../y.txt": data[:100]})
    elif chance.random() < 0.1:
        name, data = f"{name}.gz", gzip.compress(data, mtime=0)
    if chance.random() < 0.2:
        name = chance.choice(_NAMES)
    return name, data


def damage(data: bytes, chance: random.Random) -> bytes:
    """Damage a small file once: it stays small."""
    return _mutate(data, chance, most=20)


def _mutate(data: bytes, chance: random.Random, *, most: int = 2000) -> bytes:
    at = chance.randrange(len(data) + 1)
    upto = min(len(data), at + chance.choice((1, 4, 30, 400)))
    how = chance.randrange(8)
    if how == 0:
        return data[:at]
    if how == 1:
        return data[:at] + chance.randbytes(upto - at) + data[upto:]
    if how == 2:
        return data[:at] + data[upto:]
    if how == 3:
        return data[:at] + data[at:upto] * min(most, chance.choice((2, 50, 2000))) + data[upto:]
    if how == 4:
        return data[:at] + chance.choice(_PIECES) * min(most, chance.choice((1, 1, 3, 300))) + data[at:]
    if how == 5:
        other = _WHOLE[chance.choice(_NAMES)]()
        return data[:at] + other[chance.randrange(len(other) + 1) :]
    if how == 6 and at < len(data):
        return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
    return data[at:]
