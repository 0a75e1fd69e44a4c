"""When a statement was said: the date of its own sentence, of the occasion it belongs to, or the
day of publication.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.dates import count_of, find_dates, parse_day
from ingest.extract.issued import PUBLISHING, UTTERANCES, dates_told, days_told, issued
from ingest.extract.relays import nesting
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.tokens import Token

_BACKGROUND = re.compile(
    r"^(context|background|recall|reminder|earlier|previously|what preceded|for reference"
    r"|let us remind|as reported)",
    re.I,
)


_OCCASIONS = frozenset(
    "meeting ceremony rally session hearing reception parade sermon debate".split()
)
_TALKS = frozenset("talk round negotiation summit visit call conference".split())
_AROUND = frozenset("after at before during following in".split())
_BACK = re.compile(
    r"\b(?:that (?:day|evening|night|morning|afternoon)|the same (?:day|evening|night)"
    r"|the (?:next|following|previous) day|(?:hours|minutes) (?:later|earlier|before))\b"
)
_PARTS_OF_DAY = frozenset("morning noon afternoon evening night".split())
_HOURS = re.compile(
    r"\b(?:(?:hours?|minutes) (?:later|earlier|before)|within (?:an hour|hours|minutes)"
    r"|moments later|(?:shortly|soon|immediately) (?:afterwards?|thereafter))\b"
)
_AT_THE_TIME = re.compile(r"\bat (?:the|that) time\b")
_TODAY = re.compile(r"\bearlier (?:in the day|today)\b")
_THEN = re.compile(r"\b(?:then|at the time|at that time)\b")
_IN_TURN = re.compile(
    r"\b(?:in turn|for (?:his|her|its|their) part|countered|hit back|shot back|replied|disagreed)\b"
)
_COUNTS = frozenset("a one two three four five six".split())
_SPEAKING = frozenset("speak post address brief".split())
_BEFORE = frozenset("earlier previously recently repeatedly".split())
_OPENING = 4  # words in which a sentence begins with its time
_LASTS = 6  # sentences after it that an issued statement is still spoken of
_REACH = 2  # sentences back to the day that "that evening" speaks of


def days_of(
    candidates: Sequence[Candidate],
    who: Sequence[Speaker],
    a: Analysis,
    cast: Cast,
    published: str | None,
) -> list[tuple[str | None, bool]]:
    """When each statement was said, and whether its own sentence tells it.

    What a speaker says after a dated statement, or after a sentence that tells when they issued
    one, was said on the same occasion, until another date; who answers "in turn" does so on the
    day of what they answer; a headline and a lead take the first date that the article then gives
    for their speaker.
    """
    out: list[tuple[str | None, bool]] = []
    previous: str | None = None
    occasion: dict[int, str | None] = {}
    first: dict[int, str | None] = {}
    told_in: dict[int, int] = {}  # the paragraph in which a speaker's occasion was told
    carried: list[int] = []  # statements of a later paragraph that have the day of an occasion
    said = {i for c in candidates for i in c.content}
    dated = issued(a, cast, published, said)
    cues = frozenset(c.head for c in candidates)
    named = _first_named(cast)
    inside = nesting(candidates)
    near: dict[int, list[Candidate]] = {}  # by sentence
    for c in candidates:
        for i in {a.sentence[i] for i in c.content}:
            near.setdefault(i, []).append(c)
    for k, (c, speaker) in enumerate(zip(candidates, who, strict=True)):
        sentence = a.sentence[c.head]
        others = _of_others(c, near.get(sentence, ()))
        date, told = date_of(
            c, a, published, _day_before(c, a, published) or previous, others, cues
        )
        if told:
            previous = date
        index = speaker.index
        if index is not None:
            for at, member, day in dated:
                if at <= sentence <= at + _LASTS and (
                    member == index
                    or (member is None and _last_before(at, index, candidates, who, a))
                ):
                    occasion[index] = day
            if told and inside[k] is None and not tells_before(a.doc[c.head]):
                occasion[index] = date
                told_in[index] = a.paragraph[c.head]
                first.setdefault(index, date)
            elif date == published and index in occasion and not _has_new_medium(c, a, cast, named):
                date = occasion[index]
                if told_in.get(index) != a.paragraph[c.head]:
                    carried.append(k)
                if inside[k] is None:
                    first.setdefault(index, date)
            elif date == published and k and _answers_in_turn(c, a):
                earlier = candidates[k - 1]
                if abs(a.paragraph[c.head] - a.paragraph[earlier.head]) <= 1:
                    date = out[k - 1][0] or date
                    occasion[index] = date
        out.append((date, told))
    today = {s.index for s, day in zip(who, out, strict=True) if day == (published, True)}
    for k in carried:  # who spoke on two days, one of them that of publication
        if who[k].index in today:
            out[k] = (published, False)
    late = _late(candidates, who, out, a, published)
    for k, (c, speaker) in enumerate(zip(candidates, who, strict=True)):
        date, told = out[k]
        if not told and date == published and speaker.index is not None:
            out[k] = (late.get(speaker.index, date), False)
        opens = a.in_headline(c.head) or (
            bool(a.layout.body)
            and a.doc[c.head].idx < a.layout.body[0][1]
            and len(a.layout.body) > 1
        )
        if opens and not told and date == published and speaker.index in first:
            out[k] = (first[speaker.index], False)
    return out


def _of_others(c: Candidate, candidates: Sequence[Candidate]) -> set[int]:
    """What other statements tell, but for those that tell this one: their days are not its day."""
    return {
        i for other in candidates if other is not c and c.head not in other.content
        for i in other.content
    }  # fmt: skip


def _is_past(day: str, published: str | None) -> bool:
    """Whether something can have been said on a day: it is not after that of publication."""
    return published is None or day <= published


def _late(
    candidates: Sequence[Candidate],
    who: Sequence[Speaker],
    days: Sequence[tuple[str | None, bool]],
    a: Analysis,
    published: str | None,
) -> dict[int, str]:
    """By speaker of the lead, the day that it tells, where that is not the day of publication and
    nothing else of theirs is told to be of another day: the report is of one occasion.
    """
    if not a.layout.body or published is None:
        return {}
    start, end = a.layout.body[0]
    told: dict[int, set[str | None]] = {}
    lead: dict[int, str] = {}
    for c, speaker, (date, is_told) in zip(candidates, who, days, strict=True):
        if speaker.index is None or not is_told:
            continue
        told.setdefault(speaker.index, set()).add(date)
        if start <= a.doc[c.head].idx < end and date is not None and len(date) == 10:
            lead.setdefault(speaker.index, date)
    return {i: day for i, day in lead.items() if told[i] == {day} and day != published}


def _last_before(
    sentence: int, index: int, candidates: Sequence[Candidate], who: Sequence[Speaker], a: Analysis
) -> bool:
    """Whether a member is the speaker of the last statement before a sentence: "the group"."""
    before = [
        s.index for c, s in zip(candidates, who, strict=True) if a.sentence[c.head] < sentence
    ]
    return bool(before) and before[-1] == index


def _first_named(cast: Cast) -> dict[int, int]:
    """The first token that names each medium."""
    first: dict[int, int] = {}
    for i, index in sorted(cast.at.items()):
        member = cast.members[index]
        if member.kind == "media" and not member.is_platform:
            first.setdefault(index, i)
    return first


def _has_new_medium(c: Candidate, a: Analysis, cast: Cast, named: Mapping[int, int]) -> bool:
    """Whether somebody speaks to a medium not named before: on another occasion."""
    low, high = a.sentences[a.sentence[c.head]]
    return any(
        low <= i < high and i not in c.content and a.doc[i].dep_ in ("dobj", "pobj")
        for i in named.values()
    )


def outside(c: Candidate, a: Analysis) -> str:
    """The words of a statement's sentence outside its content, in lower case."""
    low, high = a.sentences[a.sentence[c.head]]
    return " ".join([t.lower_ for t in a.doc[low:high] if t.i not in c.content])


