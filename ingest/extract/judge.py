"""The judge: a logistic regression over sparse features of a candidate, trained on the project's
own annotated articles (`make train`), its weights a readable file (`judge.json`).
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.certain import lexicon_says, raise_around_quotations, ruled
from ingest.extract.cues import Cues, construction
from ingest.extract.cues import load as load_cues

_CLOSED = frozenset(
    """
    i you he she it we they who which that this what his her their my our your its someone
    nobody one some many others these those there both
    """.split()
)
_CONTENT_OPENERS = frozenset(
    """
    that to if whether what how why when as for it him them me us her you this no not the a an
    his their its all any there
    """.split()
)
_WH = frozenset({"that", "to", "if", "whether", "what", "how", "why", "it", "him", "them", "as"})
_LENGTHS = (1, 3, 7, 15, 39)  # the longest of each class but the last
_CLASSES = ("1", "2-3", "4-7", "8-15", "16-39", "40+")
_CHILDREN = frozenset("neg aux auxpass mark prt dative agent expl".split())
_QUOTED = 0.9
_FACTS = tuple("comma word gerund proper length headline first scope opener verbal".split())
_TOLD = frozenset(_FACTS)


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model: `bias`, feature weights, and the probability from which it accepts."""

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """How sure the model is that the candidate is a statement, 0 to 1."""
        z = self.bias + sum(filter(None, map(self.weights.get, features)))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))


@cache
def load() -> Model:
    """The trained judge; read once, never changed."""
    data = json.loads(files("ingest.extract").joinpath("judge.json").read_text(encoding="utf-8"))
    return Model(data["bias"], data["threshold"], data["weights"])


def length_of(count: int) -> str:
    """A length in words as one of six classes."""
    return _CLASSES[bisect_left(_LENGTHS, count)]


