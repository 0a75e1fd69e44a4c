"""People's judgements in resolution: `same` joins clusters, `different` parts them.

Judgements that contradict each other (A=B, B=C, A≠C) are all left out, and the machine decides
there. What a judgement does stays inside the clusters that it names, so the rest needs no redoing,
and the order of judgements decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from ingest.decisions import Judgement, Kept, Kind
from ingest.extract.forms import fold
from ingest.faults import Fault
from ingest.records import Event
from ingest.resolve.items import Items, Place, Source, Unions
from ingest.resolve.locating import Missing, articles_of, locate

Pair = tuple[Place, Place]


@dataclass(frozen=True)
class Bonds:
    """Which places are one and which are not, as people say; by kind."""

    same: frozenset[tuple[Kind, Place, Place]] = frozenset()
    different: frozenset[tuple[Kind, Place, Place]] = frozenset()


@dataclass
class Judged:
    """The bonds at work, and the places whose cluster rests on them."""

    bonds: Bonds = field(default_factory=Bonds)
    places: dict[Kind, set[Place]] = field(default_factory=dict)

    def acts(self, kind: Kind) -> bool:
        """Whether there is a judgement of a kind."""
        return any(k == kind for k, _, _ in (*self.bonds.same, *self.bonds.different))

    def ends(self, kind: Kind) -> set[Place]:
        """The places that judgements of a kind name."""
        bonds = (*self.bonds.same, *self.bonds.different)
        return {place for k, a, b in bonds if k == kind for place in (a, b)}

    def clusters(
        self, items: Items, kind: Kind, groups: Iterable[list[Place]]
    ) -> list[list[Place]]:
        """The machine's clusters of a kind, as people want them."""
        if not self.acts(kind):
            return list(groups)
        same = [(a, b) for k, a, b in self.bonds.same if k == kind]
        different = [(a, b) for k, a, b in self.bonds.different if k == kind]
        found, judged = decide(
            list(groups),
            same,
            different,
            earliest=lambda p: items.order(p, _spans(items, kind, p)),
            like=lambda a, b: likeness(items, kind, a, b),
        )
        self.places[kind] = judged
        return found

    def keyed(
        self, items: Items, kind: Kind, groups: dict[tuple[str, ...], list[Place]]
    ) -> Iterator[tuple[tuple[str, ...], list[Place]]]:
        """The same for clusters that have a key: a known one stays with the greatest part, and
        where several are joined the first one holds; a part without a key is joined by nothing.
        """
        if not self.acts(kind):
            yield from groups.items()
            return
        key_of = {place: key for key, places in groups.items() for place in places}
        owner: dict[tuple[str, ...], list[Place]] = {}
        found = self.clusters(items, kind, groups.values())
        for places in found:
            for key in {key_of[p] for p in places}:
                mine = sum(key_of[p] == key for p in places)
                other = owner.get(key)
                theirs = sum(key_of[p] == key for p in other) if other else 0
                if other is None or (-mine, min(places)) < (-theirs, min(other)):
                    owner[key] = places
        for places in found:
            kept = sorted({key for p in places if owner[key := key_of[p]] is places})
            known = [key for key in kept if key[0] == "known"]
            yield (known or kept or [("alone",)])[0], places


def bonds_of(sources: Sequence[Source], kept: Iterable[Kept]) -> tuple[Bonds, list[Fault]]:
    """What the judgements say of the things that were read, and what could not be used."""
    by_name = articles_of(sources)
    faults: list[Fault] = []
    same: dict[tuple[Kind, Place, Place], list[Kept]] = {}
    different: dict[tuple[Kind, Place, Place], list[Kept]] = {}
    for one in sorted(kept, key=lambda k: k.number):
        judged = one.decision
        if not isinstance(judged, Judgement) or judged.verdict == "unsure":
            continue
        ends = [locate(by_name, judged.kind, m) for m in (judged.first, judged.second)]
        gone = [end for end in ends if isinstance(end, Missing)]
        if gone:
            faults += [
                Fault(
                    "judgement",
                    m.reason,
                    f"judgement {one.number} is left out: {m.message}",
                    (one.number,),
                )
                for m in gone
            ]
            continue
        first, second = (end for end in ends if not isinstance(end, Missing))
        table = same if judged.verdict == "same" else different
        for a, b in product(first, second):
            if a != b:
                table.setdefault((judged.kind, min(a, b), max(a, b)), []).append(one)
            elif judged.verdict == "different":
                message = f"judgement {one.number} is left out: one reading holds both: {judged}"
                faults.append(Fault("judgement", "one_reading", message, (one.number,)))
    contradictory, told = _contradictions(same, different)
    return (
        Bonds(frozenset(same.keys() - contradictory), frozenset(different.keys() - contradictory)),
        faults + told,
    )


