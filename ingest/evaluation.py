"""How well articles are read and joined: figures against annotated articles.

Definitions (the same for every gold folder): content spans match from a character Jaccard of .5,
over letters and digits, one to one, best first; a statement counts when its speaker is right too;
persons, institutions and places match by a common mention; events and agreements when at least a
quarter of what their mentions cover is gold and the kind is right; what a missed statement would
have told (about, addressed_to, via) counts as missed; an answer counts when statement and partner
are right, and a partner in another article counts with whichever of its reports fits; B-cubed
(Bagga and Baldwin 1998) is over the things found in both.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

CONTENT = 0.5
EXACT = 0.95
COVER = 0.25

ENTITIES = ("Person", "Institution", "Place")
FORMS = ("direct", "indirect", "mixed")
LISTS = ("about", "addressed_to", "via")
_EMPTY: dict[str, Any] = {"entities": [], "events": [], "agreements": [], "statements": []}

Gold = Mapping[str, tuple[str, Mapping[str, Any]]]  # by name: text and annotation
Pairs = list[tuple[str, str]]
Report = tuple[str, str]  # article, statement


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
            return self.recall
        return 2 * self.right / (self.system + self.gold) if self.system + self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share right of what the system found."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share found of what gold holds."""
        return self.right / self.gold if self.gold else 0.0


def value_of(figure: Figure | float) -> float:
    """The one number of a figure."""
    return figure.value if isinstance(figure, Figure) else figure


