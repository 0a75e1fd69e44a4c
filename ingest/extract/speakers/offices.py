"""Who holds an office: a person of the article, or one whom it does not name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set

from ingest.extract.cast import Member
from ingest.extract.genders import gender_of
from ingest.extract.names.words import LIKEWISE
from ingest.extract.speakers.antecedents import likeliest, options_of, spoken_of
from ingest.extract.speakers.bodies import institution_in
from ingest.extract.speakers.discourse import FAR, Discourse, Options, phrase_text
from ingest.extract.speakers.ranks import holders_of, is_same_rank, words_of
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.speakers.unnamed import introduced
from ingest.extract.syntax import noun_phrase
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Office, Span


@by_rule("office")
def office_holder(
    d: Discourse, head: Token, tokens: Sequence[int], inside: int | None, span: Span
) -> Speaker | None:
    """ "The minister", "the Ukrainian president", "the expert": the likeliest person of the
    article, by the office and by who is spoken of.
    """
    new = introduced(d, head, span)
    if new is not None:
        return new
    index = likeliest(d, "office", head.i, _options(d, head, tokens, inside))
    if index is not None:
        return d.speaker(index, span)
    if inside is not None:
        return _title_only(d, head, tokens, inside, span)
    return None


def named_holder(d: Discourse, head: Token, tokens: Sequence[int]) -> int | None:
    """The likeliest person of the article whom a phrase with an office means; None for any other
    phrase.
    """
    if not {head.lower_, head.lemma_} & d.cast.knowledge.offices:
        return None
    return likeliest(d, "office", head.i, _options(d, head, tokens, institution_in(d, tokens)))


def name_subjects(d: Discourse, word: Token) -> None:
    """Tie the offices that are subjects just before a pronoun to their holders: "The minister held
    a call with NAME. He told NAME that …".
    """
    here = d.a.sentence[word.i]
    choices, d.choices = d.choices, []
    for sentence in range(max(0, here - 1), here + 1):
        first, last = d.a.sentences[sentence]
        if d.a.paragraph[first] != d.a.paragraph[word.i]:
            continue
        for token in d.doc[first : min(last, word.i)]:
            if token.dep_ != "nsubj" or token.i in d.cast.at or d.a.in_quote(token.i):
                continue
            tokens = noun_phrase(token)  # none of a mere mark, which a broken parse makes a subject
            if tokens and token.tag_ != "NNS" and d.doc[tokens[0]].lower_ == "the":
                index = named_holder(d, token, tokens)
                if index is not None:
                    d.name_here(token.i, index)
    d.choices = choices


def _options(d: Discourse, head: Token, tokens: Sequence[int], inside: int | None) -> Options:
    """The persons whom an office may mean: those who hold one of its name, named before or later;
    where there is none, those spoken of whose office is not told.
    """
    text = d.doc.between(tokens[0], tokens[-1] + 1).lower()
    noun = "head of state" if "head of state" in text else head.lower_
    wanted = holders_of(noun)
    words = {t.lower_ for t in d.doc[tokens[0] : head.i] if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    gender = gender_of(noun)
    others = spoken_of(d, head.i)
    held = {
        index: fit
        for index, member in enumerate(d.cast.members)
        if member.type == "Person"
        and index not in others
        and (fit := _fit(d, member, noun, wanted, words, inside)) is not None
    }
    found = options_of(d, head.i, gender, held.__contains__)
    k = bisect_left(d.named_at, head.i)
    for i in d.named_at[k : k + FAR]:
        if d.cast.at[i] in held and i not in d.content:
            found.setdefault(d.cast.at[i], ["later"])
    if found:
        where = "headline" if d.a.in_headline(head.i) else "text"
        return {
            index: [*names, *_fitting(d.cast.members[index], held[index], words, len(found), where)]
            for index, names in found.items()
        }
    of = "of a body" if inside is not None else "of none"
    is_owned = any(c.dep_ == "poss" for c in head.children)
    is_office = noun in d.cast.knowledge.offices  # unlike an interlocutor, a source
    is_told_apart = is_office and (bool(words) or inside is not None or is_owned)

    def may_be(index: int) -> bool:
        member = d.cast.members[index]
        return not _is_elsewhere(d, index, inside) and not _is_another(
            member, noun, wanted, words, is_told_apart
        )

    spoken = options_of(d, head.i, gender, may_be)
    return {
        index: [*names, f"noun={noun}|{of}", *(f"{sort}|{n}" for n in ("", *names))]
        for index, names in spoken.items()
        for sort in [f"{of}|{'holds another' if d.cast.members[index].offices else 'holds none'}"]
    }


def _fit(
    d: Discourse,
    member: Member,
    noun: str,
    wanted: Set[str],
    words: Set[str],
    inside: int | None,
) -> str | None:
    """How a person's offices fit a word and the body that it belongs to; None where they do not."""
    if inside is None and noun in LIKEWISE:
        return None
    titles = [(o, words_of(o.title)) for o in member.offices]
    fits = [o for o, title in titles if title & wanted and is_same_rank(noun, title, words)]
    if not fits:
        state = None if inside is None else d.cast.members[inside].state
        return "of the state" if not titles and state and member.state == state else None
    exact = any(noun in title for o, title in titles if o in fits)
    if inside is None:
        return "exact" if exact else "alike"
    if any(o.of == inside or _same_state(d, o, inside) for o in fits):
        return "exact of it" if exact else "alike of it"
    return "exact of any" if exact and all(o.of is None for o in fits) else None