def _contradictions(
    same: dict[tuple[Kind, Place, Place], list[Kept]],
    different: dict[tuple[Kind, Place, Place], list[Kept]],
) -> tuple[set[tuple[Kind, Place, Place]], list[Fault]]:
    """All bonds that stand on a way of `same` between the ends of a `different`."""
    ends = {(kind, p) for kind, a, b in [*same, *different] for p in (a, b)}
    unions = Unions(sorted(ends))
    for kind, a, b in sorted(same):
        unions.join((kind, a), (kind, b))
    bad: set[tuple[Kind, Place, Place]] = set()
    told: dict[tuple[int, ...], str] = {}
    for bond in sorted(different):
        kind, a, b = bond
        if unions.find((kind, a)) != unions.find((kind, b)):
            continue
        way = {*_ways(kind, a, b, same), bond}
        bad |= way
        rows = [k for x in way for k in [*same.get(x, ()), *(different.get(x, ()))]]
        numbers = sorted({k.number: str(k.decision) for k in rows}.items())
        told[tuple(n for n, _ in numbers)] = "; ".join(f"{n} ({d})" for n, d in numbers)
    return bad, [
        Fault(
            "judgement",
            "contradiction",
            f"judgements {', '.join(map(str, numbers))} contradict each other, all are left out "
            f"and the machine decides; take one back with verbale review --undo NUMBER: {text}",
            numbers,
        )
        for numbers, text in sorted(told.items())
    ]


def _ways(
    kind: Kind, a: Place, b: Place, same: Iterable[tuple[Kind, Place, Place]]
) -> set[tuple[Kind, Place, Place]]:
    """The bonds on any way from a to b that visits no place twice."""
    import networkx  # only where people contradict each other

    graph = networkx.Graph((x, y) for k, x, y in same if k == kind)
    graph.add_edge(a, b)
    parts = networkx.biconnected_component_edges(graph)
    part = next(set(edges) for edges in parts if {(a, b), (b, a)} & set(edges))
    bonds: set[tuple[Kind, Place, Place]] = {(kind, min(x, y), max(x, y)) for x, y in part}
    return bonds & set(same)


def decide(
    groups: Sequence[list[Place]],
    same: Iterable[Pair],
    different: Iterable[Pair],
    *,
    earliest: Callable[[Place], tuple[object, ...]],
    like: Callable[[Place, Place], float],
) -> tuple[list[list[Place]], set[Place]]:
    """The clusters after judgements that do not contradict each other, and the places that stand
    where they stand because of one.

    Clusters that no judgement touches stay as they are, and where they are. In a cluster that is
    parted, each judged mention draws the rest that is most like it.
    """
    number_of = {place: n for n, places in enumerate(groups) for place in places}
    pairs = sorted({(a, b) for a, b in same if a in number_of and b in number_of})
    apart = sorted({(a, b) for a, b in different if a in number_of and b in number_of})
    if not pairs and not apart:
        return list(groups), set()
    ones: Unions[Place] = Unions(sorted({p for pair in [*pairs, *apart] for p in pair}))
    wholes: Unions[int] = Unions(range(len(groups)))
    for a, b in pairs:
        ones.join(a, b)
        wholes.join(number_of[a], number_of[b])
    rivals: dict[Place, set[Place]] = {}
    for a, b in apart:
        if wholes.find(number_of[a]) == wholes.find(number_of[b]):
            x, y = ones.find(a), ones.find(b)
            rivals.setdefault(x, set()).add(y)
            rivals.setdefault(y, set()).add(x)
    judged = {p for pair in pairs for p in pair}
    out: list[list[Place]] = []
    for numbers in wholes.groups():
        places = [p for n in numbers for p in groups[n]]
        unit = {p: ones.find(p) if p in ones else p for p in places}
        parted = _parted(places, unit, rivals, number_of, earliest, like)
        if len(numbers) > 1 or len(parted) > 1:
            judged |= _moved(parted, [groups[n] for n in numbers], earliest)
            judged |= {p for p in places if unit[p] in rivals}
        out += parted
    return out, judged


