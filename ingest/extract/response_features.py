"""What speaks for one statement of an article answering another one, as a model's features."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.extract import response_words
from ingest.extract.candidates import Candidate
from ingest.extract.exchange import Exchange
from ingest.extract.response_rivals import Rivals, aim_of, rivals_of
from ingest.extract.response_signs import Signs
from ingest.extract.sides import side_of

REACH = 8  # paragraphs between a statement and what it answers
LEAD = 120  # tokens from the start within which a lead may answer what is told later
_MANY = 3  # other statements between two, from which more do not count


@dataclass(slots=True)
class _Pair:
    """A statement and an earlier one, or a later one for a lead: their places, speakers, sides."""

    e: Exchange
    k: int  # who may answer
    j: int  # what may be answered
    mine: int | None
    theirs: int | None
    signs: Signs
    side: str | None
    other: str | None
    answer: Candidate
    answered: Candidate
    how: str  # whether words say that the statement is an answer
    relation: str  # how the sides of the two speakers stand to each other
    gap: int  # paragraphs between the two


def _pair(k: int, j: int, signs: Signs, e: Exchange) -> _Pair:
    side, other = e.told[k].side, e.told[j].side
    answer, answered = e.candidates[k], e.candidates[j]
    return _Pair(
        e, k, j, e.speakers[k].index, e.speakers[j].index, signs, side, other, answer, answered,
        how="explicit" if signs.is_explicit else "plain",
        relation="?" if side is None or other is None else "same" if side == other else "opposed",
        gap=abs(e.a.paragraph[answer.head] - e.a.paragraph[answered.head]),
    )  # fmt: skip


def can_answer(k: int, j: int, e: Exchange) -> bool:
    """Whether statement k may answer statement j: another's, of the text, told for itself."""
    mine, theirs = e.speakers[k].index, e.speakers[j].index
    answer, answered = e.candidates[k], e.candidates[j]
    return (
        mine is not None
        and theirs is not None
        and mine != theirs
        and (j < k or answer.head <= LEAD)
        and not e.a.in_headline(answered.head)  # a headline tells again what the text tells
        and answer.content.isdisjoint(answered.content)  # else one tells that the other said it
        and abs(e.a.paragraph[answer.head] - e.a.paragraph[answered.head]) <= REACH
    )


def answerable(
    k: int, others: Iterable[int], signs: Signs, e: Exchange, *, of_turn: bool = False
) -> dict[int, list[str]]:
    """Of some statements those that statement k may answer, with the features of that; `of_turn`
    are only those that somebody else said last before its speaker.
    """
    js = [j for j in others if can_answer(k, j, e)]
    if not js:
        return {}
    rivals = rivals_of(k, js, e)
    if of_turn:
        js = [j for j in js if j == rivals.last or j in rivals.turn]
    return {j: _features(k, j, signs, rivals, e) for j in js}


def _features(k: int, j: int, signs: Signs, rivals: Rivals, e: Exchange) -> list[str]:
    """The features of "statement k answers statement j"."""
    p = _pair(k, j, signs, e)
    out = _acts(p)
    for told in (_spoken_of, _contents, _turns, _named, _around):
        told(p, out)
    _among_rivals(p, rivals, out)
    return out


def _among_rivals(p: _Pair, rivals: Rivals, out: list[str]) -> None:
    """How the answered stands among all that might be answered, by what sort of verb answers."""
    e, k, j, act = p.e, p.k, p.j, p.e.acts[p.j]
    sort = response_words.load().sorts.get(e.a.doc[p.answer.head].lemma_, "other")
    if p.signs.is_explicit and sort not in ("reply", "deny"):
        sort = "phrase"
    aim = aim_of(k, j, e)
    out += [
        f"sort={sort}|{act}",
        f"sort={sort}|gap={min(p.gap, 3)}",
        f"sort={sort}|steps={min(abs(k - j), 3)}",
        f"sort={sort}|{p.relation}",
        f"aim={aim}",
        f"aim={aim}|{sort}",
        f"aim={aim}|{act}",
        f"alike={rivals.likeness[j]}",
        f"alike={rivals.likeness[j]}|{sort}",
    ]
    if j == rivals.likest:
        out += ["likest", f"likest|{sort}", f"likest|{rivals.likeness[j]}"]
    if j == rivals.last:
        run = min(k - j, 3)
        out += ["last", f"last|{sort}", f"last|{min(p.gap, 2)}|{p.how}", f"last|run={run}"]
    elif j in rivals.turn:
        out += ["last turn", f"last turn|{sort}"]


