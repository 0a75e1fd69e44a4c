"""What people's decisions come to on the articles that there are, and which edges rest on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.ids import digest
from ingest.decisions import Correction, Judgement, Kept, to_json
from ingest.faults import Fault
from ingest.resolve.correcting import Mark, corrected
from ingest.resolve.items import Place, Source
from ingest.resolve.judging import Bonds, bonds_of

if TYPE_CHECKING:
    from ingest.resolve.resolution import Resolution


@dataclass(frozen=True)
class Decided:
    """Decisions at work: bonds between places, marks of what was corrected, by article key, and
    what could not be used.
    """

    bonds: Bonds = field(default_factory=Bonds)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def apply(sources: Sequence[Source], kept: Sequence[Kept]) -> tuple[list[Source], Decided]:
    """Correct the records, then find what the judgements name in them."""
    if not kept:
        return list(sources), Decided()
    right, marks, faults = corrected(sources, kept)
    bonds, more = bonds_of(right, kept)
    return right, Decided(bonds, marks, tuple(faults + more))


def digest_of(kept: Sequence[Kept]) -> str:
    """What the decisions add to the graph's fingerprint: neither numbers, nor who, nor when."""
    acting = {to_json(k.decision) for k in kept if acts(k.decision)}
    return digest(*sorted(acting)) if acting else ""


def acts(decision: Judgement | Correction) -> bool:
    """Whether a decision has a part in the graph; one that says "unsure" has none."""
    return isinstance(decision, Correction) or decision.verdict != "unsure"


@dataclass(frozen=True)
class Resting:
    """Which edges rest on a person's decision or on the holder of an office, by (article key, node
    id): those of joined things of all kinds, those of corrected ones of some.
    """

    joined: frozenset[tuple[str, str]]
    corrected: Mapping[tuple[str, str], frozenset[str]]
    held: frozenset[tuple[str, str]]

    def basis(
        self, kind: str, ends: tuple[str, str], articles: Collection[str], rule: str | None
    ) -> tuple[str, str | None]:
        """Basis and rule of an edge that was read, where all of its articles rest on such."""
        if kind == "PUBLISHED_BY" or not (self.joined or self.corrected or self.held):
            return "read", rule
        rules: set[str] = set()
        for article in articles:
            keys = [(article, end) for end in ends]
            if any(key in self.joined for key in keys):
                rules.add("judgement")
            elif any(kind in self.corrected.get(key, ()) for key in keys):
                rules.add("correction")
            elif any(key in self.held for key in keys):
                rules.add("office-holder")
            else:
                return "read", rule
        if not rules:
            return "read", rule
        first = min(rules, key=("judgement", "correction", "office-holder").index)
        return ("inferred" if first == "office-holder" else "judged"), first


def resting(r: Resolution) -> Resting:
    """Which edges of a resolution rest on people's decisions, or on who held an office."""
    tables: dict[str, dict[Place, str]] = {
        "Person": r.entities,
        "Institution": r.entities,
        "Place": r.entities,
        "Event": r.events,
        "Agreement": r.agreements,
        "Statement": r.statements,
    }
    moved: set[tuple[str, str]] = set()
    kept: set[tuple[str, str]] = set()
    for kind, judged in r.judged.places.items():
        touched = {p[0] for p in judged}
        for place, id in tables[kind].items():
            if place[0] in touched:
                (moved if place in judged else kept).add((place[0], id))
    corrected: dict[tuple[str, str], frozenset[str]] = {}
    for article, marks in r.decided.marks.items():
        for mark in marks:
            key = (article, tables[mark.kind][article, mark.place])
            corrected[key] = corrected.get(key, frozenset()) | mark.ties
    return Resting(frozenset(moved - kept), corrected, _held(r))


def _held(r: Resolution) -> frozenset[tuple[str, str]]:
    """Officials without a name who are told to be a person with one."""
    found: set[tuple[str, str]] = set()
    for id, group in r.groups.items():
        if group.kind != "Person":
            continue
        unnamed = {p[0] for p in group.places if not r.items.entity(p).is_named}
        named = {p[0] for p in group.places if r.items.entity(p).is_named}
        if unnamed and (named or id in r.knowledge.person_by_id):
            found |= {(article, id) for article in unnamed - named}
    return frozenset(found)
