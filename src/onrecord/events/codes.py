"""CAMEO role codes of a phrase, as far as its nouns show them: "GOV" for officials, "MIL" for soldiers."""

from __future__ import annotations

from onrecord.events.phrases import Cast, Phrase


def role_code(cast: Cast, phrase: Phrase) -> str:
    """The role of whoever a phrase names; empty where its nouns show none, and for a bare name before a noun."""
    if phrase.modifier:
        return ""
    head = cast.tree.lemma(phrase.head)
    named = phrase.party is not None and phrase.party.person is not None
    around = {head, cast.tree.tokens[phrase.head].text.lower()}
    if cast.tree.tokens[phrase.head].pos == "PROPN":
        around |= {
            cast.tree.lemma(i) for i in cast.tree.children(phrase.head, "compound", "appos", "amod", "nmod")
        }
    for lists in (around, {cast.tree.lemma(i) for i in cast.tree.children(phrase.head, "compound", "amod")}):
        for code, words in cast.words.roles.items():
            if lists & words:
                return code
    return "GOV" if named and phrase.party is not None and phrase.party.actor.kind == "state" else ""
