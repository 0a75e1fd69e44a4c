"""What a run of capitalised words names that no head noun tells: mostly a person."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.analysis import Analysis
from ingest.extract.names.found import FoundNames
from ingest.extract.names.lexicon import NameLexicon
from ingest.extract.names.name import Name
from ingest.extract.names.words import (
    HONORIFICS,
    PARTICLES,
    PLACE_HEADS,
    PORTFOLIOS,
    SORTS,
    is_trade_name,
)
from ingest.extract.persons import is_person_noun
from ingest.extract.tokens import Doc, Unit

_NO_BODIES = frozenset(
    """
    PM FM MP MPS MFA CEO AI TV EU-US GMT UTC VIP POW POWS IDP IDPS NGO NGOS UAV GDP HQ DNA OK
    US II III IV VI VII VIII IX XI XII USD EUR GBP EST EDT MD FY LNG ICBM MOU WMD UNSCR JCPOA
    """.split()
)
_LOCATIVE = frozenset(
    """
    in at near from to into outside around across through toward towards over inside via
    """.split()
)

_COMPASS = frozenset("northern southern eastern western central".split())
_BESET = frozenset("siege shelling bombardment bombing fall capture liberation occupation".split())
_AREAS = PLACE_HEADS | {"diocese", "parish", "suburb", "outskirts", "municipality"} | _BESET
_OFFICERS = frozenset(  # of bodies, not of persons or places
    """
    director chairman chairwoman chairperson spokesman spokeswoman spokesperson ceo executive
    founder co-founder co-chair head members analysts representatives
    """.split()
)
_HEADS = frozenset("heads leads chairs runs commands headed chaired founded".split())


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
    while len(words) > 2 and _is_verb(lexicon, doc, words[-1]):
        words.pop()  # "NAME NAME Welcomes …", a headline
        end = words[-1].end
        text = doc.between(start, end)
    later = _given_later(lexicon, words)
    if later is not None:  # "Veterans Affairs | NAME NAME"
        words, start, text = words[later:], words[later].start, doc.between(words[later].start, end)
        before, has_title = doc[start - 1], True
    given = (
        words[0].text.lower() in lexicon.given
        or words[0].text.partition("-")[0].lower() in lexicon.given
    )
    titled = has_title or (
        before is not None
        and (before.lower_ in lexicon.offices or before.lower_.rstrip(".") in HONORIFICS)
        and before.pos_ in ("NOUN", "PROPN", "ADJ")
    )
    if not titled and before is not None and 2 <= len(words) <= 3:
        titled = before.pos_ == "NOUN" and is_person_noun(before) and before.tag_ == "NN"
    if not titled and 2 <= len(words) <= 3 and _after_office(lexicon, a, start):
        titled = True
    acronym = len(words) == 1 and text.isupper() and 2 <= len(text) <= 7 and text.isalpha()
    if acronym and (text in _NO_BODIES or known.is_shouted(a, start)):
        return
    if words[-1].text.lower() in PORTFOLIOS:
        return  # "German Foreign | Minister", "Internal Affairs"
    if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _AREAS:
        yield Name(start, end, "Place")
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
    relative = _relative_after(doc, end)
    if len(words) == 1 and (relative in ("which", "whose") or is_trade_name(text)):
        if relative == "which" or is_trade_name(text):
            yield Name(start, end, "Institution", "other")
            return
    token = doc[end - 1]
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in lexicon.speech
    determined = before is not None and before.lower_ in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "this",
    )
    side = start > 1 and before is not None and before.lower_ in _COMPASS
    where = doc[start - 2] if side else before
    located = where is not None and where.lower_ in _LOCATIVE and token.dep_ == "pobj"
    if located and not (len(words) >= 2 and before is not None and before.lower_ in ("from", "to")):
        yield Name(start, end, "Place")
        return
    is_one = token.tag_ != "NNPS" and (speaks or relative == "who")
    if len(words) > 1 and not is_one and _is_plain(lexicon, words):
        return  # "Economic Growth", "Silver Seal Medallion"
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
    if 2 <= len(words) <= 4 and relative == "who":
        yield Name(start, end, "Person")
        return
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
        if (personal or _acts_alone(a, words[-1])) and (
            speaks
            or apposed
            or given
            or token.dep_ in ("nsubj", "appos", "conj", "nsubjpass", "poss")
            or _acts_alone(a, words[-1])
            or (before is not None and before.lower_ in ("by", "with", "of"))
        ):
            yield Name(start, end, "Person")
        return
    if len(words) == 1 and (speaks or (apposed and token.dep_ in ("nsubj", "nsubjpass"))):
        is_body = not given and names[0].text in known.called_bodies
        yield Name(start, end, "Institution" if is_body else "Person", "other" if is_body else None)


def _given_later(lexicon: NameLexicon, words: list[Unit]) -> int | None:
    """Where a given name begins after words of a title: "Homeland Security | NAME NAME"."""
    for k in range(1, len(words) - 1):
        title = words[k - 1].text
        if title.lower() in lexicon.given or not (lexicon.is_common(title) or title.isupper()):
            return None
        if words[k].text.lower() in lexicon.given and not (
            lexicon.is_common(words[k].text) and lexicon.is_common(words[k + 1].text)
        ):
            return k
    return None


def _is_verb(lexicon: NameLexicon, doc: Doc, word: Unit) -> bool:
    return doc[word.start].tag_ in ("VBG", "VBZ") and lexicon.is_common(word.text)


def _is_plain(lexicon: NameLexicon, words: list[Unit]) -> bool:
    """Whether a run is made of words of the dictionary, none a given or family name."""
    return all(
        all(lexicon.is_common(part) for part in word.text.split("-"))
        and word.text.lower() not in lexicon.given
        and word.text.lower() not in lexicon.family
        for word in words
    )


def _relative_after(doc: Doc, end: int) -> str | None:
    """The relative pronoun just after a name, also after a comma."""
    k = end + (end < len(doc) and doc[end].text == ",")
    return doc[k].lower_ if k < len(doc) and doc[k].lower_ in ("who", "which", "whose") else None


def _acts_alone(a: Analysis, last: Unit) -> bool:
    """Whether the last word of a name stands alone elsewhere as the subject of a verb."""
    return any(
        i != last.start
        and a.doc[i].pos_ == "PROPN"
        and a.doc[i].dep_ == "nsubj"
        and not any(c.dep_ in ("compound", "det") for c in a.doc[i].children)
        for i in a.tokens_of.get(last.text, ())
    )


def of_officer(doc: Doc, start: int) -> bool:
    """Whether a name is of what somebody heads: "the director of (the charity) NAME", "who heads
    NAME".
    """
    k = start - 1
    if k > 0 and doc[k].lower_ in SORTS:
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
