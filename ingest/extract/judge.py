"""The judge: a logistic regression over sparse features of a candidate, trained on the project's
own annotated articles (`make train`), its weights a readable file (`judge.json`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cues import Cues
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import is_word
from ingest.extract.tokens import Token

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
_LENGTHS = ((1, "1"), (3, "2-3"), (7, "4-7"), (15, "8-15"), (39, "16-39"))
_CHILDREN = frozenset("neg aux auxpass mark prt dative agent expl".split())
_FACTS = "comma word gerund proper length headline first scope opener verbal".split()
_QUOTED = 0.9
ATTRIBUTED = 0.5  # score of a sentence that ends in its attribution, whatever its words
_CERTAIN = 0.9
_HEADED = 6  # words of a headline's attribution
_SAYING = frozenset(
    """
    say state announce declare add note stress emphasize emphasise report inform claim explain
    warn argue insist maintain clear
    """.split()
)
_NAMING = frozenset({"call", "brand", "label", "dub", "term", "describe", "denounce"})
_RELAYS = frozenset({"report", "write", "inform", "tell", "quote", "cite", "read"})  # ", reports X"
_TOLD = frozenset(
    {"stated", "announced", "reported", "said", "told", "noted", "declared", "informed"}
)


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
    return next((name for limit, name in _LENGTHS if count <= limit), "40+")


@cache
def construction(kind: str) -> str:
    """The part of the lexicon that speaks for a construction."""
    if kind.startswith(
        ("quote-a", "quote-b", "clause", "aside", "as", "inserted", "line", "anaphora")
    ):
        return "clause"
    if kind.startswith(("object", "passive")):
        return "object"
    return kind.split("-", maxsplit=1)[0]


def lexicon_says(candidate: Candidate, cues: Cues) -> bool:
    """Whether the hand-made lexicon holds the cue to report speech in this construction."""
    table: Mapping[str, Sequence[str]] | None = {
        "clause": cues.clause,
        "object": cues.object,
        "infinitive": cues.infinitive,
        "preposition": cues.preposition,
        "noun": cues.noun,
        "adjective": cues.adjective,
    }.get(construction(candidate.kind))
    if table is None:
        return True
    key = candidate.key
    return key in table or (
        key.partition("+")[0] in table and candidate.kind.startswith(("noun", "infinitive"))
    )


def features(candidate: Candidate, a: Analysis) -> list[str]:
    """The features of a candidate: construction, cue, source, content, surroundings."""
    doc, kind, key = a.doc, candidate.kind, candidate.key
    cues = load_cues()
    head = doc[candidate.head]
    lemma = head.lemma_.lower()
    facts = candidate.facts
    said = lexicon_says(candidate, cues)
    out = [
        kind,
        f"key={key}",
        f"kind+key={kind}|{key}",
        f"tag={kind}|{head.tag_}",
        f"dep={kind}|{head.dep_}",
        f"governor={head.dep_}|{head.head.pos_}",
        f"how={kind}|{facts.get('how')}",
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
    out += [f"{name}={kind}|{facts[name]}" for name in _FACTS if name in facts]
    return out


def _source_features(candidate: Candidate, a: Analysis, lemma: str) -> list[str]:
    doc, kind = a.doc, candidate.kind
    if not candidate.source or candidate.source_head is None:
        return ["source=none", f"source={kind}|none", f"key+source={lemma}|none"]
    source = doc[candidate.source_head]
    word = source.lower_
    shape = word if word in _CLOSED else source.pos_
    own = source.lemma_.lower()
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
    lemma_of_root = root.lemma_.lower()
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
            governs = "said" if head.lemma_.lower() in cues.clause else "other"
            out.append(f"under={governs}|{token.dep_}")
        token = head
    return out


def is_certain(candidate: Candidate) -> bool:
    """Whether the construction leaves no doubt: "C. This was stated by X", a headline "X: C" or "C
    - X".
    """
    facts = candidate.facts
    if candidate.kind == "anaphora":
        return facts.get("how") == "agent" and bool(candidate.source)
    if candidate.kind == "transcript":
        return facts.get("repeated") is True
    return candidate.kind in ("headline-colon", "headline-dash") and facts.get("names") in (
        "Person",
        "Person inside",
    )


def is_agreeing(candidate: Candidate, a: Analysis) -> bool:
    """Whether it tells of an agreement reached ("A and B agreed to exchange …"): no statement."""
    if a.doc[candidate.head].lemma_.lower() != "agree":
        return False
    return candidate.kind == "infinitive" or candidate.key in ("agree+on", "agree+to")


def is_anaphoric(candidate: Candidate, a: Analysis) -> bool:
    """Whether the content only points back: "This was stated by X, writes Y"."""
    ids = sorted(candidate.content)
    return (
        len(ids) > 2
        and a.doc[ids[0]].lower_ in ("this", "it", "that")
        and any(a.doc[i].lower_ == "by" for i in ids[:20])
        and any(a.doc[i].lower_ in _TOLD for i in ids[:8])
    )


def is_attributed(candidate: Candidate, a: Analysis) -> bool:
    """Whether a sentence ends in its attribution: "S, the X said on Monday."."""
    doc = a.doc
    if (
        candidate.kind != "clause-left"
        or not candidate.source
        or not lexicon_says(candidate, load_cues())
    ):
        return False
    _, high = a.sentences[a.sentence[candidate.head]]
    first = min(candidate.source)
    return (
        doc[candidate.head].tag_ in ("VBD", "VBZ", "VBP")
        and doc[first - 1].text == ","
        and max(candidate.content) < first < candidate.head
        and high - candidate.head <= 8
        and len(candidate.content) >= 5
        and not a.in_headline(first)
        and not any(  # "S, X said, the agency reports": the agency relays it
            doc[i].tag_ in ("VBD", "VBZ")
            and doc[i].lemma_.lower() in load_cues().clause
            and not a.in_quote(i)
            for i in sorted(candidate.content)[0 if candidate.key in _RELAYS else -8 :]
        )
    )


def is_no_cue(candidate: Candidate, a: Analysis) -> bool:
    """Whether its cue only looks like one: "according to plan" is nobody's word."""
    if candidate.kind != "according":
        return False
    told = " ".join(a.doc[i].lower_ for i in (*candidate.cue, *candidate.source))
    return told.startswith(load_cues().not_cues)


