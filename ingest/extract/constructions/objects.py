"""Objects, passive subjects and phrases with a preposition as contents: X welcomed C; C was
condemned by X; X called for C.
"""

from __future__ import annotations

from ingest.extract.constructions.proposals import SAID, Proposals
from ingest.extract.constructions.sources import is_asked
from ingest.extract.cues import load as load_cues
from ingest.extract.parting import CHARGING
from ingest.extract.syntax import PASSIVE_SUBJECTS, is_sequel, object_phrase, run_around, subtree
from ingest.extract.tokens import Token

_PRESS = frozenset("reporter journalist press media agency newspaper channel broadcaster".split())
_TOLD_TO = frozenset(
    "confirm explain describe announce deny reveal disclose outline repeat detail".split()
)
_NEAR = 12  # words between a charge and its "of"
_VOICING = frozenset({"express", "voice"})
_TELLING = frozenset("tell inform assure remind warn notify".split())
_COMPLEMENTS = frozenset(
    "of for as to with against in on from by before within without until over about at".split()
)


def add_objects(
    out: Proposals,
    v: Token,
    cue: list[int],
    source: Token | None,
    how: str,
    objects: list[Token],
    children: list[Token],
) -> None:
    """Propose the objects of a verb, alone and with what is said of them."""
    for obj in objects:
        if obj.tag_ in ("WDT", "WP") and obj.i < v.i:
            continue  # "a deal which X described as C"
        if is_asked(v) or _is_remark(out, v, obj):
            continue
        content = object_phrase(obj)
        after = _complements(v, obj, children) | {
            i
            for child in children
            if child.i > obj.i and child.dep_ in ("oprd", "xcomp", "ccomp")
            for i in subtree(child)
        }
        out.add("object", v, cue, source, content, how=how, word=obj.lemma_)
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
            and v.lemma_ in (*SAID, "claim")
            and obj.i > v.i
            and not out.a.in_quote(v.i)
        ):
            # "said the accord provided for …": a clause without "that", parsed as a noun phrase
            stop = out.a.sentences[out.a.sentence[obj.i]][1]
            out.add("clause-right", v, cue, source, range(obj.left_edge.i, stop), how=how, cut=True)
        told = any(c.dep_ == "ccomp" and c.i > obj.i for c in children)
        if after and not (told and v.lemma_ in _TELLING):  # "told reporters that C"
            out.add("object+", v, cue, source, content | after, how=how, word=obj.lemma_)
    for c in children:
        if c.dep_ == "oprd":
            left = {
                i for k in children if k.dep_ in ("dobj", "nsubj") and k.i > v.i for i in subtree(k)
            }
            out.add("object+", v, cue, source, left | subtree(c), how=how, word="oprd")


def _complements(v: Token, obj: Token, children: list[Token]) -> set[int]:
    """The phrases with a preposition after an object that may belong to it, though the parse hangs
    them on the verb: "ruled out a change before the next round".
    """
    return {
        i
        for child in children
        if child.i > obj.i
        and child.dep_ == "prep"
        and child.lower_ in _COMPLEMENTS
        and not _is_how(child)
        and not (v.lemma_ in _TOLD_TO and _is_audience(child, obj))
        for i in object_phrase(child)
    }


def _again(v: Token, preposition: Token) -> set[int]:
    """What a verb of charging governs besides: "of A and of B", "of doing A and doing B"."""
    return {
        i
        for c in v.subtree
        if c.dep_ == "conj"
        and c.i > preposition.i
        and (
            c.lower_ == preposition.lower_
            or (c.head.i == v.i and c.tag_ == "VBG" and v.doc[c.i - 1].dep_ == "cc")
        )
        for i in (c.i - 1, *c.ids)
    }


def _add_charge(out: Proposals, v: Token, cue: list[int], source: Token | None, how: str) -> None:
    """Propose what "accused X of hosting rebel leaders" charges, where the parse takes X and "of"
    for a part of what follows.
    """
    doc = out.doc
    mark = next(
        (
            t
            for t in doc[v.i + 2 : min(v.i + _NEAR, len(doc) - 1)]
            if t.lower_ == "of" and doc[t.i + 1].tag_ == "VBG"
        ),
        None,
    )
    if mark is None or any(t.pos_ in ("VERB", "AUX") for t in doc[v.i + 1 : mark.i]):
        return
    content = {i for i in v.ids if i > mark.i}
    key = f"{v.lemma_}+of"
    out.add(
        "preposition", v, cue, source, content, key=key, addressee=mark.head, how=how, gerund=True
    )


def _is_remark(out: Proposals, v: Token, obj: Token) -> bool:
    """Whether it is what the outlet calls a statement: "blamed it on X, a claim that Y denied"."""
    first = obj.left_edge
    return (
        first.i > v.i + 1
        and out.doc[first.i - 1].text == ","
        and first.lower_ in ("a", "an")
        and any(c.dep_ in ("acl", "relcl", "ccomp") for c in obj.children)
        and any(c.dep_ in ("dobj", "prep") and v.i < c.i < first.i for c in v.children)
    )