def _answers_in_turn(c: Candidate, a: Analysis) -> bool:
    return _IN_TURN.search(outside(c, a)) is not None


def _day_before(c: Candidate, a: Analysis, published: str | None) -> str | None:
    """The day that "that evening", "the next day" or "then" counts from: the last one named just
    before, for "then" also in the sentence itself.
    """
    beside = outside(c, a)
    sentence = a.sentence[c.head]
    if _THEN.search(beside) is not None:
        days = [
            d.day
            for d in dates_told(a, sentence, published)
            if d.day and d.end <= a.doc[c.head].idx
        ]
        if days and _is_past(days[-1], published):
            return days[-1]
    elif _BACK.search(beside) is None:
        return None
    for s in range(sentence - 1, max(sentence - 1 - _REACH, -1), -1):
        days = days_told(a, s, published)
        if days:
            return days[-1]
    return None


def is_background(candidate: Candidate, a: Analysis) -> bool:
    """Whether the statement stands under a section head such as "Context"."""
    at = a.doc[candidate.head].idx
    k = bisect_left(a.layout.heads, (at, at)) - 1
    return k >= 0 and bool(_BACKGROUND.match(a.text[slice(*a.layout.heads[k])]))


def date_of(
    candidate: Candidate,
    a: Analysis,
    published: str | None,
    previous: str | None,
    others: Collection[int] = (),
    cues: Collection[int] = (),
) -> tuple[str | None, bool]:
    """When it was said, as told; and whether the text tells it in words. `others` are the tokens
    of other statements, `cues` the heads of all.
    """
    doc, text = a.doc, a.text
    content = candidate.content
    first, last = a.sentences[a.sentence[candidate.head]]
    head = doc[candidate.head]
    inside = [i for i in range(first, last) if i not in content and i not in others]
    runs: list[tuple[int, int]] = []
    for i in inside:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    best: tuple[int, str] | None = None
    for start, end in runs:
        for found in find_dates(
            text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), published, previous=previous
        ):
            if found.value is None or not _is_past(found.value, published):
                continue
            token = next(
                (t for t in doc[start:end] if t.idx <= found.start < t.idx + len(t) + 1), None
            )
            if token is None or not _dates_the_cue(token, head, a, candidate, cues):
                continue
            distance = abs(token.i - candidate.head)
            if best is None or distance < best[0]:
                best = (distance, found.value)
    if best is not None:
        return best[1], True
    earlier = _days_after(head, published)
    if earlier is not None:
        return earlier, True
    near = {i for i in inside if abs(i - candidate.head) <= 6}
    words = {doc[i].lower_ for i in near}
    times = " ".join([doc[i].lower_ for i in inside if i in near or i < first + _OPENING])
    if previous and ("then" in words or _HOURS.search(times) is not None):
        return previous, True
    if previous and {"at", "time"} <= words and _AT_THE_TIME.search(outside(candidate, a)):
        return previous[:7], True  # about that day
    if _TODAY.search(times) is not None:
        return published, False
    if not words.isdisjoint(_BEFORE) or ("once" in words and words.isdisjoint(("more", "again"))):
        return None, False
    if tells_before(head):
        return None, False
    if is_background(candidate, a) or _is_of_other_talks(candidate, head):
        return None, False
    return published, False


