"""Which statement answers which, across articles and outlets."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.resolve.days import day_number, days_apart
from ingest.resolve.items import Place

_DAYS = 30
_LATE = 10  # days after which later is no less likely
_SURE = 2.5  # how well an utterance must fit to be what is answered
_CARRIED = 3  # words in common from which what a speaker goes on to say answers the same
_STANDS = 90  # days that a proposal may wait for its answer
_ACCUSING = frozenset({"accuse", "condemn", "threaten"})
_ASKING = frozenset({"propose", "demand", "promise"})


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance for pairing: who said it, for which side, when, about what, to whom.

    `reported` is the day from which it could be read; `is_headline` that only headlines tell it.
    """

    id: str
    speaker: str | None
    side: str | None
    day: str
    act: str
    topics: frozenset[str]
    addressees: frozenset[str]
    words: frozenset[str]
    articles: frozenset[str]
    reported: str
    is_headline: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One utterance answers another; the article that shows it, the words, and how sure."""

    source: str
    target: str
    article: str
    cue: str | None
    signal: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reply:
    """A report that answers somebody whose words its own article does not hold.

    `actor` is whom it answers. Where that is not told, `agreements` are the proposals that it
    accepts or turns down, `names` the words that name them. `day` is that of publication;
    `is_carried` tells that only what the speaker said just before names the actor.
    """

    statement: str
    place: Place
    actor: str | None
    side: str | None
    cue: str | None
    signal: str
    day: str
    agreements: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    is_carried: bool = False


class Answers:
    """Pairs replies with what they answer, in whichever article it stands: those that name an actor
    with what that actor said, those that accept or turn down a proposal with what proposed it.

    A reply is looked at anew only when it has changed, or something said by the actor, or about the
    proposal, in the days before it.
    """

    def __init__(self) -> None:
        self._said: dict[str, Said] = {}
        self._by_block: dict[tuple[str, int], set[str]] = {}
        self._replies: dict[Place, Reply] = {}
        self._replies_of: dict[str, set[Place]] = {}
        self._waiting: dict[tuple[str, int], set[Place]] = {}
        self._blocks: dict[Place, list[tuple[str, int]]] = {}
        self._stale: set[Place] = set()
        self.found: dict[Place, Answer] = {}

    def say(self, id: str, said: Said | None) -> None:
        """Put an utterance in, in place of what stood under its id; None takes it out."""
        old = self._said.get(id)
        if old == said:
            return
        if old is not None:
            for block in _said_blocks(old):
                self._by_block[block].discard(id)
                self._stale |= self._waiting.get(block, set())
        if said is None:
            self._said.pop(id, None)
        else:
            self._said[id] = said
            for block in _said_blocks(said):
                self._by_block.setdefault(block, set()).add(id)
                self._stale |= self._waiting.get(block, set())
        self._stale |= self._replies_of.get(id, set())

    def reply(self, place: Place, reply: Reply | None) -> None:
        """Put a reply in, in place of what stood at its place; None takes it out."""
        old = self._replies.get(place)
        if old == reply:
            return
        if old is not None:
            self._replies_of[old.statement].discard(place)
            del self._replies[place]
        if reply is not None:
            self._replies[place] = reply
            self._replies_of.setdefault(reply.statement, set()).add(place)
        self._stale.add(place)

    def settle(self) -> set[Place]:
        """Look at what is stale anew; the places of the replies looked at."""
        stale, self._stale = self._stale, set()
        for place in stale:
            for block in self._blocks.pop(place, ()):
                self._waiting[block].discard(place)
            self.found.pop(place, None)
            reply = self._replies.get(place)
            me = self._said.get(reply.statement) if reply else None
            if reply is None or me is None:
                continue
            part = _part(me.day)
            back = 1 if reply.actor is not None else _STANDS // (_DAYS + 1) + 1
            blocks = [(a, p) for a in _answered(reply) for p in range(part - back, part + 1)]
            self._blocks[place] = blocks
            for block in blocks:
                self._waiting.setdefault(block, set()).add(place)
            answer = self._answer(reply, me, blocks)
            if answer is not None:
                self.found[place] = answer
        return stale

    def _answer(self, reply: Reply, me: Said, blocks: list[tuple[str, int]]) -> Answer | None:
        best: tuple[float, str] | None = None
        for id in {id for block in blocks for id in self._by_block.get(block, ())}:
            value = _fit(me, self._said[id], reply)
            if value > 0 and (best is None or (-value, id) < (-best[0], best[1])):
                best = (value, id)
        if best is None or best[0] < _SURE:
            return None
        confidence = round(min(0.9, 0.3 + 0.06 * best[0]), 2)
        return Answer(reply.statement, best[1], reply.place[0], reply.cue, reply.signal, confidence)


def _answered(reply: Reply) -> set[str]:
    """Whose words, or which proposals, a reply may answer."""
    if reply.actor is None:
        return set(reply.agreements)
    return {reply.actor, reply.side or reply.actor}


def _said_blocks(said: Said) -> list[tuple[str, int]]:
    keys = {said.speaker, said.side} | (said.topics if said.act in _ASKING else frozenset())
    return [(key, _part(said.day)) for key in keys if key is not None]


def _part(day: str) -> int:
    return day_number(day) // (_DAYS + 1)


def _fit(me: Said, other: Said, reply: Reply) -> float:
    """How well an earlier utterance fits as what is answered; 0 where it cannot be.

    The weights are those of a logistic regression over the answers of the annotated stories,
    rounded. What stands in the reply's own article is not looked for: the reader saw it.
    """
    if other.speaker in (me.speaker, me.side) or reply.place[0] in other.articles:
        return 0.0
    if other.day > me.day or other.reported > reply.day:
        return 0.0
    days = days_apart(other.day, me.day)
    common, fewest = len(me.words & other.words), min(len(me.words), len(other.words))
    if reply.actor is None:
        return _proposal_fit(me, other, reply, days)
    if days > _DAYS or (reply.is_carried and common < _CARRIED):
        return 0.0
    addressed = me.speaker in other.addressees or me.side in other.addressees
    is_tied = common or addressed or other.speaker == reply.actor or me.topics & other.topics
    if not (is_tied or days <= 1):
        return 0.0  # an accusation by the other side is not the one that is denied for that alone
    return max(
        0.0,
        2.5 * (other.speaker == reply.actor)
        + 1.3 * min(4, common)
        + 0.8 * common / max(1, fewest)
        + 2.0 * (me.act in ("deny", "reject") and other.act in _ACCUSING)
        + 0.65 * (me.act in ("reject", "agree", "welcome") and other.act in _ASKING)
        + 0.55 * (other.act in _ACCUSING | _ASKING)
        + 0.9 * addressed
        + 0.85 * bool(me.topics & other.topics)
        + 0.04 * min(12, len(other.words))
        - 0.1 * min(days, _LATE)
        - 0.5 * other.is_headline,
    )


def _proposal_fit(me: Said, other: Said, reply: Reply, days: int) -> float:
    """How well an utterance fits as the proposal of the agreement that is accepted or turned down:
    another side's, which names the agreement.
    """
    is_own = me.side is not None and me.side == other.side
    named = len(reply.names & other.words)
    if is_own or days > _STANDS or not named:
        return 0.0
    return _SURE + 0.5 * (other.act == "propose") + 0.3 * named - 0.5 * other.is_headline
