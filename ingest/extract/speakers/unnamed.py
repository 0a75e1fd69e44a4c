"""Officials, sources and bystanders whom an article does not name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from ingest.extract.cast import Member
from ingest.extract.genders import gender_of
from ingest.extract.persons import is_person_noun
from ingest.extract.speakers.discourse import FAR, Discourse, phrase_span, phrase_text
from ingest.extract.speakers.ranks import is_same_rank, words_of
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.syntax import noun_phrase
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Span

_A = frozenset("a an one another".split())


@by_rule("earlier official")
def earlier_unnamed(d: Discourse, head: Token, tokens: Sequence[int], span: Span) -> Speaker | None:
    """ "The official" after "a senior official": the same, where it was said close by."""
    for cue, speaker in d.said_back(head.i):
        if speaker.index is None or d.a.paragraph[head.i] - d.a.paragraph[cue] > 2:
            break
        member = d.cast.members[speaker.index]
        if member.type == "Person" and _is_called(d, member, head, tokens):
            return Speaker(speaker.index, (), "unnamed", None, span)
    return None


@by_rule("unnamed")
def unnamed(
    d: Discourse, head: Token, tokens: Sequence[int], inside: int | None, definite: bool, span: Span
) -> Speaker:
    """An official or source without a name: one of before where "the" stands, else a new one."""
    if definite and inside is None:
        for index in islice(reversed(d.unnamed_people), FAR):
            member = d.cast.members[index]
            if _is_called(d, member, head, tokens):
                member.mentions.append(phrase_span(d, tokens))
                return Speaker(index, (), "unnamed", None, span)
    member = Member(
        "Person",
        phrase_text(d, tokens),
        is_named=False,
        is_several=head.tag_ in ("NNS", "NNPS"),
        state=d.cast.members[inside].state if inside is not None else None,
    )
    member.mentions.append(phrase_span(d, tokens))
    if inside is not None:
        d.cast.members[inside].is_used = True
    index = d.cast.add(member)
    d.unnamed_people.append(index)
    if head.i not in d.cast.at:
        d.name_here(head.i, index)
    return Speaker(index, (), "unnamed", None, span)


def _is_called(d: Discourse, member: Member, head: Token, tokens: Sequence[int]) -> bool:
    """Whether an unnamed person was called by the same noun, in the same rank and portfolio."""
    lemma = head.lemma_
    if member.is_named or lemma not in member.name.lower():
        return False
    words = {d.doc[i].lower_ for i in tokens if i < head.i}
    return is_same_rank(lemma, words_of(member.name), words)


@by_rule("unnamed")
def bystander(d: Discourse, pronoun: Token, gender: str, after: int) -> Speaker | None:
    """Whom a pronoun means where the sentence before it is about somebody new: "A fisherman had
    no quarrel with that. “…,” he said." Nobody where a token up to `after` or no such noun is
    the last subject.
    """
    here = d.a.sentence[pronoun.i]
    for sentence in range(here - 1, max(-1, here - 3), -1):
        first, last = d.a.sentences[sentence]
        if d.a.paragraph[first] != d.a.paragraph[pronoun.i]:
            return None
        if sentence and d.told[sentence] == d.told[sentence - 1]:
            continue  # quoted whole
        root = next((t for t in d.doc[first:last] if t.dep_ == "ROOT"), None)
        subject = next((c for c in root.children if c.dep_ == "nsubj"), None) if root else None
        if subject is None or subject.i <= after or subject.i in d.cast.at:
            return None
        is_new = any(c.lower_ in _A for c in subject.children if c.dep_ in ("det", "nummod"))
        if not is_new or subject.tag_ != "NN" or not is_person_noun(subject):
            return None
        if gender_of(subject.lower_) not in (None, gender) or d.a.in_quote(subject.i):
            return None
        tokens = noun_phrase(subject)
        return unnamed(d, subject, tokens, None, False, d.cast.span(tokens[0], tokens[-1] + 1))
    return None


@by_rule("unnamed")
def introduced(d: Discourse, head: Token, span: Span) -> Speaker | None:
    """ "The diplomat" after a sentence about somebody new: "A European diplomat was less hopeful."
    Nobody where none of the same noun is its subject.
    """
    here = d.a.sentence[head.i]
    for sentence in range(here - 1, max(-1, here - 3), -1):
        first, last = d.a.sentences[sentence]
        if d.a.paragraph[first] != d.a.paragraph[head.i]:
            return None
        subject = next(
            (
                t
                for t in d.doc[first:last]
                if t.dep_ == "nsubj" and t.lower_ == head.lower_ and not d.a.in_quote(t.i)
            ),
            None,
        )
        if subject is None:
            continue
        is_new = any(c.lower_ in _A for c in subject.children if c.dep_ == "det")
        if not is_new or subject.i in d.cast.at or any(c.dep_ == "appos" for c in subject.children):
            return None
        return unnamed(d, subject, noun_phrase(subject), None, False, span)
    return None
