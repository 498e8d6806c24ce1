"""Whether the one who speaks vouches for a clause: not where it is denied, doubted, feared, hoped or somebody's claim."""

from __future__ import annotations

from onrecord.extract.roles import Scene

NOT_VOUCHED = "inside what is denied, doubted, feared or hoped"
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "pcomp", "conj", "relcl"})


def is_vouched(scene: Scene, index: int) -> bool:
    """False below "denied that", "claims that", "to prevent", "the accusation that", "if"."""
    tree = scene.tree
    here = index
    for above in tree.ancestors(index):
        token = tree.tokens[here]
        if token.dep == "relcl" or (token.dep == "conj" and tree.tokens[above].pos in ("NOUN", "PROPN")):
            return True
        marks = {tree.tokens[i].text.lower() for i in tree.children(here, "mark")}
        if token.dep == "advcl" and marks & scene.lexicon.conditional_marks:
            return False
        if token.dep == "prep" and tree.tokens[above].lemma in scene.lexicon.accusing and here != index:
            return False  # "accused B of backing C"
        if token.dep in _CLAUSES or tree.tokens[above].pos in ("ADP", "SCONJ"):
            lemma = tree.lemma(above)
            below_noun = tree.tokens[above].pos == "NOUN" and token.dep in ("acl", "ccomp")
            if token.dep in ("ccomp", "xcomp", "pcomp") and lemma in scene.lexicon.unvouching:
                return False
            if below_noun and lemma in scene.lexicon.unvouched_nouns:
                return False
        here = above
    return True
