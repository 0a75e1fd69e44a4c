"""What a run of capitalised words names, from the titles and head nouns in and beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.analysis import Analysis
from ingest.extract.names.found import FoundNames
from ingest.extract.names.lexicon import NameLexicon
from ingest.extract.names.name import Name, capitalised
from ingest.extract.names.people import of_officer, person_or_other
from ingest.extract.names.words import (
    CALENDAR,
    HONORIFICS,
    INSTITUTION_HEADS,
    LOWER_HEADS,
    OFFICES_OF,
    PARTICLES,
    PLACE_HEADS,
    PORTFOLIO_WORDS,
    SORTS,
)
from ingest.extract.tokens import Doc, Unit

_MEDIA_FIRST = frozenset({"radio", "channel", "tv", "television", "telegram-channel"})
_PLACE_FIRST = frozenset("lake mount port cape fort wadi jebel jabal".split())
_SURNAMES = frozenset("hall temple ridge forest bridge lake".split())  # "NAME Hall" is somebody
_SHORT_TITLES = frozenset("pm dpm fm vp mp mep dg cds".split())
_EVENT_HEADS = frozenset(
    """
    summit conference agreement accord treaty declaration protocol memorandum charter
    resolution pact convention constitution war day year olympics cup championship league
    prize award act law plan initiative process talks forum festival operation briefing
    bulletin interview transcript communiqué communique hearing debate exercise report budget
    """.split()
)
_ON = frozenset(  # bodies that work on something
    """
    commission committee subcommittee council conference panel board group force team institute
    centre center office forum mission inquiry organisation organization
    """.split()
)


def classify(
    lexicon: NameLexicon, a: Analysis, run: list[Unit], known: FoundNames
) -> Iterator[Name]:
    """What a run of capitalised words names; one with a title or a body is taken apart."""
    cut = _cut(lexicon, run)
    if cut is not None:
        yield from classify(lexicon, a, run[:cut], known)
        names = run[cut:]
        yield Name(names[0].start, names[-1].end, "Person")
        return
    doc = a.doc
    while (
        len(run) > 1
        and run[0].text.lower() in PORTFOLIO_WORDS
        and (
            run[0].text.lower() in OFFICES_OF
            or INSTITUTION_HEADS.keys().isdisjoint(unit.text.lower() for unit in run)
        )
        and _of_office(lexicon, doc, run[0])
    ):
        run = run[1:]  # "Secretary of State | NAME"
    lead = 0
    has_title = doc[run[0].start - 1].lower_ in OFFICES_OF if run[0].start else False
    while lead < len(run) and (
        _is_title_word(lexicon, run[lead].text) or _is_amir(run[lead : lead + 2])
    ):
        has_title = True
        lead += 1
    heads = [unit.text.lower().rstrip("s") for unit in run]
    last = run[-1].text.lower()
    kind = INSTITUTION_HEADS.get(last)
    if kind is None and not (len(run) == 2 and run[0].text.lower() in lexicon.given):
        kind = INSTITUTION_HEADS.get(last.rstrip("s"))
    if len(run) == 1 and last == "governments":
        return  # "the Governments of A and B" are A and B
    if (
        kind is None
        and run
        and run[0].text.lower() in INSTITUTION_HEADS
        and run[0].text.lower() not in OFFICES_OF
        and _of_follows(doc, run[-1].end)
    ):
        kind = INSTITUTION_HEADS[run[0].text.lower()]
    if kind is not None and not (has_title and lead == len(run)):
        end = _with_of(lexicon, doc, run[-1].end, known)
        if last in _MEDIA_FIRST and end < len(doc) and doc[end].text.isdigit():
            end += 1  # "Channel 12"
        start = run[0].start
        owner = known.before(start)
        state = owner.state if owner is not None else None
        if len(run) == 1 and end == run[-1].end and state is None:
            return  # "Council" alone names nothing new
        if _ends_in_person(lexicon, doc, start, end):
            yield Name(end - 2, end, "Person")
            end -= 2
        beside = (n for n in known.ending(start) if n.kind == "state" or n.type == "Place")
        full = next(beside, None)
        is_whole = full is not None and (full.is_adjective or kind != "ministry")
        begin = full.start if full is not None and is_whole else start  # "Kenya Lawyers' Network"
        yield Name(
            begin,
            end,
            "Institution",
            kind,
            None,
            state,
            aliases=((start, run[-1].end), (start, end)),
        )
        return
    if last in _EVENT_HEADS or heads[-1] in _EVENT_HEADS:
        if last in ("forum", "conference") and len(run) > 1 and _acts(lexicon, doc, run):
            yield Name(run[0].start, run[-1].end, "Institution", "ngo")
        return
    if len(run) > 1 and last in lexicon.offices and lead < len(run):
        return  # "External Affairs Secretary" is an office, nobody's name
    if len(run) > 1 and run[0].text.lower() in _MEDIA_FIRST:
        yield Name(run[0].start, run[-1].end, "Institution", "media")
        return
    if not has_title and len(run) > 1 and _is_sort(doc, run[-1].end):  # "Hope Bridge, a charity"
        yield Name(run[0].start, run[-1].end, "Institution", "ngo")
        return
    if len(run) > 2 and run[1].text.lower() == "without":  # "Doctors Without Borders"
        yield Name(run[0].start, run[-1].end, "Institution", "ngo")
        return
    if len(run) == 1 and last in PLACE_HEADS:
        return  # "State" alone
    bears_it = last in _SURNAMES and (has_title or run[0].text.lower() in lexicon.given)
    if _in_dateline(a, run) or (
        len(run) > 1
        and not bears_it
        and (last in PLACE_HEADS or run[0].text.lower() in _PLACE_FIRST)
    ):
        start, end = run[0].start, run[-1].end
        if end < len(doc) and doc[end].lower_ in PLACE_HEADS:  # "the Wadi Hosn crossing"
            yield Name(start, end + 1, "Place", aliases=((start, end),))
        else:
            yield Name(start, end, "Place")
        return
    names = run[lead:]
    if not names:
        return
    start, end = names[0].start, names[-1].end
    follows = doc[end].lower_ if end < len(doc) else ""
    if follows in PLACE_HEADS:
        yield Name(start, end + 1, "Place", aliases=((start, end),))
        return
    if follows in LOWER_HEADS and not has_title and names[0].text.lower() not in lexicon.given:
        yield Name(
            start,
            end + 1,
            "Institution",
            INSTITUTION_HEADS.get(follows, "other"),
            aliases=((start, end),),
        )
        return
    if not has_title and of_officer(doc, start):
        yield Name(start, _with_of(lexicon, doc, end, known), "Institution", "other")
        return
    yield from person_or_other(lexicon, a, names, start, end, has_title, known)


def _in_dateline(a: Analysis, run: list[Unit]) -> bool:
    """Whether a run is the place of the dateline, in capitals."""
    place = a.layout.dateline_place
    if place is None or not place[0] <= a.doc[run[0].start].idx < place[1]:
        return False
    return all(unit.text.isupper() for unit in run)


def _is_sort(doc: Doc, end: int) -> bool:
    """Whether a name's apposition tells that it is a body's: ", a charity which …"."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("a", "an"):
        return False
    for i in range(end + 2, min(end + 6, len(doc))):
        if doc[i].pos_ == "NOUN" and (i + 1 == len(doc) or doc[i + 1].pos_ != "NOUN"):
            return doc[i].lower_ in SORTS
        if doc[i].pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT"):
            return False
    return False


