"""Ties pronouns to the nearest party that fits, in their own sentence first; where two fit, to none.

"he" and "she" look for persons of that sex, and a person whose sex nothing shows fits both. Of several, the one
who spoke last is meant, or the one whom the sentence before is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.resolve.mentions import Mention, is_main_subject, is_source
from onrecord.resolve.view import SELF, SELF_WORDS, View
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import ActorKind, Party, Span

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NAMING = frozenset({"organisation's name", "name"})
"""Rules of organisations that the text names and the registry does not know."""
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})

# What a relative pronoun stands for speaks through it: "resolutions of the Council, which demanded ...".
_KEPT = frozenset({"resolutions of a body", "instrument"})


def by_pronoun(view: View, index: int, word: str) -> Party | None:
    """Reads "I" and "we" as `SELF`, "who" as its noun, the others as the nearest party that fits."""
    token = view.tree.tokens[index]
    mention = Span(token.start, token.end)
    if word in SELF_WORDS:
        return Party(actor=SELF, mention=mention, rule="first person")
    if word in _RELATIVE and token.tag in ("WP", "WDT", "WP$"):
        return _relative(view, index, mention)
    antecedent: Party | None = None
    if word in MALE | FEMALE:
        antecedent = _person(view, index, "m" if word in MALE else "f")
    elif word in _PLURAL:
        antecedent = _group(view, index)
    elif word in _THING:
        if token.dep in ("dobj", "pobj") and word == "it":
            return _object_it(view, index, mention)
        if (parallel := _parallel(view, index)) is not None:
            return Party(actor=parallel.actor, mention=mention, rule="anaphora", rows=parallel.rows)
        antecedent = _thing(view, index)
    return None if antecedent is None else replace(antecedent, mention=mention, rule="anaphora")


def _person(view: View, index: int, sex: str) -> Party | None:
    """The person of that sex whom a pronoun takes up."""
    quotation = view.quoted.at(view.tree.tokens[index].start)
    here = [
        m for m in view.mentioned if m.token < index and m.sex in (sex, "either") and m.quotation == quotation
    ]
    if here:
        found = _in_sentence(view, index, here)
        return found.party if found is not None and not _is_torn_back(view, index, sex, here) else None
    if quotation is not None:
        return _of_quotation(view, sex)
    ahead = _ahead(view, index, sex)
    if ahead is not None:
        return ahead
    found = view.memory.persons.back(
        lambda m: m.sex in (sex, "either") and m.quotation is None, passed_over=view.memory.quoted
    )
    return found.party if found is not None else None


def _in_sentence(view: View, index: int, found: list[Mention]) -> Mention | None:
    """The only one who fits, or the only one in whose clause the pronoun's clause hangs."""
    if len({m.key for m in found}) == 1:
        return found[-1] if found[-1].key else None
    tree = view.tree
    verbs = [i for i in tree.ancestors(index) if tree.tokens[i].pos in ("VERB", "AUX")]
    above = [m for m in found if tree.tokens[m.token].dep in SUBJECTS and tree.tokens[m.token].head in verbs]
    if len({m.key for m in above}) != 1 or not above[-1].key:
        return None
    chosen = above[-1]
    aside = tree.subtree(chosen.token)  # "Silva, who met Lund, said she ..."
    rivals = [m for m in found if m.token > chosen.token and m.key != chosen.key and m.token not in aside]
    return None if rivals else chosen


def _is_torn_back(view: View, index: int, sex: str, inner: list[Mention]) -> bool:
    """Reads "Asked about Lund, she said": whoever spoke before fits as well as somebody who is no subject here."""
    tree = view.tree
    if not (is_source(tree, index, view.person_words.saying) and is_main_subject(tree, index)):
        return False
    if any(m.source or m.subject or tree.tokens[m.token].dep in SUBJECTS for m in inner):
        return False
    before = view.memory.persons.back(
        lambda m: m.sex in (sex, "either") and m.quotation is None, passed_over=view.memory.quoted
    )
    return before is not None and before.key != inner[-1].key


def _of_quotation(view: View, sex: str) -> Party | None:
    """Inside a quotation: somebody named earlier in it, for its speaker would say "I"."""
    earlier = [
        m
        for inside in view.memory.persons.sentences[-3:]
        for m in inside
        if m.quotation is not None and m.sex in (sex, "either")
    ]
    if earlier:
        return earlier[-1].party if len({m.key for m in earlier}) == 1 else None
    outside = view.memory.persons.back(
        lambda m: m.sex in (sex, "either") and m.quotation is None and not m.source,
        passed_over=view.memory.quoted,
    )
    return outside.party if outside is not None and not _speaks_here(view, outside) else None


def _speaks_here(view: View, mention: Mention) -> bool:
    """True where the same one is the source of this very sentence, and would say "I" in the quotation."""
    for index, spot in view.spots.items():
        if is_source(view.tree, index, view.person_words.saying):
            figure, torn = view.cast.find(spot, (view.number, index))
            if torn or (figure is not None and figure.name == mention.key):
                return True
    return False


def _ahead(view: View, index: int, sex: str) -> Party | None:
    """Reads "Though she called for calm, Silva ...": the subject that the pronoun's own clause stands before."""
    tree = view.tree
    for clause in tree.ancestors(index):
        token = tree.tokens[clause]
        if token.dep in ("advcl", "prep") and token.head > clause:
            for subject in tree.children(token.head, "nsubj"):
                if subject > index and subject in view.spots:
                    party = view.party_at(subject)
                    if party is not None and view.sex_of(subject, party) in (sex, "either") and party.person:
                        return party
    return None


