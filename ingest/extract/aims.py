"""What a statement is about and whom it addresses: a trained choice among an article's matters and
actors.

Three small logistic models, trained with the judge on the project's own annotated articles; their
weights stand in `aims.json`. What `topics.py` and `attributes.py` tell by rule is a feature beside
where and how often a thing is named, whose side it is on, and the speech act.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.judge import Model
from ingest.extract.matters.matter import Matters
from ingest.extract.sides import side_of
from ingest.extract.speakers.speaker import Speaker
from ingest.records import Topic

LEAST = 0.15  # probability from which the surest topic is one
SURE = 0.35  # probability of an addressee where the act addresses nobody by itself
_POINTED = frozenset({"accuse", "condemn", "demand", "deny", "reject", "welcome"})
_BACK = 3  # statements before one that are looked at too
MOST = 3  # topics of a statement, and addressees
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_POINTING = frozenset("it this that these those such both there".split())


@dataclass(frozen=True, slots=True)
class Aims:
    """The models: of matters and of actors that a statement is about, of whom it addresses."""

    matters: Model
    actors: Model
    addressed: Model


@cache
def load() -> Aims:
    """The trained models; read once, never changed."""
    data = json.loads(files("ingest.extract").joinpath("aims.json").read_text(encoding="utf-8"))
    matters, actors, addressed = (
        Model(data[name]["bias"], data[name]["threshold"], data[name]["weights"])
        for name in ("matters", "actors", "addressed")
    )
    return Aims(matters, actors, addressed)


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as the models see it; made once for all its statements."""

    a: Analysis
    cast: Cast
    matters: Matters
    candidates: Sequence[Candidate]
    speakers: Sequence[Speaker]
    acts: Sequence[str]
    ruled: Sequence[str]  # the acts that cue and words show by rule
    rule_topics: Sequence[Mapping[tuple[str, int], int]]  # list and place -> rank
    rule_addressed: Sequence[tuple[int, ...]]
    tokens_of: Mapping[int, Sequence[int]]  # member -> tokens that name it
    rank_of: Mapping[int, int]  # member -> 0 for the one named most often
    matter_rank: Mapping[int, int]
    shapes: Sequence[tuple[str, str]]  # of each statement's content, as `_shape` tells
    named: Sequence[frozenset[int]]  # the members that each content names
    heads: Sequence[Sequence[int]]  # the sorted heads of each matter

    def is_told(self, k: int, m: int) -> bool:
        """Whether matter m has been told of when statement k ends, or a rule takes it up there."""
        end = self.a.sentences[self.a.sentence[self.candidates[k].head]][1]
        it = (self.matters.found[m].sort, m)
        return self.heads[m][0] < end or any(
            it in topics for topics in self.rule_topics[max(0, k - _BACK) : k + 1]
        )

    def actors(self, k: int) -> list[int]:
        """The members that statement k can be about or address: named in its sentence, on one of
        the article's main sides, or the one who spoke before.
        """
        c, cast = self.candidates[k], self.cast
        low, high = self.a.sentences[self.a.sentence[c.head]]
        near = [cast.at[i] for i in range(low, high) if i in cast.at]
        near += [cast.at[i] for i in sorted(c.content) if i in cast.at]
        near += self.matters.main_sides[:2]
        near += [x for s in self.speakers[max(0, k - _BACK) : k] if (x := s.index) is not None]
        near += self.rule_addressed[k]
        speaker = self.speakers[k].index
        return [
            x
            for x in dict.fromkeys(near)
            if x != speaker
            and x in self.tokens_of
            and cast.members[x].kind != "media"
            and not cast.members[x].is_platform
        ]


