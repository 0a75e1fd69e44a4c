"""Article → Record: everything that is read from one article, in one pure function.

text → layout → parse → candidates → judge → selection → speakers, attributes, matters → Record
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from ingest import knowledge
from ingest.article import Article
from ingest.extract import cues as cue_lexicon
from ingest.extract import judge as judges
from ingest.extract.acts import read_act
from ingest.extract.aims import Scene, aims_of
from ingest.extract.aims import scene as make_scene
from ingest.extract.analysis import Analysis
from ingest.extract.attributes import (
    addressees_of,
    form_of,
    hedge_of,
    with_answered,
    with_opponents,
)
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.constructions.proposing import propose
from ingest.extract.exchange import Exchange, told_in
from ingest.extract.gazetteer import Gazetteer
from ingest.extract.genders import settle_genders
from ingest.extract.language import is_english
from ingest.extract.layout import layout
from ingest.extract.matters.finding import find_matters
from ingest.extract.matters.matter import Matter, Matters, name_of
from ingest.extract.matters.sides import sides_of
from ingest.extract.matters.status import status_of
from ingest.extract.names.lexicon import name_lexicon
from ingest.extract.occasions import days_of
from ingest.extract.parse import Reader
from ingest.extract.parts import name_wholes, parts_of
from ingest.extract.relays import MEDIA_NOUNS, Relays, nesting
from ingest.extract.responses import find_responses
from ingest.extract.same_day import share_days
from ingest.extract.selection import select
from ingest.extract.spans import spans_of
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.finding import find_speaker, is_said
from ingest.extract.speakers.headlines import name_headlines, name_leads
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.stance import stance_of
from ingest.extract.titles import Titles
from ingest.extract.topics import Topics
from ingest.extract.version import extractor_version
from ingest.extract.why import Why
from ingest.records import Agreement, Event, Record, Span, Statement, Topic


class Extractor:
    """Reads articles. Made once a process; an article's record depends on nothing else."""

    def __init__(self, known: knowledge.Knowledge | None = None) -> None:
        """`known` takes the place of the project's own lexicon (training in an invented world)."""
        self._reader = Reader()
        self._knowledge = known or knowledge.load()
        gazetteer = Gazetteer(self._knowledge, self._reader.words)
        self._known = gazetteer.covered
        self._names = name_lexicon(gazetteer, self._knowledge, self._reader.is_common)
        self._cues = cue_lexicon.load()

        self.version = extractor_version()

    def extract(self, article: Article) -> Record:
        """Read one article."""
        language, is_read = _language(article)
        if not is_read:
            return Record(article.key, self.version, language, False)
        a, cast, candidates = self.selected(article.text, article.outlet)
        record = self._understood(article, language, a, cast, candidates)[0]
        a.doc.dissolve()
        return record

    def explain(self, article: Article) -> tuple[Record, tuple[Why, ...]]:
        """Read one article, and tell why: for every statement that was proposed, in text order.

        The record is the one that `extract` gives.
        """
        language, is_read = _language(article)
        if not is_read:
            return Record(article.key, self.version, language, False), ()
        a, cast, proposed = self.propose(article.text, article.outlet)
        threshold = judges.load().threshold
        judged = judges.judge(proposed, a, judges.load())
        whys = {id(c): _why(c, a, threshold) for c in proposed}
        candidates = [c for c in select(judged, a) if spans_of(c, a)]
        record, candidates, who = self._understood(article, language, a, cast, candidates)
        for k, (c, speaker) in enumerate(zip(candidates, who, strict=True)):
            statement = record.statements[k]
            whys[id(c)] = replace(
                whys.get(id(c)) or _why(c, a, threshold),  # of two that-clauses the second is new
                spans=statement.spans,
                verdict="kept",
                statement=k,
                speaker=None
                if statement.speaker is None
                else record.entities[statement.speaker].name,
                speaker_span=statement.speaker_span,
                rule=speaker.rule,
            )
        told = (w for w in whys.values() if w.spans)
        return record, tuple(sorted(told, key=lambda w: (w.cue, w.spans, w.construction)))

    def _understood(
        self,
        article: Article,
        language: str,
        a: Analysis,
        cast: Cast,
        candidates: list[Candidate],
    ) -> tuple[Record, list[Candidate], Sequence[Speaker]]:
        """The record of an article, the statements that somebody may have made, and who speaks."""
        published = article.published or a.layout.published
        discourse = Discourse(a, cast)
        found = [(c, find_speaker(discourse, c)) for c in candidates]
        found = [(c, speaker) for c, speaker in found if is_said(discourse, c, speaker)]
        candidates, who = [c for c, _ in found], [speaker for _, speaker in found]
        who = name_leads(candidates, name_headlines(candidates, who, a, cast), a, cast)
        matters = find_matters(
            a, cast, published, frozenset(i for c in candidates for i in c.content)
        )
        statements = self._statements(a, cast, candidates, who, matters, article, published)
        return self._record(article, a, cast, matters, statements, language), candidates, who

    def propose(
        self, text: str, outlet: str | None = None, *, wide: bool = False
    ) -> tuple[Analysis, Cast, list[Candidate]]:
        """A parsed text, its cast, and its candidate statements, before the judge; `wide` for
        training.
        """
        shape = layout(text)
        a = Analysis(self._reader.parse(text, shape, self._known), shape)
        cast = Cast(a, self._names, self._knowledge, outlet)
        Titles(cast).read()
        settle_genders(cast)
        candidates = propose(a, wide=wide)
        told: dict[tuple[int | None, tuple[int, ...]], tuple[str, bool]] = {}
        for candidate in candidates:
            source = (candidate.source_head, candidate.source)
            if source not in told:  # one source has many candidates
                told[source] = (_source_type(candidate, a, cast), _is_medium(candidate, cast))
            candidate.facts["names"], candidate.facts["medium"] = told[source]
        return a, cast, [c for c in candidates if not _tells_where(c)]

    def selected(
        self, text: str, outlet: str | None = None
    ) -> tuple[Analysis, Cast, list[Candidate]]:
        """A parsed text, its cast, and the statements that the judge lets pass."""
        a, cast, proposed = self.propose(text, outlet)
        candidates = select(judges.judge(proposed, a, judges.load()), a)
        return a, cast, [c for c in candidates if spans_of(c, a)]

    def scene(
        self,
        a: Analysis,
        cast: Cast,
        candidates: Sequence[Candidate],
        who: Sequence[Speaker],
        matters: Matters,
    ) -> Scene:
        """The statements with their acts, and what rules tell of their topics and addressees."""
        read = [read_act(c, a, cast, s.index) for c, s in zip(candidates, who, strict=True)]
        acts = [act.best for act in read]
        addressed = [
            addressees_of(c, a, cast, act, s.index, matters.main_sides)
            for c, act, s in zip(candidates, acts, who, strict=True)
        ]
        addressed = with_opponents(
            addressed, candidates, a, cast, acts, [s.index for s in who], matters.main_sides
        )
        found = Topics(a, cast, matters)
        topics = [
            found.of(c, s, act, to)
            for c, s, act, to in zip(candidates, who, acts, addressed, strict=True)
        ]
        ruled = [act.ruled for act in read]
        return make_scene(a, cast, matters, candidates, who, acts, ruled, topics, addressed)

    def exchange(self, scene: Scene) -> tuple[Exchange, list[tuple[Topic, ...]]]:
        """What is known of the statements before their answers are looked for, and their topics."""
        a, candidates = scene.a, scene.candidates
        topics, addressed = aims_of(scene)
        keys = [frozenset((t.list, t.place) for t in about) for about in topics]
        told = [
            told_in(c, a, scene.cast, s.index, to)
            for c, s, to in zip(candidates, scene.speakers, addressed, strict=True)
        ]
        return Exchange(
            a, scene.cast, candidates, scene.speakers, scene.acts, keys, addressed, told,
            scene.ruled,
        ), topics  # fmt: skip

    # ------------------------------------------------------------ statements

    def _statements(
        self,
        a: Analysis,
        cast: Cast,
        candidates: Sequence[Candidate],
        who: Sequence[Speaker],
        matters: Matters,
        article: Article,
        published: str | None,
    ) -> list[Statement]:
        relays = Relays(a, cast, article.outlet)
        spans = [tuple(spans_of(c, a)) for c in candidates]
        contents = [" ".join(a.text[s:e] for s, e in pieces) for pieces in spans]
        e, topics = self.exchange(self.scene(a, cast, candidates, who, matters))
        acts, addressed = e.acts, e.addressees
        via = relays.chains(candidates, [s.index for s in who])
        responses = find_responses(e)
        inside = nesting(candidates)
        out: list[Statement] = []
        days = share_days(
            candidates, who, days_of(candidates, who, a, cast, published), a, cast, matters
        )
        for k, (c, speaker) in enumerate(zip(candidates, who, strict=True)):
            date, told = days[k]
            hedge = hedge_of(c, spans[k], a, self._cues)
            outer = inside[k]
            chain = via[k]
            if outer is not None:
                above = who[outer].index
                if above is not None and above != speaker.index and above not in chain:
                    chain = (*chain, above)
                date = out[outer].date if outer < len(out) and not told else date
            response = responses[k]
            about = tuple(
                replace(t, stance=stance_of(contents[k], acts[k])) if t.list == "agreement" else t
                for t in topics[k]
            )
            head = a.doc[c.cue[0]], a.doc[c.cue[-1]]
            out.append(
                Statement(
                    spans=spans[k],
                    form=form_of(spans[k], a),
                    act=acts[k],
                    attribution=speaker.attribution if speaker.index is not None else "unknown",
                    confidence=round(float(c.score), 3),
                    speaker=speaker.index,
                    co_speakers=speaker.others,
                    speaker_span=speaker.span,
                    office=speaker.office,
                    cue=(head[0].idx, head[1].idx + len(head[1])),
                    is_hedged=hedge is not None,
                    hedge_cue=hedge,
                    date=date,
                    about=about,
                    addressed_to=with_answered(
                        addressed[k], c, acts[k], response.actor if response else None, cast
                    ),
                    via=chain,
                    responds_to=response.statement if response else None,
                    responds_to_entity=response.actor if response else None,
                    response_cue=response.cue if response else None,
                    response_signal=response.signal if response else None,
                    inside=outer,
                )
            )
        return out

    # ------------------------------------------------------------ the record

    def _record(
        self,
        article: Article,
        a: Analysis,
        cast: Cast,
        matters: Matters,
        statements: Sequence[Statement],
        language: str,
    ) -> Record:
        sides = [sides_of(matters, m) for m in matters.found]
        for members in sides:
            for index in members:
                cast.members[index].is_used = True
        for s in statements:
            for index in (
                *s.addressed_to,
                *s.via,
                *s.co_speakers,
                *([s.speaker] if s.speaker is not None else []),
            ):
                cast.members[index].is_used = True
        name_wholes(cast)
        entities, places = cast.finish()
        events = [k for k, m in enumerate(matters.found) if m.sort == "event"]
        agreements = [k for k, m in enumerate(matters.found) if m.sort == "agreement"]
        event_at = {k: i for i, k in enumerate(events)}
        agreement_at = {k: i for i, k in enumerate(agreements)}
        speaking: dict[int, list[int]] = {}
        for j, s in enumerate(statements):
            for topic in s.about:
                if topic.list != "entity":
                    speaking.setdefault(topic.place, []).append(j)

        def topic_of(topic: Topic) -> Topic | None:
            if topic.list == "entity":
                place = places.get(topic.place)
            else:
                place = (event_at if topic.list == "event" else agreement_at).get(topic.place)
            return None if place is None else replace(topic, place=place)

        def entity(index: int | None) -> int | None:
            return None if index is None else places.get(index)

        def entity_list(indices: Sequence[int]) -> tuple[int, ...]:
            return tuple(dict.fromkeys(places[i] for i in indices if i in places))

        kept = tuple(
            replace(
                s,
                speaker=entity(s.speaker),
                co_speakers=entity_list(s.co_speakers),
                about=tuple(t for t in map(topic_of, s.about) if t is not None),
                addressed_to=entity_list(s.addressed_to),
                via=entity_list(s.via),
                responds_to_entity=entity(s.responds_to_entity),
            )
            for s in statements
        )
        return Record(
            article=article.key,
            extractor=self.version,
            language=language,
            is_read=True,
            entities=entities,
            events=tuple(
                _event(matters, k, sides[k], places, agreement_at, speaking.get(k, []))
                for k in events
            ),
            agreements=tuple(
                _agreement(matters, k, sides[k], places, event_at, speaking.get(k, []))
                for k in agreements
            ),
            statements=kept,
            parts=parts_of(entities, self._knowledge),
        )


