"""Builds the annotated news corpus: reads marked-up articles, writes text with JSON beside it.

An article is written by hand as one file with its entities, its text (content spans in numbered
tags) and one line for each statement. This module turns such files into NAME.txt and NAME.json as
an evaluation wants them, computes every offset, applies sets of other names, and refuses what is
inconsistent.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PARTS = ("train", "tune", "test")


def _words(text: str) -> frozenset[str]:
    """Make a vocabulary of a line of words."""
    return frozenset(text.split())


ACTS = _words(
    "state announce confirm deny accuse condemn welcome propose demand promise threaten agree "
    "reject"
)
EVENT_KINDS = _words(
    "talks summit meeting call visit prisoner_exchange repatriation ceasefire signing vote attack "
    "sanctions aid statement_release other"
)
EVENT_STATUSES = _words("planned proposed ongoing held postponed cancelled alleged")
AGREEMENT_KINDS = _words(
    "ceasefire prisoner_exchange repatriation humanitarian memorandum framework peace_treaty "
    "security_guarantee trade arms_control procedural other"
)
AGREEMENT_STATUSES = _words(
    "proposed agreed signed in_force implemented suspended violated rejected expired"
)
INSTITUTION_KINDS = _words(
    "state government ministry agency military parliament court igo ngo party media delegation "
    "company armed_group other"
)
RELATION_TYPES = _words("PART_OF LOCATED_IN MEMBER_OF REPRESENTS FOLLOWS IMPLEMENTS")
FORMS = frozenset(("direct", "indirect", "mixed"))
TYPES = {"P": "Person", "I": "Institution", "L": "Place"}
STATEMENT_KEYS = _words("about to via re re-entity date hedge form")

TAG = re.compile(r"<(/?)(\d+)>")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}\Z")
STATEMENT = re.compile(r'(\d+)\s+(\S+)\s+"(.*?)"\s+([a-z]+)\s*(?:\|(.*))?\Z')
ABBREVIATION = re.compile(r"(?:\b\w\.){2,}\Z")
QUOTES = '"“”„«»'
EDGE = QUOTES + "'‘’ \n\t"
VOWELS = "aeiouAEIOU"


class GoldError(Exception):
    """A source file breaks the rules; the message names the file and the line or statement."""


@dataclass(frozen=True)
class Entity:
    """A person, an institution or a place with the strings that name it in one article."""

    letter: str
    id: str
    kind: str | None
    name: str
    mentions: tuple[str, ...]
    offices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Happening:
    """An event (letter E) or an agreement (letter A) as one article tells it."""

    letter: str
    id: str
    kind: str
    status: str
    name: str
    date: str | None
    place: str | None
    members: tuple[str, ...]
    reached: str | None
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """One attributed utterance: who, by which cue, as which act, and what it refers to."""

    number: int
    speakers: tuple[str, ...]
    cue: str
    act: str
    about: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    answers: str | None = None
    answers_entity: str | None = None
    date: str | None = None
    hedge: str | None = None
    form: str | None = None


@dataclass(frozen=True)
class Source:
    """One marked-up article as it was read, before offsets are computed."""

    name: str
    family: str
    published: str
    outlet: str
    entities: tuple[Entity, ...]
    happenings: tuple[Happening, ...]
    relations: tuple[tuple[str, str, str], ...]
    marked: str
    statements: tuple[Statement, ...]

    def ids(self) -> dict[str, str]:
        """Give every declared id with its letter."""
        found = {entity.id: entity.letter for entity in self.entities}
        found.update({thing.id: thing.letter for thing in self.happenings})
        return found


@dataclass(frozen=True)
class Gold:
    """The plain text of an article and its annotation in the JSON form."""

    name: str
    family: str
    text: str
    record: dict[str, Any]


@dataclass(frozen=True)
class Variant:
    """Other names for a family: literal strings and what stands for them."""

    name: str
    words: Mapping[str, str]
    pattern: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, name: str, words: Mapping[str, str]) -> Variant:
        """Prepare a variant; longer literals win over shorter ones, only whole words count."""
        literals = sorted(words, key=len, reverse=True)
        body = "|".join(re.escape(literal) for literal in literals)
        return cls(name, dict(words), re.compile(rf"(?:\b(an?|An?)(\s+))?(?<!\w)({body})(?!\w)"))

    def apply(self, text: str) -> str:
        """Replace every mapped name; a preceding "a" or "an" follows the new first letter."""

        def swap(match: re.Match[str]) -> str:
            new = self.words[match.group(3)]
            article, space = match.group(1), match.group(2)
            if not article:
                return new
            old = match.group(3)
            if (old[0] in VOWELS) != (new[0] in VOWELS):
                article = article[0] + ("n" if new[0] in VOWELS else "")
            return f"{article}{space}{new}"

        return self.pattern.sub(swap, text)


def _names(text: str) -> tuple[str, ...]:
    """Split a list of mentions at semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _ids(text: str) -> tuple[str, ...]:
    """Split a list of ids at commas; the word none is an empty list."""
    return tuple(
        part.strip() for part in text.split(",") if part.strip() and part.strip() != "none"
    )