def read_gold(folder: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """The annotated articles of a folder by name: text and annotation."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        data = json.loads(path.read_text(encoding="utf-8"))
        if text.is_file() and isinstance(data, dict) and "statements" in data:
            found[path.stem] = (text.read_text(encoding="utf-8"), {**_EMPTY, **data})
    return found


def evaluate(gold: Gold, output: Iterable[Mapping[str, Any]]) -> dict[str, Figure | float]:
    """The figures of a system's output against gold articles."""
    by_name = {Path(line["source"]).stem: line for line in output}
    articles = [
        Aligned(name, text, annotation, {**_EMPTY, **by_name.get(name, {})})
        for name, (text, annotation) in gold.items()
    ]
    c: Counter[str] = Counter()
    joined: dict[str, Pairs] = defaultdict(list)
    for article in articles:
        _count_entities(article, c, joined)
        _count_roles(article, c)
        _count_parts(article, c)
        _count_matters(article, c, joined)
        _count_statements(article, c)
    figures = {
        name: Figure(c[f"{key} right"], c[f"{key} system"], c[f"{key} gold"])
        for name, key in _SHARES_OF_BOTH.items()
    } | {name: Figure(c[right], None, c[of]) for name, (right, of) in _SHARES_OF_GOLD.items()}
    shown: dict[str, Figure | float] = {**figures, **_answers(articles)}
    for kind, pairs in sorted(joined.items()):
        shown[f"resolution_{kind.lower()}"] = b_cubed(pairs)
    return shown


_SHARES_OF_BOTH = {
    "statement_content": "content",
    "statement": "statement",
    "statement_exact": "exact",
    "hedge": "hedge",
    **{key: key for key in LISTS},
    **{kind.lower(): kind for kind in ENTITIES},
    "role": "role",
    "part_of": "part_of",
    "event": "events",
    "participant": "participants",
    "agreement": "agreements",
    "party": "parties",
}
_SHARES_OF_GOLD = {
    **{f"statement_recall_{form}": (f"{form} right", f"{form} gold") for form in FORMS},
    "speaker_accuracy": ("statement right", "content right"),
    "wrong_speaker_rate": ("wrong speaker", "content right"),
    "form_accuracy": ("form", "content right"),
    "act_accuracy": ("act", "content right"),
    "statement_date_accuracy": ("date", "dated"),
    "statement_date_otherday_accuracy": ("date otherday", "dated otherday"),
    "role_title_accuracy": ("title", "titled"),
    "event_date_accuracy": ("events date", "events dated"),
    "event_status_accuracy": ("events status", "events right"),
    "agreement_status_accuracy": ("agreements status", "agreements right"),
}


# ------------------------------------------------------------------ what belongs to what


def _cells(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """Offsets of the letters and digits inside the spans."""
    return {i for a, b in spans for i in range(max(a, 0), min(b, len(text))) if text[i].isalnum()}


def _norm(text: str) -> str:
    return re.sub(r"^(the|a|an)\s+", "", re.sub(r"[’']s?$", "", text.strip().lower()))


def _greedy(pairs: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """One to one, best score first: gold place to system place."""
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, g, s in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if g not in out and s not in used:
            out[g] = s
            used.add(s)
    return out


@dataclass
class Aligned:
    """One gold article with the system's output for it, and which thing is which."""

    name: str
    text: str
    gold: Mapping[str, Any]
    system: Mapping[str, Any]

    @cached_property
    def entities(self) -> dict[int, int]:
        """Gold places of entities to the system's."""
        pairs: list[tuple[float, int, int]] = []
        for gi, g in enumerate(self.gold["entities"]):
            mine = {_norm(m) for m in g["mentions"]} | {_norm(g["name"])}
            for si, s in enumerate(self.system["entities"]):
                theirs = {_norm(m["text"]) for m in s["mentions"]} | {_norm(s["name"])}
                if shared := len(mine & theirs):
                    alike = 0.5 if g["type"] == s["type"] else 0
                    pairs.append((shared + alike + 1 / (1 + len(theirs)), gi, si))
        return _greedy(pairs)

    def matters(self, kind: str) -> dict[int, int]:
        """Gold places of events or agreements to the system's."""
        pairs: list[tuple[float, int, int]] = []
        for gi, g in enumerate(self.gold[kind]):
            found = (m.span() for x in g["mentions"] for m in re.finditer(re.escape(x), self.text))
            mine = _cells(self.text, found)
            for si, s in enumerate(self.system[kind]):
                theirs = _cells(self.text, [(m["start"], m["end"]) for m in s["mentions"]])
                if len(mine & theirs) >= COVER * len(theirs) > 0:
                    alike = 1 if g["kind"] == s["kind"] else 0
                    pairs.append((len(mine & theirs) / len(mine) + alike, gi, si))
        return _greedy(pairs)

    @cached_property
    def events(self) -> dict[int, int]:
        """Gold places of events to the system's."""
        return self.matters("events")

    @cached_property
    def agreements(self) -> dict[int, int]:
        """Gold places of agreements to the system's."""
        return self.matters("agreements")

    @cached_property
    def overlap(self) -> dict[tuple[int, int], float]:
        """Character Jaccard of gold and system statements that share any."""
        mine = [
            _cells(self.text, s.get("spans") or [[s["start"], s["end"]]])
            for s in self.gold["statements"]
        ]
        theirs = [_cells(self.text, s["spans"]) for s in self.system["statements"]]
        return {
            (g, s): len(a & b) / len(a | b)
            for g, a in enumerate(mine)
            for s, b in enumerate(theirs)
            if a & b
        }

    @cached_property
    def statements(self) -> dict[int, int]:
        """Gold places of statements to the system's."""
        return _greedy((j, g, s) for (g, s), j in self.overlap.items() if j >= CONTENT)

    @cached_property
    def gold_of(self) -> dict[str, str]:
        """Gold ids by the system's, for whatever can be spoken about."""
        return {
            self.system[kind][s]["id"]: self.gold[kind][g]["id"]
            for kind, match in (
                ("entities", self.entities),
                ("events", self.events),
                ("agreements", self.agreements),
            )
            for g, s in match.items()
        }

    def named(self, id: str | None) -> str | None:
        """The gold id of something of the system's, or its own where it has none."""
        return id if id is None else self.gold_of.get(id, id)

    def named_all(self, ids: Iterable[str]) -> set[str | None]:
        """The same for several."""
        return {self.named(id) for id in ids}


# ------------------------------------------------------------------ counting


def _count_entities(a: Aligned, c: Counter[str], joined: dict[str, Pairs]) -> None:
    for kind in ENTITIES:
        c[f"{kind} gold"] += sum(e["type"] == kind for e in a.gold["entities"])
        c[f"{kind} system"] += sum(e["type"] == kind for e in a.system["entities"])
    for gi, si in a.entities.items():
        g, s = a.gold["entities"][gi], a.system["entities"][si]
        if g["type"] == s["type"]:
            c[f"{g['type']} right"] += 1
            joined[g["type"]].append((g["id"], s["id"]))


def _words(title: str | None) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", (title or "").lower())) - {"the", "and", "for"}


def _count_roles(a: Aligned, c: Counter[str]) -> None:
    """Who holds an office in what; and of those that are right, whether the title shares a word."""
    wanted = [
        ((e["id"], role["of"]), _words(role["title"]))
        for e in a.gold["entities"]
        for role in e.get("roles", [])
        if role.get("of")
    ]
    found: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for e in a.system["entities"]:
        for role in e.get("roles", []):
            if role.get("of"):
                found[a.named(e["id"]), a.named(role["of"])] |= _words(role.get("title"))
    holders = {key for key, _ in wanted}
    c["role gold"] += len(holders)
    c["role system"] += len(found)
    c["role right"] += len(holders & found.keys())
    for key, title in wanted:
        if key in found:
            c["titled"] += 1
            c["title"] += bool(title & found[key])


def _count_parts(a: Aligned, c: Counter[str]) -> None:
    def parts(relations: Iterable[Mapping[str, str]]) -> set[tuple[str | None, str | None]]:
        return {(a.named(r["from"]), a.named(r["to"])) for r in relations if r["type"] == "PART_OF"}

    wanted = {(r["from"], r["to"]) for r in a.gold.get("relations", []) if r["type"] == "PART_OF"}
    found = parts(a.system.get("relations", []))
    known = set(a.gold_of.values())
    c["part_of gold"] += len(wanted)
    c["part_of system"] += sum(one in known and other in known for one, other in found)
    c["part_of right"] += len(wanted & found)


def _count_matters(a: Aligned, c: Counter[str], joined: dict[str, Pairs]) -> None:
    for kind, match, members in (
        ("events", a.events, "participants"),
        ("agreements", a.agreements, "parties"),
    ):
        c[f"{kind} gold"] += len(a.gold[kind])
        c[f"{kind} system"] += len(a.system[kind])
        for gi, si in match.items():
            g, s = a.gold[kind][gi], a.system[kind][si]
            if g["kind"] != s["kind"]:
                continue
            c[f"{kind} right"] += 1
            joined[kind].append((g["id"], s["id"]))
            c[f"{kind} status"] += g["status"] == s.get("status")
            if g.get("date"):
                c[f"{kind} dated"] += 1
                c[f"{kind} date"] += g["date"] == s.get("date")
            wanted, found = set(g[members]), a.named_all(s.get(members, []))
            c[f"{members} gold"] += len(wanted)
            c[f"{members} system"] += len(found)
            c[f"{members} right"] += len(wanted & found)


def _count_statements(a: Aligned, c: Counter[str]) -> None:
    gold, system = a.gold["statements"], a.system["statements"]
    for name in ("content", "statement", "exact"):
        c[f"{name} gold"] += len(gold)
        c[f"{name} system"] += len(system)
    c["hedge gold"] += sum(bool(s["hedged"]) for s in gold)
    c["hedge system"] += sum(bool(s.get("hedged")) for s in system)
    for form in FORMS:
        c[f"{form} gold"] += sum(s["form"] == form for s in gold)
    for key in LISTS:
        c[f"{key} gold"] += sum(len(set(s[key])) for s in gold)
    for gi, si in a.statements.items():
        g, s = gold[gi], system[si]
        is_right = a.named(s.get("speaker")) in {g["speaker"], *g.get("co_speakers", [])}
        c["content right"] += 1
        c["statement right"] += is_right
        c["wrong speaker"] += bool(s.get("speaker")) and not is_right
        c["exact right"] += is_right and a.overlap[gi, si] >= EXACT
        c[f"{g['form']} right"] += is_right
        c["form"] += g["form"] == s.get("form")
        c["act"] += g["act"] == s.get("act")
        c["hedge right"] += bool(g["hedged"] and s.get("hedged"))
        if g.get("date"):
            for which in ("", " otherday") if g["date"] != a.gold["published"] else ("",):
                c[f"dated{which}"] += 1
                c[f"date{which}"] += g["date"] == s.get("date")
        for key in LISTS:
            found = a.named_all(s.get(key, []))
            c[f"{key} system"] += len(found)
            c[f"{key} right"] += len(found & set(g[key]))


# ------------------------------------------------------------------ answers


def _answers(articles: Sequence[Aligned]) -> dict[str, Figure]:
    """Which statement answers which, and which statement answers whom."""
    gold, gold_actors = _gold_answers(articles)
    # A statement of the system may stand in several articles: the same utterance reported twice.
    reports: dict[str, list[tuple[Aligned, str | None]]] = defaultdict(list)
    keys: dict[str, dict[int, str]] = {}
    speakers: dict[tuple[str, str], str | None] = {}
    for a in articles:
        keys[a.name] = {s: a.gold["statements"][g]["id"] for g, s in a.statements.items()}
        for si, s in enumerate(a.system["statements"]):
            reports[s["id"]].append((a, keys[a.name].get(si)))
            speakers[a.name, s["id"]] = a.named(s.get("speaker"))
    found: set[tuple[Report, Report]] = set()
    found_actors: set[tuple[Report, str | None]] = set()
    for a in articles:
        for si, s in enumerate(a.system["statements"]):
            me = (a.name, keys[a.name].get(si, f"?{s['id']}"))
            if target := s.get("responds_to"):
                here = reports.get(target, [])
                partners = [(b.name, key or f"?{target}") for b, key in here]
                partners = partners or [("?", f"?{target}")]
                found.add((me, min(partners, key=lambda p: ((me, p) not in gold, p[0] != a.name))))
                actors = [speakers[b.name, target] for b, _ in here] or ["?"]
                found_actors.add((me, min(actors, key=lambda p: (me, p) not in gold_actors)))
            elif s.get("responds_to_entity"):
                found_actors.add((me, a.named(s["responds_to_entity"])))
    return {
        "response_to_statement": Figure(len(gold & found), len(found), len(gold)),
        "response_to_actor": Figure(
            len(gold_actors & found_actors), len(found_actors), len(gold_actors)
        ),
    }


def _gold_answers(
    articles: Sequence[Aligned],
) -> tuple[set[tuple[Report, Report]], set[tuple[Report, str | None]]]:
    speaker = {(a.name, s["id"]): s["speaker"] for a in articles for s in a.gold["statements"]}
    answers: set[tuple[Report, Report]] = set()
    actors: set[tuple[Report, str | None]] = set()
    for a in articles:
        for s in a.gold["statements"]:
            me = (a.name, s["id"])
            if told := s.get("responds_to"):
                name, _, key = told.rpartition("#")
                other = (name or a.name, key)
                if other in speaker:  # else the article that it answers is not in this folder
                    answers.add((me, other))
                    actors.add((me, speaker[other]))
            elif s.get("responds_to_entity"):
                actors.add((me, s["responds_to_entity"]))
    return answers, actors


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
