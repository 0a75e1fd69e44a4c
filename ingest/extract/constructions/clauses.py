"""Clauses and infinitives as contents: X said (that) C; C, X said; X urged Y to C."""

from __future__ import annotations

from ingest.extract.constructions.proposals import Proposals
from ingest.extract.constructions.sources import is_asked
from ingest.extract.constructions.tails import add_swallowed, inverted, widened
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    is_sequel,
    run_around,
    subtree,
    tells_when,
)
from ingest.extract.tokens import Token

_TIMES = frozenset(
    """
    time day morning evening afternoon night week month monday tuesday wednesday thursday friday
    saturday sunday briefing conference interview telegram facebook twitter x statement
    headquarters ministry television call meeting speech address letter
    """.split()
)
_TOWARDS = frozenset("on upon to with".split())
_AUXILIARIES = 3  # words from "said" to "would have been"
_WHAT = 8  # words from "what" to its verb
_GOING_ON = frozenset({"continue", "begin", "start"})
_SURE = frozenset({"sure", "convinced", "confident", "certain"})
_BETWEEN = frozenset({"prep", "npadvmod", "dobj", "dative", "advmod", "pobj", "nsubj", "attr"})


def add_clause(
    out: Proposals,
    v: Token,
    c: Token,
    cue: list[int],
    source: Token | None,
    how: str,
    is_passive: bool,
    person: Token | None,
) -> None:
    """Propose a clause of a verb."""
    if is_asked(v):
        return
    content = subtree(c)
    if c.i > v.i:  # what stands before the cue is no part of a clause after it
        content = {i for i in content if i > v.i or out.a.in_quote(i)}
        mark = next(
            (x.i for x in c.children if x.dep_ == "mark" and x.lower_ == "that" and x.i > v.i),
            None,
        )
        if mark is None:  # "told AFP on condition of anonymity that …", parsed as one object
            mark = next(
                (
                    i
                    for i in sorted(content)[:9]
                    if out.doc[i].lower_ == "that" and out.doc[i].tag_ == "IN"
                ),
                None,
            )
            if mark is not None and any(
                out.doc[i].dep_ in ("nsubj", "nsubjpass") for i in content if i < mark
            ):
                mark = None  # "said he had received assurances that …"
        if mark is not None and _is_relative(out, mark):
            return
        if mark is not None and not any(out.a.in_quote(i) for i in content if i < mark):
            content = {i for i in content if i > mark}
    bare = not any(x.dep_ in SUBJECTS | PASSIVE_SUBJECTS for x in c.children)
    if bare and not is_passive and v.lemma_ in ("say", "claim", "state", "believe"):
        lost = next((x for x in v.children if x.dep_ == "dobj" and v.i < x.i < c.i), None)
        if lost is not None:
            content |= subtree(lost)  # "said work on X, which …, was at an advanced stage"
    if is_passive:
        subject = next((x for x in v.children if x.dep_ in PASSIVE_SUBJECTS), None)
        if subject is not None and subject.lower_ not in ("it", "there"):
            content |= subtree(subject)
        out.add("clause-passive", v, cue, source if how == "agent" else None, content, how=how)
        return
    kind = "clause-left" if c.i < v.i else "clause-right"
    if kind == "clause-right" and content and _is_next(out, v, min(content)):
        return
    if kind == "clause-right" and content and tells_when(out.doc[min(content) : max(content)]):
        return  # "S, X said Saturday, a day after …"
    key = None
    if kind == "clause-right" and v.lemma_ == "make":  # "X made clear that C"
        clear = next((x for x in out.doc[v.i + 1 : c.i] if x.lower_ == "clear"), None)
        if clear is not None:
            cue, key = run_around({*cue, *range(v.i, clear.i + 1)}, v.i), clear.lower_
            content = {i for i in content if i > clear.i and out.doc[i].lower_ != "that"}
    if kind == "clause-left" and v.lemma_ == "be":  # "C, X is sure"
        sure = next((x for x in v.children if x.dep_ == "acomp" and x.lower_ in _SURE), None)
        if sure is not None:
            cue, key = run_around({*cue, *range(v.i, sure.i + 1)}, v.i), sure.lower_
    if kind == "clause-left" and content and not out.a.in_quote(v.i):
        content = widened(out, v, content)
        if source is None and out.doc[v.i - 1].text == ",":
            source = inverted(v, out.a.sentences[out.a.sentence[v.i]][1])
            how = how if source is None else "subject"
        if source is None and add_swallowed(out, v, content):
            return
    if kind == "clause-right" and not out.a.in_quote(v.i):
        content = _extended(out, v, content)
    addressee = person if person is not None and person.i < c.i else None
    out.add(kind, v, cue, source, content, key=key, addressee=addressee, how=how)


def _is_next(out: Proposals, v: Token, first: int) -> bool:
    """Whether a semicolon parts a clause from its cue, and no "that" takes the cue up again."""
    doc = out.doc
    return (
        any(doc[i].text == ";" and not out.a.in_quote(i) for i in range(v.i, first))
        and doc[first - 1].lower_ != "that"
        and not out.a.in_quote(v.i)
    )


def _is_relative(out: Proposals, mark: int) -> bool:
    """Whether "that" begins what the outlet tells of something: ", an account that X dismissed"."""
    doc = out.doc
    return (
        doc[mark - 1].pos_ == "NOUN"
        and doc[mark - 2].lower_ in ("a", "an")
        and doc[mark - 3].text == ","
    )


