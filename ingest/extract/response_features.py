"""What speaks for one statement of an article answering another one, as a model's features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract import response_words
from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.sides import side_of
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.syntax import agents_of
from ingest.extract.tokens import Token
from ingest.records import Span

REACH = 8  # paragraphs between a statement and what it answers
LEAD = 120  # tokens from the start within which a lead may answer what is told later
_SHORT = 14  # tokens of a sentence that says of the next one what it is ("X hit back.")
_OPENING = 6  # tokens of a content in which it tells whose words it judges
_PROPOSING = frozenset("propose put offer present submit table draft suggest".split())
_PERIODS = frozenset({"week", "month", "year"})
_PAST = frozenset({"last", "previous", "past"})
_MANY = 3  # other statements between two, from which more do not count
_SHOWN = 3  # letters of a word from which it tells what a content is about


@dataclass(frozen=True, slots=True)
class Exchange:
    """What responses are found from: the statements of an article with what is known of each."""

    a: Analysis
    cast: Cast
    candidates: Sequence[Candidate]
    speakers: Sequence[Speaker]
    acts: Sequence[str]
    topics: Sequence[frozenset[tuple[str, int]]]
    addressees: Sequence[tuple[int, ...]]
    told: Sequence[Told]
    ruled: Sequence[str]  # the acts that cue and words show by rule

    def beside(self, k: int) -> Iterator[int]:
        """The other statements of a statement's sentence, in order."""
        sentence = self.a.sentence
        here = sentence[self.candidates[k].head]
        first = k
        while first and sentence[self.candidates[first - 1].head] == here:
            first -= 1
        for j in range(first, len(self.candidates)):
            if sentence[self.candidates[j].head] != here:
                return
            if j != k:
                yield j


@dataclass(frozen=True, slots=True)
class Told:
    """What a statement tells by itself; worked out once for all pairs that it is one of."""

    words: frozenset[str]  # the telling words of its content, as lemmas
    side: str | None  # of its speaker
    named: frozenset[int]  # members that its content names
    named_sides: frozenset[str | None]
    actor_sides: frozenset[str | None]  # of those that are no places
    addressed_sides: frozenset[str | None]
    opening: str | None  # the first word of its sentence, where that may show an answer
    is_question: bool
    is_negated: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """What the sentence of a statement shows of its being an answer."""

    phrase: str | None
    by_verb: bool
    named: frozenset[int]
    cue: Span
    owner: int | None  # whose words the sentence speaks of
    before: int  # the statement in which the same actor spoke last; -1 where there is none
    is_explicit: bool  # whether words say that it answers something
    is_old: bool = False  # whether the words are of an earlier time: "NAME's words of last month"


@dataclass(slots=True)
class _Pair:
    """A statement and an earlier one, or a later one for a lead: their places, speakers, sides."""

    e: Exchange
    k: int  # who may answer
    j: int  # what may be answered
    mine: int
    theirs: int
    signs: Signs
    side: str | None
    other: str | None
    answer: Candidate
    answered: Candidate
    how: str  # whether words say that the statement is an answer
    relation: str  # how the sides of the two speakers stand to each other
    gap: int  # paragraphs between the two
    shared: int  # how many telling words both contents have
    likeness: str  # how like the contents are, in four steps


def _pair(k: int, j: int, mine: int, theirs: int, gap: int, signs: Signs, e: Exchange) -> _Pair:
    answer, answered = e.told[k], e.told[j]
    side, other = answer.side, answered.side
    shared = len(answered.words & answer.words)
    share = shared / max(min(len(answered.words), len(answer.words)), 1)
    return _Pair(
        e, k, j, mine, theirs, signs, side, other, e.candidates[k], e.candidates[j],
        how="explicit" if signs.is_explicit else "plain",
        relation="?" if side is None or other is None else "same" if side == other else "opposed",
        gap=gap,
        shared=shared,
        likeness="0" if not shared else "1" if share < 0.2 else "2" if share < 0.4 else "3",
    )  # fmt: skip