def _is_another(
    member: Member, noun: str, wanted: Set[str], words: Set[str], is_told_apart: bool
) -> bool:
    """Whether a person holds an office of the name in another rank or portfolio: "the foreign
    minister" is not the prime minister, nor "the former president" the president.
    """
    titles = [words_of(o.title) for o in member.offices]
    if not member.is_named:  # who is called by an office only
        called = words_of(member.name)
        if is_told_apart and called.isdisjoint(wanted):
            return True
        titles.append(called)
    return any(title & wanted and not is_same_rank(noun, title, words) for title in titles)


def _is_elsewhere(d: Discourse, index: int, inside: int | None) -> bool:
    """Whether nothing ties a person to the state of the body that is spoken of; of a body without
    a state, whether the person is told to hold offices of others.
    """
    if inside is None:
        return False
    member, state = d.cast.members[index], d.cast.members[inside].state
    if any(o.of == inside or _same_state(d, o, inside) for o in member.offices):
        return False
    if state is not None:
        return member.state != state
    return bool(member.offices) and all(o.of is not None for o in member.offices)


def _fitting(member: Member, fit: str, words: Set[str], rivals: int, where: str) -> list[str]:
    """The features of a person who holds an office of the wanted name."""
    titles = [words_of(o.title) for o in member.offices]
    shared = max((len(words & title) for title in titles), default=0)
    return [
        f"fit={fit}",
        f"fit={fit}|{where}",
        f"words={min(shared, 2)}|{bool(words)}",
        f"rivals={min(rivals - 1, 2)}",
        f"rivals={min(rivals - 1, 2)}|{fit}",
    ]


def _same_state(d: Discourse, office: Office, of: int) -> bool:
    if office.of is None:
        return False
    first, second = d.cast.members[office.of], d.cast.members[of]
    return first.state is not None and first.state == second.state


@by_rule("title only")
def _title_only(
    d: Discourse, head: Token, tokens: Sequence[int], inside: int, span: Span
) -> Speaker:
    """An office holder whom the article does not name: "the Supreme Leader of Iran"."""
    name = phrase_text(d, tokens)
    owner = next((c.i for c in head.children if c.dep_ == "poss"), tokens[0])
    low = [
        t.i
        for t in d.doc[max(tokens[0], owner + (owner > tokens[0])) : head.i + 1]
        if (t.i not in d.cast.at and t.pos_ in ("NOUN", "PROPN", "ADJ")) or t.i == head.i
    ]
    title = d.a.text[d.doc[low[0]].idx : d.doc[head.i].idx + len(head)] if low else head.text
    title = " ".join(w for w in title.split() if w.lower() != "the")
    known = d.titled.get((inside, title.lower()))
    if known is not None:
        d.cast.members[known].mentions.append(span)
        return Speaker(known, (), "unnamed", title, span)
    d.cast.members[inside].is_used = True
    member = Member("Person", name, is_named=False, state=d.cast.members[inside].state)
    member.mentions.append(span)
    member.offices.append(Office(title, inside, span))
    index = d.cast.add(member)
    d.titled[inside, title.lower()] = index
    d.unnamed_people.append(index)
    return Speaker(index, (), "unnamed", title, span)
