"""The elements of HTML by how a page shows them: what starts a new line, what stands within one, what is not shown.

Whoever reads a tree asks these lists, so that a stretch, a comment and a byline end at the same borders.
"""

from __future__ import annotations

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS.union(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "main",
        "nav",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "figure",
        "form",
        "blockquote",
        "hr",
        "pre",
    ]
)
"""Elements that start a new line, wherever they stand. A tag that nobody knows does so too, but is not listed."""
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "br",
        "picture",
        "o:p",
        "shy",
    ]
)
"""Elements that stand within a line."""
UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "select",
        "option",
        "datalist",
        "button",
        "textarea",
        "input",
        "map",
        "area",
        "track",
        "source",
        "param",
        "applet",
        "frameset",
        "frame",
    ]
)
"""Elements whose text no page shows as such: programs, fields, drawings."""