def _language(article: Article) -> tuple[str, bool]:
    """An article's language, and whether it can be read."""
    language = article.language or ("en" if is_english(article.text) else "und")
    return language, language.lower().startswith("en") and bool(article.text.strip())


def _why(c: Candidate, a: Analysis, threshold: float) -> Why:
    """What a judged candidate rests on, before the selection."""

    def span(first: int, last: int) -> Span:
        return a.doc[first].idx, a.doc[last].idx + len(a.doc[last])

    passes = c.score >= threshold
    score = float(c.score)
    return Why(
        spans=tuple(spans_of(c, a)),
        construction=c.kind,
        cue=tuple(span(i, i) for i in c.cue if not a.doc[i].is_space),
        key=c.key,
        source=span(c.source[0], c.source[-1]) if c.source else None,
        score=round(score, 3) if passes else floor(score * 1000) / 1000,  # never up to it
        threshold=threshold,
        verdict="selection" if passes else "judge",
    )


def _tells_where(candidate: Candidate) -> bool:
    """Whether a headline's label is a place: "Africa: C"."""
    return candidate.kind.startswith("headline") and candidate.facts["names"] == "Place"


def _source_type(candidate: Candidate, a: Analysis, cast: Cast) -> str:
    """What a candidate's source names: Person, Institution, Place, office, nobody."""
    if candidate.source_head is None or not candidate.source:
        return "nobody"
    member = cast.member_at(candidate.source_head)
    if member is not None:
        return member.type
    types = {m.type for i in candidate.source if (m := cast.member_at(i)) is not None}
    if "Person" in types:
        return "Person inside"
    head = a.doc[candidate.source_head]
    if head.lemma_ in cast.knowledge.offices:
        return "office"
    return "Institution inside" if "Institution" in types else "other"


