"""Nouns that name an event or agreement: "the second round of talks"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.matters.agreed import agreed_kind
from ingest.extract.matters.idle import is_idle, is_told_apart
from ingest.extract.matters.joining import take, take_up
from ingest.extract.matters.lexicon import Pattern
from ingest.extract.matters.matter import Matters
from ingest.extract.matters.sides import (
    PERSONAL,
    actors_of,
    attackers_of,
    imposers_of,
    parties_of,
    partners_of,
    talkers_of,
)
from ingest.extract.matters.stages import kind_of_stage
from ingest.extract.matters.status import described_status, status_at
from ingest.extract.matters.telling import PER_SIDE
from ingest.extract.tokens import Token

_PHASES = frozenset({"phase", "stage"})
_WAR = frozenset("war fighting hostilities hostages truce ceasefire cease-fire".split())
_PLANS = frozenset({"plan", "initiative", "roadmap"})
_PLANNED = frozenset("ceasefire humanitarian peace_treaty trade".split())
_AGAIN = frozenset({"the", "this", "that", "such"})


def _phrase(matters: Matters, head: Token) -> tuple[int, int]:
    """The noun phrase of a head: what stands before it and short phrases with "of", "on", "in"
    after.
    """
    doc = matters.doc
    start = head.left_edge.i
    for i in range(head.i - 1, max(head.left_edge.i, head.i - 9) - 1, -1):
        if (
            doc[i].text in (",", '"', "“", "”", ";", "(", "—", "–")
            or (doc[i].pos_ in ("VERB", "AUX") and doc[i].tag_ not in ("VBN", "VBG"))
            or doc[i].is_space
        ):
            start = i + 1
            break
        start = i
    end = head.i + 1
    while (
        end < len(doc)
        and doc[end].lower_ in ("of", "with", "between", "on", "in", "for", "against", "at", "to")
        and end - head.i < 10
    ):
        if doc[end].head.i not in range(start, end) and doc[end].lower_ not in ("of",):
            break
        objs = [c for c in doc[end].children if c.dep_ in ("pobj", "pcomp")]
        if not objs or objs[0].pos_ == "VERB":
            break
        right = objs[0].i + 1
        edge = objs[0].right_edge.i + 1
        while (
            right < edge
            and right - head.i < 12
            and doc[right].text not in (",", ";", '"', "”", ".")
            and doc[right].pos_ not in ("VERB", "SCONJ")
            and doc[right].dep_ not in ("relcl", "acl")
            and doc[right].lower_ not in ("that", "which", "who")
        ):
            if (
                doc[right].lower_ in ("of", "with", "between", "and", "for")
                or doc[right].pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET")
                or doc[right].text in ("'s", "’s", "-")
            ):
                right += 1
            else:
                break
        end = right
    while end > head.i + 1 and doc[end - 1].lower_ in (
        "and",
        "of",
        "with",
        "between",
        "for",
        "the",
        "a",
    ):
        end -= 1
    return start, end


def add_noun(matters: Matters, head: Token, taken: set[int]) -> None:
    """Take up what a noun phrase names, if it names an event or agreement."""
    lemma, lower = head.lemma_, head.lower_
    if lemma not in matters.lexicon.nouns and lower not in matters.lexicon.nouns:
        return
    following = matters.doc[head.i + 1] if head.i + 1 < len(matters.doc) else None
    if (
        following is not None
        and head.dep_ in ("compound", "nmod")
        and following.pos_ in ("NOUN", "PROPN")
        and (
            _match(matters, matters.lexicon.events, following, {following.lower_})
            or _match(
                matters, matters.lexicon.agreements, following, {following.lower_, lemma, lower}
            )
        )
    ):
        return  # the head comes: "ceasefire talks"
    start, end = _phrase(matters, head)
    around = {t.lower_ for t in matters.doc[start:end]} | {t.lemma_ for t in matters.doc[start:end]}
    if lemma in _PHASES and (kind := kind_of_stage(matters, head)) is not None:
        take(matters, "event", kind, head, start, head.i + 1)
        taken.update(range(start, head.i + 1))
        return
    if lemma in _PHASES and (kind := _kind_of_phase(matters, head)) is not None:
        take(matters, "agreement", kind, head, start, head.i + 1, is_phase=True)
        return
    for name, patterns in (
        ("event", matters.lexicon.events),
        ("agreement", matters.lexicon.agreements),
    ):
        pattern = _match(matters, patterns, head, around)
        if pattern is None:
            continue
        if pattern.kind == "signing" and _signs_what_was_told(matters, head):
            return
        if is_idle(matters, head, pattern.kind):
            return
        if pattern.modified and not is_told_apart(matters, head, pattern.kind):
            return
        if lower in _PLANS and _is_known_plan(matters, head, start):
            taken.add(head.i)
            return
        kind = pattern.kind
        if name == "agreement" and kind == "other":
            told = [*head.children, *(_told_after(head) if head.dep_ == "nsubjpass" else ())]
            after = max([end, *(c.right_edge.i + 1 for c in told if c.dep_ in ("acl", "prep"))])
            kind = agreed_kind(
                matters, start, min(after, head.i + 18), is_noun=True
            ) or _kind_beside(matters, head)
            if kind != "other":
                end = max(end, min(after, head.i + 14))
        if pattern.numbered:
            end = max(end, head.i + 2)
        partners = partners_of(matters, head) if kind in PERSONAL else []
        if kind == "attack":
            partners = attackers_of(matters, head)
        if kind == "sanctions":
            partners = imposers_of(matters, head)
        parties = parties_of(matters, head) if name == "agreement" else []
        if kind == "talks":
            parties = talkers_of(matters, head)
        known = "in_force" if pattern.numbered else None  # whatever is said of it
        matter = take(matters, name, kind, head, start, end, known, False, partners, parties)
        if pattern.verbs:  # whoever adopts or issues it takes part
            matter.actors += [x for x in actors_of(matters, head.head) if x not in matter.actors]
        if name == "event" and kind in ("prisoner_exchange", "repatriation"):
            _as_agreed(matters, kind, head, start, end)
        taken.update(range(start, end))
        return
    _add_again(matters, head, start, taken)


def _signs_what_was_told(matters: Matters, head: Token) -> bool:
    """Take up the agreement that a mere "the signing" tells of, where no signing was told."""
    if head.lower_ not in ("signing", "signature") or any(c.lower_ != "the" for c in head.children):
        return False
    if any(m.kind == "signing" for m in matters.found):
        return False
    if status_at(matters, "event", "signing", head, is_next=False) != "held":
        return False
    reached = [
        m
        for m in matters.found
        if m.sort == "agreement" and any(s == "agreed" for _, s, _ in m.statuses)
    ]
    if not reached:
        return False
    reached[-1].statuses.append((head.i, "signed", True))
    return True


def _is_known_plan(matters: Matters, head: Token, start: int) -> bool:
    """Take up the truce or treaty on the table where it is only called "the initiative" or "the
    plan", and no plan has been told of.
    """
    if any(head.lemma_ in m.nouns for m in matters.found):
        return False
    if any(c.lower_ not in _AGAIN for c in head.children):
        return False
    return bool(list(head.children)) and take_up(matters, "agreement", _PLANNED, start, head)


def _add_again(matters: Matters, head: Token, start: int, taken: set[int]) -> None:
    """Take up what was told before: "the proposal", "such an offer"."""
    following = matters.doc[head.i + 1].lower_ if head.i + 1 < len(matters.doc) else ""
    if following == "of" or not any(c.lower_ in _AGAIN for c in head.children):
        return
    if any(c.dep_ in ("amod", "compound", "nummod", "poss") for c in head.children):
        return
    for again in matters.lexicon.again:
        if head.lemma_ in again.nouns and take_up(matters, again.sort, again.kinds, start, head):
            taken.add(head.i)
            return


def _kind_beside(matters: Matters, head: Token) -> str:
    """The kind of a deal that is only called one: that of the exchange told before it in its
    sentence.
    """
    if any(c.lower_ == "no" for c in head.children):
        return "other"
    low = matters.a.sentences[matters.a.sentence[head.i]][0]
    told = [
        m.kind
        for m in matters.found
        if m.sort == "event"
        and m.kind in ("prisoner_exchange", "repatriation")
        and any(low <= h < head.i for h in m.heads)
    ]
    return told[-1] if told else "other"


def _told_after(head: Token) -> list[Token]:
    """What a passive tells of its subject: "an agreement was reached … on the return of X"."""
    return [c for c in head.head.children if c.i > head.head.i and c.lower_ in ("on", "to")]


def _kind_of_phase(matters: Matters, head: Token) -> str | None:
    """The kind of an agreement that is the first or next part of a plan or deal: "the first phase
    of a plan to end the war"; None for what is no such part.
    """
    if not any(c.lower_ in ("first", "second", "third", "next", "initial") for c in head.children):
        return None
    whole = next(
        (p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None
    )
    if whole is None:
        return next((m.kind for m in matters.found if m.is_phase), None)
    words = {t.lower_ for t in whole.subtree} | {whole.lemma_}
    pattern = _match(matters, matters.lexicon.agreements, whole, words)
    if pattern is None:
        return None
    return "ceasefire" if words & _WAR else pattern.kind


def _as_agreed(matters: Matters, kind: str, head: Token, start: int, end: int) -> None:
    """ "The 1,000-for-1,000 exchange", "a swap agreed in X": the event is agreed on too."""
    following = [t.lower_ for t in matters.doc[head.i + 1 : head.i + 9]]
    formula = PER_SIDE.search(matters.doc.between(start, end)) is not None
    agreed = any(c.dep_ == "acl" and c.lower_ in ("agreed", "reached") for c in head.children)
    if not agreed and "agreed" in following:
        agreed = "," not in following[: following.index("agreed")]
    if formula or agreed:
        status = described_status(matters, head) or "agreed"
        take(matters, "agreement", kind, head, start, end, status=status)


def _match(
    matters: Matters, patterns: Sequence[Pattern], head: Token, around: set[str]
) -> Pattern | None:
    lemma, lower = head.lemma_, head.lower_
    for pattern in patterns:
        if (lemma not in pattern.nouns and lower not in pattern.nouns) or pattern.without & around:
            continue
        if pattern.verbs and not (
            head.dep_ in ("dobj", "nsubjpass") and head.head.lemma_ in pattern.verbs
        ):
            continue
        if pattern.numbered and not (
            head.i + 1 < len(matters.doc) and matters.doc[head.i + 1].text.isdigit()
        ):
            continue
        if pattern.for_number:
            window = matters.doc.between(max(0, head.i - 6), head.i + 8)
            if (
                PER_SIDE.search(window)
                or "stage" in around
                or (
                    head.lower_ in ("exchange", "swap", "swaps", "exchanges")
                    and _exchange_known(matters, head)
                )
            ):
                return pattern
            continue
        if (
            pattern.beside
            and not (pattern.beside & (around - {lemma, lower}))
            and not (
                pattern.beside & {lemma, lower}
                and pattern.kind
                in (
                    "memorandum",
                    "security_guarantee",
                    "call",
                    "aid",
                    "peace_treaty",
                    "signing",
                )
            )
        ):
            continue
        return pattern
    return None


def _exchange_known(matters: Matters, head: Token) -> bool:
    """Whether "the exchange" takes up an exchange of prisoners named in the article."""
    return matters.tells_of_captives or any(
        m.kind in ("prisoner_exchange", "repatriation") for m in matters.found
    )
