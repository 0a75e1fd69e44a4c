"""What becomes of an agreement: what it is told to do, what is done with it and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.matters.clauses import governors, is_conditional, is_irreal, is_unreal
from ingest.extract.tokens import Token

_KEEPING = frozenset("abide adhere comply keep stick respect observe honour honor uphold".split())
_BEGINNING = frozenset({"begin", "start", "commence"})
_LASTING = frozenset({"hold", "observe", "respect"})
_OVER = frozenset({"over", "dead", "void", "finished", "moribund", "tatters"})
_ENDINGS = frozenset(
    {("run", "out"), ("fall", "apart"), ("fall", "through"), ("break", "down"), ("die", "out")}
)
_ENDS = frozenset("end expiry expiration lapse collapse termination breakdown".split())
_BEHIND = frozenset({"after", "since", "following", "with", "upon", "despite"})
_DECLARING = frozenset({"declare", "pronounce", "call", "consider"})
_NAMES = frozenset({"name", "signature", "pen", "hand", "initial"})
_PART = frozenset({"part", "participation", "implementation"})
# What is done with an agreement that there is already.
_CARRYING_OUT = frozenset("implement fulfil fulfill apply execute enforce operationalise".split())
_SETTING_UP = frozenset({"establish", "create", "form"})
_PHRASES = frozenset(  # verb, preposition or particle, noun
    {
        ("carry", "out", ""),
        ("take", "", "effect"),
        *((verb, "into", noun) for verb in ("put", "come", "enter", "go", "translate")
          for noun in ("practice", "effect", "force", "operation")),
    }
)  # fmt: skip
_BEGUN = frozenset(  # of them those that tell that it is in force
    phrase
    for phrase in _PHRASES
    if phrase[0] in ("take", "come", "enter", "go") and phrase[2] != "practice"
)
_COMING_ABOUT = frozenset(
    """
    reach sign agree conclude finalise finalize be become come follow emerge initial clinch strike
    include contain need require ensure guarantee uphold respect hold last take accept adopt
    materialise materialize
    """.split()
)


def is_kept(head: Token) -> bool:
    """Whether somebody keeps to an agreement or is asked to: "abide by the truce"."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    if head.dep_ not in ("pobj", "dobj") or not any(c.lower_ == "the" for c in head.children):
        return False
    return verb.pos_ == "VERB" and verb.lemma_ in _KEEPING


def _in_force(verb: Token) -> bool:
    return any(
        c.lower_ == "in" and any(p.lower_ in ("force", "effect", "place") for p in c.children)
        for c in verb.children
    )


def is_set_up(head: Token) -> bool:
    """Whether a body that two sides share has been set up."""
    verb = head.head
    if head.dep_ not in ("dobj", "nsubjpass") or is_irreal([verb]):
        return False
    if verb.lemma_ == "set":
        return any(c.lower_ == "up" for c in verb.children)
    return verb.lemma_ in _SETTING_UP


def is_carried_out(head: Token) -> bool:
    """Whether an agreement is, or is to be, put to work: what is to be "put into practice" or
    "take effect" has been agreed.
    """
    verb = head.head if head.dep_ in ("dobj", "nsubj", "nsubjpass") else None
    verbs = [verb, *(c for c in verb.children if c.dep_ == "xcomp")] if verb is not None else []
    verbs += [c for c in head.children if c.dep_ in ("acl", "relcl")]  # "a plan to take effect"
    return any(_carries_out(v) for v in verbs)


def _carries_out(verb: Token) -> bool:
    return verb.lemma_ in _CARRYING_OUT or not _PHRASES.isdisjoint(_phrases(verb))


def _phrases(verb: Token) -> Iterator[tuple[str, str, str]]:
    """A verb with what hangs on it: the verb, preposition or particle, noun."""
    for c in verb.children:
        nouns = [p.lower_ for p in c.children if p.dep_ == "pobj"] or [""]
        if c.dep_ in ("prep", "prt", "advmod"):
            yield verb.lemma_, c.lower_, nouns[0]
        elif c.dep_ == "dobj":
            yield verb.lemma_, "", c.lower_


