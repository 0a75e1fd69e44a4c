"""Events and agreements as told in one article: noun phrases, joined where they are one."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, cached_property
from importlib.resources import files
from itertools import islice
from typing import Any

from ingest.extract.analysis import Analysis
from ingest.extract.cast import Cast
from ingest.extract.dates import count_of, find_dates, parse_day
from ingest.extract.tokens import Token
from ingest.records import Span

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
_NEXT = frozenset(
    {
        "next",
        "new",
        "another",
        "further",
        "future",
        "upcoming",
        "coming",
        "possible",
        "fresh",
        "subsequent",
    }
)
_MEETINGS = frozenset({"talks", "summit", "meeting"})
_NUMBER = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d{2,})\b")
_DAY = re.compile(  # "June 20" counts nothing
    r"(?:\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}\b)|(?:\b\d{1,2} (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b)"
)
_DAYS_AFTER = re.compile(
    r"\b(?P<count>\d{1,2}|a|one|two|three|four|five|six|seven|ten) days? after "
    r"(?:the |its |their )?$",
    re.I,
)
_PER_SIDE = re.compile(r"\b(\d[\d,]*)[- ](?:for|to)[- ](\d[\d,]*)\b", re.I)
_BARE_OTHER = frozenset(
    {
        "agreement",
        "agreements",
        "deal",
        "deals",
        "accord",
        "accords",
        "arrangement",
        "arrangements",
        "understanding",
        "pact",
        "protocol",
    }
)


_NEWS = frozenset(
    {"talks", "summit", "meeting", "prisoner_exchange", "repatriation", "signing", "attack"}
)
_BESIDE = 12  # tokens between an event's noun and a date of the same sentence that is still its own
_REPORTING = frozenset(
    """
    say tell note state announce report write add stress declare confirm comment discuss propose
    """.split()
)
_IF = frozenset({"if", "whether", "unless", "until", "before", "till"})
_STAGES = frozenset("stage instalment installment phase part batch group round".split())
_DUE = frozenset({"due", "scheduled", "planned", "slated", "expected", "set"})
_AGREEING = frozenset(
    """
    agree discuss propose announce promise fix negotiate arrange prepare expect demand want plan
    schedule seek coordinate offer
    """.split()
)
_AFTER = frozenset({"after", "following", "during", "since", "at"})
_SEEMING = frozenset({"have", "appear", "seem", "need", "remain", "be", "call"})
_CARRYING = frozenset("return deliver receive hand transfer release free bring carry swap".split())
_NAMED = "named"  # a mention that tells no status
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})
_TAKEN_UP = 300  # matters back: nobody takes up again what so many others have followed
_DEAD = frozenset({"bodies", "remains", "fallen"})
_CAPTIVES = frozenset(
    """
    prisoner prisoners hostage hostages pow pows captive captives wounded sick ill soldiers
    detainees servicemen
    """.split()
)


@dataclass(slots=True)
class Matter:
    """An event or agreement in the making, with its mentions as token ranges."""

    sort: str  # "event" or "agreement"
    kind: str
    mentions: list[tuple[int, int]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    ordinal: int | None = None
    is_next: bool = False
    place: int | None = None
    date: str | None = None
    lead_date: str | None = None  # the day of the news, where no other date is told
    statuses: list[tuple[int, str, bool]] = field(default_factory=list)  # (token, status, asserted)
    actors: list[int] = field(default_factory=list)
    quantities: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    reached_at: int | None = None
    implements: int | None = None


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    nouns: frozenset[str]
    beside: frozenset[str]
    for_number: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The nouns and verbs of events and agreements."""

    events: tuple[_Pattern, ...]
    agreements: tuple[_Pattern, ...]
    event_verbs: Mapping[str, str]
    agreed: Mapping[str, frozenset[str]]
    status: Mapping[str, frozenset[str]]


def _pattern(data: Mapping[str, Any]) -> _Pattern:
    return _Pattern(
        data["kind"],
        frozenset(data["nouns"].split()),
        frozenset(data.get("with", "").split()),
        bool(data.get("for_number", False)),
    )


@cache
def load() -> Lexicon:
    """The lexicon; read once, never changed."""
    data = tomllib.loads(
        files("ingest.extract").joinpath("matters.toml").read_text(encoding="utf-8")
    )
    return Lexicon(
        tuple(_pattern(entry) for entry in data["event"]),
        tuple(_pattern(entry) for entry in data["agreement"]),
        {verb: entry["kind"] for entry in data["event_verb"] for verb in entry["verbs"].split()},
        {kind: frozenset(text.split()) for kind, text in data["agreed"].items()},
        {status: frozenset(text.split()) for status, text in data["status"].items()},
    )


