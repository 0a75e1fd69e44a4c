"""Names in an article: which stretches name a person, an institution or a place.

Known names come from the gazetteer; the rest are runs of capitalised words, told apart by what
stands beside them: titles and given names, the head nouns of institutions, prepositions, verbs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.extract import cues
from ingest.extract.analysis import Analysis
from ingest.extract.gazetteer import Entry, Gazetteer, Hit
from ingest.extract.tokens import Doc
from ingest.knowledge import Knowledge

PARTICLES = frozenset(
    """
    al el ul bin ibn bint ben abu umm van von der den de da dos del di du la le ter ten af av
    zu y
    """.split()
)
HONORIFICS = frozenset(
    """
    mr mrs ms dr prof sir dame sheikh sheik shaikh hajj imam ayatollah rev fr lt gen col maj
    capt sgt brig adm lieutenant general colonel major captain admiral marshal brigadier
    commander sergeant mr. mrs. ms. dr. prof. lt. gen. col. maj. capt. sgt. brig. adm. rear
    vice first second retired lord lady king queen prince princess h.e. he. pope cardinal
    archbishop bishop patriarch metropolitan father
    madam madame mme monsieur senor señor señora signor signora herr frau don doña sayyid sayed
    hajji haji mullah maulana rabbi pastor sister brother commodore corporal professor doctor
    chief baron baroness count countess sheikha emir
    """.split()
)
_INSTITUTION_HEADS: dict[str, str] = {
    **dict.fromkeys("ministry department chancellery treasury".split(), "ministry"),
    **dict.fromkeys(
        """
    agency service office headquarters directorate commission committee board authority
    administration bureau inspectorate secretariat council center centre institute mission
    observatory registry intelligence police ombudsman staff
    """.split(),
        "agency",
    ),
    **dict.fromkeys("""
    army navy forces force military corps guard brigade battalion regiment command division
    fleet
    """.split(), "military"),
    **dict.fromkeys("""
    parliament assembly senate congress duma rada knesset majlis bundestag house legislature
    """.split(), "parliament"),
    **dict.fromkeys("court tribunal".split(), "court"),
    **dict.fromkeys("union organization organisation league community nations bloc".split(), "igo"),
    **dict.fromkeys("""
    foundation society federation association watch rights crescent cross university college
    network church
    """.split(), "ngo"),
    **dict.fromkeys("party coalition alliance bloc congress movement".split(), "party"),
    **dict.fromkeys("front militia brigades army resistance".split(), "armed_group"),
    **dict.fromkeys(
        """
    news times post herald tribune radio tv television media press gazette journal daily
    telegraph observer newspaper channel broadcaster agency today guardian chronicle mail
    mirror monitor independent
    """.split(),
        "media",
    ),
    **dict.fromkeys("delegation team negotiators".split(), "delegation"),
    **dict.fromkeys("""
    company corporation group bank inc ltd airlines airways industries oil gas energy plc corp
    """.split(), "company"),
    **dict.fromkeys("government cabinet presidency palace kremlin junta".split(), "government"),
}  # fmt: skip
_MEDIA_FIRST = frozenset({"radio", "channel", "tv", "television", "telegram-channel"})
_SHORT_TITLES = frozenset("pm dpm fm vp mp mep dg cds".split())
_LOWER_HEADS = frozenset(
    """
    coalition alliance movement party group agency army militia ministry council committee
    union front newspaper channel broadcaster organisation organization faction bloc network
    """.split()
)
_NO_BODIES = frozenset(
    """
    PM FM MP MPS MFA CEO AI TV EU-US GMT UTC VIP POW POWS IDP IDPS NGO NGOS UAV GDP HQ DNA OK
    US
    """.split()
)
PORTFOLIOS = frozenset(
    """
    foreign affairs defense defence interior internal finance economy justice health energy
    """.split()
)
_PLACE_HEADS = frozenset(
    """
    city province region district governorate oblast state county town village island islands
    river sea strait bay gulf mountain mountains valley lake port airport crossing border
    palace square street camp desert peninsula coast bridge dam plant base hotel hall road
    highway avenue corridor heights hills plateau canal
    """.split()
)
_EVENT_HEADS = frozenset(
    """
    summit conference agreement accord treaty declaration protocol memorandum charter
    resolution pact convention constitution war day year olympics cup championship league
    prize award act law plan initiative process talks forum festival operation briefing
    bulletin interview transcript communiqué communique hearing debate exercise report budget
    """.split()
)
_HELD_AT = frozenset("talks round summit meeting conference negotiations".split())
_NAMED_AFTER = frozenset(
    """
    process format group agreement agreements accord accords declaration protocol protocols
    memorandum communique communiqué
    """.split()
)
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept sep
    oct nov dec gmt utc
    """.split()
)
_NOT_NAMES = frozenset(
    """
    i details context addition background reaction ed photo video read also the a an this that
    these those it he she they we but and or if in on at for from to by of with as after
    before when while however meanwhile earlier later still yet no not such there here
    according today yesterday what who why how asked speaking let god government president
    minister east west north south western eastern northern southern english internet arabic
    hebrew persian farsi pashto kurdish mandarin ramadan eid christmas easter islam christian
    muslim muslims jewish orthodox christians jews sunni shia shiite covid
    """.split()
)
_LOCATIVE = frozenset(
    """
    in at near from to into outside around across through toward towards over inside via
    """.split()
)
_SUFFIXES = frozenset("jr sr ii iii iv jr. sr.".split())
# reporting verbs whose subject is as often a thing as a speaker
_WIDE = frozenset("go begin see want expect offer support seek mean table push press".split())
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚƁƊ]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the document: tokens `start` to `end`, what it names, and the entry it matched."""

    start: int
    end: int
    type: str  # Person, Institution, Place
    kind: str | None = None
    entry: Entry | None = None
    state: str | None = None
    is_location: bool = False
    is_adjective: bool = False
    aliases: tuple[tuple[int, int], ...] = ()


def capitalised(text: str) -> bool:
    """Whether a word is written as a name: with a capital, also after a particle (al-Ansari)."""
    if _UPPER.match(text):
        return True
    _, hyphen, rest = text.partition("-")
    return bool(hyphen) and bool(_UPPER.match(rest))


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, with what a hyphen or apostrophe ties to it."""

    start: int
    end: int
    text: str