def told_in(
    c: Candidate, a: Analysis, cast: Cast, speaker: int | None, addressed: Sequence[int]
) -> Told:
    """What a statement tells by itself."""
    doc = a.doc
    tokens = [doc[i] for i in c.content]
    named = frozenset(cast.at[i] for i in c.content if i in cast.at)
    end = doc[max(c.content)].idx
    opening = doc[a.sentences[a.sentence[c.head]][0]].lower_
    return Told(
        words=frozenset(
            t.lemma_.lower()
            for t in tokens
            if t.pos_ in ("NOUN", "VERB", "ADJ", "NUM") and len(t.text) > _SHOWN
        ),
        side=side_of(cast, speaker),
        named=named,
        named_sides=frozenset(side_of(cast, i) for i in named),
        actor_sides=frozenset(side_of(cast, i) for i in named if cast.members[i].type != "Place"),
        addressed_sides=frozenset(side_of(cast, i) for i in addressed),
        opening=opening if opening in response_words.load().openings else None,
        is_question="?" in a.text[end : end + 3],
        is_negated=any(t.dep_ == "neg" or t.lower_ == "no" for t in tokens),
    )


def signs_of(k: int, e: Exchange) -> Signs:
    """The signs in a statement's sentence, and in a short one just before it ("X hit back.")."""
    words = response_words.load()
    a, doc, me = e.a, e.a.doc, e.candidates[k]
    first, last = a.sentences[a.sentence[me.head]]
    outside = [i for i in range(first, last) if i not in me.content]
    text = " ".join([doc[i].lower_ for i in outside])
    if first and a.paragraph[first - 1] == a.paragraph[first]:
        start, end = a.sentences[a.sentence[first - 1]]
        if end - start <= _SHORT:
            text = " ".join([t.lower_ for t in doc[start:end]]) + " " + text
    phrase = next((p for p in words.phrases if p in text), None)
    if phrase is None:
        opening = " ".join(doc[i].lower_ for i in sorted(me.content)[:_OPENING])
        phrase = next((p for p in words.judged if p in opening), None)
    head = doc[me.head]
    cast = e.cast
    mine = e.speakers[k].index
    named = frozenset(
        index
        for index in {cast.at[i] for i in outside if i in cast.at}
        if index != mine
        and cast.members[index].type != "Place"
        and cast.members[index].kind != "media"
    )
    cue = _cue_span(a, outside, phrase) or (head.idx, head.idx + len(head))
    before = next((n for n in range(k - 1, -1, -1) if e.speakers[n].index == mine), -1)
    by_verb = head.lemma_.lower() in words.verbs
    is_explicit = by_verb or (phrase is not None and phrase not in words.weak)
    owner, is_old = _owner_of_words(k, e)
    return Signs(phrase, by_verb, named, cue, owner, before, is_explicit, is_old)


def _owner_of_words(k: int, e: Exchange) -> tuple[int | None, bool]:
    """Whose words the sentence of a statement speaks of: "asked about NAME's claim", "with regard
    to NAME's words", "rejected NAME's talk of games", "condemned remarks made by NAME"; and whether
    they are of an earlier time: "NAME's words of last month".
    """
    me, doc, cast = e.candidates[k], e.a.doc, e.cast
    words = response_words.load().words
    first, last = e.a.sentences[e.a.sentence[me.head]]
    begins = min(me.content)
    for i in range(first, last):
        if doc[i].lemma_.lower() not in words or e.a.in_quote(i):
            continue
        if i in me.content and i - begins >= _OPENING:
            continue
        for child in doc[i].children:
            owners = [child] if child.dep_ in ("poss", "compound", "amod") else []
            if child.lower_ in ("of", "by", "from"):
                owners = [c for c in child.children if c.dep_ == "pobj"]
            elif child.dep_ == "acl" and child.lower_ in ("made", "given", "voiced"):
                owners = agents_of(child)
            for owner in owners:
                index = cast.at.get(owner.i)
                if index is None or index in (e.speakers[k].index, *e.speakers[k].others):
                    continue
                if cast.members[index].type != "Place" and cast.members[index].kind != "media":
                    return index, _is_old(doc[i])
    return _proposer(k, e), False


def _is_old(noun: Token) -> bool:
    """Whether words are told to be of an earlier week, month or year."""
    return any(
        c.lower_ in ("of", "from")
        and any(
            n.lemma_.lower() in _PERIODS and any(x.lower_ in _PAST for x in n.children)
            for n in c.children
        )
        for c in noun.children
    )