def is_told(candidate: Candidate, a: Analysis) -> bool:
    """Whether somebody said, in so many words, that: "X announced that S"."""
    doc, head = a.doc, a.doc[candidate.head]
    first = min(candidate.content)
    goes_on = head.dep_ == "xcomp" and head.head.lemma_.lower() == "continue"
    return (
        candidate.kind == "clause-right"
        and candidate.key in _SAYING
        and (candidate.facts.get("how") == "subject" or goes_on)
        and (head.tag_ in ("VBD", "VBZ") or goes_on)
        and doc[first - 1].lower_ == "that"
        and not a.in_quote(head.i)
        and not any(
            c.dep_ in ("neg", "aux", "mark") and not (goes_on and c.lower_ == "to")
            for c in head.children
        )
    )


def is_inverted(candidate: Candidate, a: Analysis) -> bool:
    """Whether a sentence ends in its attribution with the verb first: "S, insisted the X."."""
    doc, head = a.doc, candidate.head
    return (
        candidate.kind == "clause-left"
        and bool(candidate.source)
        and lexicon_says(candidate, load_cues())
        and candidate.key not in _RELAYS
        and doc[head].tag_ in ("VBD", "VBZ")
        and doc[head - 1].text == ","
        and min(candidate.source) == head + 1
        and max(candidate.content) < head
        and len(candidate.content) >= 4
        and any(doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in candidate.content)
        and not a.in_headline(head)
    )


def is_headed(candidate: Candidate, a: Analysis) -> bool:
    """Whether a headline ends in its attribution: "S, says envoy", "S, officials say"."""
    head = candidate.head
    if candidate.kind not in ("clause-left", "aside") or not a.in_headline(head):
        return False
    low, high = a.sentences[a.sentence[head]]
    words = [i for i in range(low, high) if is_word(a.doc[i])]
    tail = sorted((*candidate.cue, *candidate.source))
    return (
        candidate.key in _SAYING
        and words[-1] - tail[0] < _HEADED
        and words[0] in candidate.content
        and a.doc[tail[0] - 1].text == ","
        and len(candidate.content) >= 3
    )


