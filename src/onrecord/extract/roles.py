"""Who does it and to whom: subjects through control and coordination, counterparts inside a noun phrase.

These are questions to one sentence's tree and the parties tied to its tokens; they hold for every frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.extract.frames import Lexicon
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import ActorKind, Party

_AGENT_PREPS = frozenset({"by"})
_PATIENT_PREPS = frozenset(
    {
        "against",
        "on",
        "from",
        "over",
        "in",
        "into",
        "at",
        "within",
        "between",
        "under",
        "about",
        "during",
        "through",
        "via",
        "as",
        "since",
    }
)
_HUMAN_ENDINGS = ("er", "or", "ist", "ee", "ian", "man", "woman", "person", "people", "ant")
_OWNER_PREPS = frozenset({"of", "for", "to", "with", "toward", "towards"})


@dataclass(frozen=True)
class Scene:
    """One sentence with the parties tied to its tokens."""

    tree: Tree
    parties: Mapping[int, Party]
    lexicon: Lexicon

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
        own = tree.children(verb, *SUBJECTS)
        if own:
            return own[0]
        token = tree.tokens[verb]
        if token.dep in ("ROOT",) or token.head == verb:
            return None
        return self._inherited(verb, token.dep, token.head, depth)

    def _inherited(self, verb: int, dep: str, head: int, depth: int) -> int | None:
        tree = self.tree
        above = tree.tokens[head]
        if dep == "conj" and above.pos in ("VERB", "AUX"):
            return self.subject_or_patient(head, depth + 1)
        if dep == "acl" and any(tree.lemma(i) == "to" for i in tree.children(verb, "aux")):
            return self.governor_subject(head, depth + 1)  # "took the opportunity to thank ..."
        if dep == "acl":
            finite = tree.tokens[verb].tag in ("VBD", "VBG") or head in self.parties
            return head if finite else None
        if dep == "relcl":
            return None
        if dep in ("pcomp", "pobj") and above.pos in ("ADP", "SCONJ"):
            return self._controller(above.head, depth)
        if dep in ("xcomp", "ccomp", "advcl", "prep", "dep"):
            return self._controller(head, depth)
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
        if own is not None and own.actor.kind in (ActorKind.STATE, ActorKind.BODY):
            # "A, B and C": the parser often takes B for an apposition of A, which a second state cannot be.
            for child in self.tree.children(index, "appos"):
                other = self.parties.get(child)
                if other is not None and other.actor.kind is own.actor.kind and other.rule == own.rule:
                    chain.extend(self.tree.conjuncts(child))
        return [i for i in sorted(set(chain)) if i in self.parties][:6]

    def is_human(self, index: int) -> bool:
        """True for a noun phrase that may name people: not a thing, an act or a text."""
        lemma = self.tree.lemma(index)
        if self.tree.tokens[index].pos == "NOUN" and not (
            lemma in self.lexicon.people or lemma.endswith(_HUMAN_ENDINGS)
        ):
            return False
        known = self.lexicon.agentive | self.lexicon.owned | self.lexicon.texts | self.lexicon.things
        return lemma not in known and not lemma.endswith(
            ("tion", "ment", "ness", "ing", "ance", "ence", "ity", "ism")
        )

    # --- to whom

    def counterpart(self, index: int, *, hostile: bool) -> list[int]:
        """The party at a phrase, or the one inside it: the doer for a hostile stance, else the owner."""
        direct = self.expand(index)
        if direct:
            return direct
        best = self._inside(index, hostile=hostile)
        if best is not None:
            return [best]
        # "the role that B played", "the steps taken by B": who did it stands in the clause behind the noun.
        for clause in self.tree.children(index, "relcl", "acl"):
            doers = self.tree.children(clause, "nsubj") or self.tree.preps(clause, "by")
            found = [j for i in doers for j in self.expand(i) if self.parties[j].actor.id != "self"]
            if found:
                return found
        return []

    def _inside(self, head: int, *, hostile: bool) -> int | None:
        text = self.tree.lemma(head) in self.lexicon.texts
        ranked: list[tuple[int, int]] = []
        below = set(self.tree.subtree(head, frozenset({"relcl", "advcl", "appos"})))
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
                ranked.append((depth - 2 * rank, index))
        return min(ranked)[1] if ranked else None

    def _rank(self, index: int, head: int, *, hostile: bool) -> int:
        """How well a party inside a phrase fits the wanted role; 0 where it plays another."""
        tree = self.tree
        token = tree.tokens[index]
        relation, noun = self._relation(index)
        agentive = tree.lemma(noun) in self.lexicon.agentive
        blocked = self._under_patient(index, head)
        if hostile:
            if relation in _AGENT_PREPS:
                return 5
            if blocked or relation in _PATIENT_PREPS:
                return 0
            if relation == "of" and tree.lemma(noun) in self.lexicon.suffered:
                return 0
            if relation in ("poss", "adjective", "of") and agentive:
                return 4
            return 1 if token.dep == "poss" and not self._is_owned(noun) else 0
        if relation in _AGENT_PREPS or blocked or (agentive and not self._is_owned(noun)):
            return 0
        if relation in _OWNER_PREPS or relation == "poss":
            return 4 if self._is_owned(noun) else 3
        return 2 if relation == "adjective" else 0

    def _is_owned(self, noun: int) -> bool:
        return self.tree.lemma(noun) in self.lexicon.owned

    def _relation(self, index: int) -> tuple[str, int]:
        """How a party hangs on the noun above it: a preposition, `poss` or `adjective`."""
        tree = self.tree
        token = tree.tokens[index]
        while token.dep == "conj":
            token = tree.tokens[token.head]
        above = tree.tokens[token.head]
        if above.pos == "ADP" or above.dep in ("prep", "agent"):
            return above.text.lower(), above.head
        if token.dep == "poss":
            return "poss", above.index
        if token.dep in ("amod", "compound", "nmod"):
            return "adjective", above.index
        return token.dep, above.index

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
            if token.pos == "ADP" and token.text.lower() in _PATIENT_PREPS:
                return True
        return False
