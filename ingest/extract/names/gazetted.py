"""Names of the gazetteer: states, capitals, places, bodies and ministries."""

from __future__ import annotations

from ingest.extract.analysis import Analysis
from ingest.extract.gazetteer import Hit
from ingest.extract.names.lexicon import NameLexicon
from ingest.extract.names.name import Name
from ingest.extract.names.words import INSTITUTION_HEADS, OFFICES_OF, PLACE_HEADS

_HELD_AT = frozenset(
    "talks round summit meeting conference negotiations forum dialogue symposium".split()
)
_BROADCASTING = frozenset({"TV", "Television", "Radio"})
_STRIKING = frozenset("strike attack raid bombing bombardment shelling assault siege".split())
_STRUCK = frozenset("bomb bombard shell strike hit besiege capture seize".split())
_NAMED_AFTER = frozenset(
    """
    process format group agreement agreements accord accords declaration protocol protocols
    memorandum communique communiqué framework deal pact treaty text texts memoranda
    """.split()
)
_RANKS = frozenset({"prime", "vice", "deputy", "acting", "interim"})  # before an office
_TRAVELLING = frozenset(
    """
    go travel fly arrive return come visit trip flight head move route evacuate leave transfer
    report call recall withdraw send
    """.split()
)


def known_name(
    lexicon: NameLexicon, a: Analysis, hit: Hit, long_forms: set[str], hits_at: dict[int, Hit]
) -> Name | None:
    """What a hit of the gazetteer names, if anything."""
    doc = a.doc
    first = doc[hit.start]
    platform = hit.of("platform")
    if platform is not None and not hit.of("body"):
        preposition = doc[hit.start - 1].lower_ if hit.start else ""
        if len(platform.name) == 1 and preposition not in ("on", "to", "via", "his", "her"):
            return None
        return Name(hit.start, hit.end, "Institution", "media", platform)
    # a given name before it or a surname after it makes it part of a person's name
    if hit.end - hit.start == 1 and _ends_a_name(lexicon, a, hit):
        return None
    if (
        hit.end - hit.start == 1
        and first.text.lower() in lexicon.given
        and hit.end < len(doc)
        and doc[hit.end].pos_ == "PROPN"
        and hit.end not in hits_at
        and not _tells_an_office(lexicon, doc[hit.end].lower_)
    ):
        return None
    adjective = hit.of("adjective")
    state = hit.of("state")
    capital = hit.of("capital")
    place = hit.of("place")
    bodies = [e for e in hit.entries if e.role == "body"]
    body = next(
        (e for e in bodies if e.is_weak and e.id in long_forms),
        next((e for e in bodies if not e.is_weak), None),
    )
    if body is None and bodies:
        return None
    if body is not None:
        end = hit.end + (body.kind == "media" and _is_on_air(a, hit.end))  # "Al Amal TV"
        return Name(hit.start, end, "Institution", body.kind, body, body.state)
    if state is not None:
        return Name(hit.start, hit.end, "Institution", "state", state, state.state)
    if capital is not None:
        if hit.end < len(doc) and doc[hit.end].lower_ in _NAMED_AFTER:
            return None  # "the Minsk process" is neither the city nor its government
        located = _is_location(a, hit) or (
            a.layout.dateline_place is not None
            and a.layout.dateline_place[0] <= first.idx < a.layout.dateline_place[1]
        )
        if located:
            return Name(hit.start, hit.end, "Place", None, capital, capital.state)
        return Name(hit.start, hit.end, "Institution", "state", capital, capital.state)
    if adjective is not None:
        return Name(hit.start, hit.end, "Institution", "state", adjective, adjective.state, True)
    if place is not None:
        return Name(hit.start, hit.end, "Place", None, place, place.state)
    return None


def _is_on_air(a: Analysis, i: int) -> bool:
    return i < len(a.doc) and a.doc[i].text in _BROADCASTING