def units_of(doc: Doc) -> Iterator[Unit]:
    """The words of a document; tokens tied by a hyphen without blanks are one."""
    i, n = 0, len(doc)
    while i < n:
        j = i + 1
        while (
            j + 1 < n
            and doc[j].text in ("-", "‑")
            and not doc[j - 1].whitespace_
            and not doc[j].whitespace_
            and doc[j + 1].text[:1].isalpha()
        ):
            j += 2
        yield Unit(i, j, doc.between(i, j))
        i = j


def _is_title_case(doc: Doc, start: int, end: int) -> bool:
    words = [t.text for t in doc[start:end] if t.text[:1].isalpha() and len(t.text) > 3]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


class _Known:
    """The names found so far, by where they begin and end; the first found comes first."""

    def __init__(self, doc: Doc, names: Iterable[Name]) -> None:
        self._doc = doc
        self._ends: dict[int, list[tuple[int, Name]]] = {}
        self._starts: dict[int, Name] = {}
        self._count = 0
        self._shouted: dict[int, bool] = {}
        for name in names:
            self.add(name)

    def add(self, name: Name) -> None:
        """Add a name."""
        self._ends.setdefault(name.end, []).append((self._count, name))
        self._starts.setdefault(name.start, name)
        self._count += 1

    def ending(self, at: int) -> list[Name]:
        """The names that end before a token."""
        return [name for _, name in self._ends.get(at, ())]

    def before(self, at: int) -> Name | None:
        """The name just before a token, or before a possessive in front of it."""
        found = list(self._ends.get(at, ()))
        if at and self._doc[at - 1].lower_ in ("'s", "’s"):
            found += self._ends.get(at - 1, ())
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def end_at(self, at: int) -> int:
        """Where the name that begins at a token ends; the token itself where there is none."""
        return self._starts[at].end if at in self._starts else at

    def is_shouted(self, a: Analysis, at: int) -> bool:
        """Whether a token's sentence is written in capitals: then they tell of no abbreviation."""
        sentence = a.sentence[at]
        if sentence not in self._shouted:
            words = [t.text for t in self._doc[slice(*a.sentences[sentence])] if len(t.text) > 1]
            words = [word for word in words if word.isalpha()]
            capitals = sum(word.isupper() for word in words)
            self._shouted[sentence] = len(words) >= 4 and capitals >= 0.8 * len(words)
        return self._shouted[sentence]

    @cached_property
    def called_bodies(self) -> frozenset[str]:
        """The words that the article calls a coalition, movement, group or the like."""
        doc = self._doc
        return frozenset(
            token.text
            for token in doc
            if (token.i + 1 < len(doc) and doc[token.i + 1].lower_ in _LOWER_HEADS)
            or (
                token.i
                and (doc[token.i - 1].lower_ in _LOWER_HEADS or doc[token.i - 1].lower_ == "the")
            )
        )


