"""The speech act of a statement: a small multinomial model over its cue, construction and content.

Trained with the judge on the project's own annotated articles; its weights stand in `acts.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import is_word
from ingest.extract.tone import tones_of

_FIRST = 6  # opening words of the content that are features by themselves
_CONTENT = 60  # tokens of the content that are looked at
_NAMING = frozenset(
    "call describe brand label dub term speak hail denounce consider regard".split()
)
_OPENING = 8  # words in which a content mostly tells its act
_NEGATORS = frozenset({"not", "n't", "never", "no"})
_ACCUSING = re.compile(
    r"\b(violat|breach|attack|shell|bomb|massacre|war crime|atrocit|sabotag|block(?:ed|ing)?\b|undermin|provok|provocation|"
    r"aggress|lie[sd]?\b|lying|manipulat|blackmail|pressure|terror|genocide|kidnap|abduct|torture|obstruct|derail|stall)"
)


@dataclass(frozen=True)
class ActModel:
    """Per act: a bias and the weights of the features that hold."""

    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    @cached_property
    def _by_feature(self) -> Mapping[str, Sequence[tuple[str, float]]]:
        """The weights the other way round: few features weigh in every act."""
        found: dict[str, list[tuple[str, float]]] = {}
        for act, weights in self.weights.items():
            for feature, weight in weights.items():
                found.setdefault(feature, []).append((act, weight))
        return found

    def best(self, features: Sequence[str]) -> str:
        """The likeliest act; of equal ones the first in alphabetical order."""
        sums = dict.fromkeys(self.biases, 0.0)
        for feature in features:
            for act, weight in self._by_feature.get(feature, ()):
                sums[act] += weight
        return min(sums, key=lambda act: (-(self.biases[act] + sums[act]), act))


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
    kind, key = candidate.kind, candidate.key
    head = a.doc[candidate.head]
    lemma = head.lemma_.lower()
    low = a.text[
        a.doc[min(candidate.content)].idx : a.doc[max(candidate.content)].idx
        + len(a.doc[max(candidate.content)])
    ].lower()
    is_negated = any(c.dep_ == "neg" or c.lower_ in _NEGATORS for c in head.children)
    acts = _lexicon_acts(candidate, lemma)
    act = acts[-1] if acts else "state"
    if kind.startswith("infinitive"):
        if lemma == "tell" and not candidate.addressee:
            act = "state"
        if is_negated and act == "promise":
            act = "reject"
    if key in ("refuse+to",) or (lemma == "refuse" and kind.startswith("infinitive")):
        return "reject"
    if lemma in ("agree", "accept") and is_negated:
        return "reject"
    if lemma == "confirm" and is_negated:
        return "state"
    if (
        lemma
        in (
            "say",
            "tell",
            "state",
            "add",
            "note",
            "write",
            "stress",
            "emphasize",
            "emphasise",
            "declare",
            "insist",
            "according",
            "continue",
            "reply",
            "respond",
            "answer",
            "underline",
            "post",
            "quote",
        )
        or act == "state"
        or kind
        in (
            "according",
            "anaphora",
            "headline-colon",
            "headline-dash",
            "quote-colon",
            "quote-dash",
            "transcript",
            "line-dash",
            "as",
            "aside",
        )
    ):
        return _act_of_content(act, lemma, low, candidate)
    return act


def _act_of_content(act: str, lemma: str, low: str, candidate: Candidate) -> str:
    """Neutral cues leave the act to the content."""
    if re.match(
        r"(we |i |it |they |he |she )?(strongly |firmly |categorically )?(welcome|hail|applaud|thank|praise|appreciate)",
        low,
    ):
        return "welcome"
    if re.match(r"(we |i )(strongly |firmly |categorically )?(condemn|denounce)", low):
        return "condemn"
    if re.match(
        r"(we |i )(strongly |firmly |categorically )?(reject|refuse|will not accept|do not accept)",
        low,
    ) or re.search(
        r"\b(would not accept|will not accept|won't accept|rejected (?:any|the)|unacceptable|out of the question|will never (?:accept|agree)|would never (?:accept|agree))\b",
        low,
    ):
        return "reject"
    if re.match(r"(we |i )(call on|urge|demand|ask|appeal)", low) or re.match(
        r"(the \w+ |\w+ )?(must|should|needs? to|has to|have to)\b", low
    ):
        return "demand"
    if re.match(r"(we |i )(propose|suggest|offer)", low) or re.search(
        r"\b(had|have|has) (?:proposed|offered|suggested)\b", low
    ):
        return "propose"
    if re.search(r"\bif\b.*\b(will|would)\b", low) and re.search(
        r"\b(respon[ds]|retaliat|strike|consequence|force|resume|price|answer with|no choice)", low
    ):
        return "threaten"
    if re.search(r"\b(?:ready|willing|prepared|committed) to\b", low) or re.match(
        r"(we|i) (will|shall)\b", low
    ):
        return "promise"
    if re.search(
        r"\b(did not|never|no such|not true|untrue|false|denied|has not|have not|nothing to do with|baseless|no basis|fabricat|does not correspond|in fact)\b",
        low,
    ) and lemma in (
        "say",
        "reply",
        "respond",
        "answer",
        "counter",
        "retort",
        "insist",
        "note",
        "according",
    ):
        if re.search(
            r"\b(not true|untrue|false|never|no such|baseless|nothing to do with|fabricat|in fact|does not correspond|did not)\b",
            low,
        ):
            return "deny"
    if (
        _ACCUSING.search(low)
        and re.search(
            r"\b(russia|ukraine|israel|hamas|iran|army|enemy|aggressor|militia|side|regime|government|forces|they|moscow|kyiv|opponent|rebels?|[a-z]+an)\b",
            low,
        )
        and re.search(r"\b(is|are|was|were|has|have|had|continues?|keeps?|by|of)\b", low)
    ):
        if re.search(
            r"\b(facing|violat|breach|attempt|manipulat|sabotag|block|derail|stall|provo|blackmail)",
            low,
        ):
            return "accuse"
    if re.search(r"\bmust\b", low) or re.search(r"\bshould\b", low[:80]):
        return "demand"
    if (
        re.search(
            r"\b(will|would|is to|are to|were to|was to) (?:be |not be )?(?:take place|begin|start|be held|continue|meet|open|reopen|return|release|hand|send|travel|visit|hold|last|resume|arrive|transfer|exchange|sign|deliver|freed|released|held|announced|sent|returned)",
            low,
        )
        or re.search(
            r"\b(?:has|have|had) (?:begun|started|decided|received|handed over|completed|agreed|launched|signed|delivered|sent|released|returned)\b",
            low,
        )
        or re.search(r"\b(?:began|started|decided|received|completed)\b", low)
    ):
        return "announce"
    return act


def features(candidate: Candidate, a: Analysis, relation: str = "none") -> list[str]:
    """The features of a statement's act."""
    doc = a.doc
    head = doc[candidate.head]
    lemma = head.lemma_.lower()
    kind = candidate.kind
    out = [f"cue={lemma}", f"kind={kind}", f"cue+kind={lemma}|{kind}", f"key={candidate.key}"]
    acts = _lexicon_acts(candidate, lemma)
    out += [f"lexicon={act}" for act in acts]
    if acts:
        out.append(f"lexicon-last={acts[-1]}")
    if any(c.dep_ == "neg" or c.lower_ in ("not", "never") for c in head.children):
        out += ["cue-negated", f"cue-negated|{lemma}"]
    neutral = not acts or acts[-1] == "state"
    ruled = act_by_rule(candidate, a)
    out += [
        f"rule={ruled}",
        f"rule={ruled}|{neutral}",
        f"rule+lexicon={ruled}|{acts[-1] if acts else None}",
    ]
    ids = [i for i in sorted(candidate.content) if is_word(doc[i])][:_CONTENT]
    for i in ids[:_FIRST]:
        out.append(f"first={doc[i].lower_ if doc[i].pos_ != 'PROPN' else 'NAME'}")
    root = next((doc[i] for i in ids if doc[i].head.i not in candidate.content), None)
    tones = tones_of([doc[i] for i in ids])
    for tone, place in tones.items():
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
        if lemma in _NAMING:
            out.append(f"tone={tone}|naming")
        if root is not None and ids[place] == root.i:
            out.append(f"tone={tone}|root")
    if root is not None:
        out.append(f"root-tag={root.tag_}|{neutral}")
        for child in root.children:
            if child.dep_ in ("aux", "neg"):
                out += [f"aux={child.lower_}", f"aux={child.lower_}|{neutral}"]
    return list(dict.fromkeys(out))


def act_of(candidate: Candidate, a: Analysis, relation: str) -> str:
    """The speech act of a statement; `relation` is that of `sides.relation_of`."""
    return load().best(features(candidate, a, relation))
