"""Bodies that a state has, named by a common noun: "Ravuna's army", "the Ravunan delegation", "the
navy of Ravuna".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from ingest.extract.analysis import Analysis
from ingest.extract.names.name import Name
from ingest.extract.tokens import Doc

# what the noun names, and its kind; one state has one of each
_HEADS: Mapping[str, tuple[str, str]] = {
    "delegation": ("delegation", "delegation"),
    "negotiating team": ("delegation", "delegation"),
    "negotiation team": ("delegation", "delegation"),
    "team": ("delegation", "delegation"),
    "army": ("army", "military"),
    "navy": ("navy", "military"),
    "air force": ("air force", "military"),
    "general staff": ("general staff", "military"),
    "armed forces": ("armed forces", "military"),
    "defence forces": ("armed forces", "military"),
    "defense forces": ("armed forces", "military"),
    "coast guard": ("coast guard", "agency"),
    "coastguard": ("coast guard", "agency"),
    "border guard": ("border guard", "agency"),
    "border service": ("border guard", "agency"),
    "security service": ("security service", "agency"),
    "intelligence service": ("intelligence", "agency"),
    "intelligence agency": ("intelligence", "agency"),
    "aviation authority": ("aviation authority", "agency"),
    "nuclear agency": ("nuclear agency", "agency"),
    "disaster agency": ("disaster agency", "agency"),
    "central bank": ("central bank", "agency"),
    "police": ("police", "agency"),
    "embassy": ("embassy", "agency"),
    "presidency": ("presidency", "government"),
    "presidential administration": ("presidency", "government"),
    "presidential office": ("presidency", "government"),
    "chancellery": ("chancellery", "government"),
    "parliament": ("parliament", "parliament"),
    "senate": ("senate", "parliament"),
}
_LONGEST = 2  # words of a noun above
_BEFORE = frozenset("national royal federal".split())  # may stand before it: "royal navy"


def owned_bodies(a: Analysis, found: list[Name], offices: Set[str]) -> Iterator[Name]:
    """The bodies of the states found; each name holds its owner's."""
    taken = {i for name in found for i in range(name.start, name.end)}
    for owner in found:
        if owner.kind == "state" and owner.state and owner.type == "Institution":
            yield from _after(a.doc, owner, taken, offices)
            yield from _before(a.doc, owner, taken)


def _after(doc: Doc, owner: Name, taken: Set[int], offices: Set[str]) -> Iterator[Name]:
    """ "Ravuna's army", "the Ravunan army"."""
    start = owner.end
    possessive = start < len(doc) and doc[start].lower_ in ("'s", "’s", "’", "'")
    if not (possessive or owner.is_adjective):
        return
    start += possessive
    while start < len(doc) and doc[start].lower_ in _BEFORE:
        start += 1
    for size in range(_LONGEST, 0, -1):
        end = start + size
        noun = _noun(doc, start, end, taken)
        if noun is None:
            continue
        following = doc[end] if end < len(doc) else None
        if (
            following is not None
            and following.pos_ in ("NOUN", "PROPN")
            and following.lower_ not in offices
            and following.i not in taken
        ):
            return  # "the Ravunan army base"
        yield _body(owner, owner.start, end, noun)
        return


def _before(doc: Doc, owner: Name, taken: Set[int]) -> Iterator[Name]:
    """ "The navy of Ravuna"."""
    if owner.is_adjective:
        return
    k = owner.start - 1
    if k > 0 and doc[k].lower_ == "the":
        k -= 1
    if k < 1 or doc[k].lower_ != "of":
        return
    for size in range(_LONGEST, 0, -1):
        noun = _noun(doc, k - size, k, taken) if k >= size else None
        if noun is not None:
            if k > size and doc[k - size - 1].lower_ in ("a", "an"):
                return  # "a delegation of Ravuna" is not the one spoken of
            yield _body(owner, k - size, owner.end, noun)
            return


def _noun(doc: Doc, start: int, end: int, taken: Set[int]) -> tuple[str, str] | None:
    if end > len(doc) or not taken.isdisjoint(range(start, end)):
        return None
    return _HEADS.get(doc.between(start, end).lower())


def _body(owner: Name, start: int, end: int, noun: tuple[str, str]) -> Name:
    word, kind = noun
    key = f"{word}-{owner.state}"
    return Name(start, end, "Institution", kind, None, owner.state, owner=owner, key=key)


def personal_offices(doc: Doc, found: list[Name]) -> Iterator[Name]:
    """Whose office speaks: "the office of Prime Minister NAME", a body of its own."""
    taken = {i for name in found for i in range(name.start, name.end)}
    for name in found:
        if name.type != "Person":
            continue
        k = name.start - 1
        while (
            k > 0 and doc[k].lower_ != "office" and doc[k].pos_ in ("PROPN", "NOUN", "ADJ", "DET")
        ):
            k -= 1
        if k > 0 and doc[k].lower_ == "of" and doc[k - 1].lower_ == "office" and k - 1 not in taken:
            key = f"office-{doc.between(name.start, name.end)}"
            whole = ((k - 1, name.end),)
            yield Name(k - 1, k, "Institution", "government", aliases=whole, key=key)
