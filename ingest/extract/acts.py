"""The speech act of a statement: a small multinomial model over its cue, construction and content.

Trained on the project's own annotated articles and single sentences; its weights stand in
`acts.json`, the patterns of its rules in `acts.toml`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy

from ingest.extract import act_words
from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.cues import load as load_cues
from ingest.extract.frames import frame_features
from ingest.extract.sides import relation_of
from ingest.extract.syntax import is_word
from ingest.extract.tone import tones_of

_FIRST = 6  # opening words of the content that are features by themselves
_CONTENT = 60  # tokens of the content that are looked at
_OPENING = 8  # words in which a content mostly tells its act
_BLAMING = frozenset({"harm", "misdeed", "dismissal"})
_NEGATORS = frozenset({"not", "n't", "never", "no"})


@dataclass(frozen=True, slots=True)
class Act:
    """A statement's speech act, and the one that rules alone would tell."""

    best: str
    ruled: str


@dataclass(frozen=True)
class ActModel:
    """Per act: a bias and the weights of the features that hold."""

    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    @cached_property
    def _acts(self) -> Sequence[str]:
        return sorted(self.biases)

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        """The row of each feature in the table of weights."""
        names = dict.fromkeys(name for act in self._acts for name in self.weights[act])
        return {name: row for row, name in enumerate(names)}

    @cached_property
    def _table(self) -> numpy.ndarray:
        """The weights of each feature, a column an act: one sum of rows costs a tenth of many."""
        table = numpy.zeros((len(self._rows), len(self._acts)))
        for column, act in enumerate(self._acts):
            for name, weight in self.weights[act].items():
                table[self._rows[name], column] = weight
        return table

    @cached_property
    def _bias(self) -> numpy.ndarray:
        return numpy.array([self.biases[act] for act in self._acts])

    def best(self, features: Sequence[str]) -> str:
        """The likeliest act; of equal ones the first in alphabetical order."""
        rows = [row for row in map(self._rows.get, features) if row is not None]
        sums = self._bias + self._table.take(rows, axis=0).sum(axis=0)
        return self._acts[int(sums.argmax())]


@cache
def load() -> ActModel:
    """The trained model; read once, never changed."""
    data = json.loads(files("ingest.extract").joinpath("acts.json").read_text(encoding="utf-8"))
    return ActModel(data["biases"], data["weights"])


def _lexicon_acts(candidate: Candidate, lemma: str) -> tuple[str, ...]:
    cues = load_cues()
    kind, key = candidate.kind, candidate.key
    if kind.startswith("preposition"):
        return cues.preposition.get(key, cues.clause.get(lemma, ()))
    if kind.startswith("infinitive"):
        return cues.infinitive.get(lemma, ()) or cues.preposition.get(key, ())
    if kind.startswith(("object", "passive")):
        return cues.object.get(lemma, ()) or cues.clause.get(lemma, ())
    if kind.startswith("noun"):
        return cues.noun.get(lemma, ())
    if kind == "adjective":
        return cues.adjective.get(lemma, ())
    return cues.clause.get(lemma, ())


def act_by_rule(candidate: Candidate, a: Analysis) -> str:
    """The act that cue, construction and content show by rule; a feature of the model."""
    words, kind = act_words.load(), candidate.kind
    head = a.doc[candidate.head]
    lemma = head.lemma_
    acts = _lexicon_acts(candidate, lemma)
    act = acts[-1] if acts else "state"
    is_negated = any(c.dep_ == "neg" or c.lower_ in _NEGATORS for c in head.children)
    is_to = kind.startswith("infinitive")
    if is_to and lemma == "tell" and not candidate.addressee:
        act = "state"
    if (
        candidate.key == "refuse+to"
        or (is_to and (lemma == "refuse" or (is_negated and act == "promise")))
        or (lemma in ("agree", "accept") and is_negated)
    ):
        return "reject"
    if lemma == "confirm" and is_negated:
        return "state"
    if act in ("reject", "deny") and kind.startswith("object") and lemma != "deny":
        return "deny" if _is_accusation(candidate, a) else "reject"
    if lemma not in words.neutral and act != "state" and kind not in words.neutral_kinds:
        return act
    content = _text(candidate, a)
    return next((p.act for p in words.patterns if p.fits(content, lemma)), act)


def _text(candidate: Candidate, a: Analysis) -> str:
    """The text of a content in lower case, with what stands inside it."""
    first, last = a.doc[min(candidate.content)], a.doc[max(candidate.content)]
    return a.text[first.idx : last.idx + len(last)].lower()


def _is_accusation(candidate: Candidate, a: Analysis) -> bool:
    """Whether a content is what somebody is blamed for or said to have done: who rejects it denies
    it, who rejects an offer does not.
    """
    root = _root(candidate, a, sorted(candidate.content))
    return root is not None and a.doc[root].lemma_ in act_words.load().accusations