def features(candidate: Candidate, a: Analysis) -> list[str]:
    """The features of a candidate: construction, cue, source, content, surroundings."""
    doc, kind, key = a.doc, candidate.kind, candidate.key
    cues = load_cues()
    head = doc[candidate.head]
    lemma = head.lemma_
    facts = candidate.facts
    said = lexicon_says(candidate, cues)
    out = [
        f"tag={kind}|{head.tag_}",
        f"dep={kind}|{head.dep_}",
        f"governor={head.dep_}|{head.head.pos_}",
        f"how={kind}|{facts.get('how')}",
        *_lexical_features(kind, key, lemma, said),
    ]
    for child in head.children:
        if child.dep_ in _CHILDREN:
            out += [f"child={child.dep_}|{child.lower_}", f"child={kind}|{child.dep_}"]
            if child.dep_ in ("aux", "neg"):
                out.append(f"child={construction(kind)}|{child.lower_}|{said}")
    if a.in_quote(head.i):
        out += ["cue-quoted", f"cue-quoted|{kind}"]
    if a.in_headline(head.i):
        out += ["headline", f"headline|{kind}"]
    out += _source_features(candidate, a, lemma)
    out += _content_features(candidate, a, lemma)
    out += _governor_features(candidate, a, cues)
    out.append(f"names={construction(kind)}|{facts.get('names')}|{said}")
    if "distance" in facts:
        distance = int(facts["distance"])
        band = str(distance) if distance < 8 else str(8 + min(4, distance // 8))
        last = str(facts["last"])[:1]
        out += [
            f"distance={kind}|{band}",
            f"between={kind}|{str(facts['between'])[:2]}",
            f"rank={kind}|{facts['rank']}",
            f"quoted-words={kind}|{length_of(int(facts['words']))}",
            f"last={kind}|{last}",
            f"distance-last={band}|{last}|{kind}",
            f"capital={kind}|{facts['capital']}",
            f"said-distance={said}|{band}|{kind}",
            f"said-rank={said}|{facts['rank']}|{kind}|{last}",
        ]
    if kind.startswith(("headline", "transcript", "line")):
        out.append(f"names={kind}|{facts.get('names')}")
    if not _TOLD.isdisjoint(facts):
        out += [f"{name}={kind}|{facts[name]}" for name in _FACTS if name in facts]
    return out


@lru_cache(maxsize=4096)  # few cues make most of the candidates
def _lexical_features(kind: str, key: str, lemma: str, said: bool) -> tuple[str, ...]:
    """What the lexicon tells of a cue in a construction."""
    cues = load_cues()
    out = [
        kind,
        f"key={key}",
        f"kind+key={kind}|{key}",
        f"lexicon={said}",
        f"lexicon={said}|{kind}",
    ]
    for name, table in (
        ("clause", cues.clause),
        ("object", cues.object),
        ("infinitive", cues.infinitive),
        ("noun", cues.noun),
        ("adjective", cues.adjective),
    ):
        acts = table.get(lemma)
        if acts:
            out += [f"in-{name}", f"in-{name}|{kind}"]
            out += [f"act={name}|{act}|{kind}" for act in acts]
    if key in cues.preposition:
        out += ["in-preposition", f"in-preposition|{kind}"]
    return tuple(out)


def _source_features(candidate: Candidate, a: Analysis, lemma: str) -> list[str]:
    doc, kind = a.doc, candidate.kind
    if not candidate.source or candidate.source_head is None:
        return ["source=none", f"source={kind}|none", f"key+source={lemma}|none"]
    source = doc[candidate.source_head]
    word = source.lower_
    shape = word if word in _CLOSED else source.pos_
    own = source.lemma_
    out = [
        f"source={shape if word in _CLOSED else source.pos_ + source.tag_[-1]}",
        f"source={kind}|{shape}",
        f"source-lemma={own}",
        f"source-lemma={own}|{construction(kind)}",
        f"source-distance={min(6, abs(source.i - candidate.head))}",
        f"key+source={lemma}|{source.pos_}",
        f"source-length={min(5, len(candidate.source) // 3)}",
        f"order={construction(kind)}|{source.i < candidate.head}|"
        f"{min(candidate.content) < candidate.head}",
    ]
    if "PROPN" in [doc[i].pos_ for i in candidate.source]:
        out.append(f"source-proper|{kind}")
    if max([a.quote_of[i] for i in candidate.source]) >= 0:
        out.append("source-quoted")
    return out


def _content_features(candidate: Candidate, a: Analysis, lemma: str) -> list[str]:
    doc, kind, content = a.doc, candidate.kind, candidate.content
    low, high = min(content), max(content)
    count = a.counted("words", content, low, high)
    band = length_of(count)
    first = doc[low]
    share = a.counted("quoted", content, low, high) / len(content)
    quoted = "all" if share > _QUOTED else "some" if share else "none"
    opener = first.lower_ if first.lower_ in _CONTENT_OPENERS else first.tag_
    root = first
    for i in range(low, high + 1):
        if i in content and doc[i].head.i not in content:
            root = doc[i]
            break
    lemma_of_root = root.lemma_
    out = [
        f"words={band}",
        f"words={kind}|{band}",
        f"quoted={quoted}",
        f"quoted={kind}|{quoted}",
        f"opens={opener}",
        f"opens={kind}|{first.lower_ if first.lower_ in _WH else first.pos_}",
        f"root={kind}|{root.tag_}",
        f"root={lemma_of_root}",
        f"root={lemma_of_root}|{construction(kind)}",
        f"key+root={lemma}|{root.pos_}",
        f"key+root={lemma}|{lemma_of_root}",
    ]
    if count == 1:
        out.append(f"word={first.lower_}")
    if a.counted("verbs", content, low, high):
        out.append(f"verbal|{kind}")
    if root.tag_ in ("VBZ", "VBD", "VBP", "MD"):
        out.append(f"finite|{kind}")
    return out


def _governor_features(candidate: Candidate, a: Analysis, cues: Cues) -> list[str]:
    out: list[str] = []
    token = a.doc[candidate.head]
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ in ("ccomp", "xcomp") and head.pos_ == "VERB":
            governs = "said" if head.lemma_ in cues.clause else "other"
            out.append(f"under={governs}|{token.dep_}")
        token = head
    return out


def judge(candidates: Sequence[Candidate], a: Analysis, model: Model) -> list[Candidate]:
    """Score every candidate; keep those above the threshold."""
    for candidate in candidates:
        candidate.score = ruled(candidate, a, model.probability(features(candidate, a)))
    raise_around_quotations(candidates, model.threshold)
    return [c for c in candidates if c.score >= model.threshold]