def scene(
    a: Analysis, cast: Cast, matters: Matters, candidates: Sequence[Candidate],
    speakers: Sequence[Speaker], acts: Sequence[str], ruled: Sequence[str],
    rule_topics: Sequence[tuple[Topic, ...]], rule_addressed: Sequence[tuple[int, ...]],
) -> Scene:  # fmt: skip
    """An article made ready for the models."""
    tokens: dict[int, list[int]] = {}
    for i, index in sorted(cast.at.items()):
        tokens.setdefault(index, []).append(i)
    named = Counter({k: sum(i - 1 not in v for i in v) for k, v in tokens.items()})
    rank = {k: n for n, (k, _) in enumerate(sorted(named.items(), key=lambda x: (-x[1], x[0])))}
    weight = {
        k: len(m.heads) + 1.5 * sum(a.in_headline(h) for h in m.heads)
        for k, m in enumerate(matters.found)
    }
    order = sorted(weight, key=lambda k: (-weight[k], k))
    ranks: list[dict[tuple[str, int], int]] = [
        {(t.list, t.place): n for n, t in reversed([*enumerate(topics)])} for topics in rule_topics
    ]
    return Scene(
        a, cast, matters, candidates, speakers, acts, ruled, ranks, rule_addressed,
        tokens, rank, {k: n for n, k in enumerate(order)},
        [_shape(a, matters, c) for c in candidates],
        [frozenset(cast.at[i] for i in c.content if i in cast.at) for c in candidates],
        [sorted(m.heads) for m in matters.found],
    )  # fmt: skip


def _shape(a: Analysis, matters: Matters, c: Candidate) -> tuple[str, str]:
    """Whether the content names a matter, and whether it begins by pointing back."""
    names = any(h in c.content for m in matters.found for h in m.heads)
    first = [a.doc[i].lower_ for i in sorted(c.content)[:4]]
    return ("names" if names else "bare"), ("points" if _POINTING & set(first) else "plain")


def _nearest_before(places: Sequence[int], at: int) -> int | None:
    n = bisect_left(places, at)
    return places[n - 1] if n else None


def matter_features(s: Scene, k: int, m: int) -> list[str]:
    """The features of "statement k is about matter m"."""
    a, c, matter = s.a, s.candidates[k], s.matters.found[m]
    shape, points = s.shapes[k]
    heads, content = s.heads[m], c.content
    inside = sum([h in content for h in heads])
    it = (matter.sort, m)
    rule = s.rule_topics[k].get(it)
    rank = min(s.matter_rank[m], 3)
    sentence = a.sentence[c.head]
    low, high = a.sentences[sentence]
    beside = any([low <= h < high and h not in content for h in heads])
    before = _nearest_before(heads, low)
    gap = "none" if before is None else str(min(sentence - a.sentence[before], 6))
    act, is_inside, few = s.acts[k], bool(inside), min(len(s.matters.found), 5)
    out = [
        f"inside={min(inside, 2)}",
        f"rule={rule}|{shape}",
        f"rank={rank}",
        f"rank={rank}|{shape}",
        f"rank={rank}|inside={is_inside}",
        f"kind={matter.kind}",
        f"kind={matter.kind}|inside={is_inside}",
        f"gap={gap}|{shape}",
        f"{points}|gap={gap}",
        f"act={act}|inside={is_inside}",
        f"sort={matter.sort}|{act}",
        f"few={few}",
        f"rank={rank}|few={few}",
    ]
    if beside:
        out += ["beside", f"beside|{shape}"]
    if a.in_headline(heads[0]):
        out += ["headline", f"headline|{shape}"]
    if heads[0] > c.head and not inside:
        out.append("later")
    if inside:
        root = next((i for i in sorted(c.content) if a.doc[i].head.i not in c.content), None)
        head = next(h for h in matter.heads if h in c.content)
        token = a.doc[head]
        out += [f"dep={token.dep_}", "first" if head - min(c.content) < 5 else "deep"]
        if root is not None and (token.i == root or token.head.i == root):
            out.append("main")
    for back in range(k - 1, max(k - _BACK - 1, -1), -1):
        if it in s.rule_topics[back]:
            mine = s.speakers[back].index == s.speakers[k].index
            out.append(f"last={k - back}|{'mine' if mine else 'other'}")
            break
    if not s.named[k].isdisjoint(matter.actors):
        out.append("actors")
    return out


