"""Candidates whose construction leaves no doubt, whatever the judge makes of their words."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cues import Cues, construction, holds
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import FINITE, is_parted_off, is_word

_LITTLE = frozenset("few no little any".split())
_NOTHING = frozenset("detail details comment comments information explanation specifics".split())
_WITHHOLDING = frozenset("decline refuse fail avoid hesitate forget neglect omit".split())
_ATTRIBUTED = 0.5  # score of a sentence that ends in its attribution, whatever its words
_CERTAIN = 0.9
_TAIL = 8  # words at the end of a content among which another attribution stands
_CLAUSE = 3  # words of the least clause
_HEADED = 6  # words of a headline's attribution
_SAYING = frozenset(
    """
    say state announce declare add note stress emphasize emphasise report inform claim explain
    warn argue insist maintain clear hold tell write confirm assure acknowledge reiterate
    """.split()
)
_NAMING = frozenset({"call", "brand", "label", "dub", "term", "describe", "denounce"})
_RELAYS = frozenset({"report", "write", "inform", "tell", "quote", "cite", "read"})  # ", reports X"
_POINTING = frozenset({"which", "that", "whom", "who", "what"})
_NOBODY = frozenset({"i", "we", "you", "nobody", "none", "neither", "no"})
_TOLD = frozenset(
    {"stated", "announced", "reported", "said", "told", "noted", "declared", "informed"}
)


def lexicon_says(candidate: Candidate, cues: Cues) -> bool:
    """Whether the hand-made lexicon holds the cue to report speech in this construction."""
    return holds(cues, candidate.kind, candidate.key)


def _is_certain(candidate: Candidate) -> bool:
    """Whether the construction leaves no doubt: "C. This was stated by X", a headline "X: C" or "C
    - X", a block below "X said:".
    """
    facts = candidate.facts
    if facts.get("block") is True:
        return True
    if candidate.kind == "anaphora":
        return facts.get("how") == "agent" and bool(candidate.source)
    if candidate.kind == "transcript":
        return facts.get("repeated") is True
    return candidate.kind in ("headline-colon", "headline-dash") and facts.get("names") in (
        "Person",
        "Person inside",
    )


def _is_agreeing(candidate: Candidate, a: Analysis) -> bool:
    """Whether it tells of an agreement reached ("A and B agreed to exchange …", "both states
    undertook to …"): no statement.
    """
    if candidate.key == "undertake" and candidate.kind == "infinitive":
        return any(a.doc[i].lower_ in ("both", "two") for i in candidate.source)
    if a.doc[candidate.head].lemma_ != "agree":
        return False
    return candidate.kind == "infinitive" or candidate.key in ("agree+on", "agree+to")


def _is_anaphoric(candidate: Candidate, a: Analysis) -> bool:
    """Whether the content only points back: "This was stated by X, writes Y"."""
    content = candidate.content
    if len(content) <= 2 or a.doc[min(content)].lower_ not in ("this", "it", "that"):
        return False
    words = [a.doc[i].lower_ for i in sorted(content)[:20]]
    return "by" in words and not _TOLD.isdisjoint(words[:8])


def _is_attributed(candidate: Candidate, a: Analysis) -> bool:
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
            and doc[i].lemma_ in load_cues().clause
            and not a.in_quote(i)
            and (candidate.key in _RELAYS or "," in [t.text for t in doc[i - _TAIL : i]])
            for i in sorted(candidate.content)[0 if candidate.key in _RELAYS else -_TAIL :]
        )
    )


def _is_cited(candidate: Candidate, a: Analysis) -> bool:
    """Whether an outlet passes on what another one said whom it names: "S, reports the Herald with
    reference to X", "the Herald reported, citing X, that S".
    """
    doc, head, content = a.doc, candidate.head, candidate.content
    if (
        candidate.key not in _RELAYS
        or candidate.kind not in ("clause-left", "clause-right", "aside")
        or not candidate.source
        or len(content) < _CLAUSE
        or doc[head].tag_ not in FINITE
    ):
        return False
    first, last = a.sentences[a.sentence[head]]
    is_parted = doc[min(head, *candidate.source) - 1].text == ","
    follows = doc[min(content) - 1].lower_ == "that"
    return (
        (is_parted if max(content) < head else follows)
        and any(
            load_cues().cites(doc[i - 1].lower_, doc[i].lower_) and i not in content
            for i in range(max(first, 1), last)
        )
        and any(doc[i].tag_ in FINITE for i in content)
        and not any(
            doc[i].tag_ in ("VBD", "VBZ") and doc[i].lemma_ in load_cues().clause for i in content
        )
    )


def _is_no_cue(candidate: Candidate, a: Analysis) -> bool:
    """Whether its cue only looks like one ("according to plan", "held talks") or tells nothing
    ("revealed few details").
    """
    first = min(candidate.content)
    if load_cues().cites("", a.doc[first].lower_) or a.doc[first].lower_ in load_cues().references:
        return True  # "the paper writes, referring to two diplomats"
    if candidate.kind in ("object", "object+") and candidate.key == "hold":
        return True  # of talks and calls; "held that S" is a clause
    if candidate.kind == "object" and _tells_little(a, first):
        return True
    if candidate.kind != "according":
        return False
    told = " ".join(a.doc[i].lower_ for i in (*candidate.cue, *candidate.source))
    return told.startswith(load_cues().not_cues)


def _tells_little(a: Analysis, first: int) -> bool:
    """Whether nothing is told: "revealed few details", "gave no comment"."""
    words = [t.lower_ for t in a.doc[first : first + 3]]
    return words[0] in _LITTLE and not _NOTHING.isdisjoint(words[1:])


def _is_withheld(candidate: Candidate, a: Analysis) -> bool:
    """Whether nothing is said: "declined to say when S", "failed to explain why S"."""
    head = a.doc[candidate.head]
    return (
        candidate.kind == "clause-right"
        and head.dep_ == "xcomp"
        and head.head.lemma_ in _WITHHOLDING
    )


def _is_told(candidate: Candidate, a: Analysis) -> bool:
    """Whether somebody said, in so many words, that: "X announced that S", "X said S"."""
    if candidate.kind != "clause-right" or candidate.key not in _SAYING:
        return False
    doc, head = a.doc, a.doc[candidate.head]
    first = min(candidate.content)
    goes_on = head.dep_ == "xcomp" and head.head.lemma_ == "continue"
    return (
        (candidate.facts.get("how") == "subject" or goes_on)
        and (head.tag_ in ("VBD", "VBZ") or goes_on)
        and ("that" in (doc[first - 1].lower_, doc[first].lower_) or _is_plain(candidate, a, first))
        and not a.in_quote(head.i)
        and not any(
            c.dep_ in ("neg", "aux", "mark") and not (goes_on and c.lower_ == "to")
            for c in head.children
        )
    )


def _is_plain(candidate: Candidate, a: Analysis, first: int) -> bool:
    """Whether a clause without "that" is told in a main clause: "X said the truce held"."""
    doc, head = a.doc, a.doc[candidate.head]
    source = candidate.source_head
    return (
        head.dep_ in ("ROOT", "conj")
        and head.i < first
        and not doc[first].tag_.startswith("W")
        and not a.in_quote(first)
        and not a.in_headline(first)
        and source is not None
        and doc[source].lower_ not in _NOBODY
        and any(doc[i].tag_ in FINITE for i in candidate.content)
    )


def _is_inverted(candidate: Candidate, a: Analysis) -> bool:
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
        and any(doc[i].tag_ in FINITE for i in candidate.content)
        and not a.in_headline(head)
    )


def _is_headed(candidate: Candidate, a: Analysis) -> bool:
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


def _is_seconded(candidate: Candidate, a: Analysis) -> bool:
    """Whether it tells whose words another one takes up: "A denied that C, as B had charged"."""
    return (
        candidate.facts.get("taken") is True
        and candidate.facts.get("how") == "subject"
        and candidate.source_head is not None
        and a.doc[candidate.source_head].pos_ in ("NOUN", "PROPN")
        and candidate.key not in _RELAYS
        and lexicon_says(candidate, load_cues())
    )


def _is_performed(candidate: Candidate, a: Analysis) -> bool:
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
    is_judged = candidate.key.endswith("+as")  # "has rejected as baseless"
    is_out = candidate.key == "rule+out"  # "does not rule out C" has told as much of C
    is_finite = (
        head.tag_ in ("VBD", "VBZ")
        or (head.tag_ == "VBN" and bool(children & {"has", "have", "had"}))
        or (is_out and bool(children & {"does", "do", "did"}))
    )
    return (
        is_finite
        and (is_out or not children & {"not", "n't", "n’t", "never"})
        and (head.dep_ not in ("ccomp", "xcomp") or is_parted_off(head))
        and doc[candidate.source_head].lower_ not in ("we", "i", "you")
        and (
            denies or is_judged or any(doc[i].pos_ in ("NOUN", "PROPN") for i in candidate.content)
        )
        and doc[min(candidate.content)].lower_ not in _POINTING
    )


def _is_suffered(candidate: Candidate, a: Analysis) -> bool:
    """Whether it tells who rejected, confirmed or condemned a thing: "The figures were confirmed by
    X".
    """
    doc, head = a.doc, a.doc[candidate.head]
    helpers = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass", "neg")}
    return (
        candidate.kind == "passive"
        and candidate.key in load_cues().performed["passive"]
        and candidate.facts.get("how") == "agent"
        and candidate.source_head is not None
        and bool(helpers)
        and helpers <= {"is", "are", "was", "were"}
        and not any(c.lower_ in ("neither", "not") for c in head.subtree if c.i == head.i + 1)
        and not a.in_quote(head.i)
        and doc[candidate.source_head].pos_ in ("NOUN", "PROPN")
        and _names_matter(candidate, a)
        and doc[min(candidate.content)].lower_ not in _POINTING
    )


def _names_matter(candidate: Candidate, a: Analysis) -> bool:
    """Whether a noun or a name stands in its content."""
    return any(a.doc[i].pos_ in ("NOUN", "PROPN") for i in candidate.content)


def _raise_named(candidates: Sequence[Candidate], threshold: float) -> None:
    """Let what a quotation calls something pass with the thing where the quotation alone does:
    "calling the claims “a fable”" has the claims in its content.
    """
    quoted = {
        c.head: c
        for c in candidates
        if c.kind == "quote-before" and c.key in _NAMING and c.score >= threshold
    }
    for c in candidates:
        inner = quoted.get(c.head)
        if (
            inner is not None
            and c.kind in ("object", "object+")
            and inner.content < c.content
            and min(c.content) > c.head
        ):
            c.score = max(c.score, _ATTRIBUTED * (0.9 + 0.1 * c.score))


def _raise_around(candidates: Sequence[Candidate], threshold: float) -> None:
    """Let what stands around an insertion pass where a quotation in it does: "the talk had been
    “frank”, he said, but both sides were pleased" is one statement.
    """
    quoted = {c.head: c for c in candidates if c.kind.startswith("quote-") and c.score >= threshold}
    for c in candidates:
        inner = quoted.get(c.head)
        if inner is not None and c.kind == "inserted" and inner.content < c.content:
            c.score = max(c.score, inner.score)


def ruled(candidate: Candidate, a: Analysis, score: float) -> float:
    """The score of a candidate whose construction leaves no doubt; else the judge's own."""
    if _is_certain(candidate):
        return max(score, _CERTAIN)
    if (
        _is_agreeing(candidate, a)
        or _is_anaphoric(candidate, a)
        or _is_no_cue(candidate, a)
        or _is_withheld(candidate, a)
    ):
        return 0.0
    if (
        _is_attributed(candidate, a)
        or _is_inverted(candidate, a)
        or _is_headed(candidate, a)
        or _is_told(candidate, a)
        or _is_cited(candidate, a)
        or _is_seconded(candidate, a)
    ):
        return max(score, _ATTRIBUTED)
    if (
        _is_performed(candidate, a)
        or _is_suffered(candidate, a)
        or (candidate.kind == "according" and candidate.source)
    ):
        # the likelier of its contents stays the likelier
        return max(score, _ATTRIBUTED * (0.9 + 0.1 * score))
    return score


def raise_around_quotations(candidates: Sequence[Candidate], threshold: float) -> None:
    """Let what surrounds a quotation of the same cue pass where the quotation alone does."""
    _raise_named(candidates, threshold)
    _raise_around(candidates, threshold)
