"""What a verb may report: its clauses, its objects, and the clause that it stands aside of."""

from __future__ import annotations

from ingest.extract.constructions.clauses import (
    add_clause,
    add_infinitive,
    copula_of,
    displaced,
    gerund,
    is_apposed,
)
from ingest.extract.constructions.inserted import add_inserted
from ingest.extract.constructions.objects import add_objects, add_passive, add_prepositions
from ingest.extract.constructions.proposals import Proposals
from ingest.extract.constructions.sources import QUOTES, quoting_verb, source_of
from ingest.extract.constructions.tails import add_lead, add_tail
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import PASSIVE_SUBJECTS, cue_of, run_around, subtree
from ingest.extract.tokens import Token

_WINDOW = 20
_PASSIVE = PASSIVE_SUBJECTS | {"auxpass"}
_ALOUD = frozenset("say state claim allege argue insist report announce maintain admit".split())
_LIGHT = frozenset({"be", "do", "have", "let", "make", "get"})


def add_verb(out: Proposals, v: Token) -> None:
    """Propose what hangs on a verb."""
    if add_inserted(out, v):
        return
    children = list(v.children)
    lemma = v.lemma_
    if lemma in QUOTES and any(quoting_verb(t) is v for t in _sayings(v)):
        return  # "was quoted as saying C": the saying is the cue
    source, how = source_of(v)
    cue = cue_of(v)
    is_passive = not _PASSIVE.isdisjoint([c.dep_ for c in children]) or (
        v.tag_ == "VBN" and v.dep_ == "acl"
    )
    clauses = [c for c in children if c.dep_ == "ccomp" or (c.dep_ == "csubj" and lemma != "be")]
    if is_passive and clauses and is_apposed(out, v):
        is_passive, source, how = False, v.head, "subject"
    clauses += [c for c in displaced(v) if c not in clauses]
    objects = [c for c in children if c.dep_ == "dobj"]
    datives = [c for c in children if c.dep_ == "dative"]
    person = next(iter(datives or objects), None)
    copula = copula_of(v) if lemma in _ALOUD else None
    if copula is not None:
        clauses = [c for c in clauses if c is not copula]
        said = {i for i in copula.ids if i > copula.i}
        out.add("clause-right", v, cue, source, said, how=how)
    if lemma not in _LIGHT or clauses:
        for c in clauses:
            add_clause(out, v, c, cue, source, how, is_passive, person)
        late = None if clauses or objects else gerund(v)
        for c in children:
            if c.dep_ == "xcomp" or c is late:
                add_infinitive(out, v, c, cue, source, how, is_passive, objects)
        may_report = out.wide or lemma in load_cues().reporting or _is_quoting(out, v)
        if is_passive:
            add_passive(out, v, cue, source, how, children)
        elif may_report:
            add_objects(out, v, cue, source, how, objects, children)
        if may_report:
            add_prepositions(out, v, cue, source, how, children, objects)
    for c in children:
        if c.dep_ == "acomp":
            for clause in c.children:
                if clause.dep_ in ("ccomp", "xcomp"):
                    span = run_around(set(cue) | set(range(v.i, c.i + 1)), c.i)
                    out.add("adjective", c, span, source, subtree(clause), how=how)
    _add_aside(out, v, cue, source, how, clauses, objects)
    if not clauses:
        add_tail(out, v)
        add_lead(out, v)


def _is_quoting(out: Proposals, v: Token) -> bool:
    """Whether a quotation stands in the sentence of a verb: without one, the objects of verbs that
    the lexicon does not hold ("crossed the river into") are hardly ever words.
    """
    start, end = out.a.sentences[out.a.sentence[v.i]]
    return out.a.counted("quoted", range(start, end), start, end - 1) > 0


def _sayings(v: Token) -> list[Token]:
    return [t for t in v.doc[v.i + 1 : v.i + _WINDOW] if t.tag_ == "VBG"]


def _add_aside(
    out: Proposals,
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
    doc = out.doc
    low = v.left_edge.i
    comma = (
        (low > 0 and doc[low - 1].text in (",", "—", "–", "”", '"'))
        or doc[low].text in (",", "—")
        or is_as
    )
    taken = _taken_up(out, v) if is_as else None
    content = subtree(v.head, v) if taken is None else {i for i in subtree(taken, v) if i < low}
    content -= {i for c in v.head.children if _tells_besides(c, v) for i in subtree(c)}
    kind = "as" if is_as else "aside"
    out.add(kind, v, cue, source, content, comma=comma, how=how, taken=taken is not None)


def _tells_besides(c: Token, v: Token) -> bool:
    """Whether a clause after an aside is what its speaker tells besides: "S, he said, warning that
    C".
    """
    is_participle = c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > v.i
    return is_participle and c.lemma_ in load_cues().clause


def _taken_up(out: Proposals, v: Token) -> Token | None:
    """The clause of another cue that ", as X had charged" takes up: "denied that C, as …"."""
    cues, low = load_cues(), v.left_edge.i
    if low < 1 or out.doc[low - 1].text != "," or v.left_edge.lower_ != "as":
        return None
    token = v.head
    if "deny" in cues.clause.get(token.lemma_, ()):  # "denied having done, as …"
        done = (c for c in token.children if c.dep_ in ("ccomp", "xcomp") and token.i < c.i < low)
        return next(done, None)
    while token.head is not token and token.dep_ != "ccomp":
        token = token.head
    outer = token.head
    is_said = token.dep_ == "ccomp" and outer.i < token.left_edge.i
    return token if is_said and outer.lemma_ in cues.clause else None
