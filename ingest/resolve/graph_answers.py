"""Which statement answers which, and what follows from statements for their speakers."""

from __future__ import annotations

from ingest.resolve.drafting import Draft


def write_answers(draft: Draft) -> None:
    """Answers to statements, and to actors whose words are not there."""
    r, items = draft.r, draft.items
    answered = {answer.source for answer in r.answers}
    for answer in r.answers:
        across = answer.signal != "explicit"
        tie = draft.tie(
            "RESPONDS_TO",
            answer.source,
            answer.target,
            [answer.article],
            basis="inferred" if across else "read",
            cue=answer.cue,
            signal=answer.signal,
            confidence=float(answer.confidence),
        )
        if answer.confidence > float(str(tie.properties["confidence"])):
            tie.properties.update(
                cue=answer.cue, signal=answer.signal, confidence=float(answer.confidence)
            )
    for id, group in r.groups.items():
        if group.kind != "Statement" or id in answered:
            continue
        for place in group.places:
            s = items.statement(place)
            actor = r.entity(place[0], s.responds_to_entity)
            if actor is not None and draft.is_actor(actor):
                text = items.sources[place[0]].article.text
                cue = text[slice(*s.response_cue)] if s.response_cue else None
                draft.tie("ANSWERS", id, actor, [place[0]], cue=cue, confidence=0.6)


def write_derived(draft: Draft) -> None:
    """Who responded to whom, and who spoke about what."""
    speakers: dict[str, list[str]] = {}
    topics: dict[str, list[str]] = {}
    replies: list[tuple[str, str, set[str]]] = []
    for tie in draft.ties.values():
        if tie.kind == "STATED":
            speakers.setdefault(tie.target[1], []).append(tie.source[1])
        elif tie.kind == "ABOUT" and tie.target[0] != "Place":
            topics.setdefault(tie.source[1], []).append(tie.target[1])
    for tie in draft.ties.values():
        if tie.kind == "RESPONDS_TO":
            for actor in speakers.get(tie.target[1], ()):
                replies.append((tie.source[1], actor, tie.articles))
        elif tie.kind == "ANSWERS":
            replies.append((tie.source[1], tie.target[1], tie.articles))
    counted: dict[tuple[str, str, str], set[str]] = {}
    standing: dict[tuple[str, str, str], set[str]] = {}
    for statement, actor, articles in replies:
        for speaker in speakers.get(statement, ()):
            if speaker != actor:
                counted.setdefault(("RESPONDED_TO", speaker, actor), set()).add(statement)
                standing.setdefault(("RESPONDED_TO", speaker, actor), set()).update(articles)
    for statement, targets in topics.items():
        for speaker in speakers.get(statement, ()):
            for target in targets:
                if speaker != target:
                    counted.setdefault(("SPOKE_ABOUT", speaker, target), set()).add(statement)
                    standing.setdefault(("SPOKE_ABOUT", speaker, target), set()).update(
                        p[0] for p in draft.r.groups[statement].places
                    )
    for (kind, source, target), statements in counted.items():
        days = sorted(
            str(day)
            for s in statements
            if (
                day := draft.nodes[s].properties.get("said_on")
                or draft.nodes[s].properties.get("reported_on")
            )
        )
        draft.tie(
            kind,
            source,
            target,
            standing[kind, source, target],
            basis="inferred",
            rule="derived",
            count=len(statements),
            first_on=days[0] if days else None,
            last_on=days[-1] if days else None,
        )