_OFFICES_OF = PORTFOLIOS | {"state", "staff", "parliament", "government", "war", "trade", "culture"}


class NameFinder:
    """Finds the names of articles; holds only what is known beforehand."""

    def __init__(self, gazetteer: Gazetteer, knowledge: Knowledge) -> None:
        self._gazetteer = gazetteer
        self._given = knowledge.names.given
        self._offices = knowledge.offices
        words = cues.load()
        verbs = {*words.clause, *words.object, *words.infinitive, *words.preposition}
        self._speech = {verb.partition("+")[0] for verb in verbs} - _WIDE

    def find(self, a: Analysis, outlet: str | None = None) -> list[Name]:
        """The names of an article, in order; its outlet is a name too."""
        doc = a.doc
        own = _occurrences(a, outlet) if outlet else []
        hits = self._gazetteer.hits(doc)
        long_forms = {entry.id for hit in hits for entry in hit.entries if not entry.is_weak}
        found: list[Name] = []
        taken = [False] * len(doc)
        hits_at = {hit.start: hit for hit in hits}
        for token in doc[1:]:  # "on X." keeps its stop
            if token.text == "X." and doc[token.i - 1].lower_ in ("on", "to", "via"):
                found.append(
                    Name(token.i, token.i + 1, "Institution", "media", Entry("platform", "X", "X"))
                )
        for hit in hits:
            name = self._known(a, hit, long_forms, hits_at)
            if name is not None:
                found.append(name)
                for i in range(name.start, name.end):
                    taken[i] = True
        outlets = {i for name in own for i in range(name.start, name.end)}
        found = [n for n in found if outlets.isdisjoint(range(n.start, n.end))] + own
        for name in own:
            for i in range(name.start, name.end):
                taken[i] = True
        found = self._ministries(a, found, hits)
        for name in found:
            for i in range(name.start, name.end):
                taken[i] = True
        known = _Known(a.doc, found)
        for name in self._unknown(a, taken, known):
            found.append(name)
            known.add(name)
        found.sort(key=lambda name: (name.start, -name.end))
        return _without_overlap(found)

    # ---------------------------------------------------------- known names

    def _known(
        self, a: Analysis, hit: Hit, long_forms: set[str], hits_at: dict[int, Hit]
    ) -> Name | None:
        doc = a.doc
        first = doc[hit.start]
        platform = hit.of("platform")
        if platform is not None and not hit.of("body"):
            preposition = doc[hit.start - 1].lower_ if hit.start else ""
            if len(platform.name) == 1 and preposition not in ("on", "to", "via", "his", "her"):
                return None
            return Name(hit.start, hit.end, "Institution", "media", platform)
        before = doc[hit.start - 1] if hit.start else None
        # a given name before it or a surname after it makes it part of a person's name
        if (
            hit.end - hit.start == 1
            and before is not None
            and before.text.lower() in self._given
            and before.text[:1].isupper()
            and before.whitespace_
            and not hit.of("body")
        ):
            return None
        if (
            hit.end - hit.start == 1
            and first.text.lower() in self._given
            and hit.end < len(doc)
            and doc[hit.end].pos_ == "PROPN"
            and hit.end not in hits_at
        ):
            return None
        adjective = hit.of("adjective")
        state = hit.of("state")
        capital = hit.of("capital")
        place = hit.of("place")
        bodies = [e for e in hit.entries if e.role == "body"]
        body = next(
            (e for e in bodies if e.is_weak and e.id in long_forms),
            next((e for e in bodies if not e.is_weak), None),
        )
        if body is None and bodies:
            return None
        if body is not None:
            return Name(hit.start, hit.end, "Institution", body.kind, body, body.state)
        if state is not None:
            return Name(
                hit.start,
                hit.end,
                "Institution",
                "state",
                state,
                state.state,
                self._is_location(a, hit),
            )
        if capital is not None:
            if hit.end < len(doc) and doc[hit.end].lower_ in _NAMED_AFTER:
                return None  # "the Minsk process" is neither the city nor its government
            located = self._is_location(a, hit) or (
                a.layout.dateline_place is not None
                and a.layout.dateline_place[0] <= first.idx < a.layout.dateline_place[1]
            )
            if located:
                return Name(hit.start, hit.end, "Place", None, capital, capital.state, True)
            return Name(hit.start, hit.end, "Institution", "state", capital, capital.state)
        if adjective is not None:
            return Name(
                hit.start, hit.end, "Institution", "state", adjective, adjective.state, False, True
            )
        if place is not None:
            return Name(hit.start, hit.end, "Place", None, place, place.state, True)
        return None

    def _is_location(self, a: Analysis, hit: Hit) -> bool:
        doc = a.doc
        k = hit.start - 1
        while k >= 0 and doc[k].lower_ in (
            "the",
            "central",
            "downtown",
            "southern",
            "northern",
            "eastern",
            "western",
        ):
            k -= 1
        before = doc[k].lower_ if k >= 0 else ""
        token = doc[hit.end - 1]
        if token.dep_ in ("nsubj", "nsubjpass", "agent", "poss"):
            return False
        if before in ("in", "at", "near", "outside", "into", "around"):
            return True
        if before in ("from", "to", "via", "through") and token.dep_ == "pobj":
            governor = doc[k].head.lemma_.lower()
            return governor in (
                """
    go travel fly arrive return come visit trip flight head move route evacuate leave transfer
    report
    """.split()
            )
        nxt = doc[hit.end].text if hit.end < len(doc) else ""
        if hit.of("capital") and nxt.lower() in _HELD_AT:
            return True  # "the Muscat talks"
        before2 = doc[hit.start - 1].text if hit.start else ""
        if nxt == "," and before2 == "," and doc[hit.start - 2].pos_ == "PROPN":
            return True  # "Sharm el-Sheikh, Egypt,"
        return (
            doc[k].pos_ == "VERB"
            and doc[k].lemma_.lower() in ("visit", "leave", "reach", "enter", "tour")
            if k >= 0
            else False
        )

    def _ministries(self, a: Analysis, found: list[Name], hits: list[Hit]) -> list[Name]:
        """Ministries with the state that stands beside them."""
        doc = a.doc
        by_end = {name.end: name for name in found}
        by_start = {name.start: name for name in found}
        out = list(found)
        for hit in hits:
            ministry = hit.of("ministry")
            if ministry is None or hit.of("body") is not None:
                continue
            start, end, state = hit.start, hit.end, None
            left = hit.start
            if left and doc[left - 1].lower_ in ("'s", "’s", "’", "'"):
                left -= 1
            owner = by_end.get(left)
            if owner is not None and owner.state and owner.kind == "state":
                start, state = owner.start, owner.state
            else:
                right = hit.end
                if right < len(doc) and doc[right].lower_ == "of":
                    right += 1
                    if right < len(doc) and doc[right].lower_ == "the":
                        right += 1
                    owner = by_start.get(right)
                    if owner is not None and owner.kind == "state" and owner.state:
                        end, state = owner.end, owner.state
            out.append(
                Name(
                    start,
                    end,
                    "Institution",
                    "ministry",
                    ministry,
                    state,
                    aliases=((hit.start, hit.end),),
                )
            )
        return out

    # ---------------------------------------------------------- other names

    def _unknown(self, a: Analysis, taken: list[bool], known: _Known) -> Iterator[Name]:
        doc = a.doc
        title_case = {s for s, (b, e) in enumerate(a.sentences) if _is_title_case(doc, b, e)}
        run: list[Unit] = []
        until = 0  # the end of a body's name that runs on: "the Centre | for Frontline Studies"
        units = list(units_of(doc))
        for k, unit in enumerate(units):
            skip = unit.start < until or any(taken[i] for i in range(unit.start, unit.end))
            lower = unit.text.lower()
            word = doc[unit.start]
            is_name = (
                not skip
                and capitalised(unit.text)
                and lower not in _CALENDAR
                and (
                    word.pos_ in ("PROPN", "X")
                    or (
                        not word.is_sent_start
                        and lower not in _NOT_NAMES
                        and word.pos_ in ("NOUN", "ADJ", "VERB", "ADV", "ADP", "INTJ", "NUM")
                    )
                )
                and lower not in _NOT_NAMES
            )
            if is_name and word.pos_ == "NUM":
                is_name = False
            if is_name and a.sentence[unit.start] in title_case and word.pos_ != "PROPN":
                is_name = False
            if is_name and run and run[-1].end == unit.start:
                run.append(unit)
            elif is_name:
                for name in self._classify(a, run, known) if run else ():
                    until = max(until, name.end)
                    yield name
                run = [unit]
            elif (
                run
                and not skip
                and run[-1].end == unit.start
                and (lower in PARTICLES or (unit.text in (".",) and len(run[-1].text) == 1))
                and k + 1 < len(units)
                and capitalised(units[k + 1].text)
                and units[k + 1].text.lower() not in _CALENDAR
            ):
                run.append(unit)
            elif run:
                for name in self._classify(a, run, known):
                    until = max(until, name.end)
                    yield name
                run = []
        if run:
            yield from self._classify(a, run, known)

    def _classify(self, a: Analysis, run: list[Unit], known: _Known) -> Iterator[Name]:
        """What a run of capitalised words names; one with a title or a body is taken apart."""
        cut = self._cut(run)
        if cut is not None:
            yield from self._classify(a, run[:cut], known)
            names = run[cut:]
            yield Name(names[0].start, names[-1].end, "Person")
            return
        doc = a.doc
        while len(run) > 1 and run[0].text.lower() in _OFFICES_OF and self._of_office(doc, run[0]):
            run = run[1:]  # "Secretary of State | NAME"
        lead = 0
        has_title = doc[run[0].start - 1].lower_ in _OFFICES_OF if run[0].start else False
        while lead < len(run) and self._is_title_word(run[lead].text):
            has_title = True
            lead += 1
        heads = [unit.text.lower().rstrip("s") for unit in run]
        last = run[-1].text.lower()
        kind = _INSTITUTION_HEADS.get(last) or _INSTITUTION_HEADS.get(last.rstrip("s"))
        if (
            kind is None
            and run
            and run[0].text.lower() in _INSTITUTION_HEADS
            and run[0].text.lower() not in _OFFICES_OF
            and self._of_follows(doc, run[-1].end)
        ):
            kind = _INSTITUTION_HEADS[run[0].text.lower()]
        if kind is not None and not (has_title and lead == len(run)):
            end = self._with_of(doc, run[-1].end, known)
            start = run[0].start
            owner = known.before(start)
            state = owner.state if owner is not None else None
            if len(run) == 1 and end == run[-1].end and state is None:
                return  # "Council" alone names nothing new
            if self._ends_in_person(doc, start, end):
                yield Name(end - 2, end, "Person")
                end -= 2
            full = next((n for n in known.ending(start) if n.kind == "state"), None)
            begin = full.start if full is not None and full.is_adjective else start
            yield Name(
                begin,
                end,
                "Institution",
                kind,
                None,
                state,
                aliases=((start, run[-1].end), (start, end)),
            )
            return
        if last in _EVENT_HEADS or heads[-1] in _EVENT_HEADS:
            return
        if len(run) > 1 and last in self._offices and lead < len(run):
            return  # "External Affairs Secretary" is an office, nobody's name
        if len(run) > 1 and run[0].text.lower() in _MEDIA_FIRST:
            yield Name(run[0].start, run[-1].end, "Institution", "media")
            return
        if last in _PLACE_HEADS or (
            run[0].text.lower() in ("lake", "mount", "port", "cape", "fort") and len(run) > 1
        ):
            yield Name(run[0].start, run[-1].end, "Place", None, None, None, True)
            return
        names = run[lead:]
        if not names:
            return
        start, end = names[0].start, names[-1].end
        follows = doc[end].lower_ if end < len(doc) else ""
        if follows in _PLACE_HEADS:
            yield Name(start, end + 1, "Place", None, None, None, True, aliases=((start, end),))
            return
        if follows in _LOWER_HEADS and not has_title and names[0].text.lower() not in self._given:
            yield Name(
                start,
                end + 1,
                "Institution",
                _INSTITUTION_HEADS.get(follows, "other"),
                aliases=((start, end),),
            )
            return
        yield from self._person_or_other(a, names, start, end, has_title, known)

    def _of_office(self, doc: Doc, unit: Unit) -> bool:
        """Whether a word is the portfolio of an office before it: "Secretary of State"."""
        k = unit.start - 1
        while k > 0 and doc[k].lower_ in ("of", "the", "and", "for", "foreign"):
            k -= 1
        return k >= 0 and k < unit.start - 1 and doc[k].lower_ in self._offices

    def _ends_in_person(self, doc: Doc, start: int, end: int) -> bool:
        """Whether a body's name runs on into its officer's: "the analyst of the Centre for
        Frontline Studies NAME NAME said".
        """
        before = [t.lower_ for t in doc[max(0, start - 4) : start] if t.lower_ != "the"]
        if end - start < 5 or before[-1:] != ["of"] or before[-2] not in self._offices:
            return False
        last = doc[end - 2 : end]
        return all(
            capitalised(t.text) and t.lower_ not in _INSTITUTION_HEADS and t.lower_ not in PARTICLES
            for t in last
        ) and (end >= len(doc) or doc[end].pos_ in ("VERB", "AUX") or doc[end].text == ",")

    def _after_office(self, a: Analysis, start: int) -> bool:
        """Whether a name follows an office's phrase: "the Minister of Energy of X NAME"."""
        doc = a.doc
        if (
            start < 2
            or doc[start - 1].pos_ not in ("PROPN", "NOUN", "ADJ")
            or not doc[start - 1].text[:1].isalpha()
        ):
            return False
        for k in range(start - 1, max(-1, start - 14), -1):
            token = doc[k]
            if (
                token.text in (",", ".", ";", "“", '"')
                or token.pos_ in ("VERB", "AUX")
                or token.is_space
            ):
                return False
            if (
                token.lower_ in self._offices
                and k < start - 1
                and doc[k + 1].lower_ in ("of", "for", "at", "to")
            ):
                return True
        return False

    def _cut(self, run: list[Unit]) -> int | None:
        """Where a person's name begins in a run: "Transport Secretary | NAME", "Agency | NAME"."""
        for k in range(len(run) - 2, 0, -1):
            word = run[k].text.lower()
            rest = run[k + 1 :]
            if any(
                u.text.lower() in _INSTITUTION_HEADS or self._is_title_word(u.text) for u in rest
            ):
                continue
            titled = word in self._offices and run[k - 1].text.lower() not in self._given
            body = word in _INSTITUTION_HEADS and len(rest) >= 2
            if (titled and len(rest) <= 4) or (body and len(rest) <= 3 and k >= 1):
                return k + 1
        return None

    def _person_or_other(
        self,
        a: Analysis,
        names: list[Unit],
        start: int,
        end: int,
        has_title: bool,
        known: _Known,
    ) -> Iterator[Name]:
        doc = a.doc
        before = doc[start - 1] if start else None
        text = doc.between(start, end)
        words = [unit for unit in names if unit.text.lower() not in PARTICLES]
        if not words:
            return  # "La" alone
        given = (
            words[0].text.lower() in self._given
            or words[0].text.partition("-")[0].lower() in self._given
        )
        titled = has_title or (
            before is not None
            and (before.lower_ in self._offices or before.lower_.rstrip(".") in HONORIFICS)
            and before.pos_ in ("NOUN", "PROPN", "ADJ")
        )
        if not titled and 2 <= len(words) <= 3 and self._after_office(a, start):
            titled = True
        acronym = len(words) == 1 and text.isupper() and 2 <= len(text) <= 7 and text.isalpha()
        if acronym and (text in _NO_BODIES or known.is_shouted(a, start)):
            return
        if all(w.text.lower() in PORTFOLIOS for w in words):
            return
        if acronym and not titled:
            yield Name(start, end, "Institution", "other")
            return
        owned = (  # "the Open Sea Institute's NAME NAME"
            start >= 2
            and doc[start - 1].lower_ in ("'s", "’s")
            and doc[start - 2].pos_ == "PROPN"
            and 2 <= len(words) <= 3
            and doc[end - 1].dep_ in ("nsubj", "pobj", "appos", "agent")
        )
        label = (  # a transcript's "NAME NAME:"
            (start == 0 or doc[start - 1].is_space)
            and end < len(doc)
            and doc[end].text == ":"
            and 2 <= len(words) <= 4
        )
        if titled or owned or label or (given and len(words) >= 2):
            yield Name(start, end, "Person")
            return
        determined = before is not None and before.lower_ in (
            "the",
            "a",
            "an",
            "its",
            "their",
            "this",
        )
        token = doc[end - 1]
        located = before is not None and before.lower_ in _LOCATIVE and token.dep_ == "pobj"
        if located and not (
            len(words) >= 2 and before is not None and before.lower_ in ("from", "to")
        ):
            yield Name(start, end, "Place", None, None, None, True)
            return
        speaks = token.dep_ == "nsubj" and token.head.lemma_.lower() in self._speech
        if determined:
            acts = (
                token.dep_ in ("nsubj", "agent")
                and token.head.pos_ == "VERB"
                and before is not None
                and before.lower_ == "the"
            )
            if speaks or (acts and len(words) <= 2):
                yield Name(start, end, "Institution", "other")
            return
        after = doc[end] if end < len(doc) else None
        apposed = (
            after is not None
            and after.text == ","
            and any(
                t.lower_ in self._offices
                for t in doc[end + 1 : end + 9]
                if t.text not in (",", ".")
            )
        )
        if 2 <= len(words) <= 4 and (
            all(w.text[:1].isupper() or "-" in w.text for w in words)
            and not any(c.isdigit() for c in text)
        ):
            personal = (
                token.dep_
                in (
                    "nsubj",
                    "nsubjpass",
                    "appos",
                    "agent",
                    "poss",
                    "conj",
                    "pobj",
                    "dobj",
                    "compound",
                    "ROOT",
                )
                or apposed
            )
            if personal and (
                speaks
                or apposed
                or given
                or token.dep_ in ("nsubj", "appos", "conj", "nsubjpass", "poss")
                or (before is not None and before.lower_ in ("by", "with", "of"))
            ):
                yield Name(start, end, "Person")
            return
        if len(words) == 1 and (speaks or (apposed and token.dep_ in ("nsubj", "nsubjpass"))):
            is_body = not given and names[0].text in known.called_bodies
            yield Name(
                start, end, "Institution" if is_body else "Person", "other" if is_body else None
            )

    def _is_title_word(self, text: str) -> bool:
        lower = text.lower()
        parts = lower.split("-")
        return (
            lower in HONORIFICS
            or lower.rstrip(".") in HONORIFICS
            or lower in self._offices
            or (text[:1].isupper() and lower.endswith("s") and lower[:-1] in self._offices)
            or any(part in self._offices for part in parts)
            or lower in _SHORT_TITLES
            or lower
            in (
                "foreign",
                "defence",
                "defense",
                "prime",
                "deputy",
                "acting",
                "interim",
                "former",
                "press",
                "special",
                "interior",
                "finance",
                "supreme",
                "vice",
            )
        )

    def _of_follows(self, doc: Doc, end: int) -> bool:
        return (
            end + 1 < len(doc)
            and doc[end].lower_ in ("of", "for", "on")
            and (
                capitalised(doc[end + 1].text)
                or (
                    doc[end + 1].lower_ == "the"
                    and end + 2 < len(doc)
                    and capitalised(doc[end + 2].text)
                )
            )
        )

    def _with_of(self, doc: Doc, end: int, known: _Known) -> int:
        """The end of an institution's name with "of …" or "for …" after it."""
        while self._of_follows(doc, end):
            j = end + 1
            if doc[j].lower_ == "the":
                j += 1
            k = known.end_at(j)
            if k > j:  # "of Ukraine NAME": the state ends the name
                end = k
                continue
            while k < len(doc) and (
                capitalised(doc[k].text)
                or (
                    doc[k].lower_ in ("and", "of", "the", "-")
                    and k + 1 < len(doc)
                    and capitalised(doc[k + 1].text)
                    and doc[k].lower_ != "the"
                )
            ):
                if doc[k].text.lower() in _CALENDAR:
                    break
                if k > j + 1 and doc[k].text.lower() in self._given and capitalised(doc[k].text):
                    break  # "the Centre for Frontline Studies NAME NAME"
                k += 1
            if k == j:
                break
            end = k
        return end


