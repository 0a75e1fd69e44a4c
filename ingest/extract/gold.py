"""Annotated articles, and which of what the reader finds in one is what the annotation tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.matters.matter import Matters
from ingest.extract.spans import spans_of
from ingest.knowledge import Body, Knowledge, State
from ingest.knowledge import load as load_knowledge

CONTENT = 0.5  # character Jaccard from which a candidate's content is the statement's
OVERLAP = 0.25  # share of what a matter's mentions cover that must be gold mentions
_ADJECTIVE = re.compile(r"(?:n|ns|i|is|ic|ese|ish|er|ers|an|ans)$")


def cells(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    """Offsets of the letters and digits inside spans."""
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def articles(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The texts and annotations of a gold folder, by name."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield path.with_suffix(".txt").read_text(encoding="utf-8"), gold


def invented_world(folders: Sequence[Path]) -> Knowledge:
    """The project's knowledge with the invented states, bodies and outlets of the articles.

    So the reader meets them in training as it meets real ones in the world. An adjective is a word
    of the articles that begins as the state's name and ends as adjectives do.
    """
    known = load_knowledge()
    states: dict[str, State] = {}
    bodies: dict[str, Body] = {}
    words: set[str] = set()
    for folder in folders:
        for text, gold in articles(folder):
            words |= set(re.findall(r"\b[A-Z][a-z]+\b", text))
            for e in gold["entities"]:
                names = tuple(
                    dict.fromkeys([e["name"], *(m for m in e["mentions"] if m[:1].isupper())])
                )
                if e["type"] != "Institution" or e["id"] in known.state_by_id:
                    continue
                if e["kind"] == "state":
                    earlier = states.get(e["id"])
                    aliases = tuple(
                        dict.fromkeys([*(earlier.aliases if earlier else ()), *names[1:]])
                    )
                    states[e["id"]] = State(e["id"], e["name"], aliases)
                elif e["kind"] in ("media", "igo", "armed_group", "parliament", "party"):
                    if e["id"] not in known.body_by_id:
                        bodies[e["id"]] = Body(e["id"], e["name"], e["kind"], names[1:])
    taken = {n for s in states.values() for n in (s.name, *s.aliases)}
    for key, state in states.items():
        stem = state.name[: max(4, len(state.name) - 3)]
        forms = tuple(
            sorted(
                w for w in words if w.startswith(stem) and w not in taken and _ADJECTIVE.search(w)
            )
        )
        states[key] = replace(state, adjectives=forms)
    return replace(
        known,
        states=(*known.states, *states.values()),
        bodies=(*known.bodies, *bodies.values()),
    )


def gold_statements(
    text: str, gold: dict[str, Any], candidates: Sequence[Candidate], a: Analysis
) -> dict[int, dict[str, Any]]:
    """The gold statement of each candidate that has one."""
    own = [cells(text, spans_of(c, a)) for c in candidates]
    found: dict[int, dict[str, Any]] = {}
    for s in gold["statements"]:
        mine = cells(text, s.get("spans") or [[s["start"], s["end"]]])
        fits = [(len(mine & o) / len(mine | o), -k) for k, o in enumerate(own) if mine & o]
        if fits and max(fits)[0] >= CONTENT:
            found.setdefault(-max(fits)[1], s)
    return found


def _cells_of(text: str, mentions: Sequence[str]) -> set[int]:
    return {
        i
        for mention in mentions
        for match in re.finditer(re.escape(mention), text)
        for i in range(*match.span())
    }


def gold_matters(text: str, gold: dict[str, Any], matters: Matters) -> dict[int, str]:
    """The gold event or agreement of each matter that is one, by the cover of their mentions."""
    fits: list[tuple[bool, int, int, str]] = []
    for sort, key in (("event", "events"), ("agreement", "agreements")):
        for g in gold[key]:
            theirs = _cells_of(text, g["mentions"])
            for n, m in enumerate(matters.found):
                mine = {i for x in m.mentions for i in range(*matters.span(x))}
                if m.sort == sort and len(mine & theirs) >= OVERLAP * len(mine):
                    fits.append((g["kind"] == m.kind, len(mine & theirs), -n, g["id"]))
    found: dict[int, str] = {}
    for _, _, n, id in sorted(fits, reverse=True):
        if -n not in found and id not in found.values():
            found[-n] = id
    return found


def gold_members(text: str, gold: dict[str, Any], cast: Cast) -> dict[int, str]:
    """The gold entity of each member of the cast that shares its mentions."""
    found: dict[int, str] = {}
    for n, member in enumerate(cast.members):
        names = {text[a:b] for a, b in member.mentions}
        fits = [
            (len(names & set(g["mentions"])), g["id"])
            for g in gold["entities"]
            if g["type"] == member.type and names & set(g["mentions"])
        ]
        if fits:
            found[n] = max(fits)[1]
    return found
