"""What a run of capitalised words names that no head noun tells: mostly a person."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.analysis import Analysis
from ingest.extract.names.found import FoundNames
from ingest.extract.names.lexicon import NameLexicon
from ingest.extract.names.name import Name
from ingest.extract.names.words import HONORIFICS, PARTICLES, PORTFOLIOS
from ingest.extract.tokens import Doc, Unit

_NO_BODIES = frozenset(
    """
    PM FM MP MPS MFA CEO AI TV EU-US GMT UTC VIP POW POWS IDP IDPS NGO NGOS UAV GDP HQ DNA OK
    US
    """.split()
)
_LOCATIVE = frozenset(
    """
    in at near from to into outside around across through toward towards over inside via
    """.split()
)

_OFFICERS = frozenset(  # of bodies, not of persons or places
    """
    director chairman chairwoman chairperson spokesman spokeswoman spokesperson ceo executive
    founder co-founder co-chair head members analysts representatives
    """.split()
)
_HEADS = frozenset("heads leads chairs runs commands headed chaired founded".split())
_SORTS = frozenset(
    """
    charity company group organisation organization foundation institute movement union firm
    operator agency network association nonprofit ngo think-tank
    """.split()
)


def person_or_other(
    lexicon: NameLexicon,
    a: Analysis,
    names: list[Unit],
    start: int,
    end: int,
    has_title: bool,
    known: FoundNames,
) -> Iterator[Name]:
    """What a run without a head noun names: from titles, given names, its place in the clause."""
    doc = a.doc
    before = doc[start - 1] if start else None
    text = doc.between(start, end)
    words = [unit for unit in names if unit.text.lower() not in PARTICLES]
    if not words:
        return  # "La" alone
    given = (
        words[0].text.lower() in lexicon.given
        or words[0].text.partition("-")[0].lower() in lexicon.given
    )
    titled = has_title or (
        before is not None
        and (before.lower_ in lexicon.offices or before.lower_.rstrip(".") in HONORIFICS)
        and before.pos_ in ("NOUN", "PROPN", "ADJ")
    )
    if not titled and 2 <= len(words) <= 3 and _after_office(lexicon, a, start):
        titled = True
    acronym = len(words) == 1 and text.isupper() and 2 <= len(text) <= 7 and text.isalpha()
    if acronym and (text in _NO_BODIES or known.is_shouted(a, start)):
        return
    if all(w.text.lower() in PORTFOLIOS for w in words):
        return
    if acronym and not titled:
        yield Name(start, end, "Institution", "other")
        return
    owned = (  # "the Open Sea Institute's NAME NAME"
        start >= 2
        and doc[start - 1].lower_ in ("'s", "’s")
        and doc[start - 2].pos_ == "PROPN"
        and 2 <= len(words) <= 3
        and doc[end - 1].dep_ in ("nsubj", "pobj", "appos", "agent")
    )
    label = (  # a transcript's "NAME NAME:"
        (start == 0 or doc[start - 1].is_space)
        and end < len(doc)
        and doc[end].text == ":"
        and 2 <= len(words) <= 4
    )
    if titled or owned or label or (given and len(words) >= 2):
        yield Name(start, end, "Person")
        return
    determined = before is not None and before.lower_ in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "this",
    )
    token = doc[end - 1]
    located = before is not None and before.lower_ in _LOCATIVE and token.dep_ == "pobj"
    if located and not (len(words) >= 2 and before is not None and before.lower_ in ("from", "to")):
        yield Name(start, end, "Place", None, None, None, True)
        return
    speaks = token.dep_ == "nsubj" and token.head.lemma_.lower() in lexicon.speech
    if determined:
        acts = (
            token.dep_ in ("nsubj", "agent")
            and token.head.pos_ == "VERB"
            and before is not None
            and before.lower_ == "the"
        )
        if speaks or (acts and len(words) <= 2):
            yield Name(start, end, "Institution", "other")
        return
    after = doc[end] if end < len(doc) else None
    apposed = (
        after is not None
        and after.text == ","
        and any(
            t.lower_ in lexicon.offices for t in doc[end + 1 : end + 9] if t.text not in (",", ".")
        )
    )
    if 2 <= len(words) <= 4 and (
        all(w.text[:1].isupper() or "-" in w.text for w in words)
        and not any(c.isdigit() for c in text)
    ):
        personal = (
            token.dep_
            in (
                "nsubj",
                "nsubjpass",
                "appos",
                "agent",
                "poss",
                "conj",
                "pobj",
                "dobj",
                "compound",
                "ROOT",
            )
            or apposed
        )
        if personal and (
            speaks
            or apposed
            or given
            or token.dep_ in ("nsubj", "appos", "conj", "nsubjpass", "poss")
            or (before is not None and before.lower_ in ("by", "with", "of"))
        ):
            yield Name(start, end, "Person")
        return
    if len(words) == 1 and (speaks or (apposed and token.dep_ in ("nsubj", "nsubjpass"))):
        is_body = not given and names[0].text in known.called_bodies
        yield Name(start, end, "Institution" if is_body else "Person", "other" if is_body else None)


def of_officer(doc: Doc, start: int) -> bool:
    """Whether a name is of what somebody heads: "the director of (the charity) NAME", "who heads
    NAME".
    """
    k = start - 1
    if k > 0 and doc[k].lower_ in _SORTS:
        k -= 1
    if k > 0 and doc[k].lower_ == "the":
        k -= 1
    if k > 1 and doc[k].lower_ in ("of", "for"):
        return doc[k - 1].lower_ in _OFFICERS
    return k > 1 and doc[k].lower_ in _HEADS and doc[k - 1].lower_ == "who"


def _after_office(lexicon: NameLexicon, a: Analysis, start: int) -> bool:
    """Whether a name follows an office's phrase: "the Minister of Energy of X NAME"."""
    doc = a.doc
    if (
        start < 2
        or doc[start - 1].pos_ not in ("PROPN", "NOUN", "ADJ")
        or not doc[start - 1].text[:1].isalpha()
    ):
        return False
    for k in range(start - 1, max(-1, start - 14), -1):
        token = doc[k]
        if (
            token.text in (",", ".", ";", "“", '"')
            or token.pos_ in ("VERB", "AUX")
            or token.is_space
        ):
            return False
        if (
            token.lower_ in lexicon.offices
            and k < start - 1
            and doc[k + 1].lower_ in ("of", "for", "at", "to")
        ):
            return True
    return False