def _acts(lexicon: NameLexicon, doc: Doc, run: list[Unit]) -> bool:
    """Whether a forum or conference speaks or has a head: then it is a body, no event."""
    token = doc[run[-1].end - 1]
    if token.dep_ == "nsubj" and token.head.lemma_ in lexicon.speech:
        return True
    return of_officer(doc, run[0].start)


def _cut(lexicon: NameLexicon, run: list[Unit]) -> int | None:
    """Where a person's name begins in a run: "Transport Secretary | NAME", "Agency | NAME"."""
    for k in range(len(run) - 2, 0, -1):
        word = run[k].text.lower()
        rest = run[k + 1 :]
        if any(
            u.text.lower() in INSTITUTION_HEADS or _is_title_word(lexicon, u.text) for u in rest
        ):
            continue
        titled = word in lexicon.offices and run[k - 1].text.lower() not in lexicon.given
        body = word in INSTITUTION_HEADS and len(rest) >= 2
        if (titled and len(rest) <= 4) or (body and len(rest) <= 3 and k >= 1):
            return k + 1
    return None


def _is_title_word(lexicon: NameLexicon, text: str) -> bool:
    lower = text.lower()
    if lower == "amir":  # a given name, unless `_is_amir`
        return False
    parts = lower.split("-")
    return (
        lower in HONORIFICS
        or lower.rstrip(".") in HONORIFICS
        or lower in lexicon.offices
        or (text[:1].isupper() and lower.endswith("s") and lower[:-1] in lexicon.offices)
        or any(part in lexicon.offices for part in parts)
        or lower in _SHORT_TITLES
        or lower
        in (
            "foreign",
            "defence",
            "defense",
            "prime",
            "deputy",
            "acting",
            "interim",
            "former",
            "press",
            "special",
            "interior",
            "finance",
            "supreme",
            "vice",
        )
    )