def judgement(v: Token) -> set[int]:
    """What ", which X has rejected as baseless", ", a claim that X dismissed as absurd" makes of
    something, where the parse sees no phrase in it.
    """
    if f"{v.lemma_}+as" not in load_cues().preposition or v.i + 1 >= len(v.doc):
        return set()
    mark = v.doc[v.i + 1]
    is_phrase = mark.dep_ == "prep" and any(c.dep_ in ("pobj", "pcomp") for c in mark.children)
    if mark.lower_ != "as" or is_phrase or v.left_edge.lower_ not in ("which", "that"):
        return set()
    return {i for i in subtree(v) | subtree(mark) if i > mark.i}


def _is_audience(preposition: Token, obj: Token) -> bool:
    """Whether it tells to whom something was said: "confirmed the arrangement to the Post"."""
    return (
        preposition.lower_ == "to"
        and not obj.lower_.endswith("ing")
        and any(
            c.dep_ == "pobj" and (c.pos_ == "PROPN" or c.lemma_ in _PRESS)
            for c in preposition.children
        )
    )


def _is_how(preposition: Token) -> bool:
    """Whether it tells how or when an act was done: "condemned the raid without naming a culprit",
    "rejected the demand before leaving".
    """
    is_clause = any(c.dep_ == "pcomp" for c in preposition.children)
    return preposition.lower_ in ("without", "before", "after") and is_clause


def add_passive(
    out: Proposals, v: Token, cue: list[int], source: Token | None, how: str, children: list[Token]
) -> None:
    """Propose the subject of a passive verb, alone and with what is said of it."""
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
    out.add("passive", v, cue, speaker, subtree(subject), how=how)
    is_urged = any(c.i == v.i + 1 and c.lower_ in ("on", "upon") for c in children)
    if rest and not is_urged:  # "X was called upon to C"
        out.add("passive+", v, cue, speaker, subtree(subject) | rest, how=how)


def add_prepositions(
    out: Proposals,
    v: Token,
    cue: list[int],
    source: Token | None,
    how: str,
    children: list[Token],
    objects: list[Token],
) -> None:
    """Propose what a verb governs by a preposition or a particle."""
    lemma = v.lemma_
    judged = judgement(v)
    if judged:
        out.add("preposition", v, cue, source, judged, key=f"{lemma}+as", how=how, gerund=False)
    for c in children:  # "called for the match to be awarded"
        if c.dep_ != "advcl":
            continue
        mark = next((x for x in c.children if x.dep_ == "mark" and x.i > v.i), None)
        if (
            mark is not None
            and f"{lemma}+{mark.lower_}" in load_cues().preposition
            and any(x.lower_ == "to" and x.dep_ == "aux" for x in c.children)
            and not any(t.text == "," for t in out.doc[v.i : mark.i])
        ):
            out.add(
                "preposition",
                v,
                cue,
                source,
                subtree(c) - {mark.i},
                key=f"{lemma}+{mark.lower_}",
                how=how,
                gerund=False,
            )
    hung = [  # "accused the rebels of blocking": the parse hangs "of" on the rebels
        c
        for obj in objects
        for c in obj.children
        if c.dep_ == "prep" and f"{lemma}+{c.lower_}" in load_cues().preposition
    ]
    if lemma == "accuse" and not any(c.lower_ == "of" for c in [*children, *hung]):
        _add_charge(out, v, cue, source, how)
    for c in [*children, *hung]:
        if c.dep_ not in ("prep", "prt", "dative") or c.i < v.i:
            continue
        if lemma in _VOICING and objects and objects[0].i < c.i:
            continue  # "expressed concern about C": the concern is told
        if out.doc[c.i - 1].lower_ == "not" and c.i - v.i > 1:
            continue  # "apologised for the noise, though not for the flight"
        if c.dep_ == "prt":
            for obj in objects:
                if obj.i > c.i:
                    out.add(
                        "preposition",
                        v,
                        cue,
                        source,
                        object_phrase(obj) | _complements(v, obj, children),
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
            if f"{lemma}+{c.lower_}" in CHARGING:
                content |= _again(v, c)
            content |= {i for x in children if x.i > p.i and is_sequel(x) for i in x.ids}
            if (
                c.lower_ == "as"
                and person is not None
                and person.left_edge.tag_ not in ("WDT", "WP", "WP$")  # "which X described as Y"
            ):  # "described X as Y" says it of X
                content |= set(range(person.left_edge.i, c.i + 1))
            out.add(
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
            # "called on Y to C", "appealed to Y to C"; not "called for C, to be followed by C"
            for x in [*v.children, *p.children]:
                if (
                    p.dep_ == "pobj"
                    and f"{lemma}+{c.lower_}" not in CHARGING
                    and x.dep_ in ("xcomp", "advcl", "acl", "relcl")
                    and x.i > p.i
                    and any(t.lower_ == "to" and t.dep_ == "aux" for t in x.children)
                    and not is_sequel(x)
                ):
                    out.add(
                        "infinitive",
                        v,
                        span,
                        source,
                        subtree(x),
                        key=f"{lemma}+{c.lower_}",
                        addressee=p,
                        how=how,
                    )
