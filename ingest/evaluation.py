"""How well articles are read and joined: figures against annotated articles.

Definitions (the same for every gold folder): content spans match from a character Jaccard of .5,
over letters and digits, one to one, best first; a statement counts when its speaker is right too;
persons, institutions and places match by a common mention; events and agreements when at least a
quarter of what their mentions cover is gold and the kind is right; B-cubed (Bagga and Baldwin 1998)
is over the things found in both.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENT = 0.5
EXACT = 0.95
COVER = 0.25


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 from counts; or a plain share where `system` is None."""

    right: int
    system: int | None
    gold: int

    @property
    def value(self) -> float:
        """F1, or the share right of gold."""
        if self.system is None:
            return self.right / self.gold if self.gold else 0.0
        return 2 * self.right / (self.system + self.gold) if self.system + self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share right of what the system found."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share found of what gold holds."""
        return self.right / self.gold if self.gold else 0.0


def read_gold(folder: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """The annotated articles of a folder by name: text and annotation."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        data = json.loads(path.read_text(encoding="utf-8"))
        if text.is_file() and isinstance(data, dict) and "statements" in data:
            found[path.stem] = (text.read_text(encoding="utf-8"), data)
    return found


def _cells(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for a, b in spans for i in range(max(a, 0), min(b, len(text))) if text[i].isalnum()}


def _norm(text: str) -> str:
    return re.sub(r"^(the|a|an)\s+", "", re.sub(r"[’']s?$", "", text.strip().lower()))


def _greedy(pairs: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, g, s in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if g not in out and s not in used:
            out[g] = s
            used.add(s)
    return out


def _entities(gold: Mapping[str, Any], system: Mapping[str, Any]) -> dict[int, int]:
    pairs: list[tuple[float, int, int]] = []
    for gi, g in enumerate(gold["entities"]):
        mine = {_norm(m) for m in g["mentions"]} | {_norm(g["name"])}
        for si, s in enumerate(system["entities"]):
            theirs = {_norm(m["text"]) for m in s["mentions"]} | {_norm(s["name"])}
            shared = len(mine & theirs)
            if shared:
                pairs.append((shared + (0.5 if g["type"] == s["type"] else 0) + 1 / (1 + len(theirs)), gi, si))
    return _greedy(pairs)


def _matters(text: str, gold: Sequence[Mapping[str, Any]], system: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    pairs: list[tuple[float, int, int]] = []
    for gi, g in enumerate(gold):
        mine = _cells(text, [m.span() for x in g["mentions"] for m in re.finditer(re.escape(x), text)])
        for si, s in enumerate(system):
            theirs = _cells(text, [(m["start"], m["end"]) for m in s["mentions"]])
            if len(mine & theirs) >= COVER * len(theirs) > 0:
                pairs.append((len(mine & theirs) / len(mine) + (1 if g["kind"] == s["kind"] else 0), gi, si))
    return _greedy(pairs)


def b_cubed(pairs: Sequence[tuple[str, str]]) -> float:
    """B-cubed F1 over (gold id, system id) pairs."""
    if not pairs:
        return 0.0
    by_gold: dict[str, list[str]] = defaultdict(list)
    by_system: dict[str, list[str]] = defaultdict(list)
    for g, s in pairs:
        by_gold[g].append(s)
        by_system[s].append(g)
    p = sum(by_system[s].count(g) / len(by_system[s]) for g, s in pairs) / len(pairs)
    r = sum(by_gold[g].count(s) / len(by_gold[g]) for g, s in pairs) / len(pairs)
    return 2 * p * r / (p + r) if p + r else 0.0


def evaluate(gold: Mapping[str, tuple[str, dict[str, Any]]], output: Iterable[Mapping[str, Any]]) -> dict[str, Figure | float]:
    """The figures of a system's output against gold articles."""
    c: dict[str, int] = defaultdict(int)
    joined: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_name = {Path(o["source"]).stem: o for o in output}
    empty: dict[str, Any] = {"entities": [], "events": [], "agreements": [], "statements": []}
    for name, (text, g) in gold.items():
        s = by_name.get(name, empty)
        ids: dict[str, str] = {}
        for gi, si in _entities(g, s).items():
            one, other = g["entities"][gi], s["entities"][si]
            ids[one["id"]] = other["id"]
            if one["type"] == other["type"]:
                c[f"{one['type']} right"] += 1
                joined[one["type"]].append((one["id"], other["id"]))
        for kind in ("Person", "Institution", "Place"):
            c[f"{kind} gold"] += sum(e["type"] == kind for e in g["entities"])
            c[f"{kind} system"] += sum(e["type"] == kind for e in s["entities"])
        back = {v: k for k, v in ids.items()}
        offices = {(e["id"], o["of"]) for e in g["entities"] for o in e.get("roles", []) if o.get("of")}
        found = {(back.get(e["id"], e["id"]), back.get(o["of"], o["of"])) for e in s["entities"] for o in e["roles"] if o["of"]}
        c["office right"] += len(offices & found)
        c["office gold"] += len(offices)
        c["office system"] += len(found)
        for kind in ("events", "agreements"):
            match = _matters(text, g[kind], s[kind])
            c[f"{kind} gold"] += len(g[kind])
            c[f"{kind} system"] += len(s[kind])
            for gi, si in match.items():
                ids[g[kind][gi]["id"]] = s[kind][si]["id"]
                if g[kind][gi]["kind"] == s[kind][si]["kind"]:
                    c[f"{kind} right"] += 1
                    c[f"{kind} status"] += g[kind][gi]["status"] == s[kind][si]["status"]
                    joined[kind].append((g[kind][gi]["id"], s[kind][si]["id"]))
        _statements(text, g["statements"], s["statements"], ids, c)
    figures: dict[str, Figure | float] = {
        "statement content": Figure(c["content"], c["statements system"], c["statements gold"]),
        "statement": Figure(c["speaker"], c["statements system"], c["statements gold"]),
        "statement exact": Figure(c["exact"], c["statements system"], c["statements gold"]),
        "wrong speaker": Figure(c["wrong"], None, c["content"]),
        "form": Figure(c["form"], None, c["content"]),
        "act": Figure(c["act"], None, c["content"]),
        "statement date": Figure(c["date"], None, c["dated"]),
        "hedge": Figure(c["hedge right"], c["hedge system"], c["hedge gold"]),
    }
    for key in ("about", "addressed_to", "via"):
        figures[key] = Figure(c[f"{key} right"], c[f"{key} system"], c[f"{key} gold"])
    for kind in ("Person", "Institution", "Place", "office", "events", "agreements"):
        figures[kind.lower()] = Figure(c[f"{kind} right"], c[f"{kind} system"], c[f"{kind} gold"])
    figures["event status"] = Figure(c["events status"], None, c["events right"])
    figures["agreement status"] = Figure(c["agreements status"], None, c["agreements right"])
    for kind, pairs in sorted(joined.items()):
        figures[f"joining {kind.lower()}"] = b_cubed(pairs)
    return figures


def _statements(
    text: str,
    gold: Sequence[Mapping[str, Any]],
    system: Sequence[Mapping[str, Any]],
    ids: Mapping[str, str],
    c: dict[str, int],
) -> None:
    mine = [_cells(text, s.get("spans") or [[s["start"], s["end"]]]) for s in gold]
    theirs = [_cells(text, s["spans"]) for s in system]
    overlap = {
        (g, s): len(a & b) / len(a | b) for g, a in enumerate(mine) for s, b in enumerate(theirs) if a & b
    }
    match = _greedy((j, g, s) for (g, s), j in overlap.items() if j >= CONTENT)
    back = {v: k for k, v in ids.items()}
    c["statements gold"] += len(gold)
    c["statements system"] += len(system)
    c["hedge gold"] += sum(s["hedged"] for s in gold)
    c["hedge system"] += sum(s["hedged"] for s in system)
    for key in ("about", "addressed_to", "via"):
        c[f"{key} gold"] += sum(len(set(s[key])) for s in gold)
    for gi, si in match.items():
        g, s = gold[gi], system[si]
        right = back.get(s["speaker"], s["speaker"]) in {g["speaker"], *g.get("co_speakers", [])}
        c["content"] += 1
        c["speaker"] += right
        c["wrong"] += bool(s["speaker"]) and not right
        c["exact"] += right and overlap[gi, si] >= EXACT
        c["form"] += g["form"] == s["form"]
        c["act"] += g["act"] == s["act"]
        c["hedge right"] += g["hedged"] and s["hedged"]
        if g.get("date"):
            c["dated"] += 1
            c["date"] += g["date"] == s["date"]
        for key in ("about", "addressed_to", "via"):
            found = {back.get(x, x) for x in s[key]}
            c[f"{key} system"] += len(found)
            c[f"{key} right"] += len(found & set(g[key]))