def _is_medium(candidate: Candidate, cast: Cast) -> bool:
    """Whether a candidate's source is a medium: "according to the broadcaster X"."""
    members = (cast.member_at(i) for i in candidate.source)
    return any(member is not None and member.kind == "media" for member in members) or any(
        cast.a.doc[i].lower_ in MEDIA_NOUNS for i in candidate.source
    )


def _spans(matters: Matters, matter: Matter) -> tuple[Span, ...]:
    return tuple(sorted({matters.span(m) for m in matter.mentions}))


def _event(
    matters: Matters,
    k: int,
    sides: Sequence[int],
    places: dict[int, int],
    agreement_at: dict[int, int],
    statements: Sequence[int],
) -> Event:
    m = matters.found[k]
    return Event(
        kind=m.kind,
        name=name_of(matters, m),
        status=status_of(matters, m),
        mentions=_spans(matters, m),
        date=m.date,
        place=places.get(m.place) if m.place is not None else None,
        participants=tuple(dict.fromkeys(places[i] for i in sides if i in places)),
        ordinal=m.ordinal,
        quantities=tuple(sorted(m.quantities)),
        is_asserted=any(asserted for _, _, asserted in m.statuses),
        statements=tuple(statements),
        implements=agreement_at.get(m.implements) if m.implements is not None else None,
    )


def _agreement(
    matters: Matters,
    k: int,
    sides: Sequence[int],
    places: dict[int, int],
    event_at: dict[int, int],
    statements: Sequence[int],
) -> Agreement:
    m = matters.found[k]
    return Agreement(
        kind=m.kind,
        name=name_of(matters, m),
        status=status_of(matters, m),
        mentions=_spans(matters, m),
        date=m.date,
        parties=tuple(dict.fromkeys(places[i] for i in sides if i in places)),
        reached_at=event_at.get(m.reached_at) if m.reached_at is not None else None,
        quantities=tuple(sorted(m.quantities)),
        is_asserted=any(asserted for _, _, asserted in m.statuses),
        statements=tuple(statements),
    )
