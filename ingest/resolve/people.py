"""Whether two names may be one person's: the rules, on signatures.

A signature is the distinct name, script, states and offices of a mention. Full names join when
their surnames are one in some published spelling and no given name speaks against it; how surnames
alone and initials find their bearer is in `bearers.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from ingest.extract.forms import fold, same_given, skeleton
from ingest.extract.spelling import (
    consonants,
    is_abjad,
    is_latin,
    is_typo,
    loose,
    person_key,
    romanised,
    syllables,
)
from ingest.knowledge import Knowledge
from ingest.records import Entity, Record
from ingest.resolve.holders import Title, office_title, titles_held
from ingest.resolve.romanising import chinese_sound, in_latin, is_by_syllables

# Where names come from scripts that write no short vowels (Arabic, Hebrew, and Armenian's schwa):
# their romanisations waver in vowels (Haftar, Hifter; Sargsyan, Sarkisian).
_VOWELS_WAVER = frozenset(
    """
    algeria armenia bahrain chad djibouti egypt iran iraq israel jordan kurdistan-region kuwait
    lebanon libya mauritania morocco oman palestine qatar saudi-arabia somalia sudan syria tunisia
    united-arab-emirates western-sahara yemen
    """.split()
)
# Where the second name is the father's: who lacks the first name is the father, not the bearer.
_FATHER_SECOND = frozenset(
    """
    bahrain chad djibouti eritrea ethiopia iraq kuwait libya mauritania oman qatar saudi-arabia
    somalia somaliland sudan united-arab-emirates yemen
    """.split()
)
# Where two family names follow the given ones, and the first of them is the one that stands alone.
_FIRST_SURNAME = frozenset(
    """
    argentina bolivia chile colombia costa-rica cuba dominican-republic ecuador el-salvador
    equatorial-guinea guatemala honduras mexico nicaragua panama paraguay peru spain uruguay
    venezuela
    """.split()
)
_CHINESE = frozenset("china hong-kong macau singapore taiwan".split())
_SYLLABIC = frozenset("china hong-kong macau north-korea south-korea taiwan".split())


@dataclass(frozen=True, slots=True)
class Signature:
    """What tells persons apart: the name's words, states, offices as (title, institution).

    `script` is "latin", "abjad" (Arabic, Hebrew; Devanagari, Ethiopic and others whose vowels are
    not those of English use) or "other"; `is_split` where a hyphen or an
    apostrophe stands in the name, as in Wade-Giles and not in pinyin. `held` are the offices of one
    holder at a time that are not told as former ones, as `holders.titles_held` names them. `heard`
    is how a name of a Chinese-speaking state sounds.
    """

    words: tuple[str, ...]
    states: frozenset[str]
    offices: frozenset[tuple[str, str]]
    script: str = "latin"
    is_split: bool = False
    held: frozenset[Title] = frozenset()
    heard: str = ""

    @property
    def is_full(self) -> bool:
        """Whether a given name stands there, and not its initial alone."""
        return len(self.words) >= 2 and not self.has_initials

    @property
    def has_initials(self) -> bool:
        """Whether only initials stand before the surname."""
        return len(self.words) >= 2 and all(len(word) == 1 for word in self.words[:-1])


@dataclass(frozen=True)
class Given:
    """Given names by skeleton: the number of their group of equivalents, and their gender; and the
    states whose family names stand first.
    """

    groups: Mapping[str, int]
    genders: Mapping[str, str]
    arabic: frozenset[int]  # groups with a form in Arabic letters
    family_first: frozenset[str]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, knowledge: Knowledge) -> Given:
        """The given names of the knowledge files, every script brought to skeletons."""
        names = knowledge.names

        def form(name: str) -> str:
            key = person_key(romanised(name, names.script))
            return key[0] if key else name

        return cls(
            {form(name): number for name, number in names.equivalents.items()},
            {form(name): gender for name, gender in names.given.items()},
            frozenset(number for name, number in names.equivalents.items() if is_abjad(name)),
            names.family_first,
        )

    def are_same(self, first: str, second: str) -> bool:
        """Whether two given names may be the same: equal, an initial, or known equivalents."""
        return same_given(first, second, self.groups)

    def is_known(self, name: str) -> bool:
        """Whether it is a known given name."""
        return name in self.groups or name in self.genders

    def are_distinct(self, first: str, second: str) -> bool:
        """Whether both are known names and not the same, so that neither is a slip or a spelling
        of the other (Aleksandr, Aleksandra).
        """
        return self.is_known(first) and self.is_known(second) and not self.are_same(first, second)

    def apart(self, name: str) -> str:
        """A name whose first word ties two given names, with these apart: Jean-Pierre."""
        first, _, rest = name.partition(" ")
        parts = [skeleton(part) for part in fold(first).split("-")]
        is_tied = len(parts) == 2 and bool(rest) and all(part in self.genders for part in parts)
        return name.replace("-", " ", 1) if is_tied else name

    def differ_in_gender(self, first: str, second: str) -> bool:
        """Whether one is a woman's name and the other a man's."""
        return {self.genders.get(first), self.genders.get(second)} == {"f", "m"}


def signature(
    entity: Entity,
    record: Record,
    knowledge: Knowledge,
    portfolios: Mapping[str, str],
    given: Given,
) -> Signature:
    """The signature of a named person of a record; `portfolios` are those of `holders`."""
    entities = record.entities
    name = entity.name
    latin = in_latin(name, knowledge.names.script)
    words = person_key(given.apart(latin))
    if words and len(words[0]) == 1 and name[:1] in "Yy":
        words = ("y", *words[1:])  # of Yevhen as of Yusuf: their skeletons have no y
    is_bare = is_abjad(name) or is_by_syllables(name)
    script = "latin" if is_latin(name) else "abjad" if is_bare else "other"
    states: set[str] = {entity.state} if entity.state else set()
    offices: set[tuple[str, str]] = set()
    for office in entity.offices:
        if office.of is not None:
            of = entities[office.of]
            if of.state:
                states.add(of.state)
            offices.add((office_title(office.title), of.known or of.name))
    is_split = any(c in name for c in "-'’ʻ")
    held = titles_held(entity, record, portfolios)
    heard = chinese_sound(latin) if states & _CHINESE else ""
    return Signature(words, frozenset(states), frozenset(offices), script, is_split, held, heard)


def may_join(first: Signature, second: Signature, given: Given) -> bool:
    """Whether two full names may name one person."""
    a, b = first.words, second.words
    if first.states and second.states and not first.states & second.states:
        if not first.offices & second.offices and not _is_distinctive(a, b):
            return False
    if "".join(a) == "".join(b):
        return True
    middle, other_middle = ([w for w in words[1:-1] if len(w) == 1] for words in (a, b))
    if middle and other_middle and middle != other_middle:
        return False  # George H. W. Bush, George W. Bush
    if len(a) == len(b) and set(a) == set(b):
        return True  # the family name first, or last
    short, long = sorted((first, second), key=lambda s: len(s.words))
    if _is_other_family(short, long, given):
        return False
    if a[-1] == b[-1] or set(short.words) <= set(long.words):
        if _given_fit(short, long, given):
            return True
    elif _is_near(first, second, given) and _given_agree(a, b, given):
        return True
    return _is_samesound(first, second)


def _is_other_family(short: Signature, long: Signature, given: Given) -> bool:
    """Whether one of two names of one given name and unlike length is another family's, or of
    another generation: the first of two surnames is not left out (Ivan Duque Marquez, Ivan
    Marquez), and the second one parts those whose offices differ (Nicolas Maduro Guerra).
    """
    if len(short.words) == len(long.words) or short.has_initials or len(short.words) < 2:
        return False
    if not (short.states | long.states) & _FIRST_SURNAME:
        return False
    if short.words[-1] == long.words[-1]:
        left_out = long.words[-2]
        return len(left_out) > 2 and left_out not in short.words and not given.is_known(left_out)
    is_longer = long.words[: len(short.words)] == short.words
    return bool(is_longer and short.offices and long.offices and not short.offices & long.offices)


def _given_fit(short: Signature, long: Signature, given: Given) -> bool:
    """Whether the given names of one surname's bearers agree, as far as both are told."""
    if short.words[-1] == long.words[-1]:
        names, others = sorted((short.words[:-1], long.words[:-1]), key=len)
    else:
        names, others = short.words, long.words
    # where the family name stands first, these words are it: another letter is another family
    is_slip = not (short.states | long.states) & given.family_first
    wavers = bool(short.states & long.states & _VOWELS_WAVER)
    for name in names:
        if not any(
            _is_given(name, other, given, is_slip=is_slip)
            or (wavers and _has_bones(name, other, given))
            for other in others
        ):
            return False
    if _is_given(names[0], others[0], given, is_slip=is_slip) or (
        wavers and _has_bones(names[0], others[0], given)
    ):
        return True
    # the first name is left out: Javad Zarif, but neither a daughter nor a father
    return not (
        given.differ_in_gender(names[0], others[0]) or (short.states | long.states) & _FATHER_SECOND
    )


