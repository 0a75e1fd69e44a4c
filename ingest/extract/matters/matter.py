"""Events and agreements of one article in the making."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from ingest.extract.analysis import Analysis
from ingest.extract.cast import Cast
from ingest.extract.matters.lexicon import Lexicon
from ingest.extract.tokens import Doc
from ingest.records import Span

TRUCES = frozenset({"ceasefire", "humanitarian"})
MEETINGS = frozenset({"talks", "summit", "meeting"})
FIGHTS = frozenset(
    "clash offensive invasion incursion exchange firefight skirmish gunbattle".split()
)
NAMED = "named"  # a mention that tells no status


@dataclass(slots=True)
class Matter:
    """An event or agreement in the making, with its mentions as token ranges."""

    sort: str  # "event" or "agreement"
    kind: str
    mentions: list[tuple[int, int]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    ordinal: int | None = None
    is_next: bool = False
    is_previous: bool = False
    is_over: bool = False  # told with a day that is over
    place: int | None = None
    date: str | None = None
    lead_date: str | None = None  # the day of the news, where no other date is told
    statuses: list[tuple[int, str, bool]] = field(default_factory=list)  # (token, status, asserted)
    actors: list[int] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)  # who is told to sign or reach it
    is_titled: bool = False  # called by a title of its own: "the Mutual Defence Treaty"
    labels: set[str] = field(default_factory=set)  # "Doha", "2015": what tells it from others
    quantities: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)  # the lemmas of the heads
    is_phase: bool = False  # a part of a plan that was agreed on by itself
    topics: set[str] = field(default_factory=set)  # the lemmas of what an agreement is on
    scope: str | None = None  # how far a truce goes: "limited" or "full"
    reached_at: int | None = None
    implements: int | None = None


@dataclass(frozen=True)
class Matters:
    """An article's events and agreements, and what they are told from.

    `said` are the tokens inside statements: what they tell is no outlet's assertion. `main_sides`
    are the actors that the article is about, most named first, `brokers` those who only bring
    others together.
    """

    a: Analysis
    cast: Cast
    published: str | None
    said: frozenset[int]
    main_sides: Sequence[int]
    brokers: Set[int]
    lexicon: Lexicon
    found: list[Matter] = field(default_factory=list)

    @property
    def doc(self) -> Doc:
        """The article's tokens."""
        return self.a.doc

    @cached_property
    def tells_of_captives(self) -> bool:
        """Whether the article tells of prisoners or hostages."""
        text = self.a.text.lower()
        return "prisoner" in text or "hostage" in text or "pow" in text.split()

    def is_over(self, date: str) -> bool:
        """Whether a day, month or year ended before that of publication."""
        return date < (self.published or "")[: len(date)]

    def span(self, mention: tuple[int, int]) -> Span:
        """The characters of a mention."""
        return self.cast.span(*mention)

    def text(self, mention: tuple[int, int]) -> str:
        """The text of a mention."""
        start, end = self.span(mention)
        return " ".join(self.a.text[start:end].split())


def is_fight(matter: Matter) -> bool:
    """Whether two sides fight, as against one blow of one of them."""
    return not FIGHTS.isdisjoint(matter.nouns)


def name_of(matters: Matters, matter: Matter) -> str:
    """The fullest phrase for a matter."""
    phrases = [matters.text(m) for m in matter.mentions]
    return max(phrases, key=lambda phrase: (min(len(phrase.split()), 9), -phrases.index(phrase)))
