"""Whose words a cue reports, where the grammatical subject of its verb is not the speaker."""

from __future__ import annotations

from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import PASSIVE_SUBJECTS, main_subject, subject_of
from ingest.extract.tokens import Token

QUOTES = frozenset({"quote", "cite", "paraphrase", "report"})
_OFFICES = frozenset(
    """
    spokesman spokeswoman spokesperson department ministry office embassy secretariat headquarters
    """.split()
)
_AS_WINDOW = 18


def source_of(verb: Token) -> tuple[Token | None, str]:
    """The noun that a verb's report comes from, and how it hangs on the verb."""
    quoting = quoting_verb(verb)
    if quoting is not None:
        source = _quoted(quoting, verb)
        if source is not None:
            return source, "quoted"
    subject = _subject_beside(verb)
    if subject is not None:
        return subject, "subject"
    source, how = subject_of(verb)
    if how == "subject" and source is not None:
        return _mouthpiece(verb) or source, how
    if how == "conj" and main_subject(verb.head) is not None:
        return source, how
    if verb.tag_ == "VBG" or how == "conj":
        outer = _reporting(verb)
        if outer is not None and not is_earlier(verb, outer):
            found, told = subject_of(outer)
            if found is not None and told in ("subject", "conj"):
                return found, how
    return source, how


def _subject_beside(verb: Token) -> Token | None:
    """Whom a participle is set beside: "while NAME, claiming that C, called on X"."""
    if verb.tag_ != "VBG" or verb.i < 2 or verb.doc[verb.i - 1].text != ",":
        return None
    noun = verb.doc[verb.i - 2]
    is_before = noun.head.i < noun.i and noun.head.pos_ in ("VERB", "AUX")
    is_name = noun.pos_ == "PROPN" and noun.dep_ == "nsubj"
    return noun if is_name and not is_before else None


def is_asked(verb: Token) -> bool:
    """Whether it tells what somebody was asked, which is nobody's statement: "Asked whether C, X
    said", "X, asked about C, said".
    """
    return verb.lower_ == "asked" and (
        verb.is_sent_start
        or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "dep", "acl"))
        or (
            verb.doc[verb.i - 1].text == ","
            and verb.i + 1 < len(verb.doc)
            and verb.doc[verb.i + 1].lower_ in ("whether", "if", "about", "why", "how", "what")
        )
    )


def quoting_verb(verb: Token) -> Token | None:
    """The verb of "quoted X as saying", "was cited by Y as saying"."""
    if verb.tag_ != "VBG" or verb.i < 2 or verb.doc[verb.i - 1].lower_ != "as":
        return None
    for token in reversed(verb.doc[max(0, verb.i - _AS_WINDOW) : verb.i - 1]):
        if token.is_sent_start and token.pos_ not in ("VERB", "AUX"):
            return None
        if token.lemma_ in QUOTES and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            return token
    return None


def _quoted(quoting: Token, verb: Token) -> Token | None:
    """Whom a verb quotes: its subject in the passive, what follows it otherwise."""
    passive = next((c for c in quoting.children if c.dep_ in PASSIVE_SUBJECTS), None)
    if passive is not None:
        return passive
    if quoting.tag_ == "VBN" and quoting.dep_ == "acl":
        return quoting.head
    objects = [c for c in quoting.children if c.dep_ in ("dobj", "nsubj") and c.i > quoting.i]
    if objects:
        return objects[0]
    between = verb.doc[quoting.i + 1 : verb.i - 1]
    return next(
        (t for t in between if t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ != "compound"), None
    )


def _mouthpiece(verb: Token) -> Token | None:
    """Through whom a body speaks: "said through its spokesman NAME", "through its press office"."""
    for child in verb.children:
        if child.dep_ != "prep" or child.lower_ not in ("through", "via"):
            continue
        for spokesman in child.children:
            inside = spokesman.subtree
            if (
                any(t.lower_ in ("its", "their") for t in inside)
                and any(t.lemma_ in _OFFICES for t in inside)
                and (spokesman.pos_ == "PROPN" or spokesman.lemma_ in _OFFICES)
            ):
                return spokesman
    return None


def _reporting(verb: Token) -> Token | None:
    """The reporting verb in whose content the parse hangs one that goes on with the speaker's
    words: "said the evidence was heavy but cautioned that …", "…, stressing that …".
    """
    cues, lemma = load_cues(), verb.lemma_
    if lemma not in cues.clause and not (verb.tag_ == "VBG" and lemma in cues.object):
        return None
    if verb.tag_ == "VBG" and verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text != ",":
        return None
    if verb.dep_ not in ("conj", "advcl"):
        return None
    token = verb.head
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX") and _reports(token) and not _is_shifted(verb, token):
            return token
        if token.head is token or token.dep_ not in (
            "ccomp", "xcomp", "acl", "relcl", "conj", "advcl", "pobj", "dobj", "pcomp", "prep",
        ):  # fmt: skip
            return None
        token = token.head
    return None


def is_earlier(verb: Token, outer: Token) -> bool:
    """Whether a verb is in the past and what it seems to go on with in the present: "X recalls that
    the vessel came near and told the crews that C".
    """
    return verb.tag_ == "VBD" and outer.tag_ in ("VBZ", "VBP") and verb.dep_ == "conj"


def _is_shifted(verb: Token, said: Token) -> bool:
    """Whether the tense of a verb tells that it does not go on with a reported one: "said they had
    agreed but ruled out C".
    """
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBD"
        and said.dep_ == "ccomp"
        and any(c.dep_ == "aux" and c.lower_ in ("had", "would") for c in said.children)
    )


def _reports(token: Token) -> bool:
    cues, lemma = load_cues(), token.lemma_
    return lemma in cues.clause or lemma in cues.object or lemma in cues.infinitive