def _ends_a_name(lexicon: NameLexicon, a: Analysis, hit: Hit) -> bool:
    """Whether a word stands where a family name does: "Clara | Holland"; that of a body after
    another name only: "Clara Doe | Wagner".
    """
    names = a.doc[max(0, hit.start - 2) : hit.start]
    if not names or not (names[-1].text[:1].isupper() and names[-1].whitespace_):
        return False
    if hit.of("body") is None:
        return names[-1].lower_ in lexicon.given
    return (
        len(names) == 2
        and not a.doc[hit.start].text.isupper()
        and names[0].lower_ in lexicon.given
        and names[0].text[:1].isupper()
        and names[1].pos_ == "PROPN"
        and not _tells_an_office(lexicon, names[1].lower_)
    )


def _is_location(a: Analysis, hit: Hit) -> bool:
    doc = a.doc
    k = hit.start - 1
    while k >= 0 and doc[k].lower_ in (
        "the",
        "central",
        "downtown",
        "southern",
        "northern",
        "eastern",
        "western",
    ):
        k -= 1
    before = doc[k].lower_ if k >= 0 else ""
    token = doc[hit.end - 1]
    if token.dep_ in ("nsubj", "nsubjpass", "agent", "poss"):
        return False
    if before in ("in", "at", "near", "outside", "into", "around"):
        return True
    if before in ("from", "to", "via", "through") and token.dep_ == "pobj":
        governor = doc[k].head
        journeys = [governor, *(c for c in governor.children if c.dep_ == "dobj")]
        return any(t.lemma_ in _TRAVELLING for t in journeys)  # "pay a visit to X"
    nxt = doc[hit.end].text if hit.end < len(doc) else ""
    if hit.of("capital") and nxt.lower() in _HELD_AT | PLACE_HEADS:
        return True  # "the Muscat talks", "Muscat airport"
    if token.dep_ == "pobj" and before in ("on", "of") and doc[k].head.lemma_ in _STRIKING:
        return True  # "the strikes on Muscat"
    if token.dep_ == "dobj" and token.head.lemma_ in _STRUCK:
        return True
    before2 = doc[hit.start - 1].text if hit.start else ""
    if nxt == "," and before2 == "," and doc[hit.start - 2].pos_ == "PROPN":
        return True  # "Sharm el-Sheikh, Egypt,"
    return (
        doc[k].pos_ == "VERB" and doc[k].lemma_ in ("visit", "leave", "reach", "enter", "tour")
        if k >= 0
        else False
    )


def _tells_an_office(lexicon: NameLexicon, word: str) -> bool:
    """Whether a word after a name that is also a given name tells that it is a state's: "German
    Chancellor", "Jordan Foreign Ministry".
    """
    return word in lexicon.offices or word in INSTITUTION_HEADS or word in OFFICES_OF | _RANKS


def ministries(a: Analysis, found: list[Name], hits: list[Hit]) -> list[Name]:
    """Ministries with the state that stands beside them."""
    doc = a.doc
    by_end = {name.end: name for name in found}
    by_start = {name.start: name for name in found}
    out = list(found)
    for hit in hits:
        ministry = hit.of("ministry")
        if ministry is None or hit.of("body") is not None:
            continue
        start, end, state = hit.start, hit.end, None
        left = hit.start
        if left and doc[left - 1].lower_ in ("'s", "’s", "’", "'"):
            left -= 1
        owner = by_end.get(left)
        if owner is not None and owner.state and owner.kind == "state":
            start, state = owner.start, owner.state
        else:
            right = hit.end
            if right < len(doc) and doc[right].lower_ == "of":
                right += 1
                if right < len(doc) and doc[right].lower_ == "the":
                    right += 1
                owner = by_start.get(right)
                if owner is not None and owner.kind == "state" and owner.state:
                    end, state = owner.end, owner.state
        out.append(
            Name(
                start,
                end,
                "Institution",
                "ministry",
                ministry,
                state,
                aliases=((hit.start, hit.end),),
            )
        )
    return out
