"""Phrases, clauses and subjects in a parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.extract.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
EDGE_PUNCTUATION = frozenset(",.;:—–-…") | {"--", "..."}


SPANS = frozenset({"minute", "hour", "day", "week", "month", "year"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of verbs in a tense of their own


def is_word(token: Token) -> bool:
    """Whether a token is a word or a number."""
    return token.text[:1].isalnum()


def is_parted_off(verb: Token) -> bool:
    """Whether a semicolon parts a clause from the one that the parse takes to govern it: "X denied
    it; Y said".
    """
    low, high = sorted((verb.i, verb.head.i))
    return any(t.text == ";" for t in verb.doc[low:high])


def tells_when(words: Sequence[Token]) -> bool:
    """Whether words begin "a day after …", "hours before …"."""
    spans = [k for k, t in enumerate(words[:4]) if t.lemma_ in SPANS]
    return (
        bool(spans)
        and spans[0] + 1 < len(words)
        and words[spans[0] + 1].lower_ in ("after", "before")
        and all(t.pos_ in ("DET", "NUM", "ADV", "ADJ") for t in words[: spans[0]])
    )


def is_sequel(verb: Token) -> bool:
    """Whether it tells what is to become of an object: "a truce, to be followed by talks"."""
    low = verb.left_edge.i
    return (
        low > 0
        and verb.doc[low - 1].text == ","
        and verb.tag_ == "VBN"
        and verb.left_edge.lower_ == "to"
        and verb.dep_ in ("xcomp", "advcl", "acl", "relcl")
    )


def agents_of(verb: Token) -> list[Token]:
    """By whom something is done: "signed by A"."""
    return [p for c in verb.children if c.dep_ == "agent" for p in c.children]


def subtree(token: Token, *without: Token) -> set[int]:
    """The tokens under a token, less those under others."""
    kept = set(token.ids)
    for other in without:
        kept.difference_update(other.ids)
    return kept


def run_around(ids: Iterable[int], around: int) -> list[int]:
    """The unbroken run of indices that holds `around`."""
    kept = ids if isinstance(ids, set) else set(ids)
    low = high = around
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    return list(range(low, high + 1))


def trimmed(doc: Doc, ids: Iterable[int]) -> list[int]:
    """Sorted indices without punctuation and blanks at the ends."""
    kept = sorted(ids)
    low, high = 0, len(kept)
    while low < high and ((t := doc[kept[low]]).text in EDGE_PUNCTUATION or t.is_space):
        low += 1
    while low < high and ((t := doc[kept[high - 1]]).text in EDGE_PUNCTUATION or t.is_space):
        high -= 1
    return kept[low:high]


def noun_phrase(token: Token) -> list[int]:
    """The noun phrase of a source, without clauses that hang on it after a comma."""
    kept = set(token.ids)
    for child in token.subtree:
        if child.i > token.i and child.dep_ in ("relcl", "advcl", "ccomp", "parataxis"):
            low = child.left_edge.i
            if low > 0 and (
                token.doc[low - 1].text in (",", "—", "–", "-", "(") or child.dep_ != "relcl"
            ):
                kept = {i for i in kept if i < low}
    return trimmed(token.doc, run_around(kept, token.i))


def object_phrase(token: Token) -> set[int]:
    """An object's noun phrase as content, without a tail after a comma."""
    kept = set(token.ids)
    for child in token.subtree:
        low = child.left_edge.i
        if (
            child.i > token.i
            and child.dep_ in ("relcl", "appos", "advcl")
            and low > token.i
            and token.doc[low - 1].text in (",", "—", "–")
        ):
            kept = {i for i in kept if i < low}
    return kept


def subject_of(verb: Token, depth: int = 0) -> tuple[Token | None, str]:
    """The subject that governs a verb, through conjunction, control and participles; and how."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ != "there"]
    if subjects:
        before = [c for c in subjects if c.i < verb.i]
        return (before[-1] if before else subjects[0]), "subject"
    for child in verb.children:
        is_agent = child.dep_ == "agent" or (
            child.dep_ == "prep"
            and child.lower_ == "by"
            and any(c.dep_ == "auxpass" for c in verb.children)
        )
        if is_agent:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return obj, "agent"
    passive = next((c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS), None)
    if passive is not None:
        return None, "passive"
    if depth >= 5:
        return None, "none"
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        main = main_subject(head)
        if main is not None:
            return main, "conj"
        found, how = subject_of(head, depth + 1)
        return (_passive_subject(head), "conj") if how == "passive" else (found, "conj")
    if verb.dep_ in ("xcomp", "advcl", "pcomp", "acl", "dep", "ccomp", "prep") and (
        verb.dep_ not in ("ccomp", "dep") or verb.tag_ in ("VBG", "VB", "VBN")
    ):
        if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return (head, "acl") if verb.tag_ == "VBG" else (None, "acl-passive")
        if verb.dep_ == "pcomp":
            head = head.head
        if head.pos_ in ("VERB", "AUX") and head.i != verb.i:
            found, how = subject_of(head, depth + 1)
            return (_passive_subject(head), verb.dep_) if how == "passive" else (found, verb.dep_)
    if verb.dep_ == "relcl" and any(c.lower_ in ("who", "which", "that") for c in verb.children):
        return head, "relative"
    return None, "none"


def main_subject(verb: Token) -> Token | None:
    """The subject before "…, whose spokesman denied it, welcomed", which the parse gives to one
    verb with the spokesman.
    """
    before = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i]
    is_relative = len(before) > 1 and before[-1].left_edge.tag_ == "WP$"
    return before[0] if is_relative else None


def _passive_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS), None)


def cue_of(verb: Token) -> list[int]:
    """A verb with the auxiliaries, particle and adverbs next to it."""
    ids = {verb.i}
    for child in verb.children:
        if (
            child.dep_ in ("aux", "auxpass", "neg", "prt", "advmod")
            and abs(child.i - verb.i) <= 3
            and child.lower_ not in ("when", "how", "why", "as")
        ):
            ids.add(child.i)
    return run_around(ids, verb.i) if len(ids) > 1 else [verb.i]


def noun_source(noun: Token) -> tuple[Token | None, str]:
    """Whose statement a noun of speech is: possessor, "by X", or the subject of its verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child, "possessor"
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            if child.lower_ == "of" and noun.lemma_ not in (
                "word",
                "statement",
                "claim",
                "remark",
            ):
                continue
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return obj, child.lower_
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.pos_ in ("VERB", "AUX") and verb.lemma_ != "be":
        return subject_of(verb)[0], "verb"
    if (
        noun.dep_ == "pobj"
        and verb.lower_ in ("in", "with", "on", "of")
        and verb.head.pos_ == "VERB"
    ):
        return subject_of(verb.head)[0], "verb2"
    return None, "none"
