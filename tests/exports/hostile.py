"""Texts that try to be something else: formulas, markup, TeX, fields of other formats, signs that files cannot hold."""

from __future__ import annotations

from hypothesis import strategies as st

STARTS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\r=1",
    "＝1",
    "http://a.test/",
    "mailto:a@b.test",
)
NASTY = (
    *STARTS,
    "\x00 NUL",
    "\x1b[2J",
    "\u202egnp",
    "\ud800 half",
    "\ufffe\uffff",
    "]]><!-- &amp; <script>",
    "\\input{/etc/passwd} } { $ % # & _ ^ ~",
    "}\n@misc{x, title = {y}}",
    "line\nER  - \nTY  - BOOK\r\nAU  - X",
    "_x0041_",
    "‏שלום‏",
    "'; DROP TABLE documents; --",
)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(alphabet=st.characters(codec=None), max_size=60))
"""Any text, halves of surrogate pairs included."""
