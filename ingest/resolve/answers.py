"""Which statement answers which, across articles and outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.resolve.items import Items, Place
from ingest.resolve.matters import days_apart
from ingest.resolve.utterances import content_words

_DAYS = 8
_ANSWERS = {
    "deny": ("accuse", "state", "announce", "condemn"),
    "reject": ("propose", "demand", "accuse", "announce", "state", "threaten"),
    "agree": ("propose", "demand"),
    "welcome": ("propose", "announce", "agree", "promise"),
    "confirm": ("announce", "state", "accuse"),
    "condemn": ("announce", "threaten", "state"),
    "accuse": ("accuse", "announce", "state"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance for pairing: who said it, for which side, when, about what, to whom."""

    id: str
    speaker: str | None
    side: str | None
    day: str
    act: str
    topics: frozenset[str]
    addressees: frozenset[str]
    words: frozenset[str]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One utterance answers another; the article that shows it, the words, and how sure."""

    source: str
    target: str
    article: str
    cue: str | None
    signal: str
    confidence: float


def answers_across(
    items: Items,
    said: Mapping[str, Said],
    open_replies: Sequence[tuple[str, Place, str]],
    side_of: Mapping[str, str],
) -> list[Answer]:
    """Pair replies that name an actor with what that actor said, in whichever article it stands.

    `open_replies` are (statement id, its report, the actor's id) whose answer the article itself
    does not hold.
    """
    by_actor: dict[str, list[Said]] = {}
    for utterance in said.values():
        for actor in {utterance.speaker, utterance.side} - {None}:
            assert actor is not None
            by_actor.setdefault(actor, []).append(utterance)
    found: list[Answer] = []
    for statement, place, actor in open_replies:
        me = said[statement]
        best: tuple[float, str] | None = None
        pool = {u.id: u for a in {actor, side_of.get(actor, actor)} for u in by_actor.get(a, ())}
        for other in pool.values():
            value = _fit(me, other, actor)
            if value > 0 and (best is None or (-value, other.id) < (-best[0], best[1])):
                best = (value, other.id)
        if best is not None and best[0] >= 1.5:
            report = items.statement(place)
            text = items.sources[place[0]].article.text
            cue = text[slice(*report.response_cue)] if report.response_cue else None
            found.append(
                Answer(
                    statement,
                    best[1],
                    place[0],
                    cue,
                    report.response_signal or "explicit",
                    round(min(0.9, 0.3 + 0.1 * best[0]), 2),
                )
            )
    return found


def _fit(me: Said, other: Said, actor: str) -> float:
    """How well an earlier utterance fits as what is answered; 0 where it cannot be."""
    if other.id == me.id or other.speaker == me.speaker:
        return 0.0
    if other.day > me.day or days_apart(other.day, me.day) > _DAYS:
        return 0.0
    value = 1.0 - 0.1 * days_apart(other.day, me.day)
    if other.speaker == actor:
        value += 0.5
    value += 1.0 * bool(me.topics & other.topics)
    if other.act in _ANSWERS.get(me.act, ()):
        value += 0.5
    if (me.side and me.side in other.addressees) or me.speaker in other.addressees:
        value += 0.75
    value += min(1.0, 0.2 * len(me.words & other.words))
    return value


def telling_words(text: str) -> frozenset[str]:
    """The words by which replies take up what they answer."""
    return content_words(text)
