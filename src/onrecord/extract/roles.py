"""Who does it and to whom: subjects through control and coordination, counterparts inside a noun phrase.

These are questions to one sentence's tree and the parties tied to its tokens; they hold for every frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.frames import Lexicon
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import ActorKind, Party

_MODIFIERS = frozenset({"amod", "compound", "nmod"})


@dataclass(frozen=True)
class Scene:
    """One sentence with the parties tied to its tokens."""

    tree: Tree
    parties: Mapping[int, Party]
    lexicon: Lexicon

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the sentence in small letters, and their lemmas."""
        tokens = self.tree.tokens
        return frozenset([t.lemma for t in tokens] + [t.text.lower() for t in tokens])

    # --- who

    def subject(self, verb: int, depth: int = 0) -> int | None:
        """The token that acts in a verb, through passives, control, coordination and participles."""
        if depth > 6:
            return None
        tree = self.tree
        passive = tree.is_passive(verb)
        if passive:
            agents = tree.preps(verb, "by")
            return agents[0] if agents else None
        if self._is_undergone(verb):
            return None
        own = tree.children(verb, *SUBJECTS)
        if (
            own
            and tree.tokens[verb].dep == "relcl"
            and tree.tokens[own[0]].tag == "WDT"
            and own[0] not in self.parties
        ):
            text = tree.tokens[verb].head
            if tree.lemma(text) in self.lexicon.texts and text not in self.parties:
                return self._adopter(text, depth)  # "signed a statement that reaffirmed"
        if own:
            # "Chile's ally Uruguay condemned": of two subjects the one that is somebody.
            return next((i for i in reversed(own) if i in self.parties), own[0])
        token = tree.tokens[verb]
        if token.dep in ("ROOT",) or token.head == verb:
            return self._listed_before(verb, depth)
        return self._inherited(verb, token.dep, token.head, depth)

    def _is_undergone(self, verb: int) -> bool:
        """Reads "would like to see B condemned": B is condemned."""
        tree = self.tree
        token = tree.tokens[verb]
        if (
            token.tag != "VBN"
            or token.dep not in ("ccomp", "xcomp", "oprd")
            or tree.children(verb, "aux", "mark")
        ):
            return False
        return tree.lemma(token.head) in ("see", "have", "get", "want", "find", "hear", "keep", "leave")

    def _listed_before(self, verb: int, depth: int) -> int | None:
        """In "A welcomes X, condemns Y and backs Z" read with the second verb on top: the first verb's subject."""
        tree = self.tree
        for clause in tree.children(verb, "ccomp"):
            marked = tree.children(clause, "mark")
            if clause < verb and not marked and tree.tokens[clause].tag == tree.tokens[verb].tag:
                return self.subject(clause, depth + 1)
        return None

    def _inherited(self, verb: int, dep: str, head: int, depth: int) -> int | None:
        tree = self.tree
        above = tree.tokens[head]
        if dep == "conj" and above.pos in ("VERB", "AUX"):
            return self.subject_or_patient(head, depth + 1)
        if dep == "conj" and tree.tokens[verb].tag == "NNS":
            return self.governor_subject(
                head, depth + 1
            )  # "expressed concern and calls on": a verb read as a noun
        if dep == "acl" and tree.is_infinitive(verb):
            # "B's decision to veto", "took the opportunity to thank ..."
            return self._holder_of_noun(head, depth)
        if dep == "acl" and tree.lemma(head) in self.lexicon.texts and head not in self.parties:
            return self._adopter(head, depth)
        if dep == "acl":
            finite = tree.tokens[verb].tag in ("VBD", "VBG") or head in self.parties
            return head if finite else None
        if dep == "relcl":
            return None
        if dep in ("pcomp", "pobj") and above.pos in ("ADP", "SCONJ"):
            while above.dep == "conj" and tree.tokens[above.head].pos in ("ADP", "SCONJ"):
                above = tree.tokens[above.head]  # "thanked B for hosting and for condemning"
            return self._controller(above.head, depth)
        if dep in ("xcomp", "ccomp", "advcl", "prep", "dep"):
            return self._controller(head, depth)
        if dep in ("acomp", "attr", "oprd") and above.pos in ("VERB", "AUX"):
            given = tree.tokens[verb].text.lower() in self.lexicon.giving_oneself
            return self.subject_or_patient(head, depth + 1) if given else None  # "are UNITED in supporting"
        return None

    def _adopter(self, text: int, depth: int) -> int | None:
        """Reads "adopted a resolution condemning": the text's owner, else the one who adopts or issues it."""
        tree = self.tree
        owners = [*tree.children(text, "poss", "compound", "amod"), *tree.preps(text, "of", "by", "from")]
        named = [i for i in owners if i in self.parties]
        if named:
            return named[0]
        token = tree.tokens[text]
        above = tree.tokens[token.head]
        if token.dep in ("dobj", "nsubjpass") and above.lemma in self.lexicon.adopting:
            return self.subject(token.head, depth + 1)
        return None

    def _controller(self, head: int, depth: int) -> int | None:
        """Who controls a subjectless clause: the object of "thanked X for ...", else the subject."""
        tree = self.tree
        if tree.tokens[head].pos not in ("VERB", "AUX", "ADJ"):
            given = tree.preps(head, "to") if tree.lemma(head) in self.lexicon.object_control else ()
            if given:
                return given[0]
            return head if head in self.parties else self._holder_of_noun(head, depth)
        objects_noun = [
            i for i in tree.children(head, "dobj") if tree.lemma(i) in self.lexicon.object_control
        ]
        if objects_noun:
            addressed = [*tree.preps(objects_noun[0], "to"), *tree.preps(head, "to")]
            if addressed:
                return addressed[0]
        if tree.lemma(head) in self.lexicon.object_control:
            objects = tree.children(head, "dobj", "nsubjpass") or tree.preps(head, "on", "upon", "to")
            if objects:
                return objects[0]
        return self.subject_or_patient(head, depth + 1)

    def subject_or_patient(self, verb: int, depth: int = 0) -> int | None:
        """Like `subject`, but "X was reported to ..." gives X."""
        passive = self.tree.children(verb, "nsubjpass")
        return passive[0] if passive else self.subject(verb, depth)

    def _holder_of_noun(self, noun: int, depth: int) -> int | None:
        owners = self.tree.children(noun, "poss")
        if owners:
            return owners[0]
        return self.governor_subject(noun, depth + 1)

    def governor_subject(self, noun: int, depth: int = 0) -> int | None:
        """The subject of the verb that a noun is the object of, through coordination and "of"."""
        if depth > 6:
            return None
        tree = self.tree
        token = tree.tokens[noun]
        above = tree.tokens[token.head]
        if token.head == noun:
            return None
        if token.dep in ("conj", "appos") and above.pos in ("NOUN", "PROPN"):
            return self.governor_subject(token.head, depth + 1)
        if above.pos in ("VERB", "AUX") and token.dep in ("dobj", "attr", "oprd", "prep", "conj", "dep"):
            return self.subject(token.head, depth + 1)
        return None

    def expand(self, index: int | None) -> list[int]:
        """The tokens coordinated with one, those tied to a party only, at most four."""
        if index is None:
            return []
        chain = list(self.tree.conjuncts(index))
        own = self.parties.get(index)
        several = self._of_several(index)
        if several:
            return several[:6]
        if own is not None and own.actor.kind in (ActorKind.STATE, ActorKind.BODY):
            # "A, B and C": the parser often takes B for an apposition of A, which a second state cannot be.
            for child in self.tree.children(index, "appos"):
                other = self.parties.get(child)
                if other is not None and other.actor.kind is own.actor.kind and other.rule == own.rule:
                    chain.extend(self.tree.conjuncts(child))
        return [i for i in sorted(set(chain)) if i in self.parties][:6]

    def _of_several(self, index: int) -> list[int]:
        """The states of "the foreign ministers of A and B" and "A and B officials", who act for each of them."""
        tree = self.tree
        token = tree.tokens[index]
        if token.tag not in ("NNS", "NNPS") or token.lemma not in self.lexicon.acting_nouns:
            return []
        before = [j for i in tree.children(index, "amod", "compound") for j in tree.conjuncts(i)]
        for named in (tree.preps(index, "of", "from"), before):
            states = [i for i in named if i in self.parties and self.parties[i].actor.kind is ActorKind.STATE]
            if len({self.parties[i].actor.id for i in states}) > 1:
                return states
        return []

    def companions(self, index: int, verb: int) -> list[int]:
        """Those who do it with somebody: "A, together with B, condemned", "A joined B in condemning"."""
        tree = self.tree
        found: list[int] = []
        for place in (index, verb):
            for child in tree.children(place, "prep", "advmod"):
                before = tree.tokens[child - 1].text.lower() if child else ""
                word = tree.tokens[child].text.lower()
                if word == "alongside" or (word == "with" and before in ("together", "along", "jointly")):
                    found += [j for i in tree.children(child, "pobj") for j in self.expand(i)]
                if word in ("together", "along", "jointly"):
                    found += [j for i in tree.preps(child, "with") for j in self.expand(i)]
        token = tree.tokens[verb]
        above = tree.tokens[token.head]
        if (
            token.dep == "pcomp"
            and above.text.lower() == "in"
            and tree.lemma(above.head) in ("join", "follow")
        ):
            found += [j for i in tree.children(above.head, "dobj") for j in self.expand(i)]
        return [i for i in dict.fromkeys(found) if i != index]

    def is_human(self, index: int) -> bool:
        """True for a noun phrase that may name people: not a thing, an act or a text."""
        lemma = self.tree.tokens[index].lemma.lower()
        words = self.lexicon
        if lemma in words.people:
            return True
        if self.tree.tokens[index].pos == "NOUN" and not lemma.endswith(tuple(words.human_endings)):
            return False
        if lemma.endswith("s") and lemma[:-1] in words.owned | words.texts | words.things:
            return False  # "Millennium Development Goals"
        known = words.agentive | words.owned | words.texts | words.things
        return lemma not in known and not lemma.endswith(tuple(words.abstract_endings))

    # --- to whom

    def counterpart(self, index: int, *, hostile: bool) -> list[int]:
        """The parties at a phrase, or those inside it: the doer for a hostile stance, else the owner."""
        direct = self.expand(index)
        if direct:
            return direct
        if self.tree.lemma(index) in self.lexicon.no_state and self.tree.tokens[index].tag in ("NNS", "NNPS"):
            return []  # "Norwegian fighters" are not Norway
        if self.tree.tokens[index].pos in ("VERB", "AUX"):
            return self._acted_on(index, hostile=hostile)
        best = self._inside(index, hostile=hostile)
        if best is not None:
            return self.expand(best) or [best]
        return self._doers_behind(index)

    def doer_of(self, index: int, *, hostile: bool) -> list[int]:
        """The party at a subject, or whose act or thing the subject is: never one that is only the place of it."""
        found = self.counterpart(index, hostile=hostile)
        if found == [index] or index in found:
            return found
        return [i for i in found if not self._under_patient(i, index)]

    def acts_in(self, index: int, head: int) -> bool:
        """True for the doer of what a phrase names ("the withdrawal of B"), not for whom it is for ("the recognition of B")."""
        tree = self.tree
        group = tree.conjuncts(head)
        if index in group:
            return True
        if tree.tokens[head].pos in ("VERB", "AUX"):
            return index in tree.children(head, *SUBJECTS)
        relation, noun = self._relation(index)
        if relation in self.lexicon.agent_prepositions or relation == "from":
            return True
        return relation in ("of", "poss", "adjective") and tree.lemma(noun) in self.lexicon.agentive

    def _acted_on(self, verb: int, *, hostile: bool) -> list[int]:
        """In "to retaliate against B", "to stop B's attacks": whom the clause's verb acts on."""
        tree = self.tree
        for place in (*tree.children(verb, "dobj", "dative", "nsubjpass"), *tree.preps(verb)):
            found = [i for i in self.expand(place) if not self.is_first_person(i)]
            if not found and tree.tokens[place].pos not in ("VERB", "AUX"):
                inner = self._inside(place, hostile=hostile)
                found = [] if inner is None else self.expand(inner) or [inner]
            if found:
                return found
        for clause in tree.children(verb, "xcomp", "ccomp"):
            found = self._acted_on(clause, hostile=hostile)
            if found:
                return found
        return []

    def _doers_behind(self, index: int) -> list[int]:
        """Reads "the role that B played", "the steps taken by B", "the help that we got from B"."""
        tree = self.tree
        for clause in tree.children(index, "relcl", "acl"):
            places = (
                *(i for i in tree.children(clause, "nsubj") if not self.is_first_person(i)),
                *tree.preps(clause, "by"),
                *tree.preps(clause, "from"),
            )
            for place in places:
                found = [j for j in self.expand(place) if not self.is_first_person(j)]
                if found:
                    return found
        return []

    def is_first_person(self, index: int) -> bool:
        """True for "I", "we", "my country"."""
        party = self.parties.get(index)
        return party is not None and party.actor.id == "self"

    def _inside(self, head: int, *, hostile: bool) -> int | None:
        text = self.tree.lemma(head) in self.lexicon.texts and not self._settles(head)
        ranked: list[tuple[int, int]] = []
        below = set(self.tree.subtree(head, frozenset({"relcl", "advcl", "appos", "acl"})))
        for index in sorted(below):
            party = self.parties.get(index)
            if party is None or party.actor.kind is ActorKind.INSTRUMENT or index == head:
                continue
            rank = self._rank(index, head, hostile=hostile)
            if text and not self._is_author(index, head):
                continue  # what a text's title names is not whom it is aimed at
            if rank:
                # The farther below, the less it is the phrase's own: "the failure of A to obey texts adopted by B".
                depth = next((d for d, above in enumerate(self.tree.ancestors(index)) if above == head), 0)
                rank += 2 * (not hostile and depth == 0 and self.tree.tokens[index].dep == "poss")
                ranked.append((depth - 3 * rank, index))
        return min(ranked)[1] if ranked else None

    def _settles(self, head: int) -> bool:
        """Reads "the resolution of the conflict": no text."""
        return any(self.tree.lemma(i) in self.lexicon.settled for i in self.tree.preps(head, "of", "to"))

    def _rank(self, index: int, head: int, *, hostile: bool) -> int:
        """How well a party inside a phrase fits the wanted role; 0 where it plays another."""
        tree = self.tree
        relation, noun = self._relation(index)
        lemma = tree.lemma(noun)
        agentive = lemma in self.lexicon.agentive
        blocked = self._under_patient(index, head)
        if hostile:
            if relation in self.lexicon.agent_prepositions:
                return 5
            if blocked or relation in self.lexicon.patient_prepositions:
                return 0
            if relation not in ("poss", "adjective", "of"):
                return 0
            if relation == "poss" and lemma in self.lexicon.undergone:
                return 0  # "his detention": what he suffers
            if agentive and (relation != "of" or lemma not in self.lexicon.suffered):
                return 4  # "the construction of Norwegian settlements"
            if self._suffers(index, head):
                return 0
            if relation == "adjective" and not agentive and not self._is_owned(noun):
                return 0  # "the Norwegian model"
            return 4 if agentive else 1 if self._is_owned(noun) else 2
        if relation in ("against", "from") or (agentive and lemma in self.lexicon.suffered):
            return 0
        if relation in self.lexicon.agent_prepositions:
            return 3
        if relation in self.lexicon.owner_prepositions or relation == "poss":
            return 2 if blocked else 4 if self._is_owned(noun) else 3
        if (agentive and relation in self.lexicon.patient_prepositions) or (
            blocked and tree.lemma(head) in self.lexicon.aimed
        ):
            return 0  # "support for the strikes on B", "backed a motion of no confidence in B's government"
        return 1 if blocked or relation in self.lexicon.patient_prepositions else 2

    def _suffers(self, index: int, head: int) -> bool:
        """True below "of" of an act that its patient follows so: "the occupation of B's land"."""
        tree = self.tree
        for above in (index, *tree.ancestors(index)):
            if above == head:
                return False
            token = tree.tokens[above]
            if token.text.lower() == "of" and tree.lemma(token.head) in self.lexicon.suffered:
                return True
        return False

    def _is_owned(self, noun: int) -> bool:
        return self.tree.lemma(noun) in self.lexicon.owned

    def _relation(self, index: int) -> tuple[str, int]:
        """How a party hangs on the noun above it: a preposition, `poss` or `adjective`."""
        return self.tree.relation(index, _MODIFIERS)

    def _is_author(self, index: int, text: int) -> bool:
        """Reads "the report of the meeting of the Group", "B's statement": only "of", "by" and possessives between."""
        here = index
        for _ in range(4):
            relation, above = self._relation(here)
            if relation not in ("of", "by", "poss"):
                return False
            if above == text:
                return True
            here = above
        return False

    def _under_patient(self, index: int, head: int) -> bool:
        """True where a preposition such as "against" or "from" stands between the party and the head."""
        for above in self.tree.ancestors(index):
            if above == head:
                return False
            token = self.tree.tokens[above]
            if token.pos == "ADP" and token.text.lower() in self.lexicon.patient_prepositions:
                return True
        return False
