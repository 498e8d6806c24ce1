"""Goes through a document once, in order, and ties noun phrases and pronouns to actors.

Names come from the registry; everything else ("the Minister", "its", "the meeting") from what stands
nearer by. Where nothing fits, or two things do, the phrase stays untied: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.record import Record
from onrecord.registry import NameHit, Registry
from onrecord.resolve.instruments import Instruments
from onrecord.resolve.nouns import Nouns, load_nouns
from onrecord.syntax import NOMINAL, SUBJECTS, Tree
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Case,
    Document,
    DocumentKind,
    Extraction,
    Party,
    Reference,
    Sentence,
    Span,
    Voices,
)

SELF = Actor(id="self", kind=ActorKind.UNKNOWN, name="the speaker")
"""Stands for "I" and "we" until it is known whose quotation they stand in."""

_SELF = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_PERSON = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_ADJECTIVES = frozenset({"adjective", "demonym"})
# Where the name of a collective ends: "sponsors of the draft FOR their support".
_ENDS_NAME = frozenset({"for", "to", "with", "who", "which", "that", "on", "at", "by", "as"})
_CAPITALS = frozenset({"capital", "capital-weak"})
_OWN_MEMBERS = "the members at their own meeting"
_OFFICE_PREFIXES = frozenset(
    {
        "foreign",
        "prime",
        "vice",
        "deputy",
        "special",
        "permanent",
        "crown",
        "acting",
        "state",
        "secretary",
        "high",
        "defense",
        "defence",
    }
)
# "ambassador TO Azerbaijan", "talks WITH Iran": the state at the other end is not the one acted for.
_OTHER_END = frozenset(
    {"to", "with", "in", "at", "on", "against", "from", "between", "by", "over", "under", "toward", "towards"}
)


@dataclass
class _Memory:
    """What earlier sentences named, for later ones to take up."""

    people: dict[str, Party] = field(default_factory=dict)
    lines: dict[str, Party] = field(default_factory=dict)
    person: Party | None = None
    group: Party | None = None
    thing: Party | None = None
    states: list[Party] = field(default_factory=list)
    bodies: list[Party] = field(default_factory=list)


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    *,
    voices: Voices,
    registry: Registry,
    record: Record,
    case: Case | None = None,
) -> Extraction[Reference]:
    """Every noun phrase and pronoun that names an actor, in the order of the text.

    "I" and "we" come out as `SELF`: whose they are depends on the quotation they stand in.
    """
    hits = registry.mentions(document.text, on=document.date)
    instruments = Instruments(document, registry, record, case)
    pass_ = _Pass(document, voices, registry, instruments, load_nouns(), _Memory())
    found: list[Reference] = []
    for number, sentence in enumerate(sentences):
        inside = [hit for hit in hits if sentence.span.covers(hit.span)]
        parties = pass_.sentence(Tree(sentence), inside)
        found.extend(
            Reference(sentence=number, token=index, party=party) for index, party in sorted(parties.items())
        )
    return Extraction(found=tuple(found))


@dataclass
class _Pass:
    document: Document
    voices: Voices
    registry: Registry
    instruments: Instruments
    nouns: Nouns
    memory: _Memory

    def sentence(self, tree: Tree, hits: Sequence[NameHit]) -> dict[int, Party]:
        """Tie the phrases of one sentence, then remember them for the next."""
        reader = _SentenceReader(self, tree, _named(tree, hits))
        for token in tree.tokens:
            if token.index not in reader.parties:
                party = reader.read(token.index)
                if party is not None:
                    reader.parties[token.index] = party
        self._remember(tree, reader.parties)
        return reader.parties

    def _remember(self, tree: Tree, parties: dict[int, Party]) -> None:
        people = [(i, p) for i, p in sorted(parties.items()) if p.person and p.rule != "anaphora"]
        subjects = [
            p
            for i, p in people
            if tree.tokens[i].dep in SUBJECTS
            or (tree.tokens[i].dep == "pobj" and tree.lemma(tree.tokens[i].head) == "by")
        ]
        if people:
            self.memory.person = (subjects or [people[-1][1]])[0]
        groups = [
            (i, p)
            for i, p in sorted(parties.items())
            if p.actor.kind is ActorKind.COLLECTIVE or p.rule == _OWN_MEMBERS
        ]
        leading = [p for i, p in groups if tree.tokens[i].dep in SUBJECTS]
        if groups:
            self.memory.group = (leading or [groups[-1][1]])[0]
        things = [
            (i, p)
            for i, p in sorted(parties.items())
            if p.actor.kind in (ActorKind.STATE, ActorKind.BODY) and p.rule != "adjective" and not p.person
        ]
        heads = [p for i, p in things if tree.tokens[i].dep in SUBJECTS]
        if things:
            self.memory.thing = (heads or [things[-1][1]])[0]
        for _, party in things:
            self.memory.states.append(
                party
            ) if party.actor.kind is ActorKind.STATE else self.memory.bodies.append(party)


def _named(tree: Tree, hits: Sequence[NameHit]) -> dict[int, NameHit]:
    """The registry's hit for each token that lies inside one."""
    named: dict[int, NameHit] = {}
    for hit in hits:
        for token in tree.tokens:
            if hit.span.start <= token.start and token.end <= hit.span.end:
                named[token.index] = hit
    return named


