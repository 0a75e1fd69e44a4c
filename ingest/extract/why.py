"""Why a statement was read as it was: its construction, the judge's score, the speaker's rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeVar

from ingest.records import Span

Verdict = Literal["kept", "judge", "selection"]

CONSTRUCTIONS = {
    "clause-right": "X said (that) C",
    "clause-left": "C, X said",
    "clause-passive": "it was said that C",
    "aside": "C, X said, C",
    "as": "as X said, C",
    "infinitive": "X vowed to C; X urged Y to C",
    "infinitive-passive": "Y was urged to C",
    "object": "X welcomed C",
    "object+": "X called A C",
    "passive": "C was condemned by X",
    "passive+": "A was called C by X",
    "preposition": "X called for C; X accused Y of C",
    "adjective": "X is confident that C",
    "noun-that": "the claim that C",
    "noun-to": "a call to C",
    "noun-ing": "a noun of speech with a clause",
    "noun-of": "a warning of C",
    "according": "according to X, C",
    "quote-after": "“C,” said X",
    "quote-before": "X said: “C”",
    "quote-dash": "“C” – X",
    "quote-colon": "X: “C”",
    "headline-colon": "X: C, as a headline",
    "headline-dash": "C – X, as a headline",
    "line-dash": "C – said X, as a line",
    "anaphora": "C. This was stated by X.",
    "transcript": "NAME: C",
}
RULES = {
    "named": "the cue's own phrase names the speaker",
    "name of its own": "a name that the article does not explain",
    "pronoun": "a pronoun: the likeliest person by who was spoken of and who spoke",
    "it": "“it”: the body last spoken of, or that spoke last",
    "they": "“they”: the last speakers, or the last body",
    "together": "“they”, “the leaders”, “both sides”: those last named together",
    "first person": "“we”, “I” of a document: whom its headline names as its author",
    "in a body": "“in X they said”: the body",
    "owner": "a possessor taken for the subject: what it owns",
    "relative": "“who”, “which”: what the clause hangs on",
    "document": "a document speaks for whoever issued it",
    "called": "a common noun: the body whose name has this word",
    "kind": "a common noun: the last body of this kind",
    "earlier official": "an official without a name who spoke before",
    "office": "the likeliest person of the article by office and by who was spoken of",
    "title only": "an office whose holder is not named",
    "own body": "a body named by whose it is",
    "unnamed": "an official or source without a name",
    "coordinated": "“and accused”: the subject of the sentence's reporting verb",
    "opener": "the cue has no subject: the actor with whom the sentence opens",
    "carried": "nobody is named: the speaker of the statement before",
    "place of speech": "“it was noted in X”: the body where it was said",
    "cited": "an outlet cites a source: the source",
    "interview": "an answer of an interview: whom its introduction presents",
    "state's body": "a body without a name: that of the state spoken of",
    "headline": "a headline: whoever says the same in the article",
    "lead": "an official in the lead: the one of that body who is named next",
    "": "not told",
}

P = ParamSpec("P")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Why:
    """What a proposed statement rests on. Spans are characters of the article's text.

    `construction` is a key of CONSTRUCTIONS, `key` the cue in its basic form, `score` the judge's
    probability and `threshold` the least that passes. `verdict` tells where the proposal ended:
    kept, refused by the judge, or given up in the selection for a better one of the same words.
    `statement` is its place in the record where it was kept; then `speaker` is the speaker's name,
    `speaker_span` where the report names it, and `rule` a key of RULES.
    """

    spans: tuple[Span, ...]
    construction: str
    cue: tuple[Span, ...]
    key: str
    source: Span | None
    score: float
    threshold: float
    verdict: Verdict
    statement: int | None = None
    speaker: str | None = None
    speaker_span: Span | None = None
    rule: str = ""


def by_rule(name: str) -> Callable[[Callable[P, S]], Callable[P, S]]:
    """Mark the speakers that a method finds with its rule; the innermost rule stays."""

    def wrap(method: Callable[P, S]) -> Callable[P, S]:
        @wraps(method)
        def told(*args: P.args, **named: P.kwargs) -> S:
            found: Any = method(*args, **named)
            if found is not None and found.index is not None and not found.rule:
                found = replace(found, rule=name)
            return found  # type: ignore[no-any-return]

        return told

    return wrap