def _is_given(name: str, other: str, given: Given, *, is_slip: bool) -> bool:
    if given.are_same(name, other):
        return True
    return (
        is_slip
        and not given.are_distinct(name, other)
        and (is_typo(name, other) or sound(name) == sound(other))
    )


def _has_bones(name: str, other: str, given: Given) -> bool:
    """Whether two long given names have the same consonants: Abed Rabbo, Abdrabbuh."""
    bones = consonants(name)
    is_long = len(bones) >= 4 and bones == consonants(other)
    return is_long and not given.are_distinct(name, other)


def sound(name: str) -> str:
    """A name without what its spelling owes to a language: Marco, Marko; Luhansk, Lugansk."""
    return loose(name).replace("c", "k").replace("h", "g").removeprefix("j")


def _given_agree(a: tuple[str, ...], b: tuple[str, ...], given: Given) -> bool:
    """Whether two names agree in full given names (no initials): then a surname may waver."""
    short, long = sorted((a[:-1], b[:-1]), key=len)
    return all(
        len(name) > 1
        and any(
            len(other) > 1 and _is_given(name, other, given, is_slip=loose(a[-1]) == loose(b[-1]))
            for other in long
        )
        for name in short
    )


def _is_near(first: Signature, second: Signature, given: Given) -> bool:
    """Whether two surnames are one in another spelling: a letter off, a mark lost, or, where
    vowels waver, the same consonants.
    """
    a, b = first.words[-1], second.words[-1]
    if a in given.groups and b in given.groups and not given.are_same(a, b):
        return False  # Hassan, Hussein
    if loose(a) == loose(b):
        return True
    if (first.states | second.states) & given.family_first:
        return False  # the last word is a given name
    if min(len(a), len(b)) >= 6 and (is_typo(a, b) or sound(a) == sound(b)):
        return True
    bones = consonants(a)
    if bones != consonants(b):
        return False
    states = first.states & second.states
    if states & _VOWELS_WAVER or (states and "abjad" in (first.script, second.script)):
        return len(bones) >= 2
    return given.groups.get(first.words[0]) in given.arabic and len(bones) >= 3


