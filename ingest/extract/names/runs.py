"""Runs of capitalised words that the gazetteer does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.analysis import Analysis
from ingest.extract.headline_case import is_title_case
from ingest.extract.names.classes import classify
from ingest.extract.names.found import FoundNames
from ingest.extract.names.lexicon import NameLexicon
from ingest.extract.names.name import Name, capitalised
from ingest.extract.names.words import CALENDAR, INSTITUTION_HEADS, PARTICLES
from ingest.extract.tokens import Unit

_NOT_NAMES = frozenset(
    """
    i details context addition background reaction ed photo video read also the a an this that
    these those it he she they we but and or if in on at for from to by of with as after
    before when while however meanwhile earlier later still yet no not such there here
    according today yesterday what who why how asked speaking let god government president
    minister east west north south western eastern northern southern english internet arabic
    hebrew persian farsi pashto kurdish mandarin ramadan eid christmas easter islam christian
    question answer moderator muslim muslims jewish orthodox christians jews sunni shia shiite covid
    """.split()
)

_OF_WHOM = frozenset("people women men children youth citizen farmer worker teacher".split())
_ADJECTIVES = frozenset(
    """
    northern southern eastern western north south east west islamic christian muslim jewish orthodox
    arab
    """.split()
)


def unknown_names(
    lexicon: NameLexicon, a: Analysis, taken: list[bool], known: FoundNames
) -> Iterator[Name]:
    """The names in runs of capitalised words that nothing else has taken."""
    doc = a.doc
    title_case: dict[int, bool] = {}  # of the sentences that were asked about
    run: list[Unit] = []
    until = 0  # the end of a body's name that runs on: "the Centre | for Frontline Studies"
    units = doc.units
    for k, unit in enumerate(units):
        if not run and not capitalised(unit.text):
            continue
        skip = unit.start < until or any(taken[i] for i in range(unit.start, unit.end))
        lower = unit.text.lower()
        word = doc[unit.start]
        is_name = (
            not skip
            and capitalised(unit.text)
            and lower not in CALENDAR
            and (
                word.pos_ in ("PROPN", "X")
                or (
                    not word.is_sent_start
                    and lower not in _NOT_NAMES
                    and word.pos_ in ("NOUN", "ADJ", "VERB", "ADV", "ADP", "INTJ", "NUM")
                )
                or _is_strange(lexicon, units, k)
            )
            and lower not in _NOT_NAMES
        )
        if is_name and word.pos_ == "NUM":
            is_name = False
        if is_name and word.pos_ != "PROPN":
            sentence = a.sentence[unit.start]
            if sentence not in title_case:
                begin, end = a.sentences[sentence]
                title_case[sentence] = is_title_case([t.text for t in doc[begin:end]])
            is_name = not title_case[sentence]
        if (
            not is_name
            and not skip
            and capitalised(unit.text)
            and _is_inside(lexicon, run, units, k)
        ):
            is_name = True  # "Mohammed Shia al-Sudani"
        if not is_name and not skip and lower in _ADJECTIVES and _before_body(units[k + 1 : k + 3]):
            is_name = capitalised(unit.text)  # "Northern League"
        if is_name and run and run[-1].end == unit.start:
            run.append(unit)
        elif is_name:
            for name in classify(lexicon, a, run, known) if run else ():
                until = max(until, name.end)
                yield name
            run = [unit]
        elif (
            run
            and not skip
            and run[-1].end == unit.start
            and (
                lower in PARTICLES
                or (unit.text in (".",) and len(run[-1].text) == 1)
                or (
                    unit.text in ("'", "’")  # "the Dockers' Federation"
                    and run[-1].text.endswith("s")
                    and _before_body(units[k + 1 : k + 2])
                )
                or (
                    unit.text in ("'s", "’s")  # "the Sund People's Liberation Front"
                    and run[-1].text.lower() in _OF_WHOM
                    and _before_body(units[k + 1 : k + 4])
                )
            )
            and _name_follows(units, k)
        ):
            run.append(unit)
        elif run:
            for name in classify(lexicon, a, run, known):
                until = max(until, name.end)
                yield name
            run = []
    if run:
        yield from classify(lexicon, a, run, known)


def _name_follows(units: list[Unit], k: int) -> bool:
    """Whether a name goes on after a particle or two: "NAME von der | NAME"."""
    k += 1
    while k < len(units) and units[k].text in PARTICLES and units[k - 1].text in PARTICLES:
        k += 1
    return k < len(units) and capitalised(units[k].text) and units[k].text.lower() not in CALENDAR


def _is_strange(lexicon: NameLexicon, units: list[Unit], k: int) -> bool:
    """Whether a word of no dictionary opens a name, whatever the tagger takes it for."""
    text = units[k].text
    return (
        len(text) > 3
        and text.isalpha()
        and not lexicon.is_common(text)
        and k + 1 < len(units)
        and capitalised(units[k + 1].text)
        and units[k + 1].start == units[k].end
    )


def _before_body(units: list[Unit]) -> bool:
    """Whether the next capitalised words are, or end in, the noun of a body."""
    for unit in units:
        if not capitalised(unit.text):
            return False
        if unit.text.lower() in INSTITUTION_HEADS:
            return True
    return False


def _is_inside(lexicon: NameLexicon, run: list[Unit], units: list[Unit], k: int) -> bool:
    """Whether a word that is no name stands between a given name and another."""
    return (
        bool(run)
        and run[-1].end == units[k].start
        and run[-1].text.lower() in lexicon.given
        and k + 1 < len(units)
        and capitalised(units[k + 1].text)
        and units[k].text.lower() not in lexicon.offices
        and units[k].text.lower() not in CALENDAR
    )
