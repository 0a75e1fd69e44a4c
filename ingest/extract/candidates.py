"""Candidate statements, proposed widely from syntax and quotation marks; a judge decides later.

A candidate is a cue (a verb, noun, adjective, colon or dash that may report speech), a source (the
noun phrase that may be the speaker) and a content, as tokens. Constructions (`kind`):

    clause-right, clause-left   X said (that) C;  C, X said
    clause-passive              it was said that C; C, it was noted
    aside                       C, X said, C (the cue hangs on its content); `as X said, C`
    infinitive                  X vowed to C; X urged Y to C
    object, object+             X welcomed C; X called A C
    passive, passive+           C was condemned by X
    preposition                 X called for C; X accused Y of C
    adjective                   X is confident that C
    noun-that, noun-to, noun-of the claim that C; a call to C; a warning of C
    according                   according to X, C
    quote-after, quote-before   "C," said X; X said: "C"
    quote-dash, quote-colon     "C" - X; X: "C"
    headline-colon, headline-dash   X: C;  C - X  (without quotation marks)
    anaphora                    C. This was stated by X.
    transcript                  NAME: C
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ingest.extract.cues import load as load_cues
from ingest.extract.layout import Layout
from ingest.extract.quotes import Quotation, quotations
from ingest.extract.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
EDGE_PUNCTUATION = frozenset(",.;:—–-…") | {"--", "..."}
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_SAID = frozenset(
    """
    say state report announce note declare write tell stress add emphasize emphasise inform
    """.split()
)
_LIGHT = frozenset({"be", "do", "have", "let", "make", "get"})
_AFTER_WINDOW = 40
_QUOTE_WORDS = 2


@dataclass(slots=True)
class Candidate:
    """A candidate statement, as token indices. `score` is the judge's probability."""

    kind: str
    head: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    source_head: int | None
    content: set[int]
    key: str
    facts: dict[str, str | int | bool] = field(default_factory=dict)
    addressee: tuple[int, ...] = ()
    score: float = 0.0