def _is_samesound(first: Signature, second: Signature) -> bool:
    """Whether names of two systems that share no letters rule by rule sound alike, for persons of
    one state: a script without vowels beside Latin, Wade-Giles or Cyrillic beside pinyin.
    """
    states = first.states & second.states
    if not states:
        return False
    a, b = first.words, second.words
    if "abjad" in (first.script, second.script):
        bones = [_bones(words) for words in (a, b)]
        return bones[0] == bones[1] and len(bones[0]) >= 4
    if states & _SYLLABIC:
        if (first.script, first.is_split) != (second.script, second.is_split):
            if first.heard and first.heard == second.heard:
                return True
        if first.script != second.script:
            sounds = [syllables(words, with_vowels=False) for words in (a, b)]
            return sounds[0] == sounds[1] and len(sounds[0]) >= 5
        if first.is_split != second.is_split and "china" in states:
            return syllables(a, with_vowels=True) == syllables(b, with_vowels=True)
    return False


def _bones(words: tuple[str, ...]) -> str:
    """The consonants of a name, a hiss of any kind for the one Hebrew letter for ts and z."""
    return "".join(consonants(word).replace("c", "z") for word in words)


def _is_distinctive(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether a name is long enough that two states beside it are no sign of two bearers."""
    return a == b and sum(map(len, a)) >= 11


def blocks_of(sign: Signature, given: Given) -> Iterable[str]:
    """Under which keys a name is compared with others; names that may join share one."""
    words = sign.words
    last = words[-1]
    yield last
    if len(words) == 1:
        return
    yield "".join(words)
    for pair in combinations(sorted(set(words))[:5], 2):
        yield " ".join(pair)
    yield f"{sound(last)}~"
    yield f"{sound(last)[-4:]}~{given.groups.get(words[0], words[0][:1])}"
    if len(last) >= 6:
        yield f"{last[:4]}*{given.groups.get(words[0], words[0][:1])}"
        yield f"*{last[1:5]}*{given.groups.get(words[0], words[0][:1])}"
    yield f"{consonants(last)}!{given.groups.get(words[0], words[0][:1])}"
    yield "!" + _bones(words)
    if sign.heard:
        yield "^" + sign.heard
    if sign.states & _SYLLABIC:
        yield "?" + syllables(words, with_vowels=False)


def is_near_surname(first: str, second: str) -> bool:
    """Whether two surnames are one in another spelling or by a slip of the pen."""
    return (
        first == second
        or loose(first) == loose(second)
        or (
            min(len(first), len(second)) >= 6
            and (is_typo(first, second) or sound(first) == sound(second))
        )
    )


def fits_initial(initial: str, name: str, given: Given) -> bool:
    """Whether an initial may stand for a given name; Y stands for Ye, Yu, Ya too."""
    return given.are_same(initial, name) or (initial == "y" and name[:1] in "aeiou")


def are_rivals(
    offices: Iterable[tuple[str, str]],
    others: Iterable[tuple[str, str]],
    ministers: Mapping[str, str],
) -> bool:
    """Whether two sets of offices are of ministers, and of no ministry in common."""
    first, second = (
        {ministers[title] for title, _ in held if title in ministers} for held in (offices, others)
    )
    return bool(first and second) and not first & second
