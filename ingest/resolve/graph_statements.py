"""Statements as nodes: who said what, where it was reported, what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from graph.ids import article_id
from ingest.extract.dates import first_day, last_day
from ingest.records import Span
from ingest.resolve.drafting import Draft, span_text
from ingest.resolve.items import Place, hull, statement_span
from ingest.resolve.resolution import day_said, topic_id
from ingest.resolve.utterances import independent_sources


def write_statements(draft: Draft) -> None:
    """Statements, each with its reports."""
    for id, group in draft.r.groups.items():
        if group.kind == "Statement":
            _statement(draft, id, group.places)


def _statement(draft: Draft, id: str, places: Sequence[Place]) -> None:
    r, items = draft.r, draft.items
    ordered = sorted(places, key=lambda p: items.order(p, items.statement(p).spans))
    first = items.statement(ordered[0])
    text = items.sources[ordered[0][0]].article.text
    said = day_said(items, places)
    days = sorted(day for p in places if (day := items.day(p)))
    whole = [[statement_span(items.sources[p[0]].record, p[1])] for p in places]
    draft.node(
        "Statement",
        id,
        text=" ".join(text[a:b] for a, b in first.spans),
        act=first.act,
        attribution=first.attribution,
        said=said,
        said_on=first_day(said) if said else None,
        said_until=last_day(said) if said else None,
        reported_on=days[0] if days else None,
        report_count=len(places),
        source_count=independent_sources(list(places), items, r.copies, partial(_relay, draft)),
        is_hedged=any(items.statement(p).is_hedged for p in places),
        judged=draft.judged("Statement", places, {"date": ("said", said)}),
        keys=draft.keys("Statement", list(places), whole),
    )
    for place in ordered:
        _report(draft, id, place)


def _relay(draft: Draft, place: Place) -> tuple[str, ...]:
    return tuple(x for i in draft.items.statement(place).via if (x := draft.r.entity(place[0], i)))


def _report(draft: Draft, id: str, place: Place) -> None:
    r, items = draft.r, draft.items
    s = items.statement(place)
    text = items.sources[place[0]].article.text
    article = article_id(place[0])
    relay = _relay(draft, place)
    start, end = hull(s)

    def words(span: Span | None) -> str | None:
        return text[span[0] : span[1]] if span else None

    draft.tie(
        "REPORTED_IN",
        id,
        article,
        [place[0]],
        key=(str(start), str(end)),
        start_offset=start,
        end_offset=end,
        spans=tuple(span_text(x) for x in s.spans),
        words=" ".join(text[a:b] for a, b in s.spans),
        form=s.form,
        act=s.act,
        cue=words(s.cue),
        cue_span=span_text(s.cue) if s.cue else None,
        speaker_words=words(s.speaker_span),
        speaker_span=span_text(s.speaker_span) if s.speaker_span else None,
        is_hedged=s.is_hedged,
        hedge_cue=words(s.hedge_cue),
        hedge_span=span_text(s.hedge_cue) if s.hedge_cue else None,
        relay=relay,
        confidence=float(s.confidence),
    )
    for position, via in enumerate(relay, start=1):
        if draft.is_actor(via):
            draft.tie(
                "RELAYED_BY",
                id,
                via,
                [place[0]],
                key=(article, str(position)),
                article=article,
                position=position,
            )
    joint = bool(s.co_speakers)
    for index in (s.speaker, *s.co_speakers):
        actor = r.entity(place[0], index)
        if actor is not None and draft.is_actor(actor):
            tie = draft.tie(
                "STATED", actor, id, [place[0]], office=s.office, is_joint=joint or None
            )
            if s.office and not tie.properties.get("office"):
                tie.properties["office"] = s.office
    for topic in s.about:
        target = topic_id(r, place[0], topic.list, topic.place)
        if target is None or target not in draft.nodes:
            continue
        tie = draft.tie("ABOUT", id, target, [place[0]], stance=topic.stance, status=topic.status)
        if topic.stance not in (None, "none") and tie.properties.get("stance") in (
            None,
            "none",
        ):
            tie.properties["stance"] = topic.stance
    for index in s.addressed_to:
        actor = r.entity(place[0], index)
        if actor is not None and draft.is_actor(actor):
            draft.tie("ADDRESSED_TO", id, actor, [place[0]])