def actor_features(s: Scene, k: int, x: int) -> list[str]:
    """The features of "statement k is about, or addresses, member x"."""
    a, c, member = s.a, s.candidates[k], s.cast.members[x]
    doc = a.doc
    shape, points = s.shapes[k]
    speaker, act = s.speakers[k].index, s.acts[k]
    mine, theirs = side_of(s.cast, speaker), side_of(s.cast, x)
    side = "?" if mine is None or theirs is None else "own" if mine == theirs else "other"
    tokens = s.tokens_of[x]
    inside = [i for i in tokens if i in c.content]
    sentence = a.sentence[c.head]
    low, high = a.sentences[sentence]
    beside = [i for i in tokens if low <= i < high and i not in c.content and i not in c.source]
    if inside:
        deps = {doc[i].dep_ for i in inside}
        role = (
            "subject" if deps & _SUBJECTS else "object" if deps & _OBJECTS
            else "owner" if "poss" in deps else "adjective" if member.is_adjective else "within"
        )  # fmt: skip
    else:
        role = "beside" if beside else "absent"
    rank = min(s.rank_of[x], 4)
    addressed = next((n for n, i in enumerate(s.rule_addressed[k]) if i == x), None)
    topic = ("entity", x) in s.rule_topics[k]
    cue = doc[c.head].lemma_
    out = [
        f"role={role}",
        f"role={role}|{side}",
        f"role={role}|{act}",
        f"role={role}|{act}|{side}",
        f"role={role}|{shape}",
        f"type={member.type}|{member.kind}",
        f"type={member.type}|{role}",
        f"rank={rank}|{role}",
        f"rank={rank}|{side}|{act}",
        f"addressed={addressed}",
        f"addressed={addressed}|{act}",
        f"topic={topic}|{role}",
        f"side={side}|{act}",
        points + f"|{role}",
    ]
    if x == speaker:
        out.append("speaker")
    if x in {s.cast.at.get(i) for i in c.addressee}:
        out += ["cue object", f"cue object|{cue}", f"cue object|{act}"]
    if beside:
        dep = doc[beside[-1]].dep_
        out += [f"beside={dep}", f"beside|{cue}"]
    if inside:
        out.append("first" if inside[0] - min(c.content) < 4 else "deep")
        if len(inside) > 1:
            out.append("often")
    if x in s.matters.main_sides[:2]:
        out += ["main side", f"main side|{side}|{act}", f"main side|{role}|{side}"]
    for back in range(k - 1, max(k - _BACK - 1, -1), -1):
        other = s.speakers[back].index
        if other is not None and other != speaker:
            if other == x:
                out += ["spoke before", f"spoke before|{act}", f"spoke before|{k - back}"]
            elif theirs is not None and side_of(s.cast, other) == theirs:
                out += ["side spoke before", f"side spoke before|{act}"]
            break
    return out


def aims_of(s: Scene) -> tuple[list[tuple[Topic, ...]], list[tuple[int, ...]]]:
    """Per statement its topics, the surest first, and its addressees.

    The surest topic needs little (`LEAST`), a second and third one the threshold of its model.
    Addressees that a rule tells ("accused X of …") stand; the model speaks where none does.
    """
    models = load()
    topics: list[tuple[Topic, ...]] = []
    addressed: list[tuple[int, ...]] = []
    for k in range(len(s.candidates)):
        scored = [
            (
                models.matters.probability(matter_features(s, k, m)),
                Topic("event" if matter.sort == "event" else "agreement", m),
            )
            for m, matter in enumerate(s.matters.found)
            if s.is_told(k, m)
        ]
        features = {x: actor_features(s, k, x) for x in s.actors(k)}
        scored += [(models.actors.probability(f), Topic("entity", x)) for x, f in features.items()]
        scored.sort(key=lambda pair: (-pair[0], pair[1].list, pair[1].place))
        topics.append(
            tuple(
                topic
                for n, (p, topic) in enumerate(scored[:MOST])
                if p >= (LEAST if n == 0 else _threshold(models, topic))
            )
        )
        to = [
            (-models.addressed.probability(f), x)
            for x, f in features.items()
            if s.cast.members[x].type != "Place"
        ]
        least = models.addressed.threshold if s.acts[k] in _POINTED else SURE
        if s.candidates[k].addressee:
            least = SURE  # the cue names whom it addresses, if only as "all parties"
        guessed = tuple(x for p, x in sorted(to)[:1] if -p >= least)
        addressed.append(tuple(s.rule_addressed[k]) or guessed)
    return topics, addressed


def _threshold(models: Aims, topic: Topic) -> float:
    return models.actors.threshold if topic.list == "entity" else models.matters.threshold