def _optional(text: str) -> str | None:
    """Turn the word none, or nothing, into None."""
    return None if text.strip() in ("", "none") else text.strip()


def _entity(where: str, letter: str, fields: Sequence[str]) -> Entity:
    """Read one P, I or L line that was cut at its bars."""
    head = fields[0].split()
    if len(head) != (2 if letter == "I" else 1):
        raise GoldError(f"{where}: cannot read the id of {' | '.join(fields)!r}")
    if len(fields) < 2 or not fields[1]:
        raise GoldError(f"{where}: {head[0]} has no name")
    mentions = _names(fields[2]) if len(fields) > 2 else ()
    offices: list[tuple[str, str]] = []
    for office in _names(fields[3]) if len(fields) > 3 else ():
        title, at, institution = office.partition("@")
        if not at:
            raise GoldError(f"{where}: office of {head[0]} lacks its institution: {office!r}")
        offices.append((title.strip(), institution.strip()))
    kind = head[1] if letter == "I" else None
    return Entity(letter, head[0], kind, fields[1], mentions or (fields[1],), tuple(offices))


def _happening(where: str, letter: str, fields: Sequence[str]) -> Happening:
    """Read one E or A line that was cut at its bars."""
    head = fields[0].split()
    if len(head) != (4 if letter == "E" else 3) or len(fields) < 2:
        raise GoldError(f"{where}: cannot read {' | '.join(fields)!r}")
    keys: dict[str, str] = {}
    mentions: tuple[str, ...] = ()
    for part in fields[2:]:
        key, colon, value = part.partition(":")
        if colon and key.strip() in ("at", "by", "reached"):
            keys[key.strip()] = value
        else:
            mentions += _names(part)
    return Happening(
        letter,
        head[0],
        head[1],
        head[2],
        fields[1],
        _optional(head[3]) if letter == "E" else None,
        _optional(keys.get("at", "")),
        _ids(keys.get("by", "")),
        _optional(keys.get("reached", "")),
        mentions,
    )


def _statement(where: str, line: str, published: str) -> Statement:
    """Read one statement line."""
    match = STATEMENT.match(line)
    if match is None:
        raise GoldError(f"{where}: cannot read the statement line {line!r}")
    number, speakers, cue, act, rest = match.groups()
    keys: dict[str, str] = {}
    for part in (rest or "").split("|"):
        if not part.strip():
            continue
        key, colon, value = part.partition(":")
        if not colon or key.strip() not in STATEMENT_KEYS:
            raise GoldError(f"{where}: statement {number}: unknown key in {part.strip()!r}")
        if key.strip() in keys:
            raise GoldError(f"{where}: statement {number}: {key.strip()} is given twice")
        keys[key.strip()] = value.strip()
    return Statement(
        int(number),
        () if speakers == "-" else tuple(speakers.split("+")),
        cue,
        act,
        _ids(keys.get("about", "")),
        _ids(keys.get("to", "")),
        _ids(keys.get("via", "")),
        _optional(keys.get("re", "")),
        _optional(keys.get("re-entity", "")),
        _optional(keys.get("date", published)),
        _optional(keys.get("hedge", "")),
        _optional(keys.get("form", "")),
    )


