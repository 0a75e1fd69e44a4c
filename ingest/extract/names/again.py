"""Names found once, wherever they stand again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from ingest.extract.analysis import Analysis
from ingest.extract.names.name import Name, capitalised, surname


def second_pass(
    a: Analysis, names: list[Name], family_names: Collection[str] = frozenset()
) -> list[Name]:
    """Surnames and short forms of names found once, wherever they stand again.

    `family_names` are those that stand first (Lim, Xi), in lower case.
    """
    doc = a.doc
    taken = {i for name in names for i in range(name.start, name.end)}
    surnames: Counter[str] = Counter()
    for name in names:
        if name.type == "Person" and name.end - name.start >= 2:
            surnames[surname(doc.between(name.start, name.end))] += 1
            first = doc[name.start].text
            if first[:1].isupper() and (len(first) > 3 or first.lower() in family_names):
                surnames[first] += 0
    found = list(names)
    for name in _full_names_again(a, names, taken):
        found.append(name)
        taken |= set(range(name.start, name.end))
    for unit in doc.units:
        text = unit.text
        if not capitalised(text) or not text[:1].isalpha():
            continue
        if not taken.isdisjoint(range(unit.start, unit.end)):
            continue
        if text in surnames or text.title() in surnames or text.partition("-")[2] in surnames:
            found.append(Name(unit.start, unit.end, "Person"))
    # a name that is a person elsewhere is a person here too
    people = {doc.between(n.start, n.end) for n in found if n.type == "Person"}
    last = {surname(p) for p in people if " " in p}
    out = [
        replace(n, type="Person", kind=None)
        if n.type != "Person" and n.entry is None and doc.between(n.start, n.end) in (people | last)
        else n
        for n in found
    ]
    return sorted(out, key=lambda n: n.start)


def _full_names_again(a: Analysis, names: list[Name], taken: set[int]) -> list[Name]:
    """Every other place where a full name found once stands whole."""
    doc, text = a.doc, a.text
    by_first: dict[str, set[str]] = {}
    for n in names:
        if n.type == "Person" and n.end - n.start >= 2:
            by_first.setdefault(doc[n.start].text, set()).add(doc.between(n.start, n.end))
    found: list[tuple[str, Name]] = []
    for first, full in by_first.items():
        done = dict.fromkeys(full, 0)  # where the last finding of each name ended
        for i in a.tokens_of[first]:
            at = doc[i].idx
            for name in full:
                end = a.ends.get(at + len(name))
                if end is None or at < done[name] or not text.startswith(name, at):
                    continue
                done[name] = at + len(name)
                if taken.isdisjoint(range(i, end)):
                    found.append((name, Name(i, end, "Person")))
    return [name for _, name in sorted(found, key=lambda pair: (pair[0], pair[1].start))]