class Matters:
    """Finds an article's events and agreements."""

    def __init__(
        self, a: Analysis, cast: Cast, published: str | None, said: frozenset[int] = frozenset()
    ) -> None:
        """`said` are the tokens inside statements: what they tell is no outlet's assertion."""
        self.said = said
        self.a = a
        self.doc = a.doc
        self.cast = cast
        self.published = published
        self.lexicon = load()
        self.found: list[Matter] = []
        self._sides = self._main_sides()
        self._scan()
        self._settle_dates()
        self._tie()

    # ------------------------------------------------------------ finding

    def _scan(self) -> None:
        taken: set[int] = set()
        for token in self.doc:
            if token.i in taken or self.a.in_section_head(token.i):
                continue
            if (
                token.pos_ == "VERB"
                and token.lemma_.lower() in ("agree", "undertake")
                and not self.a.in_quote(token.i)
            ):
                self._agreed(token, taken)
            if token.pos_ in ("NOUN", "PROPN") and token.i not in taken:
                self._noun(token, taken)
            elif token.pos_ == "VERB" and token.lemma_.lower() in self.lexicon.event_verbs:
                self._verb(token, taken)

    def _phrase(self, head: Token) -> tuple[int, int]:
        """The noun phrase of a head: what stands before it and short phrases with "of", "on", "in"
        after.
        """
        doc = self.doc
        start = head.left_edge.i
        for i in range(head.i - 1, max(head.left_edge.i, head.i - 9) - 1, -1):
            if (
                doc[i].text in (",", '"', "“", "”", ";", "(", "—", "–")
                or (doc[i].pos_ in ("VERB", "AUX") and doc[i].tag_ not in ("VBN", "VBG"))
                or doc[i].is_space
            ):
                start = i + 1
                break
            start = i
        end = head.i + 1
        while (
            end < len(doc)
            and doc[end].lower_
            in ("of", "with", "between", "on", "in", "for", "against", "at", "to")
            and end - head.i < 10
        ):
            if doc[end].head.i not in range(start, end) and doc[end].lower_ not in ("of",):
                break
            objs = [c for c in doc[end].children if c.dep_ in ("pobj", "pcomp")]
            if not objs or objs[0].pos_ == "VERB":
                break
            right = objs[0].i + 1
            edge = objs[0].right_edge.i + 1
            while (
                right < edge
                and right - head.i < 12
                and doc[right].text not in (",", ";", '"', "”", ".")
                and doc[right].pos_ not in ("VERB", "SCONJ")
                and doc[right].dep_ not in ("relcl", "acl")
                and doc[right].lower_ not in ("that", "which", "who")
            ):
                if (
                    doc[right].lower_ in ("of", "with", "between", "and", "for")
                    or doc[right].pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET")
                    or doc[right].text in ("'s", "’s", "-")
                ):
                    right += 1
                else:
                    break
            end = right
        while end > head.i + 1 and doc[end - 1].lower_ in (
            "and",
            "of",
            "with",
            "between",
            "for",
            "the",
            "a",
        ):
            end -= 1
        return start, end

    def _noun(self, head: Token, taken: set[int]) -> None:
        lemma, lower = head.lemma_.lower(), head.lower_
        following = self.doc[head.i + 1] if head.i + 1 < len(self.doc) else None
        if (
            following is not None
            and head.dep_ in ("compound", "nmod")
            and following.pos_ in ("NOUN", "PROPN")
            and (
                self._match(self.lexicon.events, following, {following.lower_})
                or self._match(self.lexicon.agreements, following, {following.lower_, lemma, lower})
            )
        ):
            return  # the head comes: "ceasefire talks"
        start, end = self._phrase(head)
        around = {t.lower_ for t in self.doc[start:end]} | {
            t.lemma_.lower() for t in self.doc[start:end]
        }
        for name, patterns in (
            ("event", self.lexicon.events),
            ("agreement", self.lexicon.agreements),
        ):
            pattern = self._match(patterns, head, around)
            if pattern is None:
                continue
            if self._is_idle(head, pattern.kind):
                return
            kind = pattern.kind
            if name == "agreement" and kind == "other":
                after = max(
                    [end, *(c.right_edge.i + 1 for c in head.children if c.dep_ in ("acl", "prep"))]
                )
                kind = self._agreed_kind(start, min(after, head.i + 18)) or kind
                if kind != "other":
                    end = max(end, min(after, head.i + 14))
            self._take(name, kind, head, start, end, around)
            if name == "event" and kind in ("prisoner_exchange", "repatriation"):
                self._as_agreed(kind, head, start, end, around)
            taken.update(range(start, end))
            return
        del lower

    def _as_agreed(self, kind: str, head: Token, start: int, end: int, around: set[str]) -> None:
        """ "The 1,000-for-1,000 exchange", "a swap agreed in X": the event is agreed on too."""
        following = [t.lower_ for t in self.doc[head.i + 1 : head.i + 9]]
        formula = _PER_SIDE.search(self.doc.between(start, end)) is not None
        agreed = any(c.dep_ == "acl" and c.lower_ in ("agreed", "reached") for c in head.children)
        if not agreed and "agreed" in following:
            agreed = "," not in following[: following.index("agreed")]
        if formula or agreed:
            status = self._described(head) or "agreed"
            self._take("agreement", kind, head, start, end, around, status=status)

    def _match(
        self, patterns: Sequence[_Pattern], head: Token, around: set[str]
    ) -> _Pattern | None:
        lemma, lower = head.lemma_.lower(), head.lower_
        for pattern in patterns:
            if lemma not in pattern.nouns and lower not in pattern.nouns:
                continue
            if pattern.for_number:
                window = self.doc.between(max(0, head.i - 6), head.i + 8)
                if (
                    _PER_SIDE.search(window)
                    or "stage" in around
                    or (
                        head.lower_ in ("exchange", "swap", "swaps", "exchanges")
                        and self._exchange_known(head)
                    )
                ):
                    return pattern
                continue
            if (
                pattern.beside
                and not (pattern.beside & (around - {lemma, lower}))
                and not (
                    pattern.beside & {lemma, lower}
                    and pattern.kind
                    in (
                        "memorandum",
                        "security_guarantee",
                        "call",
                        "aid",
                        "peace_treaty",
                        "signing",
                    )
                )
            ):
                continue
            return pattern
        return None

    def _exchange_known(self, head: Token) -> bool:
        """Whether "the exchange" takes up an exchange of prisoners named in the article."""
        return self._tells_of_captives or any(
            m.kind in ("prisoner_exchange", "repatriation") for m in self.found
        )

    @cached_property
    def _tells_of_captives(self) -> bool:
        text = self.a.text.lower()
        return "prisoner" in text or "hostage" in text or "pow" in text.split()

    def _is_idle(self, head: Token, kind: str) -> bool:
        """Whether a noun is used without naming a matter: "exchange of views", "no deal", "in
        talks".
        """
        doc = self.doc
        lower = head.lower_
        nxt = doc[head.i + 1].lower_ if head.i + 1 < len(doc) else ""
        nxt2 = doc[head.i + 2].lower_ if head.i + 2 < len(doc) else ""
        if (
            lower in ("exchange", "exchanges")
            and nxt == "of"
            and nxt2 in ("views", "fire", "information", "opinions", "messages")
        ):
            return True
        if (
            kind == "framework"
            and lower in ("principles", "framework", "initiative", "plans", "plan")
            and head.left_edge.i == head.i
        ):
            return True
        if (
            kind == "framework"
            and lower in ("plan", "plans", "initiative", "declaration")
            and nxt == "to"
            and not ({"peace", "war"} & {t.lower_ for t in doc[head.i : head.i + 8]})
        ):
            return True
        if lower in ("halt", "pause", "access") and not (
            {
                "fire",
                "fighting",
                "hostilities",
                "ceasefire",
                "humanitarian",
                "war",
                "shelling",
                "strikes",
            }
            & {t.lower_ for t in doc[head.i - 4 if head.i > 4 else 0 : head.i + 8]}
        ):
            return True
        return lower in ("group", "groups", "format", "mechanism") and head.left_edge.i == head.i

    def _verb(self, verb: Token, taken: set[int]) -> None:
        """ "X met Y", "X telephoned Y"."""
        kind = self.lexicon.event_verbs[verb.lemma_.lower()]
        if kind == "attack" and verb.tag_ not in ("VBD", "VBN", "VBZ"):
            return
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        actors = [
            self.cast.at[t.i] for s in subjects for t in (s, *s.conjuncts) if t.i in self.cast.at
        ]
        others = [
            self.cast.at[t.i]
            for c in verb.children
            if c.dep_ in ("dobj", "prep")
            for t in c.subtree
            if t.i in self.cast.at
            and t.dep_ in ("dobj", "pobj", "conj")
            and self.cast.members[self.cast.at[t.i]].type != "Place"
        ]
        if kind == "meeting" and not (actors and others) and not (len(actors) > 1):
            if not (any(c.lower_ == "again" for c in verb.children)):
                return
        if (kind == "call" and not others) or (kind == "attack" and not actors):
            return
        start = verb.i
        end = verb.i + 1
        while (
            end < min(len(self.doc), verb.i + 9)
            and self.doc[end].text not in (",", ".", ";", '"', "”")
            and not self.doc[end].is_space
        ):
            end += 1
        words = {t.lower_ for t in self.doc[start:end]}
        matter = self._take("event", kind, verb, start, end, words)
        matter.actors += [x for x in [*actors, *others] if x not in matter.actors]
        taken.update(range(start, end))

    def _agreed(self, verb: Token, taken: set[int]) -> None:
        """ "A and B agreed to exchange … and to return …": agreements named by what was agreed."""
        first = next(
            (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None
        )
        if first is None:
            first = next(
                (
                    p
                    for c in verb.children
                    if c.dep_ == "prep" and c.lower_ in ("on", "to")
                    for p in c.children
                    if p.dep_ in ("pobj", "pcomp")
                ),
                None,
            )
        if first is None:
            return
        parts = [first, *(t for t in first.conjuncts if t.i > first.i and t.pos_ == first.pos_)]
        if first.pos_ != "VERB":
            parts = [first]
        for k, part in enumerate(parts):
            low = min(t.i for t in part.subtree)
            high = max(t.i for t in part.subtree) + 1
            for later in parts[k + 1 :]:  # what is agreed besides is an agreement of its own
                high = min(high, min(t.i for t in later.subtree))
            self._agreement_on(verb, part, max(low, verb.i + 1), min(high, low + 22), taken)

    def _agreement_on(self, verb: Token, part: Token, low: int, high: int, taken: set[int]) -> None:
        doc = self.doc
        while high > low and (doc[high - 1].dep_ == "cc" or doc[high - 1].is_punct):
            high -= 1
        if high <= low:
            return
        kind = self._agreed_kind(low, high, part.lemma_.lower())
        if kind is None:
            return
        words = {t.lower_ for t in doc[low:high]} | {t.lemma_.lower() for t in doc[low:high]}
        matter = self._take("agreement", kind, verb, low, high, words, status="agreed")
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        for t in (subject, *subject.conjuncts) if subject is not None else ():
            index = self.cast.at.get(t.i)
            if index is not None and self.cast.members[index].type == "Institution":
                if index not in matter.actors:
                    matter.actors.append(index)
        taken.update(range(low, high))

    def _agreed_kind(self, low: int, high: int, lemma: str = "") -> str | None:
        """The kind of what was agreed, from the words of a stretch; None where it is not told."""
        tokens = self.doc[low:high]
        words = {t.lower_ for t in tokens} | {t.lemma_.lower() for t in tokens}
        if lemma in self.lexicon.agreed["procedural"]:
            return "procedural"
        if _DEAD & words:
            return "repatriation"
        for kind, bag in self.lexicon.agreed.items():
            if kind == "repatriation" or not bag & words:
                continue
            if kind == "prisoner_exchange" and not _CAPTIVES & words:
                continue
            return kind
        return None

    # ------------------------------------------------------------ joining inside the article

    def _take(
        self,
        name: str,
        kind: str,
        head: Token,
        start: int,
        end: int,
        around: set[str],
        status: str | None = None,
    ) -> Matter:
        doc = self.doc
        while (
            start < end
            and (
                doc[start].lower_ in ("the", "a", "an", "'s", "’s", "and", "of")
                or doc[start].is_punct
                or doc[start].is_space
            )
            and start < head.i
        ):
            start += 1
        phrase, wording = doc[start:end], doc.between(start, end)
        ordinal = next(
            (_ORDINALS[w] for t in phrase if (w := t.lower_) in _ORDINALS and t.i < head.i), None
        )
        is_next = any(t.lower_ in _NEXT and t.i <= head.i for t in phrase) or bool(
            kind == "meeting" and "again" in around
        )
        quantities = sorted(
            {m.group(0).replace(",", "") for m in _NUMBER.finditer(_DAY.sub("", wording))}
            | {m.group(1).replace(",", "") for m in _PER_SIDE.finditer(wording)}
        )
        quantities = [
            q
            for q in quantities
            if not (len(q) == 4 and q.startswith(("19", "20")) and q not in ("2000",))
        ]
        place = self._place_in(head, start, end)
        told = status or self._status(name, kind, head, is_next)
        date = self._days_before(start) or self._date_in(head, start, end, told)
        actors = [
            i
            for i in dict.fromkeys(self.cast.at[t.i] for t in phrase if t.i in self.cast.at)
            if self.cast.members[i].type != "Place"
        ]
        fresh = Matter(
            name,
            kind,
            [(start, end)],
            [head.i],
            ordinal=ordinal,
            is_next=is_next,
            place=place,
            date=date,
            actors=list(actors),
            quantities=list(quantities),
            words=set(around),
        )
        asserted = head.i not in self.said and not self.a.in_quote(head.i)
        match = self._same(fresh, head, told)
        if name == "event":
            target = match or fresh
            target.lead_date = target.lead_date or self._lead_date(kind, head, told)
        if match is None:
            fresh.statuses.append((head.i, told, asserted))
            self.found.append(fresh)
            return fresh
        match.mentions.append((start, end))
        match.heads.append(head.i)
        match.ordinal = match.ordinal or ordinal
        match.place = match.place if match.place is not None else place
        match.date = match.date or date
        match.actors += [i for i in actors if i not in match.actors]
        match.quantities += [q for q in quantities if q not in match.quantities]
        match.words |= around
        match.statuses.append((head.i, told, asserted))
        if (
            match.kind == "other"
            or (match.kind == "meeting" and kind in _MEETINGS)
            or (match.kind == "framework" and kind == "peace_treaty")
        ):
            match.kind = kind
        return match

    def _same(self, fresh: Matter, head: Token, status: str) -> Matter | None:
        """The matter of the article that a new mention takes up, if any."""
        indefinite = any(
            c.lower_ in ("a", "an", "another") for c in head.children if c.dep_ == "det"
        )
        again = any(c.lower_ in ("same", "very") for c in head.children)
        for matter in islice(reversed(self.found), _TAKEN_UP):
            if matter.sort != fresh.sort or not self._kinds_fit(matter, fresh, head):
                continue
            if again and not matter.is_next and (fresh.date is None or matter.date is None):
                return matter
            if fresh.ordinal and not matter.ordinal and matter.date and status != "held":
                continue  # a round to come is not the one that was
            if fresh.ordinal and matter.ordinal and fresh.ordinal != matter.ordinal:
                continue
            if fresh.is_next != matter.is_next and (
                fresh.is_next
                or (matter.is_next and fresh.date is None and status in ("held", "ongoing", _NAMED))
            ):
                continue
            if (
                fresh.date
                and matter.date
                and not (fresh.date.startswith(matter.date) or matter.date.startswith(fresh.date))
            ):
                continue
            one_round = fresh.ordinal is not None and fresh.ordinal == matter.ordinal
            if (
                not one_round
                and fresh.place is not None
                and matter.place is not None
                and fresh.place != matter.place
            ):
                continue
            if (
                fresh.quantities
                and matter.quantities
                and not set(fresh.quantities) & set(matter.quantities)
            ):
                continue
            if fresh.kind == "attack" and not self._shares(matter, fresh) and indefinite:
                continue
            if (
                indefinite
                and matter.statuses
                and fresh.kind in ("meeting", "call", "visit")
                and not self._shares(matter, fresh)
            ):
                continue
            return matter
        return None

    def _shares(self, one: Matter, other: Matter) -> bool:
        return bool(set(one.actors) & set(other.actors)) or not one.actors or not other.actors

    def _kinds_fit(self, one: Matter, other: Matter, head: Token) -> bool:
        if one.kind == other.kind:
            return True
        if one.sort == "event":
            return (
                {one.kind, other.kind} <= _MEETINGS
                and head.lower_ in ("meeting", "talks", "session", "summit")
                and "summit" not in {one.kind, other.kind}
            ) or ({one.kind, other.kind} == {"summit", "meeting"})
        bare = head.lower_ in _BARE_OTHER and other.kind == "other"
        return bare or one.kind == "other"

    # ------------------------------------------------------------ details

    def _place_in(self, head: Token, start: int, end: int) -> int | None:
        doc = self.doc
        scope = list(range(start, end))
        scope += [
            t.i
            for c in head.children
            if c.dep_ == "prep" and c.lower_ in ("in", "at")
            for t in c.subtree
        ]
        verb = head.head
        if verb.pos_ in ("VERB", "AUX") and head.dep_ in ("nsubj", "nsubjpass", "dobj"):
            scope += [
                t.i
                for c in verb.children
                if c.dep_ == "prep" and c.lower_ in ("in", "at")
                for t in c.subtree
            ]
        for i in scope:
            index = self.cast.at.get(i)
            if index is not None and self.cast.members[index].type == "Place":
                before = doc[i - 1].lower_ if i else ""
                if i < head.i or before in ("in", "at", "the", ",") or doc[i - 1].i in self.cast.at:
                    return index
        return None

    def _days_before(self, start: int) -> str | None:
        """ "Two days after the fourth round": counted back from the day that the sentence names,
        or from the day of publication.
        """
        doc = self.doc
        first = doc[start].idx
        match = _DAYS_AFTER.search(self.a.text[max(0, first - 24) : first])
        if match is None:
            return None
        low, high = self.a.sentences[self.a.sentence[start]]
        days = [
            d.value
            for d in find_dates(self.a.text, doc[low].idx, doc[high - 1].idx, self.published)
            if d.value
        ]
        base = parse_day(days[0] if days else self.published)
        return (base - timedelta(days=count_of(match["count"]))).isoformat() if base else None

    def _date_in(self, head: Token, start: int, end: int, status: str) -> str | None:
        doc, text = self.doc, self.a.text
        scopes: list[tuple[int, int]] = [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))]
        if end + 1 < len(doc) and doc[end].lower_ in ("on", "of") and doc[end].head.i != head.i:
            stop = self.a.sentences[self.a.sentence[end]][1]
            high = min(end + 4, stop) - 1
            if high > end:  # "the talks in X on May 16", hung on the verb by the parse
                scopes.append((doc[end].idx, doc[high].idx + len(doc[high])))
        for child in head.children:
            if child.dep_ in ("prep", "npadvmod", "appos", "nmod") and child.i > head.i:
                scopes.append((child.left_edge.idx, child.right_edge.idx + len(child.right_edge)))
        verb = head if head.pos_ == "VERB" else head.head
        if verb.pos_ in ("VERB", "AUX") and (
            head.dep_ in ("nsubj", "nsubjpass", "dobj", "ROOT") or head.pos_ == "VERB"
        ):
            if verb.lemma_.lower() not in (
                "say",
                "tell",
                "note",
                "welcome",
                "announce",
                "reject",
                "discuss",
                "comment",
                "agree",
                "propose",
                "call",
            ):
                for child in verb.children:
                    if child.dep_ in ("npadvmod", "prep", "advmod") and child.i != head.i:
                        scopes.append(
                            (child.left_edge.idx, child.right_edge.idx + len(child.right_edge))
                        )
        future = status in ("planned", "proposed") or (
            verb.pos_ in ("VERB", "AUX")
            and (verb.tag_ == "VBZ" or any(c.lower_ in _FUTURE for c in verb.children))
        )
        if verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in ("resume", "continue"):
            scopes = scopes[:1]  # when it goes on is not when it is
        for low, high in scopes:
            for found in find_dates(
                text, low, min(high, low + 120), self.published, is_future=future
            ):
                if found.value is None:
                    continue
                if text[max(0, found.start - 9) : found.start].lower().rstrip().endswith("between"):
                    return found.value[:7]  # "between June 20 and 30" is no day
                return found.value
        return None

    def _settle_dates(self) -> None:
        """Dates of events that none of their phrases tells: one in the same clause or sentence
        that belongs to no other event, else the day of the news.
        """
        rivals = sorted(h for m in self.found if m.sort == "event" for h in m.heads)
        for matter in self.found:
            if matter.sort == "event" and matter.date is None:
                matter.date = self._date_beside(matter, rivals) or matter.lead_date

    def _date_beside(self, matter: Matter, rivals: Sequence[int]) -> str | None:
        doc = self.doc
        best: tuple[int, str] | None = None
        for head in matter.heads:
            low, high = self.a.sentences[self.a.sentence[head]]
            start, end = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
            for found in find_dates(self.a.text, start, end, self.published):
                token = next(t for t in doc[low:high] if t.idx + len(t) > found.start)
                distance = abs(token.i - head)
                verb = _clause(token)
                if (
                    found.value is None
                    or distance > _BESIDE
                    or verb.lemma_.lower() in _REPORTING
                    or verb.lemma_.lower() in ("resume", "continue", "extend")
                    or (best is not None and best[0] <= distance)
                    or any(low <= r < high and abs(r - token.i) < distance for r in rivals)
                ):
                    continue
                if any(c.lower_ in _FUTURE for c in verb.children) or doc[head].head.lower_ in _IF:
                    again = find_dates(
                        self.a.text, found.start, found.end, self.published, is_future=True
                    )
                    found = again[0] if again else found
                if (
                    matter.is_next
                    and self.published
                    and (found.value or "") < self.published[: len(found.value or "")]
                ):
                    continue
                best = (distance, found.value or "")
        return best[1] if best else None

    def _is_news(self, head: Token) -> bool:
        """Whether what a source tells has just come about: "have been returned, the X reports"."""
        verb = next((t for t in self._chain(head) if t.pos_ == "VERB"), head)
        return verb.tag_ == "VBN" and any(
            c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve") for c in verb.children
        )

    def _lead_date(self, kind: str, head: Token, status: str) -> str | None:
        """The day of publication, for what the first sentence tells as news of the day."""
        body = self.a.layout.body
        if (
            not body
            or status not in ("held", "ongoing", _NAMED)
            or kind not in _NEWS
            or (head.i in self.said and not self._is_news(head))
        ):
            return None
        first = next((t.i for t in self.doc if t.idx >= body[0][0]), 0)
        lead = self.a.sentence[head.i] == self.a.sentence[first]
        subject = head.dep_ in ("nsubj", "nsubjpass") or (
            head.dep_ in ("pobj", "dobj")
            and not any(c.lower_ in ("a", "an") for c in head.children)
            and not any(t.dep_ in ("acl", "relcl") for t in self._chain(head))
        )
        if not lead or not subject:
            return None
        start, end = self.a.sentences[self.a.sentence[first]]
        dates = find_dates(self.a.text, self.doc[start].idx, self.doc[end - 1].idx, self.published)
        told = next((d.value for d in dates if d.value), None)
        return told if dates else self.published

    def _chain(self, head: Token) -> list[Token]:
        """The head and what governs it, up to the verb of its clause and the verbs above."""
        chain = [head]
        while chain[-1].head.i != chain[-1].i and len(chain) < 7:
            chain.append(chain[-1].head)
        return chain

    def _status(self, name: str, kind: str, head: Token, is_next: bool) -> str:
        """Where a matter stands, from the words, tense and mood around the mention."""
        doc = self.doc
        chain = self._chain(head)
        verbs = [t for t in chain if t.pos_ in ("VERB", "AUX")]
        verb = verbs[0] if verbs else chain[-1]
        lemma = verb.lemma_.lower() if verbs else ""
        near = {t.lemma_.lower() for t in doc[max(0, head.i - 4) : head.i + 3]}
        passive = any(c.dep_ == "nsubjpass" for c in verb.children)
        table = self.lexicon.status
        direct = head.dep_ in ("dobj", "nsubjpass", "nsubj") or passive
        if name == "event":
            return self._event_status(kind, head, chain, verbs, near, is_next)
        described = self._described(head)
        if described is not None:
            return described
        if verbs and any(
            c.dep_ == "mark" and c.lower_ in _IF for v in verbs[:2] for c in v.children
        ):
            return "proposed"  # what stands under a condition has not come about
        for status in ("suspended", "violated", "rejected", "signed", "expired"):
            if lemma in table[status] and direct and not _is_irreal(verbs[:1]):
                return status
            if near & {status}:
                return status
        drafts = kind in ("memorandum", "security_guarantee", "framework")
        if lemma in table["agreed"] and direct and not _is_irreal(verbs[:1]):
            return "agreed"
        if near & {"agreed"} and not drafts:
            return "agreed"
        if lemma in ("complete", "implement", "fulfil", "fulfill") and verb.tag_ in ("VBD", "VBN"):
            return "implemented"
        words = {t.lemma_.lower() for t in doc[max(0, head.i - 4) : head.i + 1]}
        words |= {t.lemma_.lower() for t in chain[1:3]}
        if any(c.lower_ == "any" for c in head.children):
            return "proposed"
        if drafts or words & (table["proposed"] | {"full", "unconditional", "proposal", "offer"}):
            return "proposed"
        if {"effect", "force"} & {t.lower_ for t in doc[head.i : head.i + 5]}:
            return "in_force"
        definite = any(c.lower_ == "the" for c in head.children)
        return "agreed" if definite and not _is_irreal(verbs[:1]) else "proposed"

    def _described(self, head: Token) -> str | None:
        """The status that a participle or a relative clause gives an agreement: "the initialed
        treaty", "a truce brokered by X", "a swap, which was completed".
        """
        table = self.lexicon.status
        if self._staged(head) and _clause(head).lemma_.lower() not in ("agree", "sign"):
            return "in_force"
        if head.dep_ == "pobj":
            above = head.head.head
            if head.head.lower_ == "of" and above.lemma_.lower() in ("breach", "violation"):
                return "violated"
            if head.head.lower_ == "under" and _clause(above).tag_ in ("VBD", "VBN", "VBZ"):
                if not _is_irreal([_clause(above)]):
                    return "in_force"
        for child in head.children:
            if child.dep_ not in ("amod", "acl", "relcl") or child.tag_ not in ("VBN", "VBD"):
                continue
            if child.dep_ == "relcl" and _is_irreal([child]):
                continue
            lemma = child.lemma_.lower()
            if lemma == "initial" or child.lower_ in ("initialed", "initialled"):
                return "agreed"
            for status in ("expired", "violated", "suspended", "implemented", "signed", "agreed"):
                if lemma in table[status]:
                    return status
            if lemma in table["proposed"] or child.lower_ == "put":
                return "proposed"
        above = head.head
        if above.pos_ == "VERB" and head.dep_ == "dobj" and not _is_irreal([above]):
            if above.lemma_.lower() in ("produce", "yield", "bring", "secure", "forge"):
                return "agreed"
        return None

    def _staged(self, head: Token) -> bool:
        """Whether a mention is a first part of more: "the first instalment of a swap"."""
        chain = self._chain(head)[:3]
        return any(
            t.lemma_.lower() in _STAGES
            and any(c.lower_ in ("first", "initial", "opening", "second") for c in t.children)
            for t in chain
        )

    def _event_status(
        self,
        kind: str,
        head: Token,
        chain: Sequence[Token],
        verbs: Sequence[Token],
        near: set[str],
        is_next: bool,
    ) -> str:
        table = self.lexicon.status
        lemmas = {v.lemma_.lower() for v in verbs[:2]} | {t.lemma_.lower() for t in chain[1:3]}
        told = head.i not in self.said
        if verbs and _is_not_yet(verbs[0]) and head.dep_ in ("nsubj", "nsubjpass"):
            return "planned"
        if any(c.dep_ in ("acl", "amod") and c.lower_ in _DUE for c in head.children):
            return "planned"
        for status in ("postponed", "cancelled"):
            if (lemmas & table[status] and head.dep_ in ("dobj", "nsubjpass", "nsubj")) or (
                near & table[status]
            ):
                return status if told else "planned"
        if any(c.lower_ == "no" for c in head.children) or near & {"possible", "potential"}:
            return "proposed"
        if lemmas & table["proposed"] and kind not in ("attack",):
            return "proposed"
        if any(
            c.lower_ in ("if", "whether", "whenever", "unless") for v in verbs for c in v.children
        ):
            return "proposed" if kind not in ("attack",) else "held"
        if _is_irreal(verbs[:2]) or lemmas & table["planned"] or near & {"upcoming", "forthcoming"}:
            return "planned"
        if is_next:
            return "planned"
        if near & {"ongoing", "underway"} or lemmas & {"continue", "proceed"}:
            return "ongoing"
        if kind in ("prisoner_exchange", "repatriation"):
            if self._staged(head):
                return "ongoing"
            if not self._is_done(head, verbs):
                return "planned"
        if kind in ("summit", "meeting", "call", "visit") and any(
            c.lower_ in ("a", "an", "such") for c in head.children
        ):
            past = verbs and verbs[0].tag_ in ("VBD", "VBN")
            return "held" if past else "proposed"
        return "held" if kind == "attack" or self._is_done(head, verbs) else _NAMED

    def _is_done(self, head: Token, verbs: Sequence[Token]) -> bool:
        """Whether a clause tells that an event took place: named alone, it need not have."""
        if head.dep_ == "pobj" and head.head.lower_ in _AFTER:
            return True
        if not verbs:
            return self.a.in_headline(head.i)
        verb = verbs[0]
        if verb.tag_ not in ("VBD", "VBN") or verb.lemma_.lower() in _AGREEING | _SEEMING:
            return self.a.in_headline(head.i) and verb.lemma_.lower() not in _AGREEING
        near = head.dep_ in ("nsubj", "nsubjpass", "dobj") and head.head.i == verb.i
        return near or self.a.in_headline(head.i) or verb.lemma_.lower() in _CARRYING

    # ------------------------------------------------------------ sides and ties

    def _main_sides(self) -> list[int]:
        """The actors that the article is about: states and armed groups, most named first."""
        counts: Counter[int] = Counter()
        state_of = {
            m.state: i for i, m in enumerate(self.cast.members) if m.kind == "state" and m.state
        }
        for i, index in self.cast.at.items():
            member = self.cast.members[index]
            if i > 0 and self.cast.at.get(i - 1) == index:
                continue
            if member.kind in ("state", "armed_group"):
                counts[index] += 1
            elif (
                member.kind in ("ministry", "government", "military", "agency")
                and member.state in state_of
            ):
                counts[state_of[member.state]] += 1
            elif member.type == "Person":
                for office in member.offices:
                    if office.of is not None:
                        side = self.cast.members[office.of]
                        target = state_of.get(side.state) if side.state else None
                        if target is not None:
                            counts[target] += 1
        ranked = sorted(
            counts.items(),
            key=lambda item: (-item[1], min(self.cast.members[item[0]].mentions or [(0, 0)])),
        )
        return [index for index, _ in ranked]

    @property
    def main_sides(self) -> list[int]:
        """The actors that the article is about, most named first."""
        return self._sides

    def sides(self, matter: Matter) -> list[int]:
        """Who takes part: the actors named with it, filled up with the article's two main sides."""
        actors = [
            i
            for i in matter.actors
            if self.cast.members[i].kind in ("state", "armed_group", "delegation", "military")
            or self.cast.members[i].type == "Person"
        ]
        if (
            matter.kind in ("visit", "call", "meeting", "attack", "vote", "sanctions", "aid")
            and actors
        ):
            return actors[:6]
        states = [i for i in actors if self.cast.members[i].kind in ("state", "armed_group")]
        if len(states) < 2 and not (matter.kind == "summit" and len(actors) >= 2):
            for side in self._sides[:2]:
                if side not in actors and len(states) < 2:
                    actors.append(side)
                    states.append(side)
        return actors[:6]

    def _tie(self) -> None:
        """Tie agreements to the meeting they were reached at, exchanges to the agreement they
        carry out.
        """
        meetings: dict[int, int] = {}  # the first one of a sentence
        agreed: dict[str, int] = {}  # the first one of a kind
        for k, matter in enumerate(self.found):
            if matter.sort == "agreement":
                agreed.setdefault(matter.kind, k)
            elif matter.kind in _MEETINGS and not matter.is_next:
                for head in matter.heads:
                    meetings.setdefault(self.a.sentence[head], k)
        for matter in self.found:
            if matter.sort == "agreement":
                near = (meetings.get(self.a.sentence[head]) for head in matter.heads)
                matter.reached_at = next((e for e in near if e is not None), None)
            elif matter.kind in ("prisoner_exchange", "repatriation"):
                matter.implements = agreed.get(matter.kind)

    # ------------------------------------------------------------ reading

    def status_of(self, matter: Matter) -> str:
        """The status that the article gives as a whole."""
        told = [s for _, s, asserted in matter.statuses if asserted]
        told = told or [s for _, s, _ in matter.statuses]
        if matter.sort == "event":
            if set(told) == {_NAMED}:
                told = [s for _, s, _ in matter.statuses if s != _NAMED] or ["held"]
            told = [s for s in told if s != _NAMED]
            for status in ("cancelled", "postponed", "ongoing"):
                if status in told:
                    return status
            if matter.date and self.published and not matter.is_next:
                if matter.date < self.published[: len(matter.date)] and "held" in told:
                    return "held"
                if len(matter.date) == 10 and matter.date > self.published:
                    return "planned" if "proposed" not in told else "proposed"
            if matter.is_next and "held" in told and "planned" not in told:
                return "planned"
            for status in ("held", "planned", "proposed"):
                if status in told and (status != "held" or not matter.is_next):
                    return status
            return told[0]
        for status in (
            "violated",
            "suspended",
            "implemented",
            "rejected",
            "expired",
            "signed",
            "in_force",
            "agreed",
        ):
            if status in told:
                return status
        return told[0]

    def name_of(self, matter: Matter) -> str:
        """The fullest phrase for a matter."""
        phrases = [self.text(m) for m in matter.mentions]
        return max(
            phrases, key=lambda phrase: (min(len(phrase.split()), 9), -phrases.index(phrase))
        )

    def span(self, mention: tuple[int, int]) -> Span:
        """The characters of a mention."""
        return self.cast.span(*mention)

    def text(self, mention: tuple[int, int]) -> str:
        """The text of a mention."""
        start, end = self.span(mention)
        return " ".join(self.a.text[start:end].split())


def _clause(token: Token) -> Token:
    """The verb of a token's clause, or the root above it."""
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    return token


def _is_not_yet(verb: Token) -> bool:
    """Whether a clause tells that something has not come about: "has not yet begun"."""
    words = {c.lower_ for c in verb.children}
    return bool(words & {"not", "n't", "n’t", "never"}) and (
        "yet" in words or verb.lemma_.lower() in ("begin", "start", "take", "happen", "occur")
    )


def _is_irreal(verbs: Sequence[Token]) -> bool:
    """Whether a clause tells of what is not (yet): will, would, to do, should."""
    for verb in verbs:
        for child in verb.children:
            if child.dep_ == "aux" and child.lower_ in (
                "will", "would", "shall", "should", "could", "may", "might", "must", "can",
                "to", "'ll",
            ):  # fmt: skip
                return True
    return False