def parse(path: Path) -> Source:
    """Read one marked-up file into its parts, without checking what they say."""
    where = str(path.relative_to(HERE)) if path.is_relative_to(HERE) else str(path)
    raw = path.read_text(encoding="utf-8")
    pieces = re.split(r"^--- (entities|text|statements)[ ]*\n", raw, flags=re.MULTILINE)
    if pieces[1::2] != ["entities", "text", "statements"]:
        raise GoldError(
            f"{where}: the sections must be entities, text, statements; found {pieces[1::2]}"
        )
    head = dict(line.split(": ", 1) for line in pieces[0].splitlines() if ": " in line)
    if set(head) != {"published", "outlet"}:
        raise GoldError(f"{where}: the head must give published and outlet")
    published = head["published"].strip()
    entities: list[Entity] = []
    happenings: list[Happening] = []
    relations: list[tuple[str, str, str]] = []
    for line in pieces[2].splitlines():
        if not line.strip():
            continue
        letter, _, rest = line.strip().partition(" ")
        fields = [part.strip() for part in rest.split("|")]
        if letter in TYPES:
            entities.append(_entity(where, letter, fields))
        elif letter in ("E", "A"):
            happenings.append(_happening(where, letter, fields))
        elif letter == "R":
            words = rest.split()
            if len(words) != 3:
                raise GoldError(f"{where}: cannot read the relation {line!r}")
            relations.append((words[0], words[1], words[2]))
        else:
            raise GoldError(f"{where}: unknown line {line!r}")
    return Source(
        path.stem,
        path.parent.name,
        published,
        head["outlet"].strip(),
        tuple(entities),
        tuple(happenings),
        tuple(relations),
        pieces[4].strip("\n") + "\n",
        tuple(
            _statement(where, line.strip(), published)
            for line in pieces[6].splitlines()
            if line.strip()
        ),
    )


def _where(source: Source) -> str:
    """Name an article in an error message."""
    return f"{source.family}/{source.name}"


