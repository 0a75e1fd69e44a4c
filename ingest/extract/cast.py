"""The cast of an article: its persons, institutions and places, each with all its mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ingest.extract.analysis import Analysis
from ingest.extract.forms import bare, may_be_same, name_words, skeleton, slug
from ingest.extract.names.again import second_pass
from ingest.extract.names.finding import find_names
from ingest.extract.names.lexicon import NameLexicon
from ingest.extract.names.name import Name
from ingest.extract.names.words import INSTITUTION_HEADS
from ingest.extract.tokens import Doc
from ingest.knowledge import Body, Knowledge
from ingest.records import Entity, EntityType, Office, Span

_ACRONYM = re.compile(r"\(\s*[“\"‘']?([A-Z][A-Za-z\-]{1,9})[”\"’']?\s*\)")


@dataclass(slots=True)
class Member:
    """An entity in the making. `is_adjective` while only adjectives ("Qatari") name it,
    `is_several` where a plural does that names nobody ("two officials").
    """

    type: EntityType
    name: str
    kind: str | None = None
    known: str | None = None
    state: str | None = None
    is_named: bool = True
    is_several: bool = False
    is_adjective: bool = False
    mentions: list[Span] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    words: tuple[str, ...] = ()
    gender: str | None = None
    is_used: bool = False
    is_platform: bool = False


class _People:
    """The persons of an article, by the words of their names, so that few are compared."""

    def __init__(self, members: list[Member]) -> None:
        self._members = members
        self._by_word: dict[str, set[int]] = {}
        self._by_initials: dict[str, set[int]] = {}
        self._starts: dict[int, list[int]] = {}  # where each is named, in order

    def add(self, index: int) -> None:
        """Add a member, or the further words of one."""
        words = self._members[index].words
        for word in words:
            self._by_word.setdefault(skeleton(word), set()).add(index)
        self._by_initials.setdefault(_initials(words), set()).add(index)

    def sharing(self, words: Iterable[str]) -> list[int]:
        """Those whose name has one of these words, however spelled, in order."""
        return sorted({i for word in words for i in self._by_word.get(skeleton(word), ())})

    def with_initials(self, letters: str) -> list[int]:
        """Those whose names begin with these letters, in order."""
        found = self._by_initials.get(letters, ())
        return sorted(i for i in found if _initials(self._members[i].words) == letters)

    def mention(self, index: int, start: int) -> None:
        """Remember where a member is named."""
        insort(self._starts.setdefault(index, []), start)

    def last_before(self, index: int, at: int) -> int | None:
        """Where a member was last named before an offset."""
        starts = self._starts[index]
        k = bisect_left(starts, at)
        return starts[k - 1] if k else None


def _suffix(doc: Doc, end: int) -> int:
    """How many tokens of "NAME, Jr." follow the name."""
    return (
        2
        if end + 2 <= len(doc) and doc.between(end, end + 2).lower().rstrip(".") in (", jr", ", sr")
        else 0
    )


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


class Cast:
    """The members of one article, and which tokens name them."""

    def __init__(
        self, a: Analysis, lexicon: NameLexicon, knowledge: Knowledge, outlet: str | None = None
    ) -> None:
        self.a = a
        self.knowledge = knowledge
        self.is_common = lexicon.is_common
        self.members: list[Member] = []
        self.at: dict[int, int] = {}  # token -> member
        self.names: list[Name] = []
        self._by_known: dict[tuple[str, str], int] = {}
        self._by_form: dict[tuple[str, str], int] = {}
        self._spans: set[tuple[int, Span]] = set()  # the mentions of all members
        names = second_pass(a, find_names(lexicon, a, outlet), knowledge.names.family_names)
        self.names = names
        self._add_people([n for n in names if n.type == "Person"])
        self._add_others([n for n in names if n.type != "Person"])
        self._add_acronyms()
        self._add_short_bodies()
        self._settle_ministries()

    # ------------------------------------------------------------ building

    def add(self, member: Member, tokens: Iterable[int] = ()) -> int:
        """Add a member; the tokens given name it."""
        self.members.append(member)
        index = len(self.members) - 1
        for i in tokens:
            self.at[i] = index
        return index

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens `start` to `end` (exclusive)."""
        doc = self.a.doc
        return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])

    def text(self, start: int, end: int) -> str:
        """The text of tokens `start` to `end` (exclusive)."""
        a, b = self.span(start, end)
        return self.a.text[a:b]

    def _add_people(self, names: list[Name]) -> None:
        equivalents = self.knowledge.names.equivalents
        full = [n for n in names if len(name_words(self.text(n.start, n.end))) >= 2]
        short = [n for n in names if len(name_words(self.text(n.start, n.end))) < 2]
        people = _People(self.members)
        for name in full:
            text = self.text(name.start, name.end)
            words = name_words(text)
            if all(len(word) == 1 for word in words):  # "F. Q.:" in an interview
                fits = people.with_initials("".join(words))
            else:
                fits = [
                    i
                    for i in people.sharing(words)
                    if may_be_same(words, self.members[i].words, equivalents)
                ]
            index = fits[0] if fits else None
            if index is None:
                index = self.add(Member("Person", text, words=words, gender=self._gender(words)))
                people.add(index)
            member = self.members[index]
            if len(words) > len(member.words):
                member.words, member.name = words, text
                people.add(index)
            self._mention(index, name)
            people.mention(index, self.span(name.start, name.end)[0])
        for name in sorted(short, key=lambda n: n.start):
            text = self.text(name.start, name.end)
            words = name_words(text)
            if not words:
                continue
            near = people.sharing(words)
            fits = [i for i in near if may_be_same(words, self.members[i].words, equivalents)]
            if words[0] in self.knowledge.names.family_names:  # "Lim" for Lim Siew Hoon
                fits += [i for i in near if self.members[i].words[:1] == words and i not in fits]
            exact = [i for i in fits if self.members[i].words[-1] == words[0]] or fits
            at = self.a.doc[name.start].idx
            before = [i for i in exact if people.last_before(i, at) is not None]
            index = (before[-1] if before else exact[0]) if exact else None
            if len(before) > 1:
                index = max(before, key=lambda i: self._nearness(people.last_before(i, at) or 0))
            if index is None:
                index = self.add(Member("Person", text, words=words, gender=self._gender(words)))
                people.add(index)
            self._mention(index, name)
            people.mention(index, at)

    def _nearness(self, start: int) -> tuple[int, int]:
        """How near the last mention of a name's bearer is: in one sentence the first of several is
        whom it is about ("NAME, the sister of NAME").
        """
        return self.a.sentence[self.a.doc.at(start).i], -start

    def _gender(self, words: tuple[str, ...]) -> str | None:
        gender = self.knowledge.names.given.get(words[0]) if words else None
        return gender if gender in ("f", "m") else None

    def _mention(self, index: int, name: Name) -> None:
        spans = [self.span(name.start, name.end), *(self.span(s, e) for s, e in name.aliases)]
        for span in spans:
            self._name_once(index, span)
        for i in range(name.start, name.end + _suffix(self.a.doc, name.end)):
            self.at[i] = index

    def _name_once(self, index: int, span: Span) -> None:
        if (index, span) not in self._spans:
            self._spans.add((index, span))
            self.members[index].mentions.append(span)

    def _add_others(self, names: list[Name]) -> None:
        for name in names:
            if name.owner is not None:
                self._add_others([name.owner])
            index = self._institution(name) if name.type == "Institution" else self._place(name)
            member = self.members[index]
            if name.is_adjective:
                span = self.span(name.start, name.end)
                if member.is_adjective:
                    self._name_once(index, span)
                for i in range(name.start, name.end):
                    self.at[i] = index
                continue
            if member.is_adjective:
                self._spans -= {(index, span) for span in member.mentions}
                member.is_adjective, member.mentions = False, []
            self._mention(index, name)
            if name.owner is not None and not name.owner.is_adjective:
                owner = self._institution(name.owner)
                self.at.update(dict.fromkeys(range(name.owner.start, name.owner.end), owner))

    def _institution(self, name: Name) -> int:
        entry = name.entry
        text = self.text(name.start, name.end)
        if entry is not None and entry.role == "platform":
            key = ("Institution", slug(entry.name))
            if key not in self._by_known:  # seen only where somebody speaks through it
                self._by_known[key] = self.add(
                    Member("Institution", entry.name, "media", slug(entry.name), is_platform=True)
                )
            return self._by_known[key]
        if entry is not None and entry.role == "ministry":
            return self.ministry(entry.id, name.state, text)
        if entry is not None:
            known = entry.id
            key = ("Institution", known)
            if key not in self._by_known:
                self._by_known[key] = self.add(
                    Member(
                        "Institution",
                        entry.name if entry.role != "body" else text,
                        entry.kind if entry.role == "body" else "state",
                        known,
                        entry.state,
                        is_adjective=name.is_adjective,
                    )
                )
            return self._by_known[key]
        form = ("own body", name.key) if name.key else ("Institution", bare(text))
        if form not in self._by_form:
            if name.key and name.aliases:
                text = max((self.text(s, e) for s, e in name.aliases), key=len)
            index = self.add(Member("Institution", text, name.kind or "other", None, name.state))
            self._by_form[form] = index
            for s, e in ((name.start, name.end), *name.aliases):
                self._by_form.setdefault(("Institution", bare(self.text(s, e))), index)
        return self._by_form[form]

    def ministry(self, portfolio: str, state: str | None, text: str) -> int:
        """The member that is a state's ministry, made where it is new."""
        key = ("ministry", f"{portfolio}-{state}" if state else portfolio)
        if key not in self._by_known:
            self._by_known[key] = self.add(
                Member(
                    "Institution",
                    text,
                    "ministry",
                    f"{portfolio}-{state}" if state else None,
                    state,
                )
            )
        return self._by_known[key]

    def _place(self, name: Name) -> int:
        entry = name.entry
        text = self.text(name.start, name.end)
        if entry is not None:
            known = slug(entry.name) if entry.role == "capital" else entry.id
            key = ("Place", known)
            if key not in self._by_known:
                self._by_known[key] = self.add(
                    Member("Place", entry.name, None, known, entry.state)
                )
            return self._by_known[key]
        form = ("Place", bare(text))
        if form not in self._by_form:
            self._by_form[form] = self.add(Member("Place", text))
            for s, e in name.aliases:
                self._by_form.setdefault(("Place", bare(self.text(s, e))), self._by_form[form])
        return self._by_form[form]

    def _add_acronyms(self) -> None:
        """Tie "Rapid Support Forces (RSF)" to its abbreviation."""
        doc = self.a.doc
        for match in _ACRONYM.finditer(self.a.text):
            token = self.a.starts.get(match.start(1))
            if token is None:
                continue
            before = token - 2 if doc[token - 1].text == "(" else token - 3
            long = self.at.get(before)
            if (
                long is None
                or self.members[long].type != "Institution"
                or self.members[long].kind == "state"
            ):
                continue
            short = self.at.get(token)
            if short == long:
                continue
            span = match.span(1)
            if short is None:
                self.members[long].mentions.append(span)
                self._name_here(token, long)
                self._adopt(match.group(1), long)
            elif self.members[short].known is None:
                self.merge(short, long)
            elif self.members[long].known is None:
                self.merge(long, short)

    def _add_short_bodies(self) -> None:
        """Tie "the Front" to "Sulawang People's Front" or "Front for …", the last named before."""
        doc = self.a.doc
        called: dict[str, list[tuple[int, int]]] = {}  # where the bodies that a word calls stand
        for index, member in enumerate(self.members):
            if member.type == "Institution" and member.kind != "state" and member.mentions:
                words = member.name.split()
                word = words[0] if len(words) > 2 and words[1] in ("for", "of") else words[-1]
                if word.lower() in INSTITUTION_HEADS and len(words) > 1:
                    starts = [start for start, _ in member.mentions]
                    called.setdefault(word, []).extend((start, index) for start in starts)
        for word, places in called.items():
            for i in self.a.tokens_of.get(word, ()):
                before = doc[i - 1].lower_ if i else ""
                following = doc[i + 1] if i + 1 < len(doc) else None
                if i in self.at or before != "the" or doc[i].is_sent_start:
                    continue
                if following is not None and following.text[:1].isupper():
                    continue
                named = [p for p in places if p[0] < doc[i].idx]
                if named:
                    index = max(named)[1]
                    self._name_here(i, index)
                    self.members[index].mentions.append(self.span(i, i + 1))

    @cached_property
    def _tokens(self) -> dict[int, list[int]]:
        """The tokens that name each member, once all names are in."""
        found: dict[int, list[int]] = {}
        for token, index in self.at.items():
            found.setdefault(index, []).append(token)
        return found

    def _adopt(self, text: str, index: int) -> None:
        for i in self.a.tokens_of.get(text, ()):
            if i not in self.at:
                self._name_here(i, index)
                self.members[index].mentions.append(self.span(i, i + 1))

    def _name_here(self, token: int, index: int) -> None:
        self._tokens.setdefault(index, []).append(token)
        self.at[token] = index

    def merge(self, gone: int, kept: int) -> None:
        """Make one member of two."""
        source, target = self.members[gone], self.members[kept]
        held = set(target.mentions)
        target.mentions += [m for m in source.mentions if m not in held]
        target.offices += source.offices
        if (
            len(source.name) > len(target.name)
            and target.known is None
            and source.is_named is target.is_named
        ):
            target.name = source.name
        source.mentions = []
        tokens = self._tokens.pop(gone, [])
        for token in tokens:
            self.at[token] = kept
        self._tokens.setdefault(kept, []).extend(tokens)
        for key, index in list(self._by_known.items()):
            if index == gone:
                self._by_known[key] = kept

    def _settle_ministries(self) -> None:
        """Give a ministry without a state the one that the article speaks of beside it."""
        for (kind, portfolio), index in list(self._by_known.items()):
            member = self.members[index]
            if kind != "ministry" or member.state is not None or not member.mentions:
                continue
            at = min(member.mentions)[0]
            same = [
                i
                for (k, p), i in self._by_known.items()
                if k == "ministry" and p.startswith(portfolio + "-") and self.members[i].mentions
            ]
            earlier = [i for i in same if min(self.members[i].mentions)[0] < at]
            if len(same) == 1 or earlier:
                self.merge(index, (earlier or same)[-1])
                continue
            state = self.state_near(at)
            if state is not None:
                member.state, member.known = state, f"{portfolio}-{state}"

    def state_near(self, at: int) -> str | None:
        """The state last named before an offset, else the first one named."""
        return next(self.states_near(at), None)

    def states_near(self, at: int) -> Iterator[str]:
        """The states named before an offset, the last first, then those named after it."""
        k = bisect_left(self._states, (at, ""))
        seen: set[str] = set()
        for _, state in (*reversed(self._states[:k]), *self._states[k:]):
            if state not in seen:
                seen.add(state)
                yield state

    @cached_property
    def _states(self) -> list[tuple[int, str]]:
        """Where the names of states, and of what is theirs, stand."""
        return [
            (self.a.doc[name.start].idx, name.state)
            for name in self.names
            if name.state is not None
            and name.kind != "media"
            and not (name.type == "Place" and not name.entry)
        ]

    def state_member(self, state: str, *, create: bool = False) -> int | None:
        """The member that is this state."""
        key = ("Institution", state)
        if key not in self._by_known and create and state in self.knowledge.state_by_id:
            known = self.knowledge.state_by_id[state]
            self._by_known[key] = self.add(
                Member("Institution", known.name, "state", state, state, is_adjective=True)
            )
        return self._by_known.get(key)

    def name_body(self, body: Body, spans: Sequence[Span]) -> None:
        """Let these spans name a known body, made a member where it is new."""
        key = ("Institution", body.id)
        if key not in self._by_known:
            name = self.a.text[spans[0][0] : spans[0][1]]
            self._by_known[key] = self.add(
                Member("Institution", name, body.kind, body.id, body.state)
            )
        for span in spans:
            self._name_once(self._by_known[key], span)

    # ------------------------------------------------------------ reading

    def member_at(self, token: int) -> Member | None:
        """The member that a token names."""
        index = self.at.get(token)
        return self.members[index] if index is not None else None

    def finish(self) -> tuple[tuple[Entity, ...], dict[int, int]]:
        """The entities in order of their first mention, and where each member went."""
        order = sorted(
            (
                k
                for k, m in enumerate(self.members)
                if m.mentions and (m.is_used or not (m.is_adjective or m.is_platform))
            ),
            key=lambda k: (min(self.members[k].mentions), k),
        )
        places = {k: i for i, k in enumerate(order)}
        entities = tuple(
            Entity(
                m.type,
                m.name,
                tuple(sorted(set(m.mentions))),
                m.kind,
                m.known,
                m.state,
                m.is_named,
                tuple(
                    Office(
                        o.title, places.get(o.of) if o.of is not None else None, o.span, o.is_former
                    )
                    for o in m.offices
                ),
            )
            for m in (self.members[k] for k in order)
        )
        return entities, places
