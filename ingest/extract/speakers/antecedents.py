"""Whom a pronoun or an office without a name looks back to: the likeliest of those named or heard.

A trained choice (`antecedents.json`) among the persons of the last paragraphs, by where and as what
each stands: a subject, one who has just spoken, the topic of a paragraph ("For NAME, …"). Features
in the manner of mention-ranking coreference (Denis and Baldridge 2008, Specialized models and
ranking for coreference resolution).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.extract.judge import Model
from ingest.extract.speakers.discourse import Discourse, Options
from ingest.extract.syntax import noun_phrase
from ingest.extract.tokens import Token

_PARAGRAPHS = 4  # back: nobody is meant by a pronoun so far from where he is named
_MENTIONS = 8  # the last ones of each person that are looked at
_PERSONS = 40  # the last ones of whom anything is told that are looked at
_UP = 6


@dataclass(frozen=True, slots=True)
class _Traces:
    """Where a person was named (tokens with what each is there) and last spoke, nearest first.

    `last` is the token where the person was named last, or last spoke; `subject` the last mention
    as a subject or topic, and as which; `salient` the token where the person last was a subject, or
    spoke.
    """

    named: tuple[tuple[int, str], ...]
    spoke: tuple[int, int] | None  # how many have spoken since, and the cue
    last: int
    subject: tuple[int, str] | None
    salient: int


def _traced(named: Sequence[tuple[int, str]], spoke: tuple[int, int] | None) -> _Traces:
    cue = spoke[1] if spoke is not None else -1
    subject = next((n for n in named if n[1].startswith("subject")), None)
    return _Traces(
        tuple(named),
        spoke,
        max(named[0][0] if named else -1, cue),
        subject,
        max(subject[0] if subject else -1, cue),
    )


@cache
def load() -> Mapping[str, Model]:
    """The trained models, of pronouns and of offices; read once, never changed."""
    data = json.loads(files("ingest.extract").joinpath("antecedents.json").read_text("utf-8"))
    return {
        name: Model(model["bias"], model["threshold"], model["weights"])
        for name, model in data.items()
    }


def likeliest(d: Discourse, sort: str, word: int, options: Options) -> int | None:
    """The likeliest of the persons that the word at a token may mean, None where none is likely
    enough; one word means the same in all statements.
    """
    if word in d.meant:
        return d.meant[word]
    d.choices.append((sort, options))
    model = load()[sort]
    best = max(
        ((model.probability(names), -k, index) for k, (index, names) in enumerate(options.items())),
        default=None,
    )
    d.meant[word] = best[2] if best is not None and best[0] >= model.threshold else None
    return d.meant[word]


def options_of(
    d: Discourse, before: int, gender: str | None, may_be: Callable[[int], bool] | None = None
) -> Options:
    """The persons that a word at a token may look back to, each with its features: of all those
    spoken of the ones of whom `may_be` holds, if given.
    """
    members = d.cast.members
    others = spoken_of(d, before)
    traces = {
        i: t
        for i, t in _traces(d, before).items()
        if not members[i].is_several
        and (gender is None or members[i].gender in (None, gender))
        and i not in others
        and (may_be is None or may_be(i))
    }
    order = sorted(traces, key=lambda i: _nearness(d, traces[i]), reverse=True)
    salient = sorted(traces, key=lambda i: -traces[i].salient)
    salience = {index: k for k, index in enumerate(salient)}
    opening = _first_of_paragraph(d, before, traces)
    return {
        index: [
            *_features(d, before, traces[index]),
            f"rank={min(rank, 3)}",
            f"salience={min(salience[index], 3)}",
            f"first={order[0] == index}{salient[0] == index}{_spoke_last(traces[index])}",
            f"gender={'same' if gender and members[index].gender == gender else '?'}",
            *(["only one"] if len(traces) == 1 else []),
            *(["opens the paragraph"] if index == opening else []),
            *([] if members[index].is_named else ["unnamed"]),
        ]
        for rank, index in enumerate(order)
    }


def spoken_of(d: Discourse, word: int) -> set[int]:
    """Whom the statement names after its speaker's word, outside quotation marks: not the
    speaker ("he thanked NAME"; Chomsky 1981, Lectures on Government and Binding, principle C).
    """
    words = {*d.content, *d.addressee, *_objects(d, word)}
    return {d.cast.at[i] for i in words if i > word and i in d.cast.at and not d.a.in_quote(i)}


def _objects(d: Discourse, word: int) -> Iterator[int]:
    """The objects of the verb whose subject a word is: "he thanked NAME and stressed that C"."""
    verb = d.doc[word].head
    if d.doc[word].dep_ != "nsubj":
        return
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ in ("dobj", "dative"):
            yield from noun_phrase(child)
        elif child.dep_ == "prep":
            yield from (i for c in child.children if c.dep_ == "pobj" for i in noun_phrase(c))


def _nearness(d: Discourse, traces: _Traces) -> tuple[int, bool, int]:
    """How near a person was spoken of: in one sentence the subject before the others (Grosz,
    Joshi and Weinstein 1995, Centering).
    """
    sentence = d.told[d.a.sentence[traces.last]]
    leads = traces.salient >= 0 and d.told[d.a.sentence[traces.salient]] == sentence
    return sentence, leads, traces.last


def _spoke_last(traces: _Traces) -> bool:
    return traces.spoke is not None and traces.spoke[0] == 0


def _traces(d: Discourse, before: int) -> dict[int, _Traces]:
    """Where the persons of the last paragraphs were named and spoke."""
    a, cast = d.a, d.cast
    here = a.paragraph[before]
    named: dict[int, list[tuple[int, str]]] = {}
    for i, index in d.back(before):
        if here - a.paragraph[i] > _PARAGRAPHS:
            break
        if cast.members[index].type != "Person" or cast.at.get(i + 1) == index:
            continue  # the last word of a name stands for it
        if d.a.in_quote(i):
            continue  # whom a speaker names is not whom the outlet speaks of
        if index not in named and len(named) >= _PERSONS:
            break
        if len(named.setdefault(index, [])) < _MENTIONS:
            named[index].append((i, _standing(d, i)))
    spoke: dict[int, tuple[int, int]] = {}
    for cue, speaker in d.said_back(before):
        if here - a.paragraph[cue] > _PARAGRAPHS or len(spoke) >= _PERSONS:
            break
        if cue in d.nested:
            continue  # who is reported to have spoken is whom another speaks of
        if speaker.index is not None and cast.members[speaker.index].type == "Person":
            spoke.setdefault(speaker.index, (len(spoke), cue))
    return {
        index: _traced(named.get(index, ()), spoke.get(index))
        for index in dict.fromkeys([*named, *spoke])
    }


def _first_of_paragraph(d: Discourse, before: int, traces: Mapping[int, _Traces]) -> int | None:
    here = d.a.paragraph[before]
    firsts = [
        (i, index) for index, t in traces.items() for i, _ in t.named if d.a.paragraph[i] == here
    ]
    return min(firsts)[1] if firsts else None


def _standing(d: Discourse, i: int) -> str:
    """As what a name stands in its clause."""
    token = d.doc[i]
    is_apposed = False
    for _ in range(_UP):  # "the consul, NAME", "the consul of X, NAME": what the name explains
        above = token.head
        if token.dep_ in ("appos", "compound", "flat", "nmod", "conj"):
            is_apposed = is_apposed or token.dep_ == "appos"
            token = above
        elif (
            is_apposed
            and token.dep_ == "pobj"
            and above.dep_ == "prep"
            and above.head.pos_ == "NOUN"
        ):
            token = above.head
        else:
            break
    if token.dep_ in ("nsubj", "nsubjpass"):
        verb = token.head
        is_main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
        return "subject" if is_main else f"subject of {verb.dep_}"
    if token.dep_ == "pobj":
        return _governed(d, token)
    return {
        "poss": "owner", "dobj": "object", "dative": "object", "ROOT": "alone",
    }.get(token.dep_, "other")  # fmt: skip


def _governed(d: Discourse, token: Token) -> str:
    """As what a name stands after a preposition; "For NAME, …" is as good as a subject."""
    word = token.head
    if word.dep_ == "agent":
        return "subject by"
    opens = d.doc[d.a.sentences[d.a.sentence[word.i]][0]]
    leads = word.i == opens.i or (word.lower_ == "to" and opens.lower_ == "according")
    return "subject" if leads and word.lower_ in ("for", "to") else "governed"


def _features(d: Discourse, before: int, traces: _Traces) -> list[str]:
    a = d.a
    here = a.paragraph[before]

    def away(token: int) -> int:
        return min(d.sentences_between(token, before), 3)

    out = [
        f"sentences={min(d.sentences_between(traces.last, before), 4)}",
        f"paragraphs={min(here - a.paragraph[traces.last], 3)}",
        f"named={min(len(traces.named), 4)}",
    ]
    if traces.named:
        token, standing = traces.named[0]
        out += [f"as={standing}", f"as={standing}|{away(token)}"]
    subject = traces.subject
    if subject is not None:
        out += [f"subject={away(subject[0])}", f"subject={subject[1]}|{away(subject[0])}"]
    else:
        out.append("no subject")
    if traces.spoke is not None:
        turn, cue = traces.spoke
        out += [
            f"spoke={min(turn, 2)}",
            f"spoke={min(turn, 2)}|{away(cue)}",
            f"spoke paragraphs={min(here - a.paragraph[cue], 2)}",
        ]
    else:
        out.append("has not spoken")
    return out