def _spans(source: Source) -> tuple[str, dict[int, list[tuple[int, int]]], list[str]]:
    """Take the tags out; give the text, each number's spans and what is wrong with the tags."""
    text, spans, wrong = "", dict[int, list[tuple[int, int]]](), list[str]()
    opened: list[tuple[int, int]] = []
    at = 0
    for tag in TAG.finditer(source.marked):
        text += source.marked[at : tag.start()]
        at = tag.end()
        number = int(tag.group(2))
        if not tag.group(1):
            opened.append((number, len(text)))
        elif not opened or opened[-1][0] != number:
            wrong.append(
                f"{_where(source)}: statement {number}: closing tag does not fit an open one"
            )
        else:
            spans.setdefault(number, []).append((opened.pop()[1], len(text)))
    text += source.marked[at:]
    wrong += [f"{_where(source)}: statement {number}: tag is never closed" for number, _ in opened]
    trimmed = {
        number: [_trim(text, *span) for span in sorted(found)] for number, found in spans.items()
    }
    return text, trimmed, wrong


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotation marks and spaces at both ends and a final comma, semicolon, full stop."""
    quoted = text[start : start + 1] in ("'", "‘")
    while True:
        before = (start, end)
        while start < end and text[start] in EDGE:
            start += 1
        while (
            start < end
            and text[end - 1] in EDGE
            and (quoted or not text[start:end].endswith(("s'", "s’")))
        ):
            end -= 1
        body = text[start:end]
        if body.endswith((",", ";")) or (
            body.endswith(".") and not body.endswith("...") and not ABBREVIATION.search(body)
        ):
            end -= 1
        if (start, end) == before:
            return start, end


def _quoted(text: str) -> list[bool]:
    """Tell which characters stand inside double quotation marks; a paragraph closes a quotation."""
    inside, marks = False, list[bool]()
    for char in text:
        if char == "\n":
            inside = False
        elif char == '"':
            inside = not inside
        elif char in "“„«":
            inside = True
        elif char in "”»":
            inside = False
        marks.append(inside)
    return marks


def _form(text: str, marks: Sequence[bool], spans: Iterable[tuple[int, int]]) -> str:
    """Say whether a content stands wholly, partly or not at all inside double quotation marks."""
    letters = [marks[at] for start, end in spans for at in range(start, end) if text[at].isalnum()]
    if letters and all(letters):
        return "direct"
    return "mixed" if any(letters) else "indirect"


def _problems(source: Source) -> list[str]:
    """List what breaks the rules in one article, apart from references to other articles."""
    here = _where(source)
    text, spans, wrong = _spans(source)
    known = source.ids()

    def need(condition: object, message: str) -> None:
        if not condition:
            wrong.append(f"{here}: {message}")

    need(
        DAY.match(source.published) and len(source.published) == 10,
        f"published {source.published!r} is no day",
    )
    declared = Counter(
        [entity.id for entity in source.entities] + [thing.id for thing in source.happenings]
    )
    for name, times in declared.items():
        need(times == 1, f"{name} is declared twice")
    for entity in source.entities:
        need(ID.match(entity.id.replace("--", "-")), f"{entity.id!r} is not a proper id")
        if entity.letter == "I":
            need(
                entity.kind in INSTITUTION_KINDS,
                f"{entity.id} has the unknown kind {entity.kind!r}",
            )
        for _, office in entity.offices:
            need(
                known.get(office) == "I",
                f"office of {entity.id} at {office!r}, which is no declared institution",
            )
        for mention in entity.mentions:
            need(mention in text, f"mention of {entity.id} is not in the text: {mention!r}")
    for thing in source.happenings:
        kinds = EVENT_KINDS if thing.letter == "E" else AGREEMENT_KINDS
        statuses = EVENT_STATUSES if thing.letter == "E" else AGREEMENT_STATUSES
        need(ID.match(thing.id.replace("--", "-")), f"{thing.id!r} is not a proper id")
        need(thing.kind in kinds, f"{thing.id} has the unknown kind {thing.kind!r}")
        need(thing.status in statuses, f"{thing.id} has the unknown status {thing.status!r}")
        need(thing.date is None or DAY.match(thing.date), f"{thing.id} has the date {thing.date!r}")
        need(
            thing.place is None or thing.place in known,
            f"{thing.id} is at {thing.place!r}, which is not declared",
        )
        need(
            thing.reached is None or known.get(thing.reached) == "E",
            f"{thing.id} was reached at {thing.reached!r}, which is no declared event",
        )
        for member in thing.members:
            need(member in known, f"{thing.id} names {member!r}, which is not declared")
        for mention in thing.mentions:
            need(mention in text, f"mention of {thing.id} is not in the text: {mention!r}")
    for kind, first, second in source.relations:
        need(kind in RELATION_TYPES, f"unknown relation {kind}")
        for end in (first, second):
            need(end in known, f"relation {kind} names {end!r}, which is not declared")
    lines = Counter(statement.number for statement in source.statements)
    for number in sorted(set(spans) | set(lines)):
        need(number in spans, f"statement {number} has no tag in the text")
        need(lines[number] == 1, f"statement {number} has {lines[number]} lines")
    for one in source.statements:
        label = f"statement {one.number}"
        need(one.act in ACTS, f"{label}: unknown act {one.act!r}")
        need(one.cue in text, f"{label}: cue is not in the text: {one.cue!r}")
        need(
            one.hedge is None or one.hedge in text,
            f"{label}: hedge is not in the text: {one.hedge!r}",
        )
        need(one.date is None or DAY.match(one.date), f"{label}: bad date {one.date!r}")
        need(one.form is None or one.form in FORMS, f"{label}: unknown form {one.form!r}")
        need(len(one.about) <= 4, f"{label}: more than four things in about")
        extra = (one.answers_entity,) if one.answers_entity else ()
        for used in (*one.speakers, *one.about, *one.to, *one.via, *extra):
            need(used in known, f"{label}: {used!r} is not declared")
        for used in one.speakers:
            need(known.get(used) in ("P", "I", None), f"{label}: {used} cannot speak")
        if one.answers is not None and "#" not in one.answers:
            need(
                one.answers.isdigit() and int(one.answers) in lines,
                f"{label}: answers unknown {one.answers!r}",
            )
            need(one.answers != str(one.number), f"{label}: answers itself")
        for first_at, last_at in spans.get(one.number, ()):
            need(last_at > first_at, f"{label}: a span is empty")
    return wrong


def _cross_problems(sources: Sequence[Source]) -> list[str]:
    """List what is wrong between articles: doubled names, lost answers, one id for two things."""
    wrong: list[str] = []
    by_name: dict[str, Source] = {}
    for source in sources:
        if source.name in by_name:
            wrong.append(f"{_where(source)}: the article name is used twice")
        by_name[source.name] = source
    meaning: dict[str, tuple[str, str]] = {}
    for source in sources:
        for statement in source.statements:
            if statement.answers is None or "#" not in statement.answers:
                continue
            other, _, number = statement.answers.partition("#")
            target = by_name.get(other)
            label = f"{_where(source)}: statement {statement.number}: answers {statement.answers!r}"
            if target is None:
                wrong.append(f"{label}, but there is no such article")
            elif target.family != source.family:
                wrong.append(f"{label}, which is in another family")
            elif not number.isdigit() or int(number) not in {
                one.number for one in target.statements
            }:
                wrong.append(f"{label}, but there is no such statement")
        for entity in source.entities:
            value = (f"{entity.letter} {entity.kind}", entity.name)
            if meaning.setdefault(entity.id, value) != value:
                wrong.append(
                    f"{_where(source)}: {entity.id} is {value}, elsewhere {meaning[entity.id]}"
                )
        for thing in source.happenings:
            value = (f"{thing.letter} {thing.kind}", "")
            if meaning.setdefault(thing.id, value) != value:
                wrong.append(
                    f"{_where(source)}: {thing.id} is {value}, elsewhere {meaning[thing.id]}"
                )
    return wrong


def _gold(source: Source, hand: str = "first") -> Gold:
    """Compute the offsets of a checked article and put its annotation in the JSON form."""
    text, spans, _ = _spans(source)
    marks = _quoted(text)
    entities: list[dict[str, Any]] = []
    for entity in source.entities:
        record: dict[str, Any] = {"id": entity.id, "type": TYPES[entity.letter]}
        if entity.letter == "I":
            record["kind"] = entity.kind
        record |= {"name": entity.name, "mentions": list(dict.fromkeys(entity.mentions))}
        if entity.offices:
            record["roles"] = [{"title": title, "of": office} for title, office in entity.offices]
        entities.append(record)
    events = [
        {
            "id": thing.id,
            "kind": thing.kind,
            "name": thing.name,
            "date": thing.date,
            "place": thing.place,
            "status": thing.status,
            "participants": list(thing.members),
            "mentions": list(dict.fromkeys(thing.mentions)),
        }
        for thing in source.happenings
        if thing.letter == "E"
    ]
    agreements = [
        {
            "id": thing.id,
            "kind": thing.kind,
            "name": thing.name,
            "status": thing.status,
            "parties": list(thing.members),
            "reached_at": thing.reached,
            "mentions": list(dict.fromkeys(thing.mentions)),
        }
        for thing in source.happenings
        if thing.letter == "A"
    ]
    statements: list[dict[str, Any]] = []
    for one in sorted(source.statements, key=lambda statement: statement.number):
        found = spans[one.number]
        record = {
            "id": f"s{one.number}",
            "speaker": one.speakers[0] if one.speakers else None,
            "start": found[0][0],
            "end": found[-1][1],
            "content": " ".join(text[start:end] for start, end in found),
            "form": one.form or _form(text, marks, found),
            "act": one.act,
            "hedged": one.hedge is not None,
            "cue": one.cue,
            "date": one.date,
            "about": list(one.about),
            "addressed_to": list(one.to),
            "via": list(one.via),
            "responds_to": None,
        }
        if len(found) > 1:
            record["spans"] = [list(span) for span in found]
        if len(one.speakers) > 1:
            record["co_speakers"] = list(one.speakers[1:])
        if one.hedge is not None:
            record["hedge_cue"] = one.hedge
        if one.answers is not None:
            other, hash_mark, number = one.answers.partition("#")
            record["responds_to"] = f"{other}#s{number}" if hash_mark else f"s{other}"
        if one.answers_entity is not None:
            record["responds_to_entity"] = one.answers_entity
        statements.append(record)
    return Gold(
        source.name,
        source.family,
        text,
        {
            "published": source.published,
            "outlet": source.outlet,
            "hand": hand,
            "entities": entities,
            "events": events,
            "agreements": agreements,
            "statements": statements,
            "relations": [
                {"type": kind, "from": first, "to": second}
                for kind, first, second in source.relations
            ],
        },
    )


def read_source(path: Path) -> Gold:
    """Give the text and annotation of one marked-up article; raise GoldError if it is wrong."""
    source = parse(path)
    wrong = _problems(source)
    if wrong:
        raise GoldError("\n".join(wrong))
    return _gold(source)


def read_variants(folder: Path) -> list[Variant]:
    """Read the sets of other names of one family, if it has any."""
    path = folder / "variants.toml"
    if not path.exists():
        return []
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    variants: list[Variant] = []
    for name, words in tables.items():
        if not isinstance(words, dict) or not words:
            raise GoldError(f"{folder.name}/variants.toml: [{name}] must be a table of names")
        variants.append(Variant.of(name, {str(old): str(new) for old, new in words.items()}))
    return variants


def rename(source: Source, variant: Variant) -> Source:
    """Tell the same story under other names; whatever was renamed gets another id as well."""
    swap = variant.apply

    def renamed(thing: Entity | Happening) -> bool:
        if thing.letter in "PEA":
            return True
        return any(swap(text) != text for text in (thing.name, *thing.mentions))

    things: tuple[Entity | Happening, ...] = (*source.entities, *source.happenings)
    ids = {
        thing.id: f"{thing.id}--{variant.name}" if renamed(thing) else thing.id for thing in things
    }

    def fresh(name: str | None) -> str | None:
        return None if name is None else ids.get(name, name)

    def all_fresh(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(ids.get(name, name) for name in names)

    def answer(value: str | None) -> str | None:
        if value is None or "#" not in value:
            return value
        other, _, number = value.partition("#")
        return f"{other}--{variant.name}#{number}"

    entities = tuple(
        replace(
            entity,
            id=ids[entity.id],
            name=swap(entity.name),
            mentions=tuple(swap(mention) for mention in entity.mentions),
            offices=tuple(
                (swap(title), ids.get(office, office)) for title, office in entity.offices
            ),
        )
        for entity in source.entities
    )
    happenings = tuple(
        replace(
            thing,
            id=ids[thing.id],
            name=swap(thing.name),
            mentions=tuple(swap(mention) for mention in thing.mentions),
            place=fresh(thing.place),
            reached=fresh(thing.reached),
            members=all_fresh(thing.members),
        )
        for thing in source.happenings
    )
    statements = tuple(
        replace(
            one,
            speakers=all_fresh(one.speakers),
            cue=swap(one.cue),
            hedge=None if one.hedge is None else swap(one.hedge),
            about=all_fresh(one.about),
            to=all_fresh(one.to),
            via=all_fresh(one.via),
            answers=answer(one.answers),
            answers_entity=fresh(one.answers_entity),
        )
        for one in source.statements
    )
    return replace(
        source,
        name=f"{source.name}--{variant.name}",
        outlet=swap(source.outlet),
        entities=entities,
        happenings=happenings,
        relations=tuple((kind, ids.get(a, a), ids.get(b, b)) for kind, a, b in source.relations),
        marked=swap(source.marked),
        statements=statements,
    )


def read_parts(folder: Path) -> dict[str, str]:
    """Give for every family the part (train, tune or test) that it belongs to."""
    parts: dict[str, str] = {}
    tables = tomllib.loads((folder / "parts.toml").read_text(encoding="utf-8"))
    for part, families in tables.items():
        if part not in PARTS:
            raise GoldError(f"parts.toml: unknown part {part!r}")
        for family in families:
            if family in parts:
                raise GoldError(f"parts.toml: {family} is in two parts")
            parts[family] = part
    return parts


def read_hands(folder: Path) -> dict[str, str]:
    """Give for the families that another hand than the first has annotated which one it was."""
    tables = tomllib.loads((folder / "hands.toml").read_text(encoding="utf-8"))
    return {family: hand for hand, families in tables.items() for family in families}


def _families(folder: Path, part: str | None) -> Iterator[Path]:
    """Give the family folders, all of them or those of one part."""
    folders = sorted(path for path in (folder / "articles").iterdir() if path.is_dir())
    if part is None:
        yield from folders
        return
    parts = read_parts(folder)
    for name in [path.name for path in folders if path.name not in parts]:
        raise GoldError(f"parts.toml: the family {name} is in no part")
    for name in sorted(set(parts) - {path.name for path in folders}):
        raise GoldError(f"parts.toml: there is no family {name}")
    yield from (path for path in folders if parts[path.name] == part)


def read_all(folder: Path = HERE, part: str | None = None, variants: bool = True) -> list[Gold]:
    """Read, vary and check every article; raise one GoldError that lists all that is wrong."""
    sources: list[Source] = []
    wrong: list[str] = []
    for family in _families(folder, part):
        own: list[Source] = []
        for path in sorted(family.glob("*.txt")):
            try:
                own.append(parse(path))
            except GoldError as error:
                wrong.append(str(error))
        sources += own
        if variants:
            sources += [
                rename(source, variant) for variant in read_variants(family) for source in own
            ]
    for source in sources:
        wrong += _problems(source)
    wrong += _cross_problems(sources)
    if wrong:
        raise GoldError("\n".join(wrong))
    hands = read_hands(folder)
    return [_gold(source, hands.get(source.family, "first")) for source in sources]


def build(folder: Path, out: Path, part: str | None = None) -> list[Gold]:
    """Write NAME.txt and NAME.json of every article of a gold folder into another folder."""
    golds = read_all(folder, part)
    out.mkdir(parents=True, exist_ok=True)
    for gold in golds:
        (out / f"{gold.name}.txt").write_text(gold.text, encoding="utf-8", newline="\n")
        body = json.dumps(gold.record, ensure_ascii=False, indent=1)
        (out / f"{gold.name}.json").write_text(body + "\n", encoding="utf-8", newline="\n")
    return golds


def counts(golds: Sequence[Gold]) -> str:
    """Describe a set of articles in figures, one line for each kind of figure."""
    statements = [one for gold in golds for one in gold.record["statements"]]

    def tally(values: Iterable[str]) -> str:
        return ", ".join(f"{value} {times}" for value, times in Counter(values).most_common())

    def distinct(key: str) -> dict[str, Any]:
        return {thing["id"]: thing for gold in golds for thing in gold.record[key]}

    entities, events, agreements = distinct("entities"), distinct("events"), distinct("agreements")
    answers = [one for one in statements if one["responds_to"] or one.get("responds_to_entity")]
    otherday = sum(
        one["date"] != gold.record["published"]
        for gold in golds
        for one in gold.record["statements"]
    )
    across = sum("#" in (one["responds_to"] or "") for one in answers)
    renamed = sum("--" in gold.name for gold in golds)
    lines = [
        f"families {len({gold.family for gold in golds})}",
        f"articles {len(golds)}, of which with other names {renamed}",
        f"words {sum(len(gold.text.split()) for gold in golds)}",
        f"statements {len(statements)}",
        f"form: {tally(one['form'] for one in statements)}",
        f"act: {tally(one['act'] for one in statements)}",
        f"hedged {sum(one['hedged'] for one in statements)}",
        f"with via {sum(bool(one['via']) for one in statements)}",
        f"with several spans {sum('spans' in one for one in statements)}",
        f"with several speakers {sum('co_speakers' in one for one in statements)}",
        f"answers {len(answers)}, of these across articles {across}",
        f"not dated on the day of publication {otherday}",
        f"speakers {len({one['speaker'] for one in statements})}",
        f"entities {len(entities)}: {tally(thing['type'] for thing in entities.values())}",
        f"events {len(events)}: {tally(thing['kind'] for thing in events.values())}",
        f"agreements {len(agreements)}: {tally(thing['kind'] for thing in agreements.values())}",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the corpus, or print its figures."""
    parser = argparse.ArgumentParser(description="Build the annotated news corpus.")
    parser.add_argument("out", nargs="?", type=Path, help="folder to write into")
    parser.add_argument("--part", choices=PARTS, help="only the families of this part")
    parser.add_argument(
        "--counts", action="store_true", help="print figures, written articles and built ones"
    )
    options = parser.parse_args(arguments)
    if options.out is None and not options.counts:
        parser.error("give a folder to write into, or --counts")
    try:
        if options.counts:
            for part in (options.part,) if options.part else (None, *PARTS):
                for title, variants in (("written", False), ("built, with other names", True)):
                    print(f"== {part or 'all'}, {title}")
                    print(counts(read_all(HERE, part, variants)))
        if options.out is not None:
            golds = build(HERE, options.out, options.part)
            print(f"{len(golds)} articles in {options.out}")
    except GoldError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
