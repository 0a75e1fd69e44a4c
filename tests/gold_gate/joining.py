"""How well articles are joined, told apart from how well they are read.

The annotation of an article becomes the record that a perfect reader would give (`gold_source`);
these records are resolved as any others are. The same figures are taken of the reader's own output.

    agreement_at_the_end    share of the agreements of several articles whose status at the end of
                            the story is right, `contested` among them (tests/gold/stories.toml)
    response_across         F1 of answers to a statement in another article
    utterance_precision,    of pairs of reports, in different articles, of one utterance, among the
    utterance_recall        statements that are found
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from ingest.article import Article
from ingest.evaluation import Aligned, Figure, Gold, evaluate, value_of
from ingest.extract.forms import fold, slug
from ingest.extract.stance import stance_of
from ingest.knowledge import Knowledge
from ingest.records import Agreement, Entity, Event, Office, Record, Span, Statement, Topic
from ingest.resolve.items import Source
from ingest.resolve.resolution import Resolution
from ingest.resolve.resolver import resolve
from ingest.resolve.status import agreement_status
from ingest.system_output import system_output

STORIES = Path(__file__).parent.parent / "gold" / "stories.toml"
Report = tuple[str, str]  # article, statement
Annotation = Mapping[str, Any]


# ------------------------------------------------------------ annotation -> record


def gold_sources(gold: Gold) -> list[Source]:
    """The annotated articles with the records that a perfect reader would give."""
    speakers = {
        (name, s["id"]): s["speaker"]
        for name, (_, told) in gold.items()
        for s in told["statements"]
    }
    return [gold_source(name, text, told, speakers) for name, (text, told) in gold.items()]


def gold_source(
    name: str, text: str, told: Annotation, speakers: Mapping[Report, str | None]
) -> Source:
    """One annotated article with its record: surface forms only, no id of the annotation.

    Of an answer to another article's statement the record tells the actor that is answered.
    """
    article = Article(text, told["published"], told.get("outlet"), "en", source=f"{name}.txt")
    places = {e["id"]: k for k, e in enumerate(told["entities"])}
    matters = {e["id"]: ("event", k) for k, e in enumerate(told["events"])}
    matters |= {a["id"]: ("agreement", k) for k, a in enumerate(told["agreements"])}
    numbers = {s["id"]: k for k, s in enumerate(told["statements"])}
    states = _states(told)

    def at(ids: Iterable[str | None]) -> tuple[int, ...]:
        return tuple(places[id] for id in ids if id in places)

    def one(id: str | None) -> int | None:
        return places.get(id) if id else None

    statements = tuple(
        _statement(name, text, s, places, matters, numbers, speakers) for s in told["statements"]
    )
    about = [
        (kind, place) for s in told["statements"] for kind, place in _topics(s, places, matters)
    ]

    def says(kind: str, place: int) -> tuple[int, ...]:
        return tuple(
            k
            for k, s in enumerate(told["statements"])
            if (kind, place) in _topics(s, places, matters)
        )

    inside = [span for s in statements for span in s.spans]

    def is_asserted(spans: Sequence[Span], kind: str, place: int) -> bool:
        free = any(not any(a <= x and y <= b for a, b in inside) for x, y in spans)
        return free or (kind, place) not in about

    entities = tuple(
        Entity(
            e["type"],
            e["name"],
            _spans(text, e["mentions"]),
            e.get("kind"),
            None,
            states.get(e["id"]),
            any(word[:1].isupper() for word in e["name"].split()),
            tuple(
                Office(role["title"], one(role.get("of")), _spans(text, [e["name"]])[0])
                for role in e.get("roles", ())
            ),
        )
        for e in told["entities"]
    )
    events = tuple(
        Event(
            e["kind"], e["name"], e["status"], spans := _spans(text, e["mentions"]), e.get("date"),
            one(e.get("place")), at(e["participants"]), None, (),
            is_asserted(spans, "event", k), says("event", k),
        )
        for k, e in enumerate(told["events"])
    )  # fmt: skip
    agreements = tuple(
        Agreement(
            a["kind"], a["name"], a["status"], spans := _spans(text, a["mentions"]), None,
            at(a["parties"]), (),
            matters[a["reached_at"]][1] if a.get("reached_at") in matters else None, (),
            is_asserted(spans, "agreement", k), says("agreement", k),
        )
        for k, a in enumerate(told["agreements"])
    )  # fmt: skip
    record = Record(article.key, "gold", "en", True, entities, events, agreements, statements)
    return Source(article, record)


def _spans(text: str, mentions: Iterable[str]) -> tuple[Span, ...]:
    found = {m.span() for x in mentions for m in re.finditer(re.escape(x), text)}
    return tuple(sorted(found)) or ((0, 1),)


def _states(told: Annotation) -> dict[str, str]:
    """The state that each entity belongs to, by the relations and offices of the article."""
    state = {e["id"]: slug(e["name"]) for e in told["entities"] if e.get("kind") == "state"}
    parts = {r["from"]: r["to"] for r in told.get("relations", ()) if r["type"] == "PART_OF"}
    found = dict(state)
    for e in told["entities"]:
        owners = [parts.get(e["id"]), *(role.get("of") for role in e.get("roles", ()))]
        for owner in owners:
            seen = 0
            while owner and owner not in state and seen < 5:
                owner, seen = parts.get(owner), seen + 1
            if owner in state:
                found.setdefault(e["id"], state[owner])
    return found


def _topics(
    s: Annotation, places: Mapping[str, int], matters: Mapping[str, tuple[str, int]]
) -> list[tuple[str, int]]:
    return [
        matters.get(id) or ("entity", places[id]) for id in s["about"] if id in {*matters, *places}
    ]


def _statement(
    name: str,
    text: str,
    s: Annotation,
    places: Mapping[str, int],
    matters: Mapping[str, tuple[str, int]],
    numbers: Mapping[str, int],
    speakers: Mapping[Report, str | None],
) -> Statement:
    spans = tuple((a, b) for a, b in s.get("spans") or [[s["start"], s["end"]]])
    other, _, key = (s.get("responds_to") or "").rpartition("#")
    answered = [s.get("responds_to_entity"), speakers.get((other, key)) if other else None]
    if other:
        answered += s["addressed_to"]
    inside = numbers.get(key) if key and not other else None
    topics = tuple(
        Topic(kind, place, stance_of(s["content"], s["act"]) if kind == "agreement" else None)  # type: ignore[arg-type]
        for kind, place in _topics(s, places, matters)
    )
    return Statement(
        spans, s["form"], s["act"], "named" if s["speaker"] else "unknown", 1.0,
        places.get(s["speaker"] or ""),
        tuple(places[c] for c in s.get("co_speakers", ()) if c in places),
        is_hedged=bool(s["hedged"]), date=s.get("date"), about=topics,
        addressed_to=tuple(places[x] for x in s["addressed_to"] if x in places),
        via=tuple(places[x] for x in s["via"] if x in places),
        responds_to=inside,
        responds_to_entity=next((places[x] for x in answered if x in places), None)
        if inside is None
        else None,
        response_signal="explicit",
    )  # fmt: skip


# ------------------------------------------------------------ figures


def joining_figures(
    gold: Gold, output: Iterable[Mapping[str, Any]], r: Resolution
) -> dict[str, float]:
    """The figures of a resolution and its output against the annotation."""
    by_name = {Path(line["source"]).stem: line for line in output}
    empty = {"entities": [], "events": [], "agreements": [], "statements": []}
    articles = [
        Aligned(name, text, told, by_name.get(name, empty)) for name, (text, told) in gold.items()
    ]
    stories = tomllib.loads(STORIES.read_text(encoding="utf-8"))
    utterances = _utterances(articles, stories["same"])
    return {
        "agreement_at_the_end": _at_the_end(articles, r, set(stories["contested"])).value,
        "response_across": _across(articles).value,
        "utterance_precision": utterances.precision,
        "utterance_recall": utterances.recall,
    }


def given_figures(gold: Gold, knowledge: Knowledge) -> dict[str, float]:
    """The figures of joining alone, of the records that a perfect reader would give."""
    r = resolve(gold_sources(gold), knowledge)
    lines = list(system_output(r))
    told = evaluate(gold, lines)
    figures = joining_figures(gold, lines, r)
    figures |= {name: value_of(told[name]) for name in told if name.startswith("resolution_")}
    return {f"given_{name}": value for name, value in figures.items()}


def _at_the_end(articles: Sequence[Aligned], r: Resolution, contested: set[str]) -> Figure:
    told: dict[str, list[tuple[str, str, Aligned, int]]] = defaultdict(list)
    for a in articles:
        for k, agreement in enumerate(a.gold["agreements"]):
            told[agreement["id"]].append((a.gold["published"] or "", a.name, a, k))
    right = of = 0
    for id, where in told.items():
        if len(where) < 2:
            continue
        _, _, last, k = max(where, key=lambda w: w[:2])
        wanted = last.gold["agreements"][k]["status"]
        if id.partition("--")[0] in contested or id in contested:
            wanted = "contested"
        of += 1
        s = last.agreements.get(k)
        node = last.system["agreements"][s]["id"] if s is not None else None
        right += node is not None and agreement_status(r, r.groups[node].places) == wanted
    return Figure(right, None, of)


def _across(articles: Sequence[Aligned]) -> Figure:
    """Answers to another article's statement; one of its copies counts as well, and so does a
    statement of the own article that is one with the other's.
    """
    reports: dict[str, set[Report]] = defaultdict(set)
    for a in articles:
        for g, s in a.statements.items():
            reports[a.system["statements"][s]["id"]].add((a.name, a.gold["statements"][g]["id"]))
    wanted: set[tuple[Report, Report]] = set()
    found: set[tuple[Report, Report | str]] = set()
    for a in articles:
        for s in a.gold["statements"]:
            if "#" in (s.get("responds_to") or ""):
                name, _, key = s["responds_to"].rpartition("#")
                wanted.add(((a.name, s["id"]), (name, key)))
    names = {a.name for a in articles}
    wanted = {(me, other) for me, other in wanted if other[0] in names}
    for a in articles:
        here = {s["id"] for s in a.system["statements"]}
        back = {s: a.gold["statements"][g]["id"] for g, s in a.statements.items()}
        for k, s in enumerate(a.system["statements"]):
            target = s.get("responds_to")
            me = (a.name, back.get(k, f"?{k}"))
            partners = reports.get(target or "") or {("?", str(target))}
            is_told_again = any((me, p) in wanted for p in partners)
            if target and (target not in here or is_told_again):
                found.add((me, min(partners, key=lambda p: ((me, p) not in wanted, p))))
    return Figure(len(wanted & found), len(found), len(wanted))


def _utterances(articles: Sequence[Aligned], same: Sequence[Sequence[str]]) -> Figure:
    """Pairs of reports of one utterance, among the statements that are found in both articles."""
    listed = {frozenset(pair) for pair in same}
    found: dict[Report, str] = {}
    gold: dict[Report, tuple[str, str]] = {}
    for a in articles:
        for g, s in a.statements.items():
            one = a.gold["statements"][g]
            report = (a.name, one["id"])
            found[report] = a.system["statements"][s]["id"]
            words = " ".join(re.findall(r"\w+", fold(one["content"])))
            gold[report] = (str(one["speaker"]), words)
    by_gold: dict[tuple[str, str], list[Report]] = defaultdict(list)
    by_system: dict[str, list[Report]] = defaultdict(list)
    for report, id in found.items():
        by_system[id].append(report)
        by_gold[gold[report]].append(report)
    truth = {
        frozenset(pair)
        for group in by_gold.values()
        for pair in combinations(group, 2)
        if pair[0][0] != pair[1][0] and _are_copies(pair[0][0], pair[1][0])
    }
    by_name: dict[str, Report] = {f"{name}#{key}": (name, key) for name, key in found}
    for report in found:
        name, mark, variant = report[0].partition("--")
        for pair in listed:
            if f"{name}#{report[1]}" in pair:
                [other] = pair - {f"{name}#{report[1]}"}
                partner = by_name.get(
                    f"{other.partition('#')[0]}{mark}{variant}#{other.partition('#')[2]}"
                )
                if partner is not None:
                    truth.add(frozenset({report, partner}))
    joined = {
        frozenset(pair)
        for group in by_system.values()
        for pair in combinations(group, 2)
        if pair[0][0] != pair[1][0] and _variant(pair[0][0]) == _variant(pair[1][0])
    }
    return Figure(len(truth & joined), len(joined), len(truth))


def _variant(name: str) -> str:
    """Under which other names an article tells its story; those are no outlets of one story."""
    return name.partition("--")[2]


def _are_copies(first: str, second: str) -> bool:
    return first.replace("-syndicated", "") == second.replace("-syndicated", "")
