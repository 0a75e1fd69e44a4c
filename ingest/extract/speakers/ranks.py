"""What the words of an office mean, and what they tell apart: rank, portfolio, former or not."""

from __future__ import annotations

from collections.abc import Set

from ingest.extract.names.words import LIKEWISE, PORTFOLIOS

_FIRST = frozenset({"prime", "chief"})  # of ministers
_SPELLED = {"defense": "defence", "internal": "interior"}
_SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson", "press"})
_DEPUTIES = frozenset({"vice", "deputy", "assistant"})
_PAST = frozenset({"former", "ex", "ousted", "deposed", "acting", "interim"})
_EQUALS = {
    "minister",
    "president",
    "premier",
    "chancellor",
    "king",
    "emir",
    "envoy",
    "secretary",
    "chief",
    "commander",
    "ambassador",
    "representative",
    "adviser",
}
_HELD_BY = {  # offices that a word may mean
    "head of state": {"president", "king", "emir", "leader", "sultan"},
    "leader": {
        "president",
        "minister",
        "leader",
        "premier",
        "chairman",
        "king",
        "emir",
        "chief",
    },
    "premier": {"minister", "premier"},
    "spokesperson": {"spokesman", "spokeswoman", "spokesperson", "secretary"},
    "spokesman": {"spokesman", "spokesperson", "secretary"},
    "spokeswoman": {"spokeswoman", "spokesperson", "secretary"},
    "diplomat": {
        "minister",
        "ambassador",
        "envoy",
        "spokeswoman",
        "spokesman",
        "secretary",
        "representative",
        "diplomat",
    },
    "chief": {"chief", "head", "director", "secretary", "general", "commissioner", "leader"},
    "official": {
        "official",
        "minister",
        "spokesman",
        "spokeswoman",
        "secretary",
        "head",
        "aide",
        "adviser",
    },
    "envoy": {"envoy", "representative", "emissary"},
    "representative": {"representative", "envoy"},
    "mediator": {"mediator", "envoy", "negotiator"},
    "negotiator": {"negotiator", "aide", "head", "minister"},
    "aide": {"aide", "adviser", "assistant"},
    **dict.fromkeys(LIKEWISE, _EQUALS),
}


def words_of(title: str) -> set[str]:
    """The words of a title."""
    return set(title.lower().replace("-", " ").split())


def holders_of(noun: str) -> Set[str]:
    """The nouns of the offices that a word may mean: "a diplomat" may be a minister."""
    return _HELD_BY.get(noun, {noun})


def is_same_rank(noun: str, title: Set[str], words: Set[str]) -> bool:
    """Whether the words before an office's noun fit the words of a title: both or neither are
    deputies, or former, and both of one portfolio where both name one ("the president" is not the
    vice president, nor "the defence minister" the prime minister).
    """
    if noun == "minister":
        ours, theirs = (_portfolios(names) for names in (words, title))
        if ours and theirs and ours.isdisjoint(theirs):
            return False
    if noun.startswith("spokes") and title.isdisjoint(_SPEAKING):
        return False  # a secretary of state is none
    if noun in _DEPUTIES or (noun in _HELD_BY and noun != "premier"):
        return True
    return all(rank.isdisjoint(title) == rank.isdisjoint(words) for rank in (_DEPUTIES, _PAST))


def _portfolios(words: Set[str]) -> set[str]:
    found = {_SPELLED.get(word, word) for word in words}
    return found & (PORTFOLIOS | _FIRST) - {"affairs"}