def _parted(
    places: list[Place],
    unit: dict[Place, Place],
    rivals: dict[Place, set[Place]],
    number_of: dict[Place, int],
    earliest: Callable[[Place], tuple[object, ...]],
    like: Callable[[Place, Place], float],
) -> list[list[Place]]:
    """One cluster in as many parts as its rivals need."""
    units: dict[Place, list[Place]] = {}
    for place in sorted(places, key=earliest):
        units.setdefault(unit[place], []).append(place)
    seeds = [root for root in units if root in rivals]
    if not seeds:
        return [places]

    def fit(members: list[Place], part: list[Place]) -> tuple[bool, float]:
        return max((number_of[a] == number_of[b], like(a, b)) for a in members for b in part)

    parts: list[tuple[set[Place], list[Place]]] = []
    for root in seeds:
        free = [part for part in parts if not part[0] & rivals[root]]
        if free:
            roots, members = max(free, key=lambda part: fit(units[root], part[1]))
            roots.add(root)
            members += units[root]
        else:
            parts.append(({root}, list(units[root])))
    drawn = [(roots, list(members)) for roots, members in parts]
    for root, members in units.items():
        if root not in rivals:
            best = max(range(len(drawn)), key=lambda k: (fit(members, drawn[k][1]), -k))
            parts[best][1].extend(members)
    return [members for _, members in parts]


def _moved(
    parts: list[list[Place]],
    machine: list[list[Place]],
    earliest: Callable[[Place], tuple[object, ...]],
) -> set[Place]:
    """The places that would be in the cluster of another first member without the judgements."""
    firsts = ((min(group, key=earliest), group) for group in machine)
    first_of = {place: first for first, group in firsts for place in group}
    moved: set[Place] = set()
    for part in parts:
        first = min(part, key=earliest)
        moved |= {place for place in part if first_of[place] != first}
    return moved


def _spans(items: Items, kind: Kind, place: Place) -> Sequence[tuple[int, int]]:
    if kind == "Statement":
        return items.statement(place).spans
    if kind == "Event":
        return items.event(place).mentions
    if kind == "Agreement":
        return items.agreement(place).mentions
    return items.entity(place).mentions


def likeness(items: Items, kind: Kind, a: Place, b: Place) -> float:
    """How much two things of a kind have in common: 0 nothing, 1 all."""
    first, second = (_features(items, kind, p) for p in (a, b))
    return len(first & second) / max(1, len(first | second))


def _features(items: Items, kind: Kind, place: Place) -> frozenset[str]:
    """What a thing may have in common with another of its kind."""
    source = items.sources[place[0]]
    entities = source.record.entities
    found = {f"month {(source.day or '')[:7]}"}
    if kind == "Statement":
        s = items.statement(place)
        text = " ".join(source.article.text[x:y] for x, y in s.spans)
        return frozenset({*found, *fold(text).split()})
    if kind in ("Event", "Agreement"):
        e = items.event(place) if kind == "Event" else items.agreement(place)
        actors = e.participants if isinstance(e, Event) else e.parties
        found |= {fold(entities[k].known or entities[k].name) for k in actors}
        return frozenset({*found, e.kind, e.date or "", *e.quantities, *fold(e.name).split()})
    entity = items.entity(place)
    found |= {fold(entity.name), *fold(entity.name).split()}
    for office in entity.offices:
        of = entities[office.of] if office.of is not None else None
        found |= {f"office {fold(office.title)}", f"of {of.known or fold(of.name)}" if of else ""}
    return frozenset({*found, f"state {entity.state or ''}"})