@dataclass
class _SentenceReader:
    pass_: _Pass
    tree: Tree
    named: dict[int, NameHit]
    parties: dict[int, Party] = field(default_factory=dict)

    def read(self, index: int) -> Party | None:
        """The party a token names as head of its phrase, or None."""
        token = self.tree.tokens[index]
        word = token.text.lower()
        if token.pos == "PRON" or token.tag in ("PRP", "PRP$", "WP", "WDT", "WP$"):
            return self._pronoun(index, word)
        if index in self.named:
            hit = self.named[index]
            head = _head_of(self.tree, hit)
            if index != head:
                return None
            whole = self._by_office(index) if token.pos == "PROPN" and self._is_office(index) else None
            return whole or self._by_name(index, hit)
        if token.pos not in NOMINAL:
            return None
        return (
            self._by_office(index)
            or self._by_gathering(index)
            or self._by_instrument(index)
            or self._by_institution(index)
            or self._by_collective(index)
            or self._by_person(index)
        )

    # --- names

    def _by_name(self, index: int, hit: NameHit) -> Party | None:
        actors = sorted({name.actor for name in hit.names})
        if len(actors) != 1:
            return None
        name = hit.names[0]
        token = self.tree.tokens[index]
        if name.use in _ADJECTIVES and self._is_dyad(index):
            return None  # "the Israeli-Palestinian conflict" names two sides and is neither's
        if name.use in _CAPITALS and (name.use == "capital-weak" or token.dep not in ("nsubj", "poss")):
            return None
        actor = self.pass_.registry.actor(actors[0])
        if actor is None:
            return None
        if (
            name.use in _ADJECTIVES
            and token.pos in ("NOUN", "PROPN")
            and token.dep not in ("compound", "amod", "nmod")
        ):
            return self._people(index, actor, name.row)
        rule = "adjective" if name.use in _ADJECTIVES else "name"
        return Party(actor=actor, mention=hit.span, rule=rule, rows=(name.row,))

    def _is_dyad(self, index: int) -> bool:
        for step in (-1, 1):
            beside, beyond = index + step, index + 2 * step
            if 0 <= beyond < len(self.tree.tokens) and self.tree.tokens[beside].text in ("-", "–"):
                return beyond in self.named
        return False

    def _people(self, index: int, actor: Actor, row: str) -> Party | None:
        """Reads "the Ruritanians": a people, which is not its state."""
        if self.tree.tokens[index].tag not in ("NNS", "NNPS"):
            return None
        name = self.tree.tokens[index].text
        return self._group(index, name, "people", (row,))

    def _modifier(self, index: int) -> tuple[Party | None, tuple[int, ...]]:
        """The state or body that a noun phrase's own words name ("Armenian forces", "the army of X")."""
        barred: set[int] = set()
        phrase = self.tree.phrase(index)
        for i in phrase:
            if self.tree.tokens[i].pos in ("ADP", "SCONJ") and self.tree.tokens[i].text.lower() in _OTHER_END:
                barred.update(self.tree.subtree(i))
        ordered = sorted(
            (i for i in phrase if i not in barred and i != index), key=lambda i: (i > index, abs(i - index))
        )
        for i in ordered:
            party = self.parties.get(i) or self._named_at(i)
            if party is not None and party.actor.kind in (ActorKind.STATE, ActorKind.BODY):
                return party, phrase
        return None, phrase

    def _named_at(self, index: int) -> Party | None:
        hit = self.named.get(index)
        if hit is None or index != _head_of(self.tree, hit):
            return None
        if len({name.actor for name in hit.names}) != 1 or hit.names[0].use in _CAPITALS:
            return None
        actor = self.pass_.registry.actor(hit.names[0].actor)
        if actor is None:
            return None
        return Party(actor=actor, mention=hit.span, rule="name", rows=(hit.names[0].row,))

    # --- people and offices

    def _noun(self, index: int) -> str:
        token = self.tree.tokens[index]
        word = token.lemma if token.pos != "PROPN" else token.text.lower()
        if self._is_plural(index) and word.endswith("s") and not word.endswith("ss"):
            word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return word

    def _office_words(self, index: int) -> str | None:
        """The line of an office noun at a token ("prime minister" before "minister"), or None."""
        noun = self._noun(index)
        offices = self.pass_.nouns.offices
        before = self.tree.tokens[index - 1].text.lower() if index else ""
        return offices.get(f"{before} {noun}") or offices.get(noun)

    def _is_office(self, index: int) -> bool:
        return self._office_words(index) is not None

    def _is_plural(self, index: int) -> bool:
        token = self.tree.tokens[index]
        if token.tag in ("NNS", "NNPS"):
            return True
        # "Member States": the tagger takes capitalised plurals for singular names.
        return token.pos == "PROPN" and token.text.lower() in self.pass_.nouns.plurals

    def _by_office(self, index: int) -> Party | None:
        """Reads "the Azerbaijani leader", "the Minister", "the OIC Secretary General"."""
        line = self._office_words(index)
        if line is None or self._is_plural(index) or self.tree.tokens[index].dep == "compound":
            return None
        if self._out_of_office(index):
            return None
        name = self._appositive_name(index)
        state, phrase = self._modifier(index)
        mention = self.tree.span(phrase)
        if state is not None:
            person = name or self._holder_name(state, line)
            party = Party(
                actor=state.actor,
                mention=mention,
                rule="office",
                rows=state.rows,
                person=person or mention.of(self.pass_.document.text),
            )
            self._introduce(party, line)
            return party
        if name is not None:
            return None  # the name itself will be read, and looked up
        known = self.pass_.memory.lines.get(line)
        if known is not None and self._is_definite(index):
            return Party(
                actor=known.actor, mention=mention, rule="anaphora", rows=known.rows, person=known.person
            )
        return None

    def _out_of_office(self, index: int) -> bool:
        words = {self.tree.tokens[i].text.lower() for i in self.tree.phrase(index)}
        return bool(words & self.pass_.nouns.not_in_office)

    def _is_definite(self, index: int) -> bool:
        words = [self.tree.tokens[i].text.lower() for i in self.tree.children(index, "det", "poss")]
        return (
            any(w in ("the", "this", "that", "our", "these") for w in words)
            or self.tree.tokens[index].text[:1].isupper()
        )

    def _holder_name(self, state: Party, line: str) -> str | None:
        known = self.pass_.memory.lines.get(line)
        return known.person if known is not None and known.actor == state.actor else None

    def _appositive_name(self, index: int) -> str | None:
        for child in self.tree.children(index, "appos"):
            name = self._person_name(child)
            if name is not None:
                return self._full_name(name)
        return None

    def _full_name(self, name: str) -> str:
        tenures = self.pass_.registry.find_people(name, on=self.pass_.document.date)
        people = sorted({t.person for t in tenures})
        return people[0] if len(people) == 1 else name

    def _person_name(self, index: int) -> str | None:
        """The run of capitalised words around a proper noun that is a person's name, titles dropped."""
        token = self.tree.tokens[index]
        if token.pos != "PROPN" or index in self.named:
            return None
        run = [
            i
            for i in self.tree.phrase(index)
            if self.tree.tokens[i].pos == "PROPN"
            and self.tree.tokens[i].dep in ("compound", "flat", token.dep)
        ]
        while run and run[0] != index and (self._skips(run[0]) or run[0] in self.named):
            run.pop(0)
        run = [i for i in run if i <= index and i not in self.named]
        kept = [i for i in run if not self._skips(i)]
        if not kept or index not in kept:
            return None
        words = [self.tree.tokens[i].text for i in range(kept[0], index + 1)]
        return " ".join(words).replace(" - ", "-").replace(" . ", ". ")

    def _skips(self, index: int) -> bool:
        word = self.tree.tokens[index].text.lower()
        return word in self.pass_.nouns.titles or word in _OFFICE_PREFIXES or self._is_office(index)

    def _by_person(self, index: int) -> Party | None:
        name = self._person_name(index)
        if name is None or self.tree.tokens[index].dep == "compound":
            return None
        mention = self.tree.span(self.tree.phrase(index))
        date = self.pass_.document.date
        by_text = self._state_by_office(index)
        tenures = self.pass_.registry.find_people(name, on=date)
        offices = [o for t in tenures if (o := self.pass_.registry.office(t.office)) is not None]
        owners = sorted({o.of for o in offices})
        person = self._full_name(name)
        rows = tuple(t.row for t in tenures)
        if by_text is not None and not self._out_of_office(index):
            party = Party(
                actor=by_text[0].actor,
                mention=mention,
                rule="office in the text",
                rows=by_text[0].rows + rows,
                person=person,
            )
            self._introduce(party, by_text[1])
            return party
        earlier = self.pass_.memory.people.get(name.split()[-1].lower())
        if earlier is not None:
            return Party(
                actor=earlier.actor,
                mention=mention,
                rule="name given before",
                rows=earlier.rows,
                person=earlier.person,
            )
        owner = self.pass_.registry.actor(owners[0]) if len(owners) == 1 and date is not None else None
        if owner is not None:
            party = Party(
                actor=owner, mention=mention, rule="office in the registry", rows=rows, person=person
            )
        elif self._looks_like_person(index, name):
            actor = Actor(id=f"person:{name}", kind=ActorKind.PERSON, name=name)
            party = Party(actor=actor, mention=mention, rule="person's name", person=name)
        else:
            return None
        self._introduce(party, None)
        return party

    def _looks_like_person(self, index: int, name: str) -> bool:
        """A title before it, or two and more names; a lone capitalised word may be anything."""
        words = {self.tree.tokens[i].text.lower() for i in self.tree.phrase(index)}
        titled = bool(words & self.pass_.nouns.titles)
        acts = (
            self.tree.tokens[index].dep in SUBJECTS
            and self.tree.tokens[self.tree.tokens[index].head].pos == "VERB"
        )
        return titled or (len(name.split()) == 2 and acts and not name.isupper())

    def _state_by_office(self, index: int) -> tuple[Party, str] | None:
        """Reads "Azerbaijani President X", "X, the OIC Secretary General", "A's ambassador to B, X", "Minister X of Y"."""
        lines = [line for i in self.tree.phrase(index) if i != index and (line := self._office_words(i))]
        if lines:
            state, _ = self._modifier(index)
            if state is not None:
                return state, lines[0]
        for child in self.tree.children(index, "appos"):
            line = self._office_words(child)
            state, _ = self._modifier(child)
            if line and state is not None and not self._out_of_office(child):
                return state, line
        head = self.tree.tokens[index].head
        if self.tree.tokens[index].dep == "appos":
            line = self._office_words(head)
            state, _ = self._modifier(head)
            if line and state is not None and not self._out_of_office(head):
                return state, line
        return None

    def _introduce(self, party: Party, line: str | None) -> None:
        memory = self.pass_.memory
        if party.person and party.actor.kind is not ActorKind.UNKNOWN:
            last = party.person.split()[-1].lower()
            if party.person[:1].isupper() and last not in self.pass_.nouns.offices:
                memory.people.setdefault(last, party)
        if line is not None:
            memory.lines[line] = party

    # --- bodies, institutions, groups

    def _by_gathering(self, index: int) -> Party | None:
        """Reads "the meeting", "the Group", "our Organization" take up a body named before."""
        noun = self._noun(index)
        nouns = self.pass_.nouns
        if self._is_plural(index) or not self._is_definite(index) or self._modifier(index)[0] is not None:
            return None
        mention = self.tree.span(self.tree.phrase(index))
        body = self.pass_.voices.body
        if (
            noun in nouns.gatherings
            and body is not None
            and self.pass_.document.kind is DocumentKind.COMMUNIQUE
        ):
            return (
                Party(actor=body, mention=mention, rule="the document's own body")
                if len(self.tree.phrase(index)) <= 2
                else None
            )
        if noun not in nouns.bodies or len(self.tree.phrase(index)) > 3:
            return None
        stem = noun.replace("isation", "ization")
        named = [
            p
            for p in reversed(self.pass_.memory.bodies)
            if stem in p.actor.name.lower().replace("isation", "ization")
        ]
        if body is not None and stem in body.name.lower().replace("isation", "ization"):
            named.insert(0, Party(actor=body, mention=None, rule="the document's own body"))
        if not named:
            return None
        return Party(actor=named[0].actor, mention=mention, rule="anaphora", rows=named[0].rows)

    def _by_instrument(self, index: int) -> Party | None:
        if self._noun(index) not in self.pass_.nouns.instruments:
            return None
        phrase = self.tree.phrase(index)
        return self.pass_.instruments.read(self.tree, index, phrase, self.pass_.voices)

    def _by_institution(self, index: int) -> Party | None:
        """Reads "Armenian forces", "the government of X", "his office", "the country"."""
        noun = self._noun(index)
        if noun not in self.pass_.nouns.institutions:
            return None
        if noun == "office":
            return self._persons_office(index)
        if noun in self.pass_.nouns.states and self._is_plural(index):
            return None
        state, phrase = self._modifier(index)
        mention = self.tree.span(phrase)
        if state is not None and state.actor.kind is ActorKind.STATE:
            return Party(actor=state.actor, mention=mention, rule="part of a state", rows=state.rows)
        own = [i for i in self.tree.children(index, "poss") if self.tree.tokens[i].text.lower() in _SELF]
        if own:
            return Party(actor=SELF, mention=mention, rule="first person")
        if noun in self.pass_.nouns.states and self._is_definite(index) and len(phrase) <= 2:
            subjects = {p.actor.id for i, p in self.parties.items() if self.tree.tokens[i].dep in SUBJECTS}
            for party in reversed(self.pass_.memory.states):
                if party.actor.id not in subjects:
                    return Party(actor=party.actor, mention=mention, rule="anaphora", rows=party.rows)
        return None

    def _persons_office(self, index: int) -> Party | None:
        for child in self.tree.children(index, "poss"):
            owner = self.parties.get(child)
            if owner is not None and owner.person:
                mention = self.tree.span(self.tree.phrase(index))
                return Party(
                    actor=owner.actor,
                    mention=mention,
                    rule="a person's office",
                    rows=owner.rows,
                    person=f"office of {owner.person}",
                )
        return None

    def _by_collective(self, index: int) -> Party | None:
        noun = self._noun(index)
        nouns = self.pass_.nouns
        plural = self._is_plural(index) and (noun in nouns.collectives or self._is_office(index))
        if not plural and noun not in nouns.masses:
            return None
        if self.tree.tokens[index].dep == "compound":
            return None
        body = self._body_of_members(index, noun)
        if body is not None:
            return body
        phrase = self._name_words(index)
        if phrase and self.tree.tokens[phrase[0]].pos == "ADP":
            return None  # "most of them countries ...": the parser has joined two phrases
        while phrase and (
            self.tree.tokens[phrase[0]].text.lower() in nouns.determiners
            or self.tree.tokens[phrase[0]].pos in ("DET", "NUM")
        ):
            phrase.pop(0)
        if index not in phrase:
            return None
        if noun == "head" and "state" in {self.tree.lemma(i) for i in phrase}:
            return self._heads_of_state(index)
        inner = self._inner_group(index) if self._is_office(index) else None
        if inner is not None:
            return Party(
                actor=inner.actor,
                mention=self.tree.span(self.tree.phrase(index)),
                rule="those who act for a group",
                rows=inner.rows,
            )
        single, _ = self._modifier(index)
        if self._is_office(index) and single is not None:
            return Party(
                actor=single.actor, mention=self.tree.span(tuple(phrase)), rule="office", rows=single.rows
            )
        span = self.tree.span(tuple(phrase))
        name = " ".join(span.of(self.pass_.document.text).split())
        return self._group(index, name, "collective", ()) if len(name) <= 80 else None

    def _name_words(self, index: int) -> list[int]:
        """A collective's words: what stands before its head, and "of", "from", "in" phrases after it."""
        kept = {i for i in self.tree.phrase(index) if i <= index}
        for child in self.tree.children(index, "prep"):
            if self.tree.tokens[child].text.lower() in ("of", "from", "in"):
                below = self.tree.subtree(child, frozenset({"relcl", "acl", "appos", "advcl"}))
                cut = [i for i in below if i > child and self.tree.tokens[i].text.lower() in _ENDS_NAME]
                kept.update(i for i in below if not cut or i < cut[0])
        return sorted(kept)

    def _heads_of_state(self, index: int) -> Party | None:
        """Reads "the heads of state and government" act for the members of the body spoken of."""
        bodies = self.pass_.memory.bodies
        if not bodies:
            return None
        name = f"{bodies[-1].actor.id} members"
        mention = self.tree.span(self.tree.phrase(index))
        actor = Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)
        return Party(actor=actor, mention=mention, rule="heads of a body's members", rows=bodies[-1].rows)

    def _inner_group(self, index: int) -> Party | None:
        """Reads "the ambassadors of Islamic states" act for the states."""
        for target in self.tree.preps(index, "of", "from"):
            if self.tree.tokens[target].index not in self.parties:
                party = self.read(target)
                if party is not None:
                    self.parties[target] = party
            found = self.parties.get(target)
            if found is not None and found.actor.kind is ActorKind.COLLECTIVE:
                return found
        return None

    def _body_of_members(self, index: int, noun: str) -> Party | None:
        """Reads "OIC member states", "the members of the Group": the members of a body, taken together."""
        phrase = self.tree.phrase(index)
        words = {self.tree.tokens[i].text.lower() for i in phrase}
        if not words & {"member", "members"}:
            return None
        state, _ = self._modifier(index)
        body = state if state is not None and state.actor.kind is ActorKind.BODY else None
        owner = [self.parties[i] for i in self.tree.children(index, "poss") if i in self.parties]
        if owner:
            body = owner[0] if owner[0].actor.kind is ActorKind.BODY else None
        if body is None:
            for target in self.tree.preps(index, "of"):
                taken = self.parties.get(target) or self.read(target)
                body = taken if taken is not None and taken.actor.kind is ActorKind.BODY else None
        own = self.pass_.voices.body
        mention = self.tree.span(phrase)
        if body is None:
            bare = not self.tree.preps(index, "of") and self.tree.tokens[index].text[0].isupper()
            if bare and self.pass_.memory.bodies:
                body = self._whole(self.pass_.memory.bodies[-1])  # "the Member States": of the body spoken of
        if body is None:
            return None
        if (
            own is not None
            and body.actor.id == own.id
            and self.pass_.document.kind is DocumentKind.COMMUNIQUE
        ):
            return Party(actor=own, mention=mention, rule=_OWN_MEMBERS, rows=body.rows)
        name = f"{body.actor.id} members"
        return Party(
            actor=Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name),
            mention=mention,
            rule="members of a body",
            rows=body.rows,
        )

    def _whole(self, body: Party) -> Party:
        """The body that has the members, where an organ of it was spoken of."""
        row = self.pass_.registry.body(body.actor.id)
        above = self.pass_.registry.actor(row.parent) if row is not None and row.parent else None
        return (
            body
            if above is None
            else Party(actor=above, mention=body.mention, rule=body.rule, rows=body.rows)
        )

    def _group(self, index: int, name: str, rule: str, rows: tuple[str, ...]) -> Party:
        actor = Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)
        return Party(actor=actor, mention=self.tree.span(self.tree.phrase(index)), rule=rule, rows=rows)

    # --- pronouns

    def _pronoun(self, index: int, word: str) -> Party | None:
        token = self.tree.tokens[index]
        mention = Span(token.start, token.end)
        if word in _SELF:
            return Party(actor=SELF, mention=mention, rule="first person")
        if word in _RELATIVE and token.tag in ("WP", "WDT", "WP$"):
            return self._relative(index, mention)
        antecedent: Party | None = None
        if word in _PERSON:
            antecedent = self._before(index, lambda p: bool(p.person)) or self.pass_.memory.person
        elif word in _PLURAL:
            antecedent = (
                self._before(index, lambda p: p.actor.kind is ActorKind.COLLECTIVE) or self.pass_.memory.group
            )
        elif word in _THING:
            if token.dep in ("dobj", "pobj") and word == "it":
                return self._object_it(index, mention)
            if (parallel := self._parallel(index)) is not None:
                return Party(actor=parallel.actor, mention=mention, rule="anaphora", rows=parallel.rows)
            things = (ActorKind.STATE, ActorKind.BODY)
            antecedent = self._before(
                index, lambda p: p.actor.kind in things and p.rule != "adjective" and not p.person
            )
            antecedent = antecedent or self.pass_.memory.thing
        if antecedent is None:
            return None
        return Party(
            actor=antecedent.actor,
            mention=mention,
            rule="anaphora",
            rows=antecedent.rows,
            person=antecedent.person,
        )

    def _object_it(self, index: int, mention: Span) -> Party | None:
        """Reads "A and B opposed it": never somebody named within the subject, rather the text spoken of."""
        instrument = self.pass_.instruments.recent()
        if instrument is not None:
            return Party(actor=instrument.actor, mention=mention, rule="anaphora", rows=instrument.rows)
        verb = self.tree.tokens[index].head
        within = {j for i in self.tree.children(verb, *SUBJECTS) for j in self.tree.subtree(i)}
        if any(i in within for i in self.parties if i < index):
            return None
        return self.pass_.memory.thing and Party(
            actor=self.pass_.memory.thing.actor,
            mention=mention,
            rule="anaphora",
            rows=self.pass_.memory.thing.rows,
        )

    def _parallel(self, index: int) -> Party | None:
        """In "its condemnation of ... and its demand for ..." both are the same owner's."""
        token = self.tree.tokens[index]
        noun = self.tree.tokens[token.head]
        if token.dep != "poss" or noun.dep != "conj":
            return None
        for owner in self.tree.children(noun.head, "poss"):
            if owner in self.parties and self.tree.tokens[owner].tag == "PRP$":
                return self.parties[owner]
        return None

    def _before(self, index: int, fits: Callable[[Party], bool]) -> Party | None:
        """The nearest fitting party before a pronoun in its own sentence."""
        for i in sorted((i for i in self.parties if i < index), reverse=True):
            if fits(self.parties[i]) and self.parties[i].actor is not SELF:
                return self.parties[i]
        return None

    def _antecedent(self, noun: int) -> Party | None:
        """The party of a noun, or of the noun it hangs on ("a resolution on the dispute that was ...")."""
        for _ in range(3):
            if noun in self.parties:
                return self.parties[noun]
            above = self.tree.tokens[self.tree.tokens[noun].head]
            if above.pos != "ADP":
                return None
            noun = above.head
        return None

    def _relative(self, index: int, mention: Span) -> Party | None:
        for above in self.tree.ancestors(index):
            if self.tree.tokens[above].dep in ("relcl", "acl"):
                known = self._antecedent(self.tree.tokens[above].head)
                if known is None:
                    return None
                return Party(
                    actor=known.actor,
                    mention=mention,
                    rule="relative clause",
                    rows=known.rows,
                    person=known.person,
                )
        return None


def _head_of(tree: Tree, hit: NameHit) -> int:
    """The token of a name on which the rest of it hangs."""
    inside = [t.index for t in tree.tokens if hit.span.start <= t.start and t.end <= hit.span.end]
    for index in inside:
        if tree.tokens[index].head not in inside or tree.tokens[index].head == index:
            return index
    return inside[-1]