def tells_before(verb: Token) -> bool:
    """Whether a verb tells what had been said before: "had warned"."""
    return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def _spoke_then(verb: Token, head: Token) -> bool:
    """Whether a relative clause tells when its speaker spoke: "X, which published the points on
    Monday, said".
    """
    if verb.head.head.i != head.i or verb.head.dep_ != "nsubj":
        return False
    is_made = verb.lemma_ == "make" and any(c.lower_ == "public" for c in verb.children)
    return is_made or verb.lemma_ in PUBLISHING or verb.lemma_ in _SPEAKING


def _days_after(head: Token, published: str | None) -> str | None:
    """The day of what a clause tells from which the news counts: "a day after X announced C"."""
    after = next((c for c in head.children if c.dep_ == "mark" and c.i < head.i), head.head)
    day = parse_day(published)
    if after.lower_ != "after" or day is None or after.i < 2:
        return None
    count, unit = head.doc[after.i - 2], head.doc[after.i - 1]
    if unit.lemma_ != "day" or count.lower_ not in _COUNTS:
        return None
    return (day - timedelta(days=count_of(count.lower_))).isoformat()


def _is_of_other_talks(candidate: Candidate, head: Token) -> bool:
    """Whether it is told beside another's words and was said at talks that the sentence names:
    "A, who said after the talks that C", "as A charged at the previous round".
    """
    return (head.dep_ == "relcl" or candidate.kind == "as") and any(
        c.lower_ in _AROUND and any(n.lemma_ in _OCCASIONS | _TALKS for n in c.children)
        for c in head.children
    )


def _is_place_of_occasion(noun: Token) -> bool:
    """Whether a noun tells where or before whom an occasion was: "at the ceremony in the palace
    on Friday", "in his address to the nation on Friday".
    """
    word = noun.head
    before = _OCCASIONS | (UTTERANCES if word.lower_ in ("to", "with") else frozenset())
    return word.lower_ in ("in", "at", "to", "with") and word.head.lemma_ in before


def _dates_the_cue(
    token: Token, head: Token, a: Analysis, candidate: Candidate, cues: Collection[int]
) -> bool:
    """Whether a date belongs to the act of speaking, not to a noun or another cue beside it."""
    up = token
    if up.dep_ == "compound" and up.head.lower_ in _PARTS_OF_DAY:
        up = token = up.head  # "on Friday evening"
    if head.tag_ == "VBG" and head.dep_ == "advcl":
        head = head.head  # "walked out last month, accusing …"
    for _ in range(8):
        if up.i == head.i:
            return True
        if up.i in cues and up.dep_ == "advcl":
            return False
        if up.dep_ in ("relcl", "acl") and up.i != head.i:
            if _spoke_then(up, head):
                return True
            if up.lemma_ not in PUBLISHING or up.head.lemma_ not in UTTERANCES:
                return False
        if up.pos_ in ("NOUN", "PROPN") and up.i != token.i and up.head.i != head.i:
            # "the talks on June 2": a noun's date, unless the noun hangs on the cue
            occasion = up.lemma_ in UTTERANCES | _OCCASIONS
            if not occasion and not _is_place_of_occasion(up):
                return up.lemma_ in ("june", "may") or False
        if up.head.i == up.i:
            break
        up = up.head
    if up.i in candidate.content:
        return token.i <= a.sentences[a.sentence[candidate.head]][0] + 4
    return token.i <= a.sentences[a.sentence[candidate.head]][0] + 4 or up.i == head.i
