"""Attributions that stand inside what they attribute: The vessel, she told reporters, had left."""

from __future__ import annotations

from ingest.extract.candidates import Candidate
from ingest.extract.constructions.bounds import relay_tail
from ingest.extract.constructions.proposals import DASHES, Proposals
from ingest.extract.constructions.sources import source_of
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import FINITE, cue_of, is_word, tells_when, trimmed
from ingest.extract.tokens import Token

_WINDOW = 14  # words of an insertion on each side of its verb
_REACH = 80  # words of a content on each side of an insertion
_STARTS = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"})
_TELLING = frozenset({"tell", "inform", "remind", "assure", "warn", "reassure"})
_DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tonight last late
    early earlier later this
    """.split()
)
_LEAVES = frozenset(  # they begin what the outlet adds after "S, X said,"
    "after as despite amid following before".split()
)
_SETTING = frozenset({"while", "whereas", "although", "though"})  # they may, or go on with it
_JOINS = frozenset({"and", "but", "while", "yet", "although", "though", "because", "as"})
_RELATIVE = frozenset({"which", "who", "whom", "whose", "that", "where"})


def add_inserted(out: Proposals, v: Token) -> bool:
    """Propose what stands around an insertion `, X said,`; whether there is one."""
    doc, a = out.doc, out.a
    if (
        v.tag_ not in ("VBD", "VBZ", "VBP", "VBN")
        or v.lemma_ not in load_cues().clause
        or (v.dep_ == "relcl" and not _stands_alone(v))
        or a.in_quote(v.i)
        or a.in_headline(v.i)
    ):
        return False
    low, high = a.sentences[a.sentence[v.i]]
    start, end = _left(out, v.i, low), _right(out, v.i, high)
    if start is None or end is None:
        return False
    is_as = doc[start].lower_ == "as"
    if v.tag_ == "VBN" and not is_as and not any(t.pos_ == "AUX" for t in doc[start : v.i]):
        return False  # "NAME, a scholar known for C, was"
    speaker = [t for t in doc[start + is_as : v.i] if t.pos_ not in ("ADV", "AUX")]
    if not _names_speaker(speaker):
        return False
    before = _before(out, start - 1, max(low, start - _REACH))
    after = _after(out, end + 1, min(high, end + _REACH))
    told = _told_inside(out, before, after)
    if told is None and not _is_around(out, before, after):
        return False
    head = next((c for c in v.children if c.dep_ == "nsubj" and c in speaker), _head(speaker))
    tail = relay_tail(a, list(after), end - 1) or after.stop
    around = (i for i in (*before, *after) if i < tail)
    kept = {i for i in around if a.paragraph[i] == a.paragraph[v.i]}
    out.found.append(
        Candidate(
            "inserted",
            v.i,
            tuple(cue_of(v)),
            tuple(t.i for t in speaker),
            head.i,
            set(trimmed(doc, kept)),
            v.lemma_,
            {
                "how": "as" if is_as else "comma",
                "opener": next(doc[i].tag_ for i in after if is_word(doc[i])),
                "verbal": any(doc[i].tag_ in FINITE for i in before),
            },
        )
    )
    if told is not None:
        teller, how = source_of(told)
        out.add("clause-right", told, cue_of(told), teller, after, how=how)
    return True


def _stands_alone(v: Token) -> bool:
    """Whether what the parse takes for a relative clause has its own subject after a comma: "Her
    office, she told the radio, is ready".
    """
    subject = next((c for c in v.children if c.dep_ == "nsubj" and c.i < v.i), None)
    low = None if subject is None else subject.left_edge.i
    return (
        subject is not None
        and low is not None
        and low > 0
        and v.doc[low - 1].text == ","
        and subject.tag_ not in ("WDT", "WP")
    )


def _told_inside(out: Proposals, before: range, after: range) -> Token | None:
    """The verb whose that-clause an insertion cuts off: "X had told her, Y said, that C" is a
    statement of Y's and one of X's.
    """
    doc, a = out.doc, out.a
    opener = next((doc[i] for i in after if is_word(doc[i])), None)
    if opener is None or opener.lower_ != "that" or opener.tag_ != "IN":
        return None
    verb = next((doc[i] for i in reversed(before) if doc[i].pos_ == "VERB"), None)
    if verb is None or a.in_quote(verb.i) or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return None
    return verb if verb.lemma_ in load_cues().clause else None


def _is_edge(out: Proposals, i: int) -> bool:
    token = out.doc[i]
    return token.text == "," or (
        token.text in DASHES and (token.text != "-" or bool(out.doc[i - 1].whitespace_))
    )


def _left(out: Proposals, at: int, low: int) -> int | None:
    """The first token of the insertion, after the mark that opens it."""
    for i in range(at - 1, max(low, at - _WINDOW), -1):
        token = out.doc[i]
        if _is_edge(out, i) or out.a.in_quote(i):
            return i + 1 if i + 1 < at else None
        if token.is_punct or token.is_space or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "CC"):
            if token.pos_ != "AUX" and token.text not in ("-", ".", "’", "'"):
                return None
    return None


def _right(out: Proposals, at: int, high: int) -> int | None:
    """The last token of the insertion, before the mark that closes it."""
    doc = out.doc
    if at + 1 < high and doc[at + 1].pos_ in _STARTS and doc[at + 1].lower_ not in _DAYS:
        if doc[at].lemma_ not in _TELLING:
            return None  # what follows is what it says
    for i in range(at + 1, min(high, at + _WINDOW)):
        token = doc[i]
        if _is_edge(out, i) or out.a.in_quote(i):
            return i - 1
        if (token.is_punct and token.text != "-") or token.tag_ in FINITE or token.tag_ == "CC":
            return None
        if token.lower_ in ("that", "whether", "if", "to") and token.tag_ in ("IN", "TO"):
            return None
    return None


def _names_speaker(words: list[Token]) -> bool:
    return bool(words) and (
        words[0].pos_ in _STARTS
        and any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in words)
        and not any(
            (t.pos_ == "VERB" and t.tag_ != "VBN") or t.tag_ in ("WDT", "WP", "WP$", "EX", "WRB")
            for t in words
        )
        and not any(t.lower_ == "that" for t in words)
    )


def _head(words: list[Token]) -> Token:
    """The noun that heads a noun phrase: the last one before a preposition."""
    found = words[0]
    for t in words:
        if t.pos_ == "ADP":
            break
        if t.pos_ in ("NOUN", "PROPN", "PRON"):
            found = t
    return found


def _before(out: Proposals, end: int, low: int) -> range:
    """What is attributed before the insertion: back to a stop, or to what joins its subject."""
    doc, a = out.doc, out.a
    is_verbal = False
    for i in range(end - 1, low - 1, -1):
        token = doc[i]
        if a.in_quote(i):
            continue
        if token.text in (";", ":"):
            return range(i + 1, end)
        is_verbal = is_verbal or token.tag_ in FINITE
        joins = token.lower_ in _JOINS and i > low and doc[i - 1].text == ","
        if not is_verbal and (joins or token.lower_ in _RELATIVE):
            return range(i + 1, end)
    return range(low, end)


def _after(out: Proposals, start: int, high: int) -> range:
    """What is attributed after the insertion: to a stop, to the end of a quotation, or to what the
    outlet tells besides.
    """
    doc, a = out.doc, out.a
    for i in range(start + 1, high - 1):
        if a.in_quote(i):
            continue
        if doc[i].text in (";", ":"):
            return range(start, i)
        if doc[i].text == "," and (a.in_quote(i - 1) or _adds(out, i + 1, high)):
            return range(start, i)
    return range(start, high)


def _adds(out: Proposals, i: int, high: int) -> bool:
    """Whether the outlet goes on in its own words: "…, adding that", "…, and she accused", "…, a
    remark that".
    """
    doc, cues = out.doc, load_cues()
    first = doc[i]
    if first.tag_ == "VBG":
        return first.lemma_ in cues.clause
    if first.tag_ == "CC":
        verb = next((t for t in doc[i + 1 : min(i + 8, high)] if t.tag_ in FINITE), None)
        return (
            verb is not None
            and verb.i > i + 1
            and (verb.lemma_ in cues.clause or verb.lemma_ in cues.object)
        )
    return first.lower_ in ("a", "an", "something") and any(
        t.lower_ in ("that", "which", "to") for t in doc[i + 2 : min(i + 4, high)]
    )


def _leaves(words: list[Token]) -> bool:
    """Whether the outlet goes on: "S, X said, after …", "S, X said Monday, a day after …"."""
    opener = words[0]
    if tells_when(words):
        return True
    if opener.lower_ in _SETTING:
        cues = load_cues()
        return any(
            t.pos_ == "VERB" and (t.lemma_ in cues.clause or t.lemma_ in cues.object) for t in words
        )
    return opener.lower_ in _LEAVES


def _judges(words: list[Token]) -> bool:
    """Whether the outlet weighs what was told: "in the most serious clash for years"."""
    if len(words) < 4 or words[0].lower_ != "in" or words[1].lower_ not in ("the", "what"):
        return False
    return words[2].tag_ in ("JJS", "RBS") or words[2].lower_ in ("first", "latest", "last")


def _is_around(out: Proposals, before: range, after: range) -> bool:
    """Whether the words before and after an insertion are one content that it attributes."""
    doc, a = out.doc, out.a
    left = [doc[i] for i in before if is_word(doc[i])]
    right = [doc[i] for i in after if is_word(doc[i])]
    if not left or not right:
        return False
    opener = right[0]
    if opener.lower_ in _RELATIVE or (opener.tag_ == "VBG" and opener.lemma_ in load_cues().clause):
        return False
    if _judges(right):
        return False
    if left[0].lower_ in ("according", "asked", "speaking") or a.in_quote(before[-2:][0]):
        return False
    if any(t.tag_ in FINITE and not a.in_quote(t.i) for t in left):
        return not _leaves(right) or (
            opener.lower_ == "as" and len(right) > 2 and right[2].lower_ == "as"
        )
    return left[0].tag_ not in ("VBG", "VBN") and not (
        left[0].pos_ in ("ADP", "SCONJ") and a.in_quote(opener.i)
    )
