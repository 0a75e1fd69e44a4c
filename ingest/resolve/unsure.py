"""Joins that a person should look at: pairs near the threshold, joined or not, best first.

Made from a finished resolution with the same scores that decided it; nothing here changes a graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import log2

from rapidfuzz.distance import JaroWinkler

from ingest.decisions import Judgement, Kept, Kind
from ingest.extract.forms import bare, fold
from ingest.extract.spelling import consonants, person_key, romanised
from ingest.resolve import fitting
from ingest.resolve.days import days_apart
from ingest.resolve.holders import open_officials
from ingest.resolve.items import Place, Source
from ingest.resolve.locating import Missing, articles_of, locate
from ingest.resolve.resolution import Resolution, matter_actor
from ingest.resolve.tellings import Told, told_agreements, told_events
from ingest.resolve.utterances import content_words, similarity

_EVEN = 0.5  # the certainty at the threshold: below it two are kept apart, above it joined
_LEAST = 0.25  # below this certainty, and above 1 less it, nobody needs to look
_NAMES = 0.8  # likeness of two names from which somebody may be asked
_SAID = 0.62  # as two reports of one utterance are joined
_SAID_DAYS = 7  # between two such reports
_BLOCK = 200  # names that share a key; more share it by chance


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two things of which it is unsure whether they are one.

    `certainty` that they are one is 0 to 1, with 0.5 at the threshold; `statements` are those by
    or about both; `why` says what is alike.
    """

    kind: Kind
    first: Place
    second: Place
    certainty: float
    is_joined: bool
    statements: int
    why: str

    @property
    def worth(self) -> float:
        """How much a decision tells: near the threshold, with many statements behind it."""
        return (1 - 2 * abs(self.certainty - _EVEN)) * log2(2 + self.statements)


def unsure_joins(r: Resolution, kept: Iterable[Kept] = ()) -> list[Unsure]:
    """The joins worth a look, best first; what people judged already is left out."""
    found = [
        *_people(r),
        *_names(r, "Institution"),
        *_names(r, "Place"),
        *_matters(r, "Event"),
        *_matters(r, "Agreement"),
        *_statements(r),
    ]
    weights = _weights(r)
    judged = _judged(r, kept)
    best: dict[tuple[str, str, Place | None], Unsure] = {}
    for kind, a, b, certainty, why in found:
        first, second = sorted((a, b))
        ids = _id(r, kind, first), _id(r, kind, second)
        is_joined = ids[0] == ids[1]
        if not _LEAST <= certainty <= 1 - _LEAST or frozenset(ids) in judged:
            continue
        if is_joined and {first, second} & r.judged.places.get(kind, set()):
            continue
        weight = sum(weights.get(id, 0) for id in set(ids))
        one = Unsure(kind, first, second, round(certainty, 3), is_joined, weight, why)
        key = (min(ids), max(ids), max(first, second) if is_joined else None)
        if key not in best or _rank(one) < _rank(best[key]):
            best[key] = one
    return sorted(best.values(), key=_rank)


def _rank(one: Unsure) -> tuple[float, Place, Place]:
    return (-one.worth, one.first, one.second)


Found = tuple[Kind, Place, Place, float, str]


def _id(r: Resolution, kind: Kind, place: Place) -> str:
    tables: Mapping[str, Mapping[Place, str]] = {
        "Event": r.events,
        "Agreement": r.agreements,
        "Statement": r.statements,
    }
    return tables.get(kind, r.entities)[place]


def _judged(r: Resolution, kept: Iterable[Kept]) -> set[frozenset[str]]:
    """Pairs of nodes on which somebody has said something, also that they are unsure."""
    by_name: Mapping[str, Sequence[Source]] = articles_of(r.items.sources.values())
    found: set[frozenset[str]] = set()
    for one in kept:
        judged = one.decision
        if isinstance(judged, Judgement):
            ends = [locate(by_name, judged.kind, m) for m in judged.mentions]
            if not any(isinstance(end, Missing) for end in ends):
                ids = [
                    {_id(r, judged.kind, p) for p in end}
                    for end in ends
                    if not isinstance(end, Missing)
                ]
                found |= {frozenset((a, b)) for a in ids[0] for b in ids[1]}
    return found


def _weights(r: Resolution) -> dict[str, int]:
    """How many statements are by or about a node; of a statement, how many reports it has."""
    found: dict[str, int] = {}
    for place, id in r.statements.items():
        statement = r.items.statement(place)
        tables = {"event": r.events, "agreement": r.agreements, "entity": r.entities}
        ids = {r.entity(place[0], k) for k in (statement.speaker, *statement.co_speakers)}
        ids |= {tables[t.list].get((place[0], t.place)) for t in statement.about}
        for one in ids | {id}:
            if one is not None:
                found[one] = found.get(one, 0) + 1
    return found