def may_do_something(head: Token) -> bool:
    """Whether a clause tells what an agreement that there is may do, not whether it comes about:
    "the deal can open the way to talks".
    """
    verb = head.head
    return (
        head.dep_ == "nsubj"
        and verb.pos_ == "VERB"
        and verb.lemma_ not in _COMING_ABOUT
        and any(c.dep_ == "dobj" for c in verb.children)
    )


def is_accusation(verb: Token) -> bool:
    """ "Accused X (on Tuesday) of violating it"."""
    of = next((t for t in governors(verb) if t.dep_ == "prep" and t.lower_ == "of"), None)
    return of is not None and any(t.lemma_ == "accuse" for t in governors(of)[1:4])


def by_one_side(verb: Token) -> bool:
    """Whether one side alone does something: what it accepts is not agreed yet."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return (
        len(subjects) == 1
        and not list(subjects[0].conjuncts)
        and not (
            subjects[0].tag_ == "NNS"
            or subjects[0].lower_ in ("both", "all")
            or any(c.lower_ in ("both", "two", "all") for c in subjects[0].children)
        )
    )


def course_of(head: Token) -> str | None:
    """What an agreement is told to do: "the truce will begin", "holds", "has run out"; or what is
    done to one's part in it.
    """
    verb = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
        lemma = verb.lemma_
        if lemma == "cease" and not is_irreal([verb]):
            return "expired"  # "ceased to be valid"
        if _ends(verb):
            return "expired"
        if any(c.dep_ == "neg" for c in verb.children):
            return None
        if lemma == "last" and verb.tag_ == "VBD":
            return "expired"  # "the truce lasted nine days"
        if lemma in ("be", "remain") and not is_irreal([verb]) and _in_force(verb):
            return "in_force"
        if lemma in _BEGINNING and any(c.lower_ == "will" for c in verb.children):
            return "agreed"
        if _has_begun(verb):
            return "in_force"  # "took effect", "has entered into force"
        if lemma in _BEGINNING | _LASTING and not is_irreal([verb]):
            return "in_force"
    if _is_declared_over(head) or _lies_behind(head):
        return "expired"
    if _puts_name(head):
        return "signed"
    above = verb.head
    if head.dep_ == "pobj" and above.lemma_ in _PART and above.dep_ == "dobj":
        if above.head.lemma_ == "suspend" and not is_irreal([above.head]):
            return "suspended"
    return None


def _ends(verb: Token) -> bool:
    """Whether something ends: "ran out", "has fallen apart", "came to an end", "is over"."""
    if is_unreal([verb]) or is_conditional(verb):
        return False
    beside = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "acomp", "prep")}
    if verb.lemma_ in ("be", "lie"):
        return bool(beside & _OVER)
    ends = [p for c in verb.children if c.dep_ == "prep" for p in c.children if p.lower_ == "end"]
    return (verb.lemma_ == "come" and bool(ends)) or any(
        (verb.lemma_, word) in _ENDINGS for word in beside
    )


def _has_begun(verb: Token) -> bool:
    """Whether what was agreed has come into force."""
    is_told = verb.tag_ in ("VBD", "VBN", "VBZ") and not is_irreal([verb])
    return is_told and not is_conditional(verb) and not _BEGUN.isdisjoint(_phrases(verb))


def _is_declared_over(head: Token) -> bool:
    """Whether somebody tells it to have ended: "declared the truce over"."""
    verb = head.head
    return (
        head.dep_ in ("dobj", "nsubj")
        and any(t.lemma_ in _DECLARING for t in (verb, verb.head))
        and any(c.lower_ in _OVER for c in (*verb.children, *head.children) if c.i > head.i)
    )


def _lies_behind(head: Token) -> bool:
    """Whether its end is told of as something that was: "after the end of the contract"."""
    end = head.head.head
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and end.lemma_ in _ENDS
        and end.dep_ == "pobj"
        and end.head.lower_ in _BEHIND
    )


def _puts_name(head: Token) -> bool:
    """Whether somebody signs it: "put their names to a deal", "put pen to paper on a treaty"."""
    chain = governors(head)[1:5]
    verb = next((t for t in chain if t.lemma_ in ("put", "affix", "set")), None)
    if verb is None or head.dep_ != "pobj" or is_irreal([verb]):
        return False
    return any(c.dep_ == "dobj" and c.lemma_ in _NAMES for c in verb.children)