def _group(view: View, index: int) -> Party | None:
    """The group of its own sentence, else of the sentences before."""
    own = [
        i for i, p in sorted(view.parties.items()) if i < index and _is_group(p) and not _is_likeness(view, i)
    ]
    if own:
        subjects = [i for i in own if view.tree.tokens[i].dep in SUBJECTS]
        return view.parties[subjects[0] if len(subjects) == 1 else own[-1]]
    quoted = view.quoted.at(view.tree.tokens[index].start) is not None
    found = view.memory.groups.back(
        lambda m: (m.quotation is not None) == quoted, passed_over=view.memory.quoted
    )
    return found.party if found is not None else None


def _is_group(party: Party) -> bool:
    return party.actor.kind is ActorKind.COLLECTIVE and not party.person and party.rule not in NAMING


def _is_likeness(view: View, index: int) -> bool:
    """Reads "stood up LIKE real men": nobody is named."""
    above = view.tree.tokens[view.tree.tokens[index].head]
    return above.pos in ("ADP", "SCONJ") and above.text.lower() in ("like", "as", "than", "unlike")


def _thing(view: View, index: int) -> Party | None:
    """The state, body or organisation that "it" takes up."""
    own = _subject_before(view, index) or _before(view, index, _is_thing)
    if own is not None:
        return own
    if not is_source(view.tree, index, view.person_words.saying):
        return view.memory.thing
    quoted = view.quoted.at(view.tree.tokens[index].start) is not None
    found = view.memory.things.back(
        lambda m: (m.quotation is not None) == quoted, passed_over=view.memory.quoted
    )
    return found.party if found is not None else None


def _subject_before(view: View, index: int) -> Party | None:
    """In "A insists it will stay" and "A backed B, and it backs C" the subject above, rather than the nearest name."""
    tree = view.tree
    token = tree.tokens[index]
    if token.dep not in SUBJECTS:
        return None
    for clause in tree.ancestors(token.head):
        if tree.tokens[clause].pos not in ("VERB", "AUX") or clause > index:
            continue
        for subject in tree.children(clause, *SUBJECTS):
            party = view.parties.get(subject)
            if party is not None and subject < index and _is_thing(party) and party.actor is not SELF:
                return party
    return None


def _is_thing(party: Party) -> bool:
    things = (ActorKind.STATE, ActorKind.BODY)
    return party.actor.kind in things and party.rule != "adjective" and not party.person


def _object_it(view: View, index: int, mention: Span) -> Party | None:
    """Reads "A and B opposed it": never somebody named within the subject, rather the text spoken of."""
    instrument = view.instruments.recent(mention.start)
    if instrument is not None:
        return Party(actor=instrument.actor, mention=mention, rule="anaphora", rows=instrument.rows)
    verb = view.tree.tokens[index].head
    within = {j for i in view.tree.children(verb, *SUBJECTS) for j in view.tree.subtree(i)}
    if any(i in within for i in view.parties if i < index):
        return None
    return view.memory.thing and Party(
        actor=view.memory.thing.actor,
        mention=mention,
        rule="anaphora",
        rows=view.memory.thing.rows,
    )


def _parallel(view: View, index: int) -> Party | None:
    """In "its condemnation of ... and its demand for ..." both are the same owner's."""
    token = view.tree.tokens[index]
    noun = view.tree.tokens[token.head]
    if token.dep != "poss" or noun.dep != "conj":
        return None
    for owner in view.tree.children(noun.head, "poss"):
        if owner in view.parties and view.tree.tokens[owner].text.lower() == token.text.lower():
            return view.parties[owner]
    if view.tree.tokens[index - 1].text.lower() != "and":
        return None
    # The parser may hang "and its demand" on the nearest name; the same word twice is the same owner still.
    earlier = [
        i for i in view.parties if i < index and view.tree.tokens[i].text.lower() == token.text.lower()
    ]
    return view.parties[max(earlier)] if earlier else None


def _before(view: View, index: int, fits: Callable[[Party], bool]) -> Party | None:
    """The nearest fitting party before a pronoun in its own sentence."""
    for i in sorted((i for i in view.parties if i < index), reverse=True):
        party = view.parties[i]
        if (
            party.actor is SELF
            and view.tree.tokens[i].pos == "NOUN"
            and view.tree.tokens[index].text.lower() == "its"
        ):
            return party  # "my delegation pledges its cooperation"
        if fits(party) and party.actor is not SELF:
            return party
    return None


def _antecedent(view: View, noun: int) -> Party | None:
    """The party of a noun, or of the noun it hangs on ("a resolution on the dispute that was ...")."""
    for _ in range(3):
        if noun in view.parties:
            return view.parties[noun]
        above = view.tree.tokens[view.tree.tokens[noun].head]
        if above.pos != "ADP":
            return None
        noun = above.head
    return None


def _relative(view: View, index: int, mention: Span) -> Party | None:
    for above in view.tree.ancestors(index):
        if view.tree.tokens[above].dep in ("relcl", "acl"):
            known = _antecedent(view, view.tree.tokens[above].head)
            if known is None:
                return None
            return replace(
                known, mention=mention, rule=known.rule if known.rule in _KEPT else "relative clause"
            )
    return None