def is_performed(candidate: Candidate, a: Analysis) -> bool:
    """Whether it tells of an act that is done by words alone, however short its content: "X asked
    for patience", "X rejected the figures".
    """
    doc, head = a.doc, a.doc[candidate.head]
    known = load_cues().performed.get(construction(candidate.kind), frozenset())
    denies = candidate.key == "deny" and doc[min(candidate.content)].lower_.endswith("ing")
    if (
        not (candidate.key in known or denies)
        or not candidate.source
        or candidate.source_head is None
        or candidate.facts.get("how") not in ("subject", "conj")
        or a.in_quote(head.i)
    ):
        return False
    children = {c.lower_ for c in head.children if c.dep_ in ("aux", "neg")}
    is_out = candidate.key == "rule+out"  # "does not rule out C" has told as much of C
    is_finite = (
        head.tag_ in ("VBD", "VBZ")
        or (head.tag_ == "VBN" and bool(children & {"has", "have", "had"}))
        or (is_out and bool(children & {"does", "do", "did"}))
    )
    return (
        is_finite
        and (is_out or not children & {"not", "n't", "n’t", "never"})
        and (head.dep_ not in ("ccomp", "xcomp") or _stands_apart(head))
        and doc[candidate.source_head].lower_ not in ("we", "i", "you")
        and (denies or any(doc[i].pos_ in ("NOUN", "PROPN") for i in candidate.content))
        and doc[min(candidate.content)].lower_ not in ("which", "that", "whom", "who", "what")
    )


def _stands_apart(verb: Token) -> bool:
    """Whether a semicolon parts a clause from the next one, which the parse takes to govern it."""
    return any(t.text == ";" for t in verb.doc[verb.i : max(verb.i, verb.head.i)])


def _raise_named(candidates: Sequence[Candidate], model: Model) -> None:
    """Let what a quotation calls something pass with the thing where the quotation alone does:
    "calling the claims “a fable”" has the claims in its content.
    """
    quoted = {
        c.head: c
        for c in candidates
        if c.kind == "quote-before" and c.key in _NAMING and c.score >= model.threshold
    }
    for c in candidates:
        inner = quoted.get(c.head)
        if (
            inner is not None
            and c.kind in ("object", "object+")
            and inner.content < c.content
            and min(c.content) > c.head
        ):
            c.score = max(c.score, ATTRIBUTED * (0.9 + 0.1 * c.score))


def _raise_around(candidates: Sequence[Candidate], model: Model) -> None:
    """Let what stands around an insertion pass where a quotation in it does: "the talk had been
    “frank”, he said, but both sides were pleased" is one statement.
    """
    quoted = {
        c.head: c for c in candidates if c.kind.startswith("quote-") and c.score >= model.threshold
    }
    for c in candidates:
        inner = quoted.get(c.head)
        if inner is not None and c.kind == "inserted" and inner.content < c.content:
            c.score = max(c.score, inner.score)


def judge(candidates: Sequence[Candidate], a: Analysis, model: Model) -> list[Candidate]:
    """Score every candidate; keep those above the threshold."""
    for candidate in candidates:
        candidate.score = model.probability(features(candidate, a))
        if is_certain(candidate):
            candidate.score = max(candidate.score, _CERTAIN)
        elif is_agreeing(candidate, a) or is_anaphoric(candidate, a) or is_no_cue(candidate, a):
            candidate.score = 0.0
        elif (
            is_attributed(candidate, a)
            or is_inverted(candidate, a)
            or is_headed(candidate, a)
            or is_told(candidate, a)
        ):
            candidate.score = max(candidate.score, ATTRIBUTED)
        elif is_performed(candidate, a) or (
            candidate.kind == "according" and candidate.source
        ):  # the likelier of its contents stays the likelier
            candidate.score = max(candidate.score, ATTRIBUTED * (0.9 + 0.1 * candidate.score))
    _raise_named(candidates, model)
    _raise_around(candidates, model)
    return [c for c in candidates if c.score >= model.threshold]