def _acts(p: _Pair) -> list[str]:
    """The acts of the two, and how far they stand from each other."""
    e, k, j, how = p.e, p.k, p.j, p.how
    between = 0
    for n in range(min(j, k) + 1, max(j, k)):
        if e.speakers[n].index not in (p.mine, p.theirs, None):
            between += 1
            if between == _MANY:
                break
    act, earlier, ruled, ruled_earlier = e.acts[k], e.acts[j], e.ruled[k], e.ruled[j]
    return [
        how,
        f"acts={earlier}>{act}",
        f"act={act}|{how}",
        f"earlier={earlier}",
        f"ruled={ruled_earlier}>{ruled}",
        f"ruled={ruled}|{how}",
        f"ruled earlier={ruled_earlier}",
        f"relation={p.relation}|{how}",
        f"gap={min(p.gap, 4)}|{how}",
        f"steps={min(abs(k - j), 5)}",
        f"between={between}",
        f"phrase={p.signs.phrase}",
        f"cue={e.a.doc[p.answer.head].lemma_}",
    ]


def _spoken_of(p: _Pair, out: list[str]) -> None:
    """Whether one content tells of the other's speaker, his words, or his side."""
    how = p.how
    mine, theirs = p.e.told[p.k], p.e.told[p.j]
    if p.theirs in mine.named:
        out.append(f"speaks of them|{p.relation}|{how}")
        if _is_of_words(p.answer, p.theirs, p.e):
            out.append("speaks of their words")
    elif p.other is not None and p.other in mine.named_sides:
        out.append(f"speaks of their side|{how}")
    if p.side is not None and p.side in theirs.actor_sides:
        out += ["told of", f"told of|{how}", f"told of|{p.e.acts[p.k]}"]


def _is_of_words(c: Candidate, index: int, e: Exchange) -> bool:
    """Whether a content tells of somebody's words: "NAME's remarks were meant to mislead"."""
    doc, words = e.a.doc, response_words.load().words
    return any(
        e.cast.at.get(i) == index
        and any(t.lemma_ in words for t in doc[i + 1 : i + 4] if t.i in c.content)
        for i in c.content
    )


def _contents(p: _Pair, out: list[str]) -> None:
    """What the two contents are like: a question, like words, a negation."""
    mine, theirs = p.e.told[p.k], p.e.told[p.j]
    if theirs.is_question:
        out.append("question")
    if p.signs.before < p.j:
        out += ["first words", f"first words|{p.how}"]
    if mine.opening is not None:
        out += [f"opens={mine.opening}", f"opens={mine.opening}|{p.relation}"]
    if mine.is_negated:
        out.append("negated")


def _turns(p: _Pair, out: list[str]) -> None:
    """Where the answered stands among the statements of the article."""
    e, k, j, how = p.e, p.k, p.j, p.how
    if e.a.paragraph[p.answered.head] == e.a.paragraph[e.candidates[0].head]:
        out += ["lead", f"lead|{how}"]
    if p.signs.by_verb:
        out.append(f"verb|{e.acts[j]}")
    if j > k:
        out.append("later")


def _named(p: _Pair, out: list[str]) -> None:
    """Whom the answer's sentence names or addresses, and whose words it speaks of."""
    e, signs, how = p.e, p.signs, p.how
    if signs.owner is not None:
        fits = "theirs" if signs.owner == p.theirs else "others"
        if fits == "others" and p.other is not None and side_of(e.cast, signs.owner) == p.other:
            fits = "their side's"
        out += [f"words={fits}", f"words={fits}|{e.acts[p.j]}"]
    if p.theirs in signs.named or p.theirs in e.addressees[p.k]:
        out += ["named", f"named|{how}"]
    elif p.other is not None and p.other in e.told[p.k].addressed_sides:
        out += ["side named", f"side named|{how}"]


def _around(p: _Pair, out: list[str]) -> None:
    """A common topic."""
    if not p.e.topics[p.j].isdisjoint(p.e.topics[p.k]):
        out += ["topic", f"topic|{p.how}"]