def _groups(r: Resolution, kind: Kind) -> list[tuple[Place, ...]]:
    return [g.places for _, g in sorted(r.groups.items()) if g.kind == kind]


def _blocks(keys: Mapping[int, Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers that share a key, each once."""
    blocks: dict[str, list[int]] = {}
    for number, mine in keys.items():
        for key in set(mine):
            blocks.setdefault(key, []).append(number)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _BLOCK:
            for pair in combinations(sorted(block), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


# ------------------------------------------------------------------ names


def _people(r: Resolution) -> Iterator[Found]:
    """Persons of like names, variants that were joined, officials whose holder is not certain."""
    script = r.knowledge.names.script
    groups = [g for g in _groups(r, "Person") if any(r.items.entity(p).is_named for p in g)]
    names: list[dict[tuple[str, ...], Place]] = []
    for places in groups:
        mine: dict[tuple[str, ...], Place] = {}
        for place in places:
            entity = r.items.entity(place)
            words = person_key(romanised(entity.name, script)) if entity.is_named else ()
            if words:
                mine.setdefault(words, place)
        names.append(mine)
    keys = {
        n: [key for words in mine for key in (words[-1], f"{consonants(words[-1])}!", words[0])]
        for n, mine in enumerate(names)
    }
    for n, other in _blocks(keys):
        pairs = ((a, b, _like_names(a, b)) for a in names[n] for b in names[other])
        a, b, like = max(pairs, key=lambda pair: (pair[2], pair[0], pair[1]))
        if like >= _NAMES:
            states = _states(r, groups[n]), _states(r, groups[other])
            apart = states[0] and states[1] and not states[0] & states[1]
            certainty = _below(like, _NAMES) * (0.6 if apart else 1.0)
            yield "Person", names[n][a], names[other][b], certainty, "like names"
    for mine in names:
        full = max(mine, key=lambda words: (len(words), words), default=())
        for words, place in mine.items():
            like = _like_names(full, words)
            if words != full and like < 1:
                certainty = _EVEN + 0.5 * (like if len(words) > 1 else 0.3)
                yield "Person", mine[full], place, certainty, "another form of the name"
    people: dict[tuple[str, ...], list[Place]] = {
        (str(n),): list(places) for n, places in enumerate(_groups(r, "Person"))
    }
    for place, holders in open_officials(r.items, people, r.knowledge):
        for key in holders:
            holder = next(p for p in people[key] if r.items.entity(p).is_named)
            why = "an official without a name, and who is seen in the office"
            yield "Person", holder, place, 0.45 if len(holders) == 1 else 0.35, why


def _like_names(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How alike two persons' names are; a surname alone may be that of a full name."""
    if min(len(a), len(b)) == 1:
        return 0.9 if a[-1] == b[-1] else 0.0
    return _by_words(a, b)


def _by_words(a: Sequence[str], b: Sequence[str]) -> float:
    """How alike two names are word by word, in any order: what is least alike counts half."""
    short, long = sorted((a, b), key=lambda words: (len(words), words))
    likes = [max(JaroWinkler.normalized_similarity(x, y) for y in long) for x in short]
    return 0.5 * min(likes) + 0.5 * sum(likes) / len(likes)


def _states(r: Resolution, places: Iterable[Place]) -> set[str]:
    found = {side for p in places if (side := r.side_of.get(r.entities[p]))}
    return found | {s for p in places if (s := r.items.entity(p).state)}


def _names(r: Resolution, kind: Kind) -> Iterator[Found]:
    """Institutions or places of like names, or of a name and its first letters."""
    groups = _groups(r, kind)
    names = [{bare(r.items.entity(p).name): p for p in places} for places in groups]
    known = [
        any(r.items.entity(p).known for p in g) or r.entities[g[0]] in r.knowledge.own
        for g in groups
    ]
    are_states = [any(r.items.entity(p).kind == "state" for p in g) for g in groups]
    portfolios = {bare(name): m.id for m in r.knowledge.ministries for name in m.names}
    keys = {
        n: [
            key
            for name in mine
            for key in (name[:5], name.split()[-1][:5], _initials(name), portfolios.get(name, name))
        ]
        for n, mine in enumerate(names)
        if all(mine)
    }
    states = [_states(r, places) for places in groups]
    for n, other in _blocks(keys):
        is_apart = states[n] and states[other] and not states[n] & states[other]
        if is_apart or (known[n] and known[other]) or are_states[n] != are_states[other]:
            continue
        pairs = ((a, b, _like_bodies(a, b, portfolios)) for a in names[n] for b in names[other])
        a, b, like = max(pairs, key=lambda pair: (pair[2], pair[0], pair[1]))
        if like >= _NAMES:
            certainty = _below(like, _NAMES)
            if {a, b} & portfolios.keys() and not (states[n] and states[other]):
                certainty = 0.3  # every state has one
            yield kind, names[n][a], names[other][b], certainty, "like names"


def _content(name: str) -> tuple[str, ...]:
    words = fold(name).replace("-", " ").split()
    return tuple(w for w in words if w not in ("of", "the", "for", "and"))


def _initials(name: str) -> str:
    words = _content(name)
    return "".join(w[0] for w in words) if len(words) > 1 else name


def _like_bodies(a: str, b: str, portfolios: Mapping[str, str]) -> float:
    """How alike two names of bodies or places are; ministries are, where their portfolio is one."""
    if a in portfolios and b in portfolios:
        return float(portfolios[a] == portfolios[b])
    if len(a) > 1 and len(b) > 1 and (a == _initials(b) or b == _initials(a)):
        return 0.9
    words, others = _content(a), _content(b)
    if not words or not others:
        return 0.0
    if set(words) <= set(others) or set(others) <= set(words):
        return 0.85
    return _by_words(words, others)


def _below(value: float, least: float) -> float:
    """A likeness that was not enough, as a certainty under the threshold."""
    return _EVEN * (0.5 + 0.49 * (value - least) / (1 - least))


# ------------------------------------------------------------------ events, agreements, statements


def _matters(r: Resolution, kind: Kind) -> Iterator[Found]:
    """Tellings that nearly fit, and those of one cluster that fit none of it well."""
    fit, table = (
        (fitting.event_fit, r.events) if kind == "Event" else (fitting.agreement_fit, r.agreements)
    )
    told = [t for source in r.items.sources.values() for t in _told(r, source, kind)]
    best: dict[Place, tuple[float, Place]] = {}
    for (a, b), value in _near_pairs(told, fit):
        certainty = _EVEN * value / fitting.THRESHOLD
        if table[a] == table[b]:
            for one, other in ((a, b), (b, a)):
                best[one] = max(best.get(one, (0.0, other)), (certainty, other))
        else:
            yield kind, a, b, min(certainty, _EVEN - 0.01), "same actors, near days"
    for place, (certainty, other) in best.items():
        if certainty >= _EVEN:
            yield kind, place, other, certainty, "same actors, near days"


def _told(r: Resolution, source: Source, kind: Kind) -> list[Told]:
    key = source.article.key
    actor = partial(matter_actor, r, key)
    if kind == "Event":
        return told_events(source, actor)
    return told_agreements(source, actor, lambda k: r.events.get((key, k)))


def _near_pairs(
    told: Sequence[Told], fit: Callable[[Told, Told], float]
) -> Iterator[tuple[tuple[Place, Place], float]]:
    """Pairs of one kind with a common actor, each once, with how well they fit."""
    blocks: dict[tuple[str, str], list[Told]] = {}
    for t in told:
        for actor in t.actors:
            blocks.setdefault((t.kind, actor), []).append(t)
    seen: set[tuple[Place, Place]] = set()
    for block in blocks.values():
        for a, b in combinations(block, 2):
            pair = (min(a.place, b.place), max(a.place, b.place))
            if pair not in seen:
                seen.add(pair)
                if (value := fit(a, b)) > 0:
                    yield pair, value


def _with_common_words(
    block: Sequence[Place], words: Mapping[Place, frozenset[str]]
) -> Iterator[tuple[Place, Place, int]]:
    """Pairs of statements that share telling words, an earlier one of the block first, and how
    many they share.
    """
    index: dict[str, list[Place]] = {}
    for place in block:
        common: dict[Place, int] = {}
        for word in words[place]:
            for other in index.get(word, ()):
                common[other] = common.get(other, 0) + 1
            index.setdefault(word, []).append(place)
        for other, count in common.items():
            yield other, place, count


def _statements(r: Resolution) -> Iterator[Found]:
    """Reports of one speaker in much the same words within days, in different articles."""
    by_speaker: dict[str, list[Place]] = {}
    words: dict[Place, frozenset[str]] = {}
    for place in r.statements:
        speaker = r.speaker(place)
        if speaker is not None:
            text = r.items.sources[place[0]].article.text
            spans = r.items.statement(place).spans
            words[place] = content_words(" ".join(text[a:b] for a, b in spans))
            by_speaker.setdefault(speaker, []).append(place)
    for block in by_speaker.values():
        for other, place, common in _with_common_words(block, words):
            days = (r.items.day(other), r.items.day(place))
            is_far = days[0] and days[1] and days_apart(days[0], days[1]) > _SAID_DAYS
            if common < 3 or other[0] == place[0] or is_far:
                continue
            certainty = _EVEN * similarity(words[other], words[place]) / _SAID
            if r.statements[other] != r.statements[place]:
                certainty = min(certainty, _EVEN - 0.01)
            yield "Statement", other, place, certainty, "one speaker, much the same words"
