"""Which statement an answer speaks of by a noun ("rejected the accusation", "this pledge") or by
the name of whom it answers ("answering NAME, who had threatened …").
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract import response_words
from ingest.extract.exchange import Exchange
from ingest.extract.sides import side_of
from ingest.extract.tokens import Token

_POINTING = frozenset("the this that these those such any".split())
_SHORT = 7  # tokens of a content that is no more than a noun for what another one said
_NEAR = 2  # paragraphs back to it
_ANSWERING = frozenset(
    "answer respond response reply react reaction comment contradict rebuke".split()
)


def referred(k: int, e: Exchange) -> int | None:
    """The statement of which another one speaks, where its words tell which."""
    noun = _spoken_of(k, e)
    if noun is not None:
        return _meant(k, noun, e) if response_words.load().meant[noun.lemma_] else None
    answered = _answered(k, e)
    return None if answered is None else _of(k, answered, e)


def nearest_meant(k: int, e: Exchange) -> int | None:
    """The nearest statement of which another one speaks by a noun for any words: "that account"."""
    noun = _spoken_of(k, e)
    return None if noun is None else _meant(k, noun, e)


def _spoken_of(k: int, e: Exchange) -> Token | None:
    noun = _noun(k, e)
    return noun if noun is not None and e.acts[k] != "welcome" else _answered_noun(k, e)


def is_bare(k: int, e: Exchange) -> bool:
    """Whether a content is no more than a noun for what another one said."""
    return _noun(k, e) is not None


def _noun(k: int, e: Exchange) -> Token | None:
    """The noun of a content that tells nothing itself: "the accusation", "NAME's demand"."""
    c, doc = e.candidates[k], e.a.doc
    if len(c.content) > _SHORT:
        return None
    root = next((doc[i] for i in sorted(c.content) if doc[i].head.i not in c.content), None)
    if root is None or root.lemma_ not in response_words.load().meant:
        return None
    is_told = any(t.dep_ in ("acl", "relcl", "prep") for t in root.children if t.i in c.content)
    points = any(t.lower_ in _POINTING or t.dep_ == "poss" for t in root.children)
    return root if points and not is_told else None


def _owner(noun: Token, e: Exchange) -> int | None:
    """Whose words a noun tells of: "NAME's demand"."""
    for t in noun.children:
        if t.dep_ == "poss" or (t.dep_ in ("amod", "compound") and t.i in e.cast.at):
            return e.cast.at.get(t.i)
    return None


def _others(k: int, e: Exchange, near: int) -> Iterator[int]:
    """The statements of others before one, the nearest first."""
    mine, content = e.speakers[k].index, e.candidates[k].content
    paragraph = e.a.paragraph[e.candidates[k].head]
    for j in range(k - 1, -1, -1):
        if paragraph - e.a.paragraph[e.candidates[j].head] > near:
            break
        theirs = e.speakers[j].index
        if theirs is None or theirs == mine or e.a.in_headline(e.candidates[j].head):
            continue
        if content.isdisjoint(e.candidates[j].content):
            yield j


def _meant(k: int, noun: Token, e: Exchange) -> int | None:
    """The nearest statement of another one that a noun can mean."""
    acts = response_words.load().meant[noun.lemma_]
    owner = _owner(noun, e)
    side = side_of(e.cast, owner)
    others = [
        j
        for j in _others(k, e, _NEAR if owner is None else _NEAR * 2)
        if owner is None
        or e.speakers[j].index == owner
        or (side is not None and side_of(e.cast, e.speakers[j].index) == side)
    ]
    for fitting in (acts[:1], acts):  # what the noun means most of all comes first
        for told in (e.acts, e.ruled):
            meant = next((j for j in others if told[j] in fitting), None)
            if meant is not None:
                return meant
    return others[0] if others else None


def _answered_noun(k: int, e: Exchange) -> Token | None:
    """What a statement's sentence tells to be answered: "responding to these remarks"."""
    meant = response_words.load().meant
    for noun in _objects_of_answering(k, e):
        if noun.lemma_ in meant and any(t.lower_ in _POINTING for t in noun.children):
            return noun
    return None


def _answered(k: int, e: Exchange) -> int | None:
    """Whom a statement's sentence names as answered: "answering NAME", "contradicted NAME"."""
    for noun in _objects_of_answering(k, e):
        index = e.cast.at.get(noun.i)
        if index is not None and e.cast.members[index].type == "Person":
            return index
    return None


def _objects_of_answering(k: int, e: Exchange) -> Iterator[Token]:
    """Whom or what the verbs and nouns of answering in a statement's sentence govern, outside its
    content.
    """
    c, doc = e.candidates[k], e.a.doc
    sentence = e.a.sentence[c.head]
    if _ANSWERING.isdisjoint(e.a.lemmas[sentence]):
        return
    low, high = e.a.sentences[sentence]
    for t in doc[low:high]:
        if t.lemma_ not in _ANSWERING or t.i in c.content or e.a.in_quote(t.i):
            continue
        for child in t.children:
            if child.dep_ == "dobj":
                yield child
            elif child.lower_ in ("to", "on"):
                yield from (x for x in child.children if x.dep_ == "pobj")


def _of(k: int, speaker: int, e: Exchange) -> int | None:
    """The first statement of somebody else that is told in the same sentence."""
    if speaker == e.speakers[k].index:
        return None
    return next((j for j in e.beside(k) if e.speakers[j].index == speaker), None)
