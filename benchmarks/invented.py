"""A made-up world and what outlets report of it: records with known truth.

Nobody in it exists and no text means anything: names are drawn from syllables of four writing
cultures, statements from made-up words. Who is who is known, so that joining can be measured at any
size. Articles come at an even pace (20 a day), so that a longer corpus is a longer time; persons,
institutions, events, agreements come and go with it, and one person is in the news all along.
Spellings are those of published standards (`scripts.py`), one an outlet, and typing errors.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from scripts import ARABIC_LETTERS, SYSTEMS, plain, written

from ingest.article import Article
from ingest.records import Agreement, Entity, Event, Office, Record, Span, Statement, Topic

PER_DAY = 20
FIRST_DAY = date(2031, 1, 1)
STATES = {
    "ukrainian": ("ukraine",),
    "russian": ("russia", "belarus"),
    "arabic": ("egypt", "iraq", "jordan", "qatar", "syria", "yemen"),
    "latin": ("france", "germany", "united-kingdom", "canada", "norway", "kenya"),
}
_UKRAINIAN = """олександр андрій богдан василь віктор ганна григорій дмитро євген іван ірина
 костянтин марія микола наталія оксана олег ольга павло петро роман сергій тарас юлія ярослав
""".split()
_RUSSIAN = """александр алексей андрей анна борис виктор галина денис евгений елена игорь ирина
 кирилл максим марина михаил наталья никита ольга павел роман светлана степан татьяна юрий
""".split()
_ARABIC = (
    "muحammad aحmad yUsuf xAlid حasan mAzin nAصir sAmI fayصal rAmI laylA zaynab salmA jAbir"
).split()
_LATIN = """adrian alice bernard clara daniel edith felix grace henry irene julian karen leon martha
 nathan olivia paul rita simon teresa victor wanda""".split()
_TITLES = (
    "foreign minister", "defence minister", "energy minister", "spokesperson", "ambassador",
    "deputy foreign minister", "special envoy", "head", "deputy head", "adviser",
)  # fmt: skip
_BODIES = (
    ("{} Reconstruction Agency", "agency"), ("Bank of {}", "company"),
    ("{} Machine Works", "company"), ("{} Front", "armed_group"),
    ("{} Regional Council", "parliament"), ("Institute of {}", "other"),
    ("{} Defence Holding", "company"), ("Coordination Centre for {} Labour", "agency"),
    ("Association of {} and Partners", "ngo"), ("{} Border Commission", "agency"),
)  # fmt: skip
_OUTLETS = tuple(f"{name} Wire" for name in "Alder Birch Cedar Damson Elm Fir Gorse Hazel".split())
_LONG = {"x": "خ"}


@dataclass(frozen=True, slots=True)
class Human:
    """A person: name in its own script, state, offices as (title, institution, first day)."""

    number: int
    given: str
    family: str
    script: str
    state: str
    offices: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class House:
    """An institution: a pattern with a made-up word in it."""

    number: int
    pattern: str
    kind: str
    word: str
    script: str
    state: str


@dataclass(frozen=True, slots=True)
class Told:
    """One article with its record, and for each thing of it the truth."""

    article: Article
    record: Record
    entities: tuple[str, ...]
    events: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass
class _Draft:
    """An article in the making."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    truth: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    event_truth: list[str] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    agreement_truth: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    statement_truth: list[str] = field(default_factory=list)

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + " "
        return (start, start + len(words))

    def entity(self, truth: str, made: Entity) -> int:
        if truth in self.truth and made.is_named:
            return self.truth.index(truth)
        self.entities.append(made)
        self.truth.append(truth)
        return len(self.entities) - 1