def _extended(out: Proposals, v: Token, content: set[int]) -> set[int]:
    """A clause after its cue, with what the parse has cut off from it.

    It goes on over words that follow without a stop, and over coordinated clauses that have a
    subject of their own and no reporting word: these are still what was said.
    """
    doc, a = out.doc, out.a
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
                end = _clause_end(out, end, stop)
                continue
            break
        k = end
        while k < stop and (doc[k].text == "," or doc[k].dep_ == "cc"):
            k += 1
        if k >= stop or not _goes_on(out, v, k, stop):
            break
        end = _clause_end(out, k, stop)
    return content | set(range(max(content) + 1, end))


def _clause_end(out: Proposals, start: int, stop: int) -> int:
    k = start + 1
    while (
        k < stop
        and out.doc[k].text not in (",", ";", ":", "(", "—", "–")
        and not out.doc[k].is_space
    ):
        if out.doc[k].dep_ == "cc" and out.doc[k].head.pos_ in ("VERB", "AUX"):
            break
        k += 1
    return k


def _goes_on(out: Proposals, v: Token, start: int, stop: int) -> bool:
    """Whether a clause that begins here is told under the same cue."""
    doc = out.doc
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
            return verb.lemma_ not in load_cues().clause and verb.lemma_ not in load_cues().object
    return False


def displaced(verb: Token) -> list[Token]:
    """The that-clause of a verb of speech that the parse hangs on a word between them: "told X on
    condition of anonymity that …", "said on Friday that …", "alleged on X that …".
    """
    if verb.lemma_ not in load_cues().clause or verb.lemma_ == "go" or verb.i + 2 >= len(verb.doc):
        return []
    found: list[Token] = []
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in _BETWEEN:
            continue
        is_on = f"{verb.lemma_}+{child.lower_}" in load_cues().preposition
        for word in child.subtree:
            if is_on and word.head.lower_ != "fact":
                continue  # "commented on the words of X that C"; "accused X of the fact that C"
            if (
                word.dep_ in ("acl", "relcl", "ccomp", "advcl")
                and word.pos_ in ("VERB", "AUX")
                and word.head.lemma_ not in load_cues().noun
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
    return (told and verb.lemma_ in ("tell", "inform", "assure", "remind", "warn")) or (
        noun.lemma_ in _TIMES
    )


def gerund(verb: Token) -> Token | None:
    """What "denied on Tuesday having done" denies, which the parse hangs beside the day."""
    if "deny" not in load_cues().clause.get(verb.lemma_, ()):
        return None
    for child in verb.children:
        if (
            child.dep_ == "advcl"
            and child.i > verb.i
            and not any(c.dep_ in SUBJECTS or c.dep_ == "mark" for c in child.children)
        ):
            first = child.left_edge
            if (first.tag_ == "VBG" or (first.pos_ == "ADV" and child.tag_ != "VB")) and verb.doc[
                first.i - 1
            ].text != ",":
                return child
    return None


def copula_of(verb: Token) -> Token | None:
    """The "was" of "in what X said was the largest raid": what follows it is what X said."""
    copula = (
        verb.head
        if verb.dep_ == "csubj"
        else next((c for c in verb.children if c.dep_ == "ccomp"), None)
    )
    if copula is None or copula.lemma_ != "be" or not 0 < copula.i - verb.i <= _AUXILIARIES:
        return None
    before = verb.doc[max(0, verb.i - _WHAT) : verb.i]
    return copula if any(t.lower_ == "what" for t in before) else None


def is_apposed(out: Proposals, v: Token) -> bool:
    """ "NAME, a member of X, alleged that …", parsed as if NAME were alleged."""
    return (
        v.dep_ == "acl"
        and v.lemma_ in load_cues().clause
        and out.doc[v.i - 1].text == ","
        and v.head.pos_ == "PROPN"
        and any(c.dep_ == "appos" for c in v.head.children)
        and not any(c.dep_ in ("auxpass", *PASSIVE_SUBJECTS) for c in v.children)
    )


def _called_on(v: Token, c: Token) -> Token | None:
    """Whom a verb with a preposition urges to do what follows: "called on X to withdraw"."""
    return next(
        (
            person
            for preposition in v.children
            if preposition.lower_ in _TOWARDS and v.i < preposition.i < c.i
            for person in preposition.children
            if person.dep_ == "pobj"
        ),
        None,
    )


def add_infinitive(
    out: Proposals,
    v: Token,
    c: Token,
    cue: list[int],
    source: Token | None,
    how: str,
    is_passive: bool,
    objects: list[Token],
) -> None:
    """Propose the infinitive of a verb; whom it urges is the addressee."""
    if v.lemma_ in _GOING_ON or is_sequel(c):
        return  # "continues to maintain that C"; "called for a truce, to be followed by talks"
    content = subtree(c)
    if is_passive:
        subject = next((x for x in v.children if x.dep_ in PASSIVE_SUBJECTS), None)
        out.add(
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
    addressee = inner or (objects[0] if objects and objects[0].i < c.i else _called_on(v, c))
    if inner is not None:
        content -= subtree(inner)
    out.add("infinitive", v, cue, source, content, addressee=addressee, how=how)