class Analysis:
    """A parsed article with its quotations and paragraphs, by token."""

    def __init__(self, doc: Doc, layout: Layout) -> None:
        self.doc = doc
        self.layout = layout
        self.text: str = doc.text
        self.quotations: list[Quotation] = quotations(self.text)
        self.quote_of: list[int] = [-1] * len(doc)
        self.regions: list[tuple[int, int]] = []
        self._mark_quotations()
        self.paragraph: list[int] = []
        number = 0
        for token in doc:
            self.paragraph.append(number)
            if "\n" in token.text:
                number += 1
        self.sentence: list[int] = [0] * len(doc)
        self.sentences: list[tuple[int, int]] = doc.sentences
        for k, (start, end) in enumerate(doc.sentences):
            for i in range(start, end):
                self.sentence[i] = k
        head = layout.headline
        self.headline_end = head[1] if head else -1
        self._head_starts = [start for start, _ in layout.heads]

    def _mark_quotations(self) -> None:
        i, n = 0, len(self.doc)
        for k, quotation in enumerate(self.quotations):
            while i < n and self.doc[i].idx < quotation.start:
                i += 1
            first = i
            while i < n and self.doc[i].idx < quotation.end:
                self.quote_of[i] = k
                i += 1
            self.regions.append((first, max(first, i - 1)))

    def in_quote(self, i: int) -> bool:
        """Whether the token stands inside quotation marks."""
        return self.quote_of[i] >= 0

    def in_headline(self, i: int) -> bool:
        """Whether the token stands in the headline."""
        return self.doc[i].idx < self.headline_end

    def in_section_head(self, i: int) -> bool:
        """Whether the token stands in a section head."""
        k = bisect_right(self._head_starts, self.doc[i].idx) - 1
        return k >= 0 and self.doc[i].idx < self.layout.heads[k][1]

    @cached_property
    def starts(self) -> dict[int, int]:
        """Tokens by the offset of their first character."""
        return {token.idx: token.i for token in self.doc}

    @cached_property
    def ends(self) -> dict[int, int]:
        """The token after each one, by the offset of its end."""
        return {token.idx + len(token.text): token.i + 1 for token in self.doc}

    @cached_property
    def tokens_of(self) -> dict[str, list[int]]:
        """Where each word stands, as it is written."""
        found: dict[str, list[int]] = {}
        for token in self.doc:
            found.setdefault(token.text, []).append(token.i)
        return found

    @cached_property
    def quoted(self) -> bytearray:
        """For each character whether it stands inside quotation marks."""
        marks = bytearray(len(self.text))
        for quotation in self.quotations:
            marks[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
        return marks


# ------------------------------------------------------------------ token helpers


def is_word(token: Token) -> bool:
    """Whether a token is a word or a number."""
    return token.text[:1].isalnum()


def subtree(token: Token, *without: Token) -> set[int]:
    """The tokens under a token, less those under others."""
    kept = {t.i for t in token.subtree}
    for other in without:
        kept -= {t.i for t in other.subtree}
    return kept


_TIMES = frozenset(
    """
    time day morning evening afternoon night week month monday tuesday wednesday thursday friday
    saturday sunday briefing conference interview telegram facebook twitter x statement
    headquarters ministry television
    """.split()
)
_BESIDES = frozenset(
    """
    call brand label describe term dub add say argue insist claim stress warn accuse note denounce
    """.split()
)
_SPANS = frozenset({"minute", "hour", "day", "week", "month", "year"})
_SINCE = re.compile(r"(?:a|an|one|two|three|four|five|six|\d+|several|some|just)")
_BETWEEN = frozenset({"prep", "npadvmod", "dobj", "dative", "advmod", "pobj", "nsubj", "attr"})


def _displaced(verb: Token) -> list[Token]:
    """The that-clause of a verb of speech that the parse hangs on a word between them: "told X on
    condition of anonymity that …", "said on Friday that …", "alleged on X that …".
    """
    if verb.lemma_.lower() not in load_cues().clause or verb.i + 2 >= len(verb.doc):
        return []
    found: list[Token] = []
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in _BETWEEN:
            continue
        for word in child.subtree:
            if (
                word.dep_ in ("acl", "relcl", "ccomp", "advcl")
                and word.pos_ in ("VERB", "AUX")
                and word.head.lemma_.lower() not in load_cues().noun
                and any(
                    c.lower_ in ("that", "whether")
                    and c.i > verb.i + 1
                    and (c.tag_ == "IN" or _is_no_antecedent(word.head, verb))
                    for c in word.children
                )
            ):
                found.append(word)
    return found[:1]


def _is_no_antecedent(noun: Token, verb: Token) -> bool:
    """Whether a that-clause after a noun is what was told, not what tells of the noun: after whom
    one told it, or a word of time or venue.
    """
    told = noun.head.i == verb.i and noun.dep_ in ("dobj", "dative")
    return (told and verb.lemma_.lower() in ("tell", "inform", "assure", "remind", "warn")) or (
        noun.lemma_.lower() in _TIMES
    )


def run_around(ids: Iterable[int], around: int) -> list[int]:
    """The unbroken run of indices that holds `around`."""
    kept = set(ids)
    low = high = around
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    return list(range(low, high + 1))


def trimmed(doc: Doc, ids: Iterable[int]) -> list[int]:
    """Sorted indices without punctuation and blanks at the ends."""
    kept = sorted(ids)
    while kept and (doc[kept[0]].text in EDGE_PUNCTUATION or doc[kept[0]].is_space):
        kept.pop(0)
    while kept and (doc[kept[-1]].text in EDGE_PUNCTUATION or doc[kept[-1]].is_space):
        kept.pop()
    return kept


def noun_phrase(token: Token) -> list[int]:
    """The noun phrase of a source, without clauses that hang on it after a comma."""
    kept = {t.i for t in token.subtree}
    for child in token.subtree:
        if child.i > token.i and child.dep_ in ("relcl", "advcl", "ccomp", "parataxis"):
            low = child.left_edge.i
            if low > 0 and (
                token.doc[low - 1].text in (",", "—", "–", "-", "(") or child.dep_ != "relcl"
            ):
                kept = {i for i in kept if i < low}
    return trimmed(token.doc, run_around(kept, token.i))


def object_phrase(token: Token) -> set[int]:
    """An object's noun phrase as content, without a tail after a comma."""
    kept = {t.i for t in token.subtree}
    for child in token.subtree:
        low = child.left_edge.i
        if (
            child.i > token.i
            and child.dep_ in ("relcl", "appos", "advcl")
            and low > token.i
            and token.doc[low - 1].text in (",", "—", "–")
        ):
            kept = {i for i in kept if i < low}
    return kept


def subject_of(verb: Token, depth: int = 0) -> tuple[Token | None, str]:
    """The subject that governs a verb, through conjunction, control and participles; and how."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ != "there"]
    if subjects:
        before = [c for c in subjects if c.i < verb.i]
        return (before[-1] if before else subjects[0]), "subject"
    for child in verb.children:
        is_agent = child.dep_ == "agent" or (
            child.dep_ == "prep"
            and child.lower_ == "by"
            and any(c.dep_ == "auxpass" for c in verb.children)
        )
        if is_agent:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return obj, "agent"
    passive = next((c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS), None)
    if passive is not None:
        return None, "passive"
    if depth >= 5:
        return None, "none"
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        found, how = subject_of(head, depth + 1)
        return (_passive_subject(head), "conj") if how == "passive" else (found, "conj")
    if verb.dep_ in ("xcomp", "advcl", "pcomp", "acl", "dep", "ccomp", "prep") and (
        verb.dep_ not in ("ccomp", "dep") or verb.tag_ in ("VBG", "VB", "VBN")
    ):
        if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return (head, "acl") if verb.tag_ == "VBG" else (None, "acl-passive")
        if verb.dep_ == "pcomp":
            head = head.head
        if head.pos_ in ("VERB", "AUX") and head.i != verb.i:
            found, how = subject_of(head, depth + 1)
            return (_passive_subject(head), verb.dep_) if how == "passive" else (found, verb.dep_)
    if verb.dep_ == "relcl" and any(c.lower_ in ("who", "which", "that") for c in verb.children):
        return head, "relative"
    return None, "none"


def _passive_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS), None)


def cue_of(verb: Token) -> list[int]:
    """A verb with the auxiliaries, particle and adverbs next to it."""
    ids = {verb.i}
    for child in verb.children:
        if (
            child.dep_ in ("aux", "auxpass", "neg", "prt", "advmod")
            and abs(child.i - verb.i) <= 3
            and child.lower_ not in ("when", "how", "why", "as")
        ):
            ids.add(child.i)
    return run_around(ids, verb.i)


def noun_source(noun: Token) -> tuple[Token | None, str]:
    """Whose statement a noun of speech is: possessor, "by X", or the subject of its verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child, "possessor"
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            if child.lower_ == "of" and noun.lemma_.lower() not in (
                "word",
                "statement",
                "claim",
                "remark",
            ):
                continue
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return obj, child.lower_
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.pos_ in ("VERB", "AUX") and verb.lemma_ != "be":
        return subject_of(verb)[0], "verb"
    if (
        noun.dep_ == "pobj"
        and verb.lower_ in ("in", "with", "on", "of")
        and verb.head.pos_ == "VERB"
    ):
        return subject_of(verb.head)[0], "verb2"
    return None, "none"


# ------------------------------------------------------------------ the proposals


class _Proposer:
    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.doc = analysis.doc
        self.found: list[Candidate] = []

    def add(
        self,
        kind: str,
        head: Token,
        cue: Iterable[int],
        source: Token | None,
        content: Iterable[int],
        key: str | None = None,
        addressee: Token | None = None,
        **facts: str | int | bool,
    ) -> None:
        a, doc = self.a, self.doc
        cues = sorted(set(cue))
        phrase = noun_phrase(source) if source is not None else []
        paragraph = a.paragraph[head.i]
        kept = set(content) - set(cues)
        if kind == "infinitive":
            kept -= self._contrast(kept)
        if kind.startswith(("infinitive", "clause-right", "object")):
            kept -= self._aftermath(kept)
        if kind not in ("passive", "passive+", "clause-passive"):
            kept -= set(phrase)
        kept = {i for i in kept if a.paragraph[i] == paragraph}
        ids = trimmed(doc, kept)
        if not any(is_word(doc[i]) for i in ids):
            return
        self.found.append(
            Candidate(
                kind,
                head.i,
                tuple(cues),
                tuple(i for i in phrase if a.paragraph[i] == paragraph),
                source.i if source is not None else None,
                set(ids),
                key or head.lemma_.lower(),
                dict(facts),
                tuple(noun_phrase(addressee)) if addressee is not None else (),
            )
        )

    def _aftermath(self, content: set[int]) -> set[int]:
        """What follows ", a day after …" (when it was said, in the outlet's own words) or
        ", calling it …" (what the speaker said besides).
        """
        doc = self.doc
        ids = sorted(content)
        for n in range(2, len(ids) - 3):
            i = ids[n]
            if (
                doc[i].text == ","
                and doc[i + 1].tag_ == "VBG"
                and doc[i + 1].lemma_.lower() in _BESIDES
                and not self.a.in_quote(i)
            ):
                return {k for k in ids if k >= i}
            if (
                doc[i].text == ","
                and _SINCE.fullmatch(doc[i + 1].lower_)
                and any(
                    doc[k].lemma_.lower() in _SPANS and doc[k + 1].lower_ in ("after", "before")
                    for k in (i + 2, i + 3)
                    if k + 1 < len(doc)
                )
                and not self.a.in_quote(i)
            ):
                return {k for k in ids if k >= i}
        return set()

    def _contrast(self, content: set[int]) -> set[int]:
        """What ", while …" sets against an indirect content: the outlet's own words."""
        return {
            i
            for k in content
            if self.doc[k].dep_ == "advcl"
            for mark in self.doc[k].children
            if mark.lower_ == "while" and mark.i and self.doc[mark.i - 1].text == ","
            if not self.a.in_quote(mark.i)
            for i in subtree(self.doc[k])
        }

    def run(self) -> list[Candidate]:
        for token in self.doc:
            if token.pos_ in ("VERB", "AUX"):
                self._verb(token)
            elif token.pos_ == "NOUN":
                self._noun(token)
            if token.lower_ == "according":
                self._according(token)
        for k in range(len(self.a.regions)):
            self._quotation(k)
        self._lines()
        self._anaphora()
        return self.found

    # -------------------------------------------------------------- verbs

    def _verb(self, v: Token) -> None:
        children = list(v.children)
        lemma = v.lemma_.lower()
        source, how = subject_of(v)
        cue = cue_of(v)
        is_passive = any(c.dep_ in ("auxpass", *PASSIVE_SUBJECTS) for c in children) or (
            v.tag_ == "VBN" and v.dep_ == "acl"
        )
        clauses = [
            c for c in children if c.dep_ == "ccomp" or (c.dep_ == "csubj" and lemma != "be")
        ]
        if is_passive and clauses and self._is_apposed(v):
            is_passive, source, how = False, v.head, "subject"
        clauses += [c for c in _displaced(v) if c not in clauses]
        objects = [c for c in children if c.dep_ == "dobj"]
        datives = [c for c in children if c.dep_ == "dative"]
        person = next(iter(datives or objects), None)
        if lemma not in _LIGHT or clauses:
            for c in clauses:
                self._clause(v, c, cue, source, how, is_passive, person)
            for c in children:
                if c.dep_ == "xcomp":
                    self._infinitive(v, c, cue, source, how, is_passive, objects)
            if not is_passive:
                self._objects(v, cue, source, how, objects, children)
            else:
                self._passive(v, cue, source, how, children)
            self._prepositions(v, cue, source, how, children, objects)
        for c in children:
            if c.dep_ == "acomp":
                for clause in c.children:
                    if clause.dep_ in ("ccomp", "xcomp"):
                        span = run_around(set(cue) | set(range(v.i, c.i + 1)), c.i)
                        self.add("adjective", c, span, source, subtree(clause), how=how)
        self._aside(v, cue, source, how, clauses, objects)

    def _is_apposed(self, v: Token) -> bool:
        """ "NAME, a member of X, alleged that …", parsed as if NAME were alleged."""
        return (
            v.dep_ == "acl"
            and v.lemma_.lower() in load_cues().clause
            and self.doc[v.i - 1].text == ","
            and v.head.pos_ == "PROPN"
            and any(c.dep_ == "appos" for c in v.head.children)
            and not any(c.dep_ in ("auxpass", *PASSIVE_SUBJECTS) for c in v.children)
        )

    def _clause(
        self,
        v: Token,
        c: Token,
        cue: list[int],
        source: Token | None,
        how: str,
        is_passive: bool,
        person: Token | None,
    ) -> None:
        if v.lemma_.lower() == "ask" and v.tag_ == "VBN" and v.dep_ in ("advcl", "dep", "acl"):
            return  # "Asked whether …, X said": the question is nobody's statement
        content = subtree(c)
        if c.i > v.i:  # what stands before the cue is no part of a clause after it
            content = {i for i in content if i > v.i or self.a.in_quote(i)}
            mark = next(
                (x.i for x in c.children if x.dep_ == "mark" and x.lower_ == "that" and x.i > v.i),
                None,
            )
            if mark is None:  # "told AFP on condition of anonymity that …", parsed as one object
                mark = next(
                    (
                        i
                        for i in sorted(content)[:9]
                        if self.doc[i].lower_ == "that" and self.doc[i].tag_ == "IN"
                    ),
                    None,
                )
                if mark is not None and any(
                    self.doc[i].dep_ in ("nsubj", "nsubjpass") for i in content if i < mark
                ):
                    mark = None  # "said he had received assurances that …"
            if mark is not None and not any(self.a.in_quote(i) for i in content if i < mark):
                content = {i for i in content if i > mark}
        bare = not any(x.dep_ in SUBJECTS | PASSIVE_SUBJECTS for x in c.children)
        if bare and not is_passive and v.lemma_.lower() in ("say", "claim", "state", "believe"):
            lost = next((x for x in v.children if x.dep_ == "dobj" and v.i < x.i < c.i), None)
            if lost is not None:
                content |= subtree(lost)  # "said work on X, which …, was at an advanced stage"
        if is_passive:
            subject = next((x for x in v.children if x.dep_ in PASSIVE_SUBJECTS), None)
            if subject is not None and subject.lower_ not in ("it", "there"):
                content |= subtree(subject)
            self.add("clause-passive", v, cue, source if how == "agent" else None, content, how=how)
            return
        kind = "clause-left" if c.i < v.i else "clause-right"
        if kind == "clause-right" and not self.a.in_quote(v.i):
            content = self._extended(v, content)
        addressee = person if person is not None and person.i < c.i else None
        self.add(kind, v, cue, source, content, addressee=addressee, how=how)

    def _extended(self, v: Token, content: set[int]) -> set[int]:
        """A clause after its cue, with what the parse has cut off from it.

        It goes on over words that follow without a stop, and over coordinated clauses that have a
        subject of their own and no reporting word: these are still what was said.
        """
        doc, a = self.doc, self.a
        if not content:
            return content
        stop = a.sentences[a.sentence[max(content)]][1]
        end = max(content) + 1
        while end < stop:
            token = doc[end]
            if (
                token.is_space
                or token.text in (";", ":", "(", "—", "–", "--")
                or a.in_quote(end) != a.in_quote(end - 1)
            ):
                break
            if not token.is_punct and token.dep_ != "cc":
                if token.pos_ in (
                    "VERB",
                    "AUX",
                    "ADP",
                    "PART",
                    "ADV",
                    "NOUN",
                    "PROPN",
                    "ADJ",
                    "NUM",
                    "DET",
                ) and not (token.dep_ in ("advcl", "npadvmod") or token.i == v.i):
                    end = self._clause_end(end, stop)
                    continue
                break
            k = end
            while k < stop and (doc[k].text == "," or doc[k].dep_ == "cc"):
                k += 1
            if k >= stop or not self._goes_on(v, k, stop):
                break
            end = self._clause_end(k, stop)
        return content | set(range(max(content) + 1, end))

    def _clause_end(self, start: int, stop: int) -> int:
        k = start + 1
        while (
            k < stop
            and self.doc[k].text not in (",", ";", ":", "(", "—", "–")
            and not self.doc[k].is_space
        ):
            if self.doc[k].dep_ == "cc" and self.doc[k].head.pos_ in ("VERB", "AUX"):
                break
            k += 1
        return k

    def _goes_on(self, v: Token, start: int, stop: int) -> bool:
        """Whether a clause that begins here is told under the same cue."""
        doc = self.doc
        opened = doc[start].lower_
        if opened in ("which", "who", "where", "when", "while", "that", "whose"):
            return doc[start].head.i > start or opened in ("which", "who", "that", "while")
        for k in range(start, min(stop, start + 14)):
            token = doc[k]
            if token.text in (",", ";", "“", '"'):
                return False
            if token.pos_ in ("VERB", "AUX"):
                verb = (
                    token
                    if token.pos_ == "VERB"
                    else token.head
                    if token.head.pos_ == "VERB"
                    else token
                )
                subject = next(
                    (
                        c
                        for c in verb.children
                        if c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i >= start
                    ),
                    None,
                )
                if subject is None or token.tag_ in ("VBG",):
                    return False
                return (
                    verb.lemma_.lower() not in load_cues().clause
                    and verb.lemma_.lower() not in load_cues().object
                )
        return False

    def _infinitive(
        self,
        v: Token,
        c: Token,
        cue: list[int],
        source: Token | None,
        how: str,
        is_passive: bool,
        objects: list[Token],
    ) -> None:
        content = subtree(c)
        if is_passive:
            subject = next((x for x in v.children if x.dep_ in PASSIVE_SUBJECTS), None)
            self.add(
                "infinitive-passive",
                v,
                cue,
                source if how == "agent" else None,
                content,
                addressee=subject,
                how=how,
            )
            return
        inner = next((x for x in c.children if x.dep_ in SUBJECTS and x.i < c.i), None)
        addressee = inner or (objects[0] if objects and objects[0].i < c.i else None)
        if inner is not None:
            content -= subtree(inner)
        self.add("infinitive", v, cue, source, content, addressee=addressee, how=how)

    def _objects(
        self,
        v: Token,
        cue: list[int],
        source: Token | None,
        how: str,
        objects: list[Token],
        children: list[Token],
    ) -> None:
        for obj in objects:
            content = object_phrase(obj)
            after = {
                i
                for child in children
                if child.i > obj.i
                and (
                    child.dep_ in ("oprd", "xcomp", "ccomp")
                    or (
                        child.dep_ == "prep"
                        and child.lower_ in ("of", "for", "as", "to", "with", "against", "in", "on")
                    )
                )
                for i in subtree(child)
            }
            self.add("object", v, cue, source, content, how=how, word=obj.lemma_.lower())
            cut = next(
                (
                    c
                    for c in obj.children
                    if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.i > obj.i
                ),
                None,
            )
            if (
                cut is not None
                and v.lemma_.lower() in _SAID
                and obj.i > v.i
                and not self.a.in_quote(v.i)
            ):
                # "said the accord provided for …": a clause without "that", parsed as a noun phrase
                stop = self.a.sentences[self.a.sentence[obj.i]][1]
                self.add(
                    "clause-right", v, cue, source, range(obj.left_edge.i, stop), how=how, cut=True
                )
            if after:
                self.add(
                    "object+", v, cue, source, content | after, how=how, word=obj.lemma_.lower()
                )
        for c in children:
            if c.dep_ == "oprd":
                left = {
                    i
                    for k in children
                    if k.dep_ in ("dobj", "nsubj") and k.i > v.i
                    for i in subtree(k)
                }
                self.add("object+", v, cue, source, left | subtree(c), how=how, word="oprd")

    def _passive(
        self, v: Token, cue: list[int], source: Token | None, how: str, children: list[Token]
    ) -> None:
        subject = next((c for c in children if c.dep_ in PASSIVE_SUBJECTS), None)
        if subject is None or subject.lower_ in ("it", "there"):
            return
        speaker = source if how == "agent" else None
        rest = {
            i
            for c in children
            if c.i > v.i and c.dep_ in ("oprd", "prep", "attr", "xcomp") and c.lower_ != "by"
            for i in subtree(c)
        }
        self.add("passive", v, cue, speaker, subtree(subject), how=how)
        if rest:
            self.add("passive+", v, cue, speaker, subtree(subject) | rest, how=how)

    def _prepositions(
        self,
        v: Token,
        cue: list[int],
        source: Token | None,
        how: str,
        children: list[Token],
        objects: list[Token],
    ) -> None:
        lemma = v.lemma_.lower()
        hung = [  # "accused the rebels of blocking": the parse hangs "of" on the rebels
            c
            for obj in objects
            for c in obj.children
            if c.dep_ == "prep" and f"{lemma}+{c.lower_}" in load_cues().preposition
        ]
        for c in [*children, *hung]:
            if c.dep_ not in ("prep", "prt", "dative") or c.i < v.i:
                continue
            if c.dep_ == "prt":
                for obj in objects:
                    if obj.i > c.i:
                        self.add(
                            "preposition",
                            v,
                            cue,
                            source,
                            object_phrase(obj),
                            key=f"{lemma}+{c.lower_}",
                            how=how,
                        )
                continue
            person = objects[0] if objects and objects[0].i < c.i else None
            near = c.i - v.i <= 3
            span = run_around(
                set(cue) | (set(range(v.i + 1, c.i + 1)) if near and person is None else set()), v.i
            )
            for p in c.children:
                if p.dep_ not in ("pobj", "pcomp"):
                    continue
                content = object_phrase(p) if p.dep_ == "pobj" else subtree(p)
                if c.lower_ == "as" and person is not None:  # "described X as Y" says it of X
                    content |= set(range(person.left_edge.i, c.i + 1))
                self.add(
                    "preposition",
                    v,
                    span,
                    source,
                    content,
                    key=f"{lemma}+{c.lower_}",
                    addressee=person,
                    how=how,
                    gerund=p.tag_ == "VBG",
                )
                # "called on Y to C", "appealed to Y to C"
                for x in [*v.children, *p.children]:
                    if (
                        x.dep_ in ("xcomp", "advcl", "acl", "relcl")
                        and x.i > p.i
                        and any(t.lower_ == "to" and t.dep_ == "aux" for t in x.children)
                    ):
                        self.add(
                            "infinitive",
                            v,
                            span,
                            source,
                            subtree(x),
                            key=f"{lemma}+{c.lower_}",
                            addressee=p,
                            how=how,
                        )

    def _aside(
        self,
        v: Token,
        cue: list[int],
        source: Token | None,
        how: str,
        clauses: list[Token],
        objects: list[Token],
    ) -> None:
        if (
            v.dep_ not in ("parataxis", "ccomp", "dep", "advcl", "conj", "relcl")
            or clauses
            or source is None
            or how not in ("subject", "agent")
            or v.head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ")
        ):
            return
        is_as = any(c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep") for c in v.children)
        if not (v.dep_ == "parataxis" or is_as or not objects):
            return
        doc = self.doc
        low = v.left_edge.i
        comma = (
            (low > 0 and doc[low - 1].text in (",", "—", "–", "”", '"'))
            or doc[low].text in (",", "—")
            or is_as
        )
        content = subtree(v.head, v)
        self.add("as" if is_as else "aside", v, cue, source, content, comma=comma, how=how)

    # -------------------------------------------------------------- nouns

    def _noun(self, noun: Token) -> None:
        lemma = noun.lemma_.lower()
        source, how = noun_source(noun)
        ids = {noun.i} | {c.i for c in noun.children if c.i < noun.i and c.dep_ in ("det", "amod")}
        if how == "verb" and 0 < noun.i - noun.head.i <= 6:
            ids |= set(range(noun.head.i, noun.i))
        cue = run_around(ids, noun.i)
        for c in noun.children:
            if c.i < noun.i:
                continue
            if c.dep_ in ("acl", "ccomp", "relcl"):
                marks = {x.lower_ for x in c.children if x.dep_ in ("mark", "aux")}
                if c.dep_ == "relcl" and "that" not in {
                    x.lower_ for x in c.children if x.dep_ == "mark"
                }:
                    continue
                kind = (
                    "noun-to" if "to" in marks else "noun-that" if "that" in marks else "noun-ing"
                )
                self.add(kind, noun, cue, source, subtree(c), how=how)
            elif c.dep_ == "prep" and c.lower_ not in ("by", "from", "among"):
                for p in c.children:
                    if p.dep_ in ("pobj", "pcomp"):
                        near = {c.i} if c.i == noun.i + 1 else set()
                        content = object_phrase(p) if p.dep_ == "pobj" else subtree(p)
                        self.add(
                            "noun-of",
                            noun,
                            set(cue) | near,
                            source,
                            content,
                            key=f"{lemma}+{c.lower_}",
                            how=how,
                        )

    # -------------------------------------------------------------- according to X

    def _according(self, token: Token) -> None:
        doc, a = self.doc, self.a
        if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
            return
        objects = [
            p
            for to in (*[c for c in token.children if c.lower_ == "to"], doc[token.i + 1])
            for p in to.children
            if p.dep_ in ("pobj", "pcomp")
        ] or [t for t in doc[token.i + 2 : token.i + 8] if t.pos_ in ("NOUN", "PROPN", "PRON")][:1]
        if not objects:
            return
        source = objects[0]
        phrase = noun_phrase(source)
        start, end = a.sentences[a.sentence[token.i]]
        own = set(range(token.i, max([*phrase, token.i + 1]) + 1))
        whole = set(range(start, end)) - own
        head = token.head
        while head.pos_ not in ("VERB", "AUX") and head.dep_ != "ROOT" and head.head.i != head.i:
            head = head.head
        clause = subtree(head) - own if head.i != token.i else whole
        closes = doc[token.i - 1].text == "," and max(own) >= end - 4
        if closes and not any(t.text in (";", ":") for t in doc[start : token.i]):
            clause = whole  # "S and S, according to X."
        self.add(
            "according",
            token,
            [token.i, token.i + 1],
            source,
            whole,
            key="according",
            scope="sentence",
        )
        if 2 < len(clause) < len(whole):
            self.add(
                "according",
                token,
                [token.i, token.i + 1],
                source,
                clause,
                key="according",
                scope="clause",
            )

    # -------------------------------------------------------------- quotations

    def _quotation(self, k: int) -> None:
        doc, a = self.doc, self.a
        first, last = a.regions[k]
        if first >= len(doc):
            return
        count = sum(is_word(t) for t in doc[first : last + 1])
        if count < _QUOTE_WORDS:
            return
        content = set(range(first, last + 1))
        self._quotation_side(k, first, last, count, content, "after")
        self._quotation_side(k, first, last, count, content, "before")
        j = last + 1
        while j < len(doc) and doc[j].is_space and j < last + 3:
            j += 1
        if (
            j + 1 < len(doc)
            and doc[j].text in _DASHES
            and doc[j + 1].pos_ in ("PROPN", "NOUN")
            and a.paragraph[j] == a.paragraph[j + 1]
        ):
            e = j + 1
            while (
                e + 1 < len(doc)
                and doc[e + 1].pos_ == "PROPN"
                and a.paragraph[e + 1] == a.paragraph[j]
            ):
                e += 1
            self.found.append(
                Candidate(
                    "quote-dash",
                    j,
                    (j,),
                    tuple(range(j + 1, e + 1)),
                    e,
                    content,
                    "-",
                    {"words": count, "how": "dash"},
                )
            )
        if (
            first >= 2
            and doc[first - 1].text == ":"
            and doc[first - 2].pos_ in ("PROPN", "NOUN", "X")
        ):
            head = doc[first - 2]
            while (
                head.dep_ in ("compound", "flat")
                and head.i - 4 < head.head.i < first
                and head.head.i != head.i
            ):
                head = head.head
            self.add(
                "quote-colon",
                doc[first - 1],
                [first - 1],
                head,
                content,
                key=":",
                how="colon",
                words=count,
            )

    def _quotation_side(
        self, k: int, first: int, last: int, count: int, content: set[int], side: str
    ) -> None:
        doc, a = self.doc, self.a
        paragraph = a.paragraph[first]
        after = side == "after"
        indices: Iterator[int] = iter(
            range(last + 1, min(len(doc), last + _AFTER_WINDOW))
            if after
            else range(first - 1, max(-1, first - _AFTER_WINDOW), -1)
        )
        rank = 0
        for i in indices:
            token = doc[i]
            if a.paragraph[i] != paragraph or a.in_quote(i):
                break
            if (
                after
                and i > last + 1
                and token.is_sent_start
                and doc[i - 1].text in (".", "?", "!")
            ):
                break
            if not after and token.text in (".", "?", "!") and i != first - 1:
                break
            if token.pos_ not in ("VERB", "AUX") or token.lemma_.lower() in (
                "be",
                "have",
                "do",
                "will",
                "would",
                "can",
                "could",
                "may",
                "might",
                "should",
                "must",
            ):
                continue
            source, how = subject_of(token)
            if source is not None and a.quote_of[source.i] == k:
                source = None
            if source is None and after:
                nearby = next(
                    (t for t in doc[i + 1 : i + 6] if t.pos_ in ("NOUN", "PROPN", "PRON")), None
                )
                if nearby is not None and nearby.dep_ == "compound":
                    nearby = nearby.head
                source = nearby
            between = "".join(
                doc[x].text
                for x in (range(last + 1, i) if after else range(i + 1, first))
                if not is_word(doc[x])
            )
            self.add(
                f"quote-{side}",
                token,
                cue_of(token),
                source,
                content,
                how=how,
                distance=abs(i - (last if after else first)),
                between=between[:3],
                words=count,
                rank=rank,
                last=doc[last - 1].text if last > first else "",
                capital=doc[min(first + 1, last)].text[:1].isupper(),
            )
            rank += 1
            if rank >= 3:
                break

    # -------------------------------------------------------------- whole lines

    def _lines(self) -> None:
        """Headlines and lines `X: C`, `C - X`, `… - said X`, without quotation marks."""
        doc, a = self.doc, self.a
        spans = [*([a.layout.headline] if a.layout.headline else []), *a.layout.body]
        for span in spans:
            first = a.starts.get(span[0])
            if first is None:
                continue
            last = first
            while last + 1 < len(doc) and doc[last + 1].idx < span[1]:
                last += 1
            is_headline = a.layout.headline == span
            self._colon_line(first, last, is_headline)
            self._dash_line(first, last, is_headline)

    def _colon_line(self, first: int, last: int, is_headline: bool) -> None:
        doc = self.doc
        for i in range(first + 1, min(first + 12, last)):
            if doc[i].text != ":":
                continue
            names = [t for t in doc[first:i] if is_word(t)]
            if (
                not names
                or names[-1].pos_ not in ("PROPN", "NOUN", "X")
                or any(t.pos_ in ("VERB", "AUX") for t in names)
            ):
                return
            head = names[-1]
            content = set(range(i + 1, last + 1))
            kind = "headline-colon" if is_headline else "transcript"
            self.found.append(
                Candidate(
                    kind,
                    i,
                    (i,),
                    tuple(t.i for t in doc[first:i]),
                    head.i,
                    set(trimmed(doc, content)),
                    ":",
                    {
                        "how": "colon",
                        "proper": head.pos_ == "PROPN",
                        "length": len(names),
                        "words": sum(is_word(doc[x]) for x in content),
                    },
                )
            )
            return

    def _dash_line(self, first: int, last: int, is_headline: bool) -> None:
        doc, a = self.doc, self.a
        for i in range(last - 1, max(first, last - 25), -1):
            if doc[i].text not in _DASHES or (not doc[i - 1].whitespace_ and doc[i].text in ("-",)):
                continue
            tail = [t for t in doc[i + 1 : last + 1] if is_word(t)]
            if not tail or a.in_quote(i):
                return
            verb = next((t for t in tail if t.lemma_.lower() in _SAID), None)
            nouns = [t for t in tail if t.pos_ in ("PROPN", "NOUN")]
            if not nouns or (
                verb is None
                and (not is_headline or len(tail) > 6 or any(t.pos_ == "VERB" for t in tail))
            ):
                continue
            if verb is not None and tail.index(verb) > 1 and verb is not tail[-1]:
                continue
            source = [t.i for t in tail if t is not verb]
            head = nouns[-1] if nouns[-1].pos_ == "PROPN" else nouns[0]
            content = set(trimmed(doc, range(first, i)))
            kind = "headline-dash" if verb is None else "line-dash"
            cue = (verb.i,) if verb is not None else (i,)
            self.found.append(
                Candidate(
                    kind,
                    cue[0],
                    cue,
                    tuple(source),
                    head.i,
                    content,
                    verb.lemma_.lower() if verb is not None else "-",
                    {
                        "how": "dash",
                        "proper": head.pos_ == "PROPN",
                        "length": len(tail),
                        "headline": is_headline,
                    },
                )
            )
            return

    # -------------------------------------------------------------- "This was stated by X"

    def _anaphora(self) -> None:
        doc, a = self.doc, self.a
        for k, (start, end) in enumerate(a.sentences):
            if k == 0:
                continue
            words = [t for t in doc[start : min(end, start + 8)] if is_word(t)]
            if len(words) < 3 or words[0].lower_ not in (
                "this",
                "it",
                "that",
                "so",
                "about",
                "such",
            ):
                continue
            verb = next(
                (t for t in doc[start:end] if t.pos_ == "VERB" and t.lemma_.lower() in _SAID), None
            )
            if verb is None or verb.i - start > 8:
                continue
            children = list(verb.children)
            by = [c for c in children if c.lower_ == "by" and c.dep_ in ("agent", "prep")]
            if not by:  # "announced after the talks in X by the head of …"
                by = [
                    t
                    for t in doc[verb.i + 1 : min(end, verb.i + 16)]
                    if t.lower_ == "by" and t.dep_ in ("agent", "prep")
                ][:1]
            is_passive = any(c.dep_ in ("auxpass", *PASSIVE_SUBJECTS) for c in children)
            if any(c.dep_ == "ccomp" and c.i > verb.i for c in children) and not by:
                continue
            source: Token | None = None
            if is_passive and by:
                source = next((p for p in by[0].children if p.dep_ == "pobj"), None)
            elif not is_passive and words[0].lower_ in ("this", "about", "so", "that"):
                source = next(
                    (
                        c
                        for c in children
                        if c.dep_ in SUBJECTS and c.lower_ not in ("this", "that", "it")
                    ),
                    None,
                )
                if source is None:
                    continue
            elif not is_passive:
                continue
            previous_start, previous_end = a.sentences[k - 1]
            if (
                any("\n\n" in doc[i].text for i in range(previous_start, previous_end))
                and a.layout.headline is None
            ):
                pass
            content = trimmed(doc, range(previous_start, previous_end))
            if not content or a.in_section_head(content[0]) or a.in_headline(content[0]):
                continue
            if a.paragraph[content[0]] < a.paragraph[start] - 1:
                continue
            phrase = noun_phrase(source) if source is not None else []
            self.found.append(
                Candidate(
                    "anaphora", verb.i, tuple(cue_of(verb)), tuple(phrase),
                    source.i if source is not None else None, set(content), verb.lemma_.lower(),
                    {"how": "agent" if by else "subject", "first": words[0].lower_},
                )
            )  # fmt: skip


def with_quotations(candidate: Candidate, a: Analysis) -> None:
    """Take quotations that the content begins whole; keep cue and source out."""
    content = set(candidate.content)
    for k in {a.quote_of[i] for i in candidate.content if a.quote_of[i] >= 0}:
        first, last = a.regions[k]
        if not any(first <= i <= last for i in candidate.cue):
            content |= set(range(first, last + 1))
    content -= set(candidate.cue)
    if candidate.kind not in ("passive", "passive+", "clause-passive"):
        content -= set(candidate.source)
    candidate.content = set(trimmed(a.doc, content))


def propose(a: Analysis) -> list[Candidate]:
    """All candidates of an article, quotations completed."""
    found = _Proposer(a).run()
    for candidate in found:
        with_quotations(candidate, a)
    return [c for c in found if c.content]