def _occurrences(a: Analysis, outlet: str) -> list[Name]:
    """Where an article names its own outlet."""
    text, starts, ends = a.text, a.starts, a.ends
    found: list[Name] = []
    for match in re.finditer(re.escape(outlet), text):
        start, end = starts.get(match.start()), ends.get(match.end())
        if start is not None and end is not None and text[match.start()].isupper():
            found.append(Name(start, end, "Institution", "media"))
    return found


def _without_overlap(names: list[Name]) -> list[Name]:
    """Of names that overlap, the longest stays; adjectives inside a ministry's name go."""
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (-(n.end - n.start), n.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept, key=lambda n: n.start)


def _full_names_again(a: Analysis, names: list[Name], taken: set[int]) -> list[Name]:
    """Every other place where a full name found once stands whole."""
    doc, text = a.doc, a.text
    by_first: dict[str, set[str]] = {}
    for n in names:
        if n.type == "Person" and n.end - n.start >= 2:
            by_first.setdefault(doc[n.start].text, set()).add(doc.between(n.start, n.end))
    found: list[tuple[str, Name]] = []
    for first, full in by_first.items():
        done = dict.fromkeys(full, 0)  # where the last finding of each name ended
        for i in a.tokens_of[first]:
            at = doc[i].idx
            for name in full:
                end = a.ends.get(at + len(name))
                if end is None or at < done[name] or not text.startswith(name, at):
                    continue
                done[name] = at + len(name)
                if taken.isdisjoint(range(i, end)):
                    found.append((name, Name(i, end, "Person")))
    return [name for _, name in sorted(found, key=lambda pair: (pair[0], pair[1].start))]