def _root(candidate: Candidate, a: Analysis, ids: Sequence[int]) -> int | None:
    """The first of some tokens of a content that hangs on nothing in it."""
    return next((i for i in ids if a.doc[i].head.i not in candidate.content), None)


def read_act(candidate: Candidate, a: Analysis, cast: Cast, speaker: int | None) -> Act:
    """The speech act of a statement."""
    ruled = act_by_rule(candidate, a)
    best = load().best(features(candidate, a, cast, speaker, ruled))
    if best == "state":
        best = _judgement(candidate, a) or best
    return Act(_corrected(best, candidate, a, cast, speaker), ruled)


def _corrected(act: str, candidate: Candidate, a: Analysis, cast: Cast, speaker: int | None) -> str:
    """The act, or the one that the words of the content leave no doubt of."""
    content, lemma = _text(candidate, a), a.doc[candidate.head].lemma_
    for c in act_words.load().corrections:
        if act in c.instead and c.fits(content, lemma):
            if c.subject in (None, relation_of(candidate, a, cast, speaker)):
                return c.act
    return act


def _judgement(candidate: Candidate, a: Analysis) -> str | None:
    """What a speaker does who calls or describes something as good or bad."""
    if a.doc[candidate.head].lemma_ not in act_words.load().naming:
        return None
    ids = sorted(candidate.content)
    if any(a.doc[i].lower_ in ("but", "difficult") for i in ids):
        return None  # "difficult but useful"
    tones = tones_of([a.doc[i] for i in ids])
    if not tones.keys().isdisjoint(_BLAMING):
        return "condemn"
    return "welcome" if "praise" in tones else None


def features(
    candidate: Candidate, a: Analysis, cast: Cast, speaker: int | None, ruled: str
) -> list[str]:
    """The features of a statement's act: its cue, its words, and, under a cue that leaves the act
    to them, its clauses.
    """
    doc = a.doc
    head = doc[candidate.head]
    lemma, kind = head.lemma_, candidate.kind
    out = [f"cue={lemma}", f"kind={kind}", f"cue+kind={lemma}|{kind}", f"key={candidate.key}"]
    acts = _lexicon_acts(candidate, lemma)
    out += [f"lexicon={act}" for act in acts]
    if acts:
        out.append(f"lexicon-last={acts[-1]}")
    if any(c.dep_ == "neg" or c.lower_ in ("not", "never") for c in head.children):
        out += ["cue-negated", f"cue-negated|{lemma}"]
    neutral = not acts or acts[-1] == "state"
    out += [
        f"rule={ruled}",
        f"rule={ruled}|{neutral}",
        f"rule+lexicon={ruled}|{acts[-1] if acts else None}",
    ]
    ids = [i for i in sorted(candidate.content) if is_word(doc[i])]
    out += _word_features(candidate, a, ids, neutral)
    out += _tone_features(
        candidate, a, ids[:_CONTENT], neutral, relation_of(candidate, a, cast, speaker)
    )
    if neutral:
        out += frame_features(candidate, a, cast, speaker)
    return list(dict.fromkeys(out))


def _word_features(
    candidate: Candidate, a: Analysis, ids: Sequence[int], neutral: bool
) -> list[str]:
    doc, empty = a.doc, act_words.load().empty
    out = [f"first={doc[i].lower_ if doc[i].pos_ != 'PROPN' else 'NAME'}" for i in ids[:_FIRST]]
    lemmas = (doc[i].lemma_ for i in ids)
    out += [f"word={lemma}" for lemma in lemmas if lemma not in empty and lemma.isalpha()]
    root = _root(candidate, a, ids)
    if root is not None:
        out.append(f"root-tag={doc[root].tag_}|{neutral}")
        for child in doc[root].children:
            if child.dep_ in ("aux", "neg"):
                out += [f"aux={child.lower_}", f"aux={child.lower_}|{neutral}"]
    return out


def _tone_features(
    candidate: Candidate, a: Analysis, ids: Sequence[int], neutral: bool, relation: str
) -> list[str]:
    doc, out = a.doc, []
    naming = doc[candidate.head].lemma_ in act_words.load().naming
    root = _root(candidate, a, ids)
    for tone, place in tones_of([doc[i] for i in ids]).items():
        denied = any(
            doc[i].dep_ == "neg" or doc[i].lower_ in _NEGATORS
            for i in ids[max(0, place - 4) : place]
        )
        out += [
            f"tone={tone}",
            f"tone={tone}|{neutral}",
            f"tone={tone}|subject={relation}",
            f"tone={tone}|denied={denied}",
        ]
        if place < _OPENING:
            out.append(f"tone={tone}|opening")
        if naming:
            out.append(f"tone={tone}|naming")
        if ids[place] == root:
            out.append(f"tone={tone}|root")
    return out