class World:
    """Persons, institutions, events and agreements of `count` articles' time.

    With `is_everywhere` one person is named in every article; else in one of ten.
    """

    def __init__(self, count: int, seed: int = 1, *, is_everywhere: bool = True) -> None:
        self.rng = random.Random(seed)
        self.share = 1.0 if is_everywhere else 0.1
        self.days = max(1, -(-count // PER_DAY))
        self.houses = [self._house(k) for k in range(40 + count // 40)]
        self.humans: list[Human] = []
        taken: set[tuple[str, str, str]] = set()
        while len(self.humans) < 60 + count // 12:
            human = self._human(len(self.humans))
            name = (human.state, human.given, human.family)
            if name not in taken:
                taken.add(name)
                self.humans.append(human)

    def _word(self, script: str, parts: int) -> str:
        rng = self.rng
        if script in ("ukrainian", "russian"):
            heads = (
                "ба бро ва вер гол дар до жу за зе ко кру лу ма ми не по ро са сте та хо че шу ше"
            )
            middle = "бор вин гор дан зар кол лен мар нов пол ров сов тир чар щев"
            out = rng.choice(heads.split())
            return out + "".join(rng.choice(middle.split()) for _ in range(parts))
        if script == "arabic":
            a, b, c = (rng.choice(ARABIC_LETTERS[1:]) for _ in range(3))
            return rng.choice((f"{a}a{b}{c}I", f"{a}A{b}i{c}", f"{a}a{b}I{c}", f"{a}u{b}a{c}I"))
        onsets, nuclei = (
            "b br c d dr f g h j k l m n p r s st t tr v w".split(),
            "a e i o u ei ou".split(),
        )
        out = "".join(rng.choice(onsets) + rng.choice(nuclei) for _ in range(parts))
        return out + rng.choice("n r l s ck nd rt".split())

    def _human(self, number: int) -> Human:
        rng = self.rng
        script = rng.choice(tuple(STATES))
        ending = {
            "ukrainian": "енко ський чук ук ишин як".split(),
            "russian": "ов ев ин ский цев".split(),
        }
        if script == "arabic":
            given = "".join(_LONG.get(c, c) for c in _vocalised(rng.choice(_ARABIC)))
            family = "al-" + self._word(script, 1)
        else:
            pool = {"ukrainian": _UKRAINIAN, "russian": _RUSSIAN, "latin": _LATIN}[script]
            given = rng.choice(pool)
            family = self._word(script, rng.choice((1, 2)))
            if script in ending:
                family += rng.choice(ending[script])
        offices, day = [], 0
        while day < self.days and len(offices) < 6:
            offices.append((rng.choice(_TITLES), rng.randrange(len(self.houses)), day))
            day += rng.randrange(150, 900)
        return Human(number, given, family, script, rng.choice(STATES[script]), tuple(offices))

    def _house(self, number: int) -> House:
        rng = self.rng
        script = rng.choice(("ukrainian", "russian", "latin"))
        pattern, kind = rng.choice(_BODIES)
        word = self._word(script, 2)
        return House(number, pattern, kind, word, script, rng.choice(STATES[script]))

    def articles(self, count: int, seed: int = 2) -> Iterator[Told]:
        """The first `count` articles, in the order of their days."""
        rng = random.Random(seed)
        wire: list[Told] = []
        for number in range(count):
            day = number // PER_DAY
            if wire and rng.random() < 0.06:
                told = _copy(rng.choice(wire[-30:]), rng.choice(_OUTLETS), day)
            else:
                told = self._article(number, day, rng)
                wire.append(told)
            yield told

    def _cast(self, day: int, rng: random.Random) -> list[Human]:
        """Who is in the news that day: one always, some often, others for some months."""
        cast = [self.humans[0]] if rng.random() < self.share else []
        span = max(40, len(self.humans) // max(1, self.days // 120))
        start = int((len(self.humans) - span) * day / max(1, self.days)) if self.days > 120 else 0
        for _ in range(rng.randrange(1, 5)):
            place = start + int(span * rng.random() ** 2)
            human = self.humans[min(place, len(self.humans) - 1)]
            if human not in cast:
                cast.append(human)
        return cast

    def _article(self, number: int, day: int, rng: random.Random) -> Told:
        outlet = rng.choice(_OUTLETS)
        system = _OUTLETS.index(outlet)
        published = (FIRST_DAY + timedelta(days=day)).isoformat()
        draft = _Draft()
        people = [self._mention(draft, h, day, system, rng) for h in self._cast(day, rng)]
        for _ in range(rng.randrange(0, 3)):
            near = rng.randrange(len(self.houses))
            self._institution(draft, self.houses[near], system, rng)
        self._matter(draft, day, rng)
        self._say(draft, day, people, rng)
        article = Article(
            draft.text, published, outlet, "en", address=f"https://news.example/{number}"
        )
        return _told(article, draft)

    def _mention(self, draft: _Draft, h: Human, day: int, system: int, rng: random.Random) -> int:
        held = [o for o in h.offices if o[2] <= day][-1]
        name = spelt(h, system)
        is_short = rng.random() < 0.12
        if is_short:
            name = name.split(" ", 1)[1]
        elif rng.random() < 0.04:
            name = f"{name[0]}. {name.split(' ', 1)[1]}"
        if rng.random() < 0.012:
            name = typo(name, rng)
        offices: tuple[Office, ...] = ()
        truth = f"person-{h.number}"
        if truth in draft.truth:
            return draft.truth.index(truth)
        if is_short or rng.random() < 0.6:
            house = self.houses[held[1]]
            title = draft.put(held[0])
            of = self._institution(draft, house, system, rng)
            offices = (Office(held[0], of, title),)
        is_told = is_short or rng.random() < 0.85
        span = draft.put(name)
        return draft.entity(
            truth,
            Entity("Person", name, (span,), state=h.state if is_told else None, offices=offices),
        )

    def _institution(self, draft: _Draft, house: House, system: int, rng: random.Random) -> int:
        truth = f"house-{house.number}"
        if truth in draft.truth:
            return draft.truth.index(truth)
        name = house_name(house, system)
        if rng.random() < 0.012:
            name = typo(name, rng)
        if rng.random() < 0.3:
            name = f"the {name}"
        state = house.state if rng.random() < 0.85 else None
        span = draft.put(name)
        return draft.entity(truth, Entity("Institution", name, (span,), house.kind, state=state))

    def _state(self, draft: _Draft, state: str) -> int:
        if state in draft.truth:
            return draft.truth.index(state)
        span = draft.put(state.title())
        made = Entity("Institution", state.title(), (span,), "state", state, state)
        return draft.entity(state, made)

    def _matter(self, draft: _Draft, day: int, rng: random.Random) -> None:
        """Talks of two states, one round a month, and what they agreed."""
        pairs = list(pairwise(sorted(s for group in STATES.values() for s in group)))
        a, b = pairs[int(len(pairs) * rng.random() ** 2)]
        if rng.random() < 0.4:
            return
        first = 2 * pairs.index((a, b))  # the day of the first round
        if day < first - 10:
            return
        round_number = (day - first + 10) // 30  # what is ten days off is in the news already
        held = FIRST_DAY + timedelta(days=first + 30 * round_number)
        one, other = self._state(draft, a), self._state(draft, b)
        told = rng.choice((held.isoformat(), held.isoformat(), held.isoformat()[:7], None))
        span = draft.put("the talks")
        is_past = held <= FIRST_DAY + timedelta(days=day)
        draft.events.append(
            Event("talks", "talks", "held" if is_past else "planned", (span,), told,
                  participants=(one, other), ordinal=None)
        )  # fmt: skip
        draft.event_truth.append(f"talks-{a}-{b}-{round_number}")
        if is_past and rng.random() < 0.5:
            span = draft.put("an exchange")
            number = 50 + (97 * round_number + 31 * first) % 450
            draft.agreements.append(
                Agreement("prisoner_exchange", "exchange", "agreed", (span,), told, (one, other),
                          reached_at=0, quantities=(f"{number} prisoners",))
            )  # fmt: skip
            draft.agreement_truth.append(f"exchange-{a}-{b}-{round_number}")

    def _say(self, draft: _Draft, day: int, people: Sequence[int], rng: random.Random) -> None:
        """Utterances of the day, each known by speaker, day and number; outlets drop words."""
        for person in people:
            truth = draft.truth[person]
            kind = rng.randrange(2)
            said = random.Random(f"{truth} {day} {kind}")
            words = [_NOISE[said.randrange(len(_NOISE))] for _ in range(14)]
            kept = [w for w in words if rng.random() < 0.93]
            span = draft.put(" ".join(kept))
            about = (Topic("event", 0),) if draft.events and rng.random() < 0.5 else ()
            draft.statements.append(
                Statement((span,), "indirect", "state", "named", 0.9, person, about=about)
            )
            draft.statement_truth.append(f"{truth} {day} {kind}")


def _vocalised(name: str) -> str:
    table = dict(zip("bdfhklmnrstyz", "بدفهكلمنرستيز", strict=True))
    return "".join(table.get(c, c) for c in name)


def spelt(h: Human, outlet: int) -> str:
    """A person's full name as an outlet spells names of that script.

    Newsrooms leave the marks of BGN/PCGN and ALA-LC out; who writes by ISO prints them.
    """
    system = SYSTEMS[h.script][outlet % len(SYSTEMS[h.script])]
    name = written(f"{h.given} {h.family}", h.script, system)
    return name if outlet == 7 or system.startswith("iso") else plain(name)


def house_name(house: House, outlet: int) -> str:
    """An institution's name as an outlet spells it: British or American, & or and."""
    system = SYSTEMS[house.script][outlet % len(SYSTEMS[house.script])]
    word = written(house.word, house.script, system)
    name = house.pattern.format(word if system.startswith("iso") else plain(word))
    if outlet % 2:
        for british, american in (
            ("Defence", "Defense"),
            ("Centre", "Center"),
            ("Labour", "Labor"),
        ):
            name = name.replace(british, american)
        name = name.replace(" and ", " & ")
    return name


def typo(name: str, rng: random.Random) -> str:
    """One slip of the keyboard inside the longest word: a letter left out, doubled, or swapped."""
    words = name.split()
    longest = max(range(len(words)), key=lambda k: len(words[k]))
    word = words[longest]
    if len(word) < 5:
        return name
    k = rng.randrange(1, len(word) - 1)
    slip = rng.randrange(3)
    words[longest] = (
        word[:k] + word[k + 1 :],
        word[:k] + word[k] + word[k:],
        word[:k] + word[k + 1] + word[k] + word[k + 2 :],
    )[slip]
    return " ".join(words)


_SYLLABLES = "ba be bi do du fa fe go ka ki la le lo ma mi na ne no pa po ra re ro sa ta te va ve"
_NOISE = [
    a + b + c
    for a in _SYLLABLES.split()
    for b in _SYLLABLES.split()[::3]
    for c in ("lan", "mor", "tek")
]  # fmt: skip


def _told(article: Article, draft: _Draft) -> Told:
    record = Record(
        article.key, "world", "en", True, tuple(draft.entities), tuple(draft.events),
        tuple(draft.agreements), tuple(draft.statements),
    )  # fmt: skip
    return Told(
        article, record, tuple(draft.truth), tuple(draft.event_truth),
        tuple(draft.agreement_truth), tuple(draft.statement_truth),
    )  # fmt: skip


def _copy(told: Told, outlet: str, day: int) -> Told:
    """The same text in another outlet."""
    a, r = told.article, told.record
    article = Article(a.text, a.published, outlet, "en", address=f"{a.address}-{outlet}-{day}")
    record = Record(
        article.key, r.extractor, r.language, True, r.entities, r.events, r.agreements, r.statements
    )
    return Told(article, record, told.entities, told.events, told.agreements, told.statements)