def _proposer(k: int, e: Exchange) -> int | None:
    """Whose proposal a statement's sentence tells of: "rejected the truce put forward by NAME"."""
    me, doc, cast = e.candidates[k], e.a.doc, e.cast
    first, last = e.a.sentences[e.a.sentence[me.head]]
    for i in range(first, last):
        if doc[i].lemma_.lower() not in _PROPOSING or doc[i].tag_ != "VBN" or e.a.in_quote(i):
            continue
        for agent in doc[i].children:
            for owner in agent.children if agent.dep_ == "agent" else ():
                index = cast.at.get(owner.i)
                if index is None or index in (e.speakers[k].index, *e.speakers[k].others):
                    continue
                if cast.members[index].type != "Place" and cast.members[index].kind != "media":
                    return index
    return None


def _cue_span(a: Analysis, outside: Sequence[int], phrase: str | None) -> Span | None:
    if phrase is None:
        return None
    words = phrase.split()
    doc = a.doc
    for k in range(len(outside) - len(words) + 1):
        if [doc[i].lower_ for i in outside[k : k + len(words)]] == words:
            last = doc[outside[k + len(words) - 1]]
            return doc[outside[k]].idx, last.idx + len(last)
    return None


def pair_features(k: int, j: int, signs: Signs, e: Exchange) -> list[str] | None:
    """The features of "statement k answers statement j"; None where it cannot."""
    mine, theirs = e.speakers[k].index, e.speakers[j].index
    if j == k or mine is None or theirs is None or mine == theirs:
        return None
    if not e.candidates[k].content.isdisjoint(e.candidates[j].content):
        return None  # what one tells the other said
    gap = _gap(k, j, e)
    if gap > REACH or (j > k and e.candidates[k].head > LEAD):
        return None
    p = _pair(k, j, mine, theirs, gap, signs, e)
    out = _acts(p)
    for told in (_spoken_of, _contents, _turns, _named, _around):
        told(p, out)
    return out


def _gap(k: int, j: int, e: Exchange) -> int:
    """Paragraphs between two statements."""
    return abs(e.a.paragraph[e.candidates[k].head] - e.a.paragraph[e.candidates[j].head])


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
        f"shared={min(p.shared, 4)}|{how}",
        f"phrase={p.signs.phrase}",
        f"cue={e.a.doc[p.answer.head].lemma_.lower()}",
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
        and any(t.lemma_.lower() in words for t in doc[i + 1 : i + 4] if t.i in c.content)
        for i in c.content
    )


def _contents(p: _Pair, out: list[str]) -> None:
    """What the two contents are like: a question, like words, a negation."""
    mine, theirs = p.e.told[p.k], p.e.told[p.j]
    if "transcript" in p.answered.kind and "transcript" in p.answer.kind:
        out += ["transcript", f"transcript|{min(abs(p.k - p.j), 3)}"]
    if theirs.is_question:
        out.append("question")
    if p.signs.before < p.j:
        out += ["first words", f"first words|{p.how}"]
    out.append(f"likeness={p.likeness}")
    if mine.opening is not None:
        out += [f"opens={mine.opening}", f"opens={mine.opening}|{p.relation}"]
    if mine.is_negated:
        out += ["negated", f"negated|{p.likeness}|{p.relation}"]


def _turns(p: _Pair, out: list[str]) -> None:
    """Where the answered stands among the statements of the article."""
    e, k, j, how = p.e, p.k, p.j, p.how
    if e.a.paragraph[p.answered.head] == e.a.paragraph[e.candidates[0].head]:
        out += ["lead", f"lead|{how}"]
    if (
        p.relation == "opposed"
        and j < k
        and not any(e.told[n].side not in (None, p.side) for n in range(j + 1, k))
    ):
        out += ["nearest of the others", f"nearest of the others|{how}"]
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
    if p.side is not None and (
        p.side in e.told[p.j].addressed_sides or p.mine in e.addressees[p.j]
    ):
        out += ["addressed", f"addressed|{how}"]


def _around(p: _Pair, out: list[str]) -> None:
    """A common topic, a headline, a speaker who goes on."""
    e, k, j = p.e, p.k, p.j
    if not e.topics[j].isdisjoint(e.topics[k]):
        out += ["topic", f"topic|{p.how}"]
    if e.a.in_headline(p.answered.head):
        out.append("headline")
    if k and e.speakers[k - 1].index == p.mine and j < k - 1:
        out.append("goes on")