def second_pass(
    a: Analysis, names: list[Name], family_names: Collection[str] = frozenset()
) -> list[Name]:
    """Surnames and short forms of names found once, wherever they stand again.

    `family_names` are those that stand first (Lim, Xi), in lower case.
    """
    doc = a.doc
    taken = {i for name in names for i in range(name.start, name.end)}
    surnames: Counter[str] = Counter()
    for name in names:
        if name.type == "Person" and name.end - name.start >= 2:
            surnames[surname(doc.between(name.start, name.end))] += 1
            first = doc[name.start].text
            if first[:1].isupper() and (len(first) > 3 or first.lower() in family_names):
                surnames[first] += 0
    found = list(names)
    for name in _full_names_again(a, names, taken):
        found.append(name)
        taken |= set(range(name.start, name.end))
    units = list(units_of(doc))
    for unit in units:
        if any(i in taken for i in range(unit.start, unit.end)) or not unit.text[:1].isalpha():
            continue
        text = unit.text
        folded = text if capitalised(text) else ""
        if folded and (
            folded in surnames or folded.title() in surnames or folded.partition("-")[2] in surnames
        ):
            found.append(Name(unit.start, unit.end, "Person"))
    # a name that is a person elsewhere is a person here too
    people = {doc.between(n.start, n.end) for n in found if n.type == "Person"}
    last = {surname(p) for p in people if " " in p}
    out = [
        replace(n, type="Person", kind=None, is_location=False)
        if n.type != "Person" and n.entry is None and doc.between(n.start, n.end) in (people | last)
        else n
        for n in found
    ]
    return sorted(out, key=lambda n: n.start)


def surname(name: str) -> str:
    """The last word of a name, less a suffix; a particle with a hyphen stays with it."""
    words = [w for w in name.split() if w.lower() not in _SUFFIXES]
    return words[-1] if words else name
