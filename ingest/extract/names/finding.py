"""Names in an article: which stretches name a person, an institution or a place.

Known names come from the gazetteer; the rest are runs of capitalised words, told apart by what
stands beside them: titles and given names, the head nouns of institutions, prepositions, verbs.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.analysis import Analysis
from ingest.extract.names.found import FoundNames
from ingest.extract.names.gazetted import known_name, ministries
from ingest.extract.names.lexicon import NameLexicon
from ingest.extract.names.name import Name
from ingest.extract.names.owned import owned_bodies, personal_offices
from ingest.extract.names.runs import unknown_names


def find_names(lexicon: NameLexicon, a: Analysis, outlet: str | None = None) -> list[Name]:
    """The names of an article, in order; its outlet is a name too."""
    doc = a.doc
    own = _occurrences(a, outlet) if outlet else []
    hits = lexicon.gazetteer.hits(doc)
    long_forms = {entry.id for hit in hits for entry in hit.entries if not entry.is_weak}
    found: list[Name] = []
    taken = [False] * len(doc)
    hits_at = {hit.start: hit for hit in hits}
    for hit in hits:
        name = known_name(lexicon, a, hit, long_forms, hits_at)
        if name is not None:
            found.append(name)
            for i in range(name.start, name.end):
                taken[i] = True
    outlets = {i for name in own for i in range(name.start, name.end)}
    found = [n for n in found if outlets.isdisjoint(range(n.start, n.end))] + own
    for name in own:
        for i in range(name.start, name.end):
            taken[i] = True
    found = ministries(a, found, hits)
    found += owned_bodies(a, _without_overlap(found), lexicon.offices)
    for name in found:
        for i in range(name.start, name.end):
            taken[i] = True
    known = FoundNames(a.doc, found)
    for name in unknown_names(lexicon, a, taken, known):
        found.append(name)
        known.add(name)
    found += personal_offices(doc, found)
    found.sort(key=lambda name: (name.start, -name.end))
    return [_of_dateline(a, name) for name in _without_overlap(found)]


def _of_dateline(a: Analysis, name: Name) -> Name:
    """The agency of "LUSAKA, Aug 14 (PNA) -" is an outlet."""
    is_agency = name.entry is None and name.type == "Institution"
    if is_agency and a.doc.between(name.start, name.end) == a.layout.dateline_outlet:
        return replace(name, kind="media")
    return name


def _occurrences(a: Analysis, outlet: str) -> list[Name]:
    """Where an article names its own outlet."""
    text, starts, ends = a.text, a.starts, a.ends
    found: list[Name] = []
    for match in re.finditer(re.escape(outlet), text):
        start, end = starts.get(match.start()), ends.get(match.end())
        if start is not None and end is not None and text[match.start()].isupper():
            found.append(Name(start, end, "Institution", "media"))
    return found


def _without_overlap(names: list[Name]) -> list[Name]:
    """Of names that overlap, the longest stays; adjectives inside a ministry's name go."""
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (-(n.end - n.start), n.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept, key=lambda n: n.start)