def _is_amir(words: list[Unit]) -> bool:
    """Whether a word is a title before another, and a given name elsewhere: "Amir Sheikh"."""
    first, *rest = (word.text.lower() for word in words)
    return first == "amir" and any(word in HONORIFICS for word in rest)


def _of_office(lexicon: NameLexicon, doc: Doc, unit: Unit) -> bool:
    """Whether a word is the portfolio of an office before it: "Secretary of State"."""
    k = unit.start - 1
    while k > 0 and doc[k].lower_ in ("of", "the", "and", "for", "foreign"):
        k -= 1
    return k >= 0 and k < unit.start - 1 and doc[k].lower_ in lexicon.offices


def _ends_in_person(lexicon: NameLexicon, doc: Doc, start: int, end: int) -> bool:
    """Whether a body's name runs on into its officer's: "the analyst of the Centre for
    Frontline Studies NAME NAME said".
    """
    before = [t.lower_ for t in doc[max(0, start - 4) : start] if t.lower_ != "the"]
    if end - start < 5 or before[-1:] != ["of"] or before[-2] not in lexicon.offices:
        return False
    last = doc[end - 2 : end]
    return all(
        capitalised(t.text)
        and t.lower_ not in INSTITUTION_HEADS
        and t.lower_ not in PARTICLES
        and (t.lower_ in lexicon.given or not lexicon.is_common(t.text))
        for t in last
    ) and (end >= len(doc) or doc[end].pos_ in ("VERB", "AUX") or doc[end].text == ",")


def _of_follows(doc: Doc, end: int) -> bool:
    return (
        end + 1 < len(doc)
        and (
            doc[end].lower_ in ("of", "for")
            or (doc[end].lower_ == "on" and doc[end - 1].lower_ in _ON)
        )
        and (
            capitalised(doc[end + 1].text)
            or (
                doc[end + 1].lower_ == "the"
                and end + 2 < len(doc)
                and capitalised(doc[end + 2].text)
            )
        )
    )


def _is_officer(lexicon: NameLexicon, doc: Doc, k: int) -> bool:
    """Whether an office with a name after it stands here, no part of a body's name."""
    following = doc[k + 1] if k + 1 < len(doc) else None
    return (
        doc[k].lower_ in lexicon.offices
        and (doc[k - 1].text.endswith("s") or not _is_title_word(lexicon, doc[k - 1].text))
        and following is not None
        and capitalised(following.text)
        and following.pos_ == "PROPN"
        and following.lower_ not in INSTITUTION_HEADS
        and not _is_title_word(lexicon, following.text)
    )


def _with_of(lexicon: NameLexicon, doc: Doc, end: int, known: FoundNames) -> int:
    """The end of an institution's name with "of …" or "for …" after it."""
    while _of_follows(doc, end):
        j = end + 1
        if doc[j].lower_ == "the":
            j += 1
        k = known.end_at(j)
        if k > j:  # "of Ukraine NAME": the state ends the name
            end = k
            continue
        while k < len(doc) and (
            capitalised(doc[k].text)
            or (  # "for Prisoners’ Affairs"
                doc[k].text in ("’", "'", "'s", "’s")
                and k > j
                and k + 1 < len(doc)
                and doc[k + 1].lower_ in PORTFOLIO_WORDS
                and capitalised(doc[k + 1].text)
            )
            or (
                doc[k].lower_ in ("and", "of", "the", "-")
                and k + 1 < len(doc)
                and capitalised(doc[k + 1].text)
                and doc[k].lower_ != "the"
            )
        ):
            if doc[k].text.lower() in CALENDAR:
                break
            if k > j + 1 and doc[k].text.lower() in lexicon.given and capitalised(doc[k].text):
                break  # "the Centre for Frontline Studies NAME NAME"
            if k > j and _is_officer(lexicon, doc, k):
                break  # "House of Representatives | Speaker NAME"
            k += 1
        if k == j:
            break
        end = k
    return end
