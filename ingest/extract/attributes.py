"""What a statement is besides its words: form, hedge, addressee."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.cues import Cues
from ingest.extract.sides import side_of, subject_of_content
from ingest.extract.tokens import Token
from ingest.records import Span

_ADDRESSING = frozenset(
    "accuse demand threaten welcome condemn reject propose promise agree deny".split()
)
_AGAINST = frozenset("accuse demand condemn reject deny welcome threaten".split())
_TWO = frozenset(
    """
    side party government country nation state capital neighbour neighbor army force military
    leadership delegation negotiator leader president
    """.split()
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVE = frozenset({"which", "who", "whom", "that"})
_STEPS = 4  # words up from a relative pronoun to its clause
_OPENING = 12  # tokens of a content in which its subject stands
_OPPOSING = frozenset("deny accuse reject condemn threaten".split())
_SIDE_WORDS = frozenset("side government authorities leadership army forces leaders team".split())


def form_of(spans: Sequence[Span], a: Analysis) -> str:
    """direct, mixed or indirect, by how much of the content stands in quotation marks."""
    if not any([a.quoted.count(1, start, end) for start, end in spans]):
        return "indirect"
    total = quoted = 0
    for start, end in spans:
        for char, mark in zip(a.text[start:end], a.quoted[start:end], strict=True):
            if char.isalnum():
                total += 1
                quoted += mark
    if not total or not quoted:
        return "indirect"
    return "direct" if quoted >= 0.95 * total else "mixed"


def hedge_of(candidate: Candidate, spans: Sequence[Span], a: Analysis, cues: Cues) -> Span | None:
    """The word with which the outlet distances itself from the statement, if any."""
    doc = a.doc
    for i in sorted(candidate.content | set(candidate.cue)):
        token = doc[i]
        word = token.lower_
        if word in cues.hedge_adverbs or word in cues.hedge_adjectives:
            if not a.in_quote(i):
                return token.idx, token.idx + len(token)
        elif word == "so" and i + 2 < len(doc) and doc[i + 2].lower_ == "called":
            if not a.in_quote(i):
                return token.idx, doc[i + 2].idx + len(doc[i + 2])
    start, end = _sentence(candidate, a)
    low = a.text[start:end].lower()
    for phrase in cues.hedge_phrases:
        at = low.find(phrase)
        if at >= 0:
            return start + at, start + at + len(phrase)
    head = doc[candidate.head]
    for child in head.children:
        if child.lower_ in cues.hedge_adverbs:
            return child.idx, child.idx + len(child)
    if head.lemma_ in cues.hedge_verbs and head.pos_ == "VERB":
        return head.idx, head.idx + len(head)
    return None


def _sentence(candidate: Candidate, a: Analysis) -> Span:
    first, last = a.sentences[a.sentence[candidate.head]]
    return a.doc[first].idx, a.doc[last - 1].idx + len(a.doc[last - 1])


def _means_both(noun: Token) -> bool:
    """Whether a noun means the two sides of an article: "both governments", "the two sides"."""
    if noun.tag_ not in ("NNS", "NNPS"):
        return False
    before = {c.lower_ for c in noun.children}
    return noun.lemma_ in _TWO and (
        not before.isdisjoint(("both", "two", "warring"))
        or ("the" in before and noun.lower_ in ("sides", "parties"))
    )


def addressees_of(
    candidate: Candidate,
    a: Analysis,
    cast: Cast,
    act: str,
    speaker: int | None,
    sides: Sequence[int],
) -> tuple[int, ...]:
    """Whom a statement accuses, answers, asks, thanks.

    The cue's object ("accused X of"), else the opposed actor whose deed the content tells.
    """
    found: list[int] = []

    def take(index: int | None, token: int | None = None) -> None:
        if index is None or index == speaker or index in found:
            return
        member = cast.members[index]
        if member.type == "Place" or member.kind == "media" or member.is_platform:
            return
        if member.is_adjective and token is not None:
            following = a.doc[token + 1].lower_ if token + 1 < len(a.doc) else ""
            if following not in _SIDE_WORDS:
                return
        found.append(index)

    def take_both(tokens: Sequence[int]) -> None:
        if any(_means_both(a.doc[i]) for i in tokens):
            for index in sides[:2]:
                take(index)

    head = a.doc[candidate.head]
    told = head.lemma_ in ("tell", "inform", "assure", "ask", "promise", "remind", "warn")
    if candidate.addressee and (act in _ADDRESSING or told):
        phrase = set(candidate.addressee)
        heads = [i for i in candidate.addressee if a.doc[i].head.i not in phrase and i in cast.at]
        for i in tuple(heads) or candidate.addressee:  # "the President of X": the person alone
            meant = _meant(a, i)
            if a.doc[meant].lower_ in ("him", "her"):
                take(_person_before(a, cast, meant, speaker))
            take(cast.at.get(meant), i)
            for second in a.doc[i].conjuncts if heads else ():
                take(cast.at.get(second.i), second.i)
        if not found:
            take_both(candidate.addressee)
    if not found and act in _AGAINST:
        take_both([i for i in sorted(candidate.content)[:_OPENING] if a.doc[i].dep_ in _SUBJECTS])
    if not found and act in _AGAINST:
        subject, _ = subject_of_content(candidate, a, cast)
        mine, theirs = side_of(cast, speaker), side_of(cast, subject)
        if subject is not None and theirs is not None and mine != theirs:
            take(subject)
    if not found and act in ("accuse", "condemn"):
        for i in sorted(candidate.content):
            if a.doc[i].lower_ == "by":
                for p in a.doc[i].children:
                    if p.dep_ == "pobj" and side_of(cast, cast.at.get(p.i)) != side_of(
                        cast, speaker
                    ):
                        take(cast.at.get(p.i), p.i)
    if not found and act == "condemn":  # "condemned the deployment of Ugandan troops"
        found += _other_side(candidate, cast, speaker)
    return tuple(found[:3])


def _other_side(candidate: Candidate, cast: Cast, speaker: int | None) -> list[int]:
    """The first actor of another side that a content names, if any."""
    mine = side_of(cast, speaker)
    named = [i for i in (cast.at.get(k) for k in sorted(candidate.content)) if i is not None]
    others = [i for i in named if i != speaker and cast.members[i].type != "Place"]
    return [i for i in others if side_of(cast, i) not in (None, mine)][:1]


def _person_before(a: Analysis, cast: Cast, at: int, speaker: int | None) -> int | None:
    """The person named last before a pronoun, but for the speaker: "asked him to …"."""
    low, _ = a.sentences[max(a.sentence[at] - 1, 0)]
    named = [cast.at[i] for i in range(low, at) if i in cast.at]
    people = [i for i in named if i != speaker and cast.members[i].type == "Person"]
    return people[-1] if people else None


def _meant(a: Analysis, i: int) -> int:
    """The word that a relative pronoun stands for ("X, which it accuses of …"), else itself."""
    token = a.doc[i]
    if token.lower_ not in _RELATIVE:
        return i
    for _ in range(_STEPS):
        if token.dep_ == "relcl":
            return token.head.i
        token = token.head
    return i


def with_opponents(
    addressed: Sequence[tuple[int, ...]],
    candidates: Sequence[Candidate],
    a: Analysis,
    cast: Cast,
    acts: Sequence[str],
    speakers: Sequence[int | None],
    sides: Sequence[int],
) -> list[tuple[int, ...]]:
    """Whom statements against somebody address where their own words do not tell: whom the speaker
    has just spoken against, the other one of the article's two main sides, or whom his side
    quarrels with in the article.
    """
    quarrels = _quarrels(addressed, cast, acts, speakers, sides)
    out = list(addressed)
    for k, (c, act, speaker) in enumerate(zip(candidates, acts, speakers, strict=True)):
        if out[k] or act not in _OPPOSING or speaker is None:
            continue
        mine = side_of(cast, speaker)
        if k and speakers[k - 1] == speaker and _goes_on(c, candidates[k - 1], a):
            out[k] = out[k - 1]
            continue
        two = [(index, side_of(cast, index)) for index in sides[:2]]
        other = None
        if mine is not None and len(two) == 2 and mine in {side for _, side in two}:
            other = next((index for index, side in two if side != mine), None)
        if other is None:
            other = quarrels.get(mine)
        if other is not None and other != speaker:
            out[k] = (other,)
    return out


def _goes_on(c: Candidate, before: Candidate, a: Analysis) -> bool:
    """Whether a participle adds a statement to the one before it: "accused X of A, saying B"."""
    return a.doc[c.head].tag_ == "VBG" and a.sentence[c.head] == a.sentence[before.head]


def _quarrels(
    addressed: Sequence[tuple[int, ...]],
    cast: Cast,
    acts: Sequence[str],
    speakers: Sequence[int | None],
    sides: Sequence[int],
) -> dict[str | None, int]:
    """By side, the member that it and its opponents speak against each other most often."""
    counts: dict[str, Counter[str]] = {}
    meant: dict[str, Counter[int]] = {}
    for to, act, speaker in zip(addressed, acts, speakers, strict=True):
        mine = side_of(cast, speaker)
        if act not in _AGAINST - {"welcome"} or mine is None or speaker is None:
            continue
        for index in to:
            theirs = side_of(cast, index)
            if theirs is None or theirs == mine:
                continue
            counts.setdefault(mine, Counter())[theirs] += 1
            counts.setdefault(theirs, Counter())[mine] += 1
            meant.setdefault(theirs, Counter())[index] += 1
            meant.setdefault(mine, Counter())[speaker] += 1
    out: dict[str | None, int] = {}
    for side, others in counts.items():
        other = min(others, key=lambda o: (-others[o], o))
        body = next((i for i in sides if side_of(cast, i) == other), None)
        out[side] = min(meant[other], key=lambda i: (-meant[other][i], i)) if body is None else body
    return out


def with_answered(
    addressed: tuple[int, ...], candidate: Candidate, act: str, actor: int | None, cast: Cast
) -> tuple[int, ...]:
    """Whom a statement addresses: whom it answers among them, unless his side is told or what he
    said is only confirmed. One that rejects what nobody in the article said is said to nobody but
    whom its cue names.
    """
    if act == "confirm":
        return addressed
    if actor is None:
        return () if act == "reject" and not candidate.addressee else addressed
    side = side_of(cast, actor)
    is_told = any(i == actor or (side and side_of(cast, i) == side) for i in addressed)
    return addressed if is_told else (*addressed, actor)
