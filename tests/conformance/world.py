"""An invented world with every kind of node and edge, small enough to check by hand.

Two states, Ardania and Velmora, talk in Port Sorrel; Ostrelle mediates. They agree to return the
fallen; each then says that the other breaks it.
"""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.ids import digest
from graph.model import Edge, Graph, Node, graph_of, make_edge, make_node
from graph.schema import Schema

NEVER = "9999-12-31"

INSTITUTIONS = {  # id: name, kind, aliases
    "ardania": ("Ardania", "state", ("Republic of Ardania",)),
    "velmora": ("Velmora", "state", ("Velmoran Federation",)),
    "ostrelle": ("Ostrelle", "state", ()),
    "ardanian-ministry": ("Ardanian Foreign Ministry", "ministry", ("Foreign Ministry",)),
    "velmoran-staff": ("Velmoran General Staff", "military", ()),
    "velmoran-palace": ("Amber Palace", "government", ()),
    "ardanian-delegation": ("Ardanian delegation", "delegation", ()),
    "velmoran-delegation": ("Velmoran delegation", "delegation", ()),
    "harbour-courier": ("Harbour Courier", "media", ()),
    "north-wire": ("North Wire", "media", ()),
    "velmoran-media": ("Velmoran media", "media", ()),
    "relief-union": ("Relief Union", "ngo", ()),
}
PERSONS = {  # id: name, aliases, is_named
    "person/a1/10-20": ("Ilse Brandt", ("Brandt",), True),
    "person/a1/40-52": ("Tomas Kell", ("Kell",), True),
    "person/a2/5-16": ("Jorun Vaskó", ("Vaskó",), True),
    "person/a3/9-19": ("Mira Kell", (), True),
    "person/a4/0-18": ("an Ostrellian envoy", (), False),
    "person/a5/3-15": ("Dario Lind", ("Lind",), True),
}
BRANDT, TOMAS, VASKO, MIRA, ENVOY, LIND = PERSONS
PLACES = {"port-sorrel": "Port Sorrel", "sorrel-bay": "Sorrel Bay", "fenmark": "Fenmark"}
EVENTS = {  # id: name, kind, status, date, ordinal
    "event/a1/60-80": ("first round of talks in Port Sorrel", "talks", "held", "2031-03-02", 1),
    "event/a3/30-50": ("second round of talks in Port Sorrel", "talks", "held", "2031-04-10", 2),
    "event/a7/20-44": ("third round of talks", "talks", "planned", "2031-06", 3),
    "event/a4/50-70": ("exchange of prisoners at Fenmark", "prisoner_exchange", "held", "2031-03-20", None),
    "event/a6/12-30": ("handover of the fallen", "repatriation", "postponed", "2031-04-25", None),
}  # fmt: skip
FIRST, SECOND, THIRD, EXCHANGE, HANDOVER = EVENTS
AGREEMENTS = {  # id: name, kind, status, date
    "agreement/a1/90-120": ("exchange of all wounded prisoners", "prisoner_exchange", "implemented", "2031-03-02"),
    "agreement/a3/60-95": ("return of the fallen", "repatriation", "contested", "2031-04-10"),
    "agreement/a3/100-118": ("lists handed over in advance", "procedural", "agreed", "2031-04-10"),
    "agreement/a7/50-77": ("truce for the harvest", "ceasefire", "proposed", None),
}  # fmt: skip
PRISONERS, FALLEN, LISTS, TRUCE = AGREEMENTS
ARTICLES = {  # key: outlet, institution, published, title
    "a1": ("Harbour Courier", "harbour-courier", "2031-03-02", "Talks open in Port Sorrel"),
    "a2": ("North Wire", "north-wire", "2031-03-03", "Velmora answers"),
    "a3": ("Harbour Courier", "harbour-courier", "2031-04-10", "Second round ends"),
    "a4": ("North Wire", "north-wire", "2031-03-20", None),
    "a5": ("Harbour Courier", "harbour-courier", "2031-04-26", "Dispute over the fallen"),
    "a6": ("North Wire", "north-wire", "2031-04-27", 'Staff: "no handover"'),
    "a7": ("Harbour Courier", "harbour-courier", "2031-05-02", "A third round?"),
    "a8": ("Evening Copy", None, "2031-05-03", "A third round?"),
    "a9": ("Undated Sheet", None, None, None),
}
# id: speaker, act, said, about (id, stance, status), addressed to, reports (article, hedged, relay), words
STATEMENTS: dict[str, tuple[str | None, str, str | None, tuple[tuple[str, str | None, str | None], ...], tuple[str, ...], tuple[tuple[str, bool, tuple[str, ...]], ...], str]] = {
    "statement/a1/100-140": (BRANDT, "propose", "2031-03-02", ((FIRST, None, "held"), (PRISONERS, "states_term", "proposed")), ("velmora",), (("a1", False, ()), ("a2", False, ("harbour-courier",))), "all wounded prisoners be exchanged by spring"),
    "statement/a2/60-99": (VASKO, "agree", "2031-03-03", ((PRISONERS, "promises", "agreed"),), ("ardania",), (("a2", False, ()),), "Velmora is ready to hand the wounded over"),
    "statement/a4/80-110": (ENVOY, "confirm", "2031-03-20", ((EXCHANGE, None, "held"), (PRISONERS, "reports_doing", "implemented")), (), (("a4", False, ()),), "both lists were honoured"),
    "statement/a3/120-160": (TOMAS, "announce", "2031-04-10", ((FALLEN, "states_term", "agreed"), (SECOND, None, "held")), (), (("a3", False, ()),), "the fallen of both sides will be returned"),
    "statement/a3/170-200": (MIRA, "welcome", "2031-04-10", ((SECOND, None, None), ("relief-union", None, None)), ("ostrelle",), (("a3", False, ()),), "a good day — “at last”, said one"),
    "statement/a5/50-90": (LIND, "accuse", "2031-04-26", ((FALLEN, "reports_breach", "violated"), (HANDOVER, None, "postponed")), ("velmora",), (("a5", True, ("velmoran-media", "north-wire")), ("a6", False, ())), "Velmora did not bring the fallen to the bridge"),
    "statement/a6/40-80": ("velmoran-staff", "deny", "2031-04-27", ((FALLEN, "denies", None), (HANDOVER, None, None)), ("ardania",), (("a6", False, ()),), "no day for the handover was ever agreed"),
    "statement/a6/90-120": ("velmoran-staff", "accuse", "2031-04-27", ((FALLEN, "reports_breach", "violated"),), ("ardania",), (("a6", True, ("velmoran-media",)),), "it is Ardania that breaks the agreement"),
    "statement/a7/100-130": (BRANDT, "reject", "2031-05-02", ((FALLEN, "disputes", None),), ("velmora",), (("a7", False, ()), ("a8", False, ())), "these are inventions"),
    "statement/a7/140-170": (VASKO, "demand", None, ((THIRD, None, "planned"), (TRUCE, None, "proposed")), ("ardania", "ostrelle"), (("a7", False, ()),), "Ardania name a day for the third round"),
    "statement/a7/180-210": (None, "state", None, (("port-sorrel", None, None), ("fenmark", None, None)), (), (("a7", True, ()),), "the bridge at Fenmark is closed"),
    "statement/a9/10-30": (LIND, "threaten", None, ((TRUCE, "cannot_confirm", "rejected"),), ("velmora",), (("a9", False, ()),), "there will be no truce without the lists"),
}  # fmt: skip
RESPONSES = {  # answer: (answered, signal, cue, confidence)
    "statement/a2/60-99": ("statement/a1/100-140", "explicit", "in response to", 0.95),
    "statement/a6/40-80": ("statement/a5/50-90", "explicit", "denied", 0.9),
    "statement/a7/100-130": ("statement/a6/90-120", "inferred", None, 0.6),
}
RULE = "derived-from-statements"


def world(schema: Schema) -> Graph:
    """The whole invented world, checked against the schema."""
    return graph_of(_nodes(schema), _edges(schema))


def text_of(article: str) -> str:
    """The text of an article, long enough for its offsets; with quotes, breaks and accents."""
    _, _, published, title = ARTICLES[article]
    words = [parts[-1] for key, parts in STATEMENTS.items() if f"/{article}/" in key]
    body = "\n\n".join(f'"{line}," it was said — naïvely.\tOr not?' for line in words)
    return f"{title or 'No headline'}\n\n{published or ''} {body}\n".ljust(300, ".")


def _days(told: str | None) -> tuple[str | None, str | None]:
    if told is None or len(told) == 10:
        return told, told
    return f"{told}-01", f"{told}-30"


def _nodes(schema: Schema) -> Iterator[Node]:
    for key, (outlet, _, published, title) in ARTICLES.items():
        text = text_of(key)
        yield make_node(
            schema, "Article", f"article/{key}", text=text, text_digest=digest(text), is_read=True,
            outlet=outlet, published=published, title=title, language="en",
            address=f"https://news.example/{key}?q=a b" if title else None,
        )  # fmt: skip
    for key, (name, aliases, is_named) in PERSONS.items():
        yield make_node(
            schema, "Person", key, name=name, aliases=aliases, is_named=is_named,
            keys=(key, f"{key}9"), wikidata="Q1" if key == BRANDT else None,
        )  # fmt: skip
    for key, (name, kind, aliases) in INSTITUTIONS.items():
        yield make_node(
            schema, "Institution", key, name=name, kind=kind, aliases=aliases,
            keys=(f"institution/a1/{len(key)}-{len(key) + 4}",),
        )  # fmt: skip
    for key, name in PLACES.items():
        yield make_node(schema, "Place", key, name=name, keys=())
    for key, (name, kind, status, told, ordinal) in EVENTS.items():
        first, last = _days(told)
        yield make_node(
            schema, "Event", key, name=name, kind=kind, status=status, date=told, first_day=first,
            last_day=last, ordinal=ordinal, keys=(key,),
            quantities=("120 prisoners",) if kind == "prisoner_exchange" else (),
        )  # fmt: skip
    for key, (name, kind, status, reached) in AGREEMENTS.items():
        first, last = _days(reached)
        yield make_node(
            schema, "Agreement", key, name=name, kind=kind, status=status, date=reached,
            first_day=first, last_day=last, keys=(key,),
        )  # fmt: skip
    for key, (speaker, act, said, _, _, reports, words) in STATEMENTS.items():
        days = [day for article, _, _ in reports if (day := ARTICLES[article][2])]
        yield make_node(
            schema, "Statement", key, text=words, act=act,
            attribution="unknown" if speaker is None else "unnamed" if speaker == ENVOY else "named",
            said=said, said_on=said, said_until=said, reported_on=min(days) if days else None,
            report_count=len(reports), source_count=1,
            is_hedged=any(hedged for _, hedged, _ in reports), keys=(key,),
        )  # fmt: skip


def _kind(key: str) -> str:
    if key in INSTITUTIONS:
        return "Institution"
    if key in PLACES:
        return "Place"
    return key.partition("/")[0].capitalize()


def _edges(schema: Schema) -> Iterator[Edge]:
    def edge(
        kind: str, source: str, target: str, articles: Sequence[str] = (), **more: object
    ) -> Edge:
        days = [ARTICLES[article][2] or NEVER for article in articles]
        known_on = min(days) if days else "0001-01-01"
        values: dict[str, object] = {
            "basis": "read" if articles else "knowledge",
            "known_on": known_on,
            "articles": tuple(f"article/{article}" for article in articles),
            "article_count": len(articles),
            **more,
        }
        return make_edge(
            schema,
            kind,
            (_kind(source), source),
            (_kind(target), target),
            **values,  # type: ignore[arg-type]
        )

    yield from _statement_edges(edge)
    yield edge(
        "ANSWERS",
        "statement/a9/10-30",
        "velmoran-palace",
        ["a9"],
        cue="in reply to the palace",
        confidence=0.7,
    )
    yield edge("STATED", "ostrelle", "statement/a4/80-110", ["a4"], is_joint=True)
    yield edge(
        "HOLDS_OFFICE",
        BRANDT,
        "ardanian-ministry",
        ["a1", "a7"],
        title="foreign minister",
        first_seen="2031-03-02",
        last_seen="2031-05-02",
    )
    yield edge(
        "HOLDS_OFFICE",
        TOMAS,
        "ardanian-delegation",
        ["a3"],
        title="head of delegation",
        since="2031-03",
    )
    yield edge(
        "HOLDS_OFFICE",
        VASKO,
        "velmoran-palace",
        ["a2"],
        title="spokesman",
        first_seen="2031-03-03",
        last_seen="2031-05-02",
    )
    yield edge(
        "HOLDS_OFFICE",
        VASKO,
        "velmoran-staff",
        ["a7"],
        title="colonel",
        until="2029",
        is_former=True,
    )
    yield edge("PART_OF", "ardanian-ministry", "ardania", rule="states.toml")
    yield edge("PART_OF", "velmoran-staff", "velmora", rule="states.toml")
    yield edge("PART_OF", "velmoran-palace", "velmora", rule="states.toml")
    yield edge("PART_OF", LISTS, FALLEN, ["a3"])
    yield edge("ACTS_FOR", "ardanian-delegation", "ardania", ["a1"], first_seen="2031-03-02")
    yield edge(
        "ACTS_FOR", VASKO, "velmora", ["a2"], first_seen="2031-03-03", last_seen="2031-05-02"
    )
    for event, articles in ((FIRST, ["a1"]), (SECOND, ["a3"])):
        yield edge("PARTICIPATED_IN", "ardanian-delegation", event, articles, role="participant")
        yield edge("PARTICIPATED_IN", "velmoran-delegation", event, articles, role="participant")
        yield edge("PARTICIPATED_IN", "ostrelle", event, articles, role="host")
    yield edge("PARTICIPATED_IN", TOMAS, SECOND, ["a3"], role="participant")
    for agreement, articles in ((PRISONERS, ["a1", "a2"]), (FALLEN, ["a3"])):
        yield edge("PARTY_TO", "ardania", agreement, articles, role="party")
        yield edge("PARTY_TO", "velmora", agreement, articles, role="party")
        yield edge("PARTY_TO", "ostrelle", agreement, articles, role="mediator")
    yield edge("REACHED_AT", PRISONERS, FIRST, ["a1"])
    yield edge("REACHED_AT", FALLEN, SECOND, ["a3"])
    yield edge("IMPLEMENTS", EXCHANGE, PRISONERS, ["a4"])
    yield edge("IMPLEMENTS", HANDOVER, FALLEN, ["a6"])
    yield edge("FOLLOWS", SECOND, FIRST, ["a3"])
    yield edge("FOLLOWS", THIRD, SECOND, ["a7"])
    yield edge("LOCATED_IN", FIRST, "port-sorrel", ["a1"])
    yield edge("LOCATED_IN", EXCHANGE, "fenmark", ["a4"])
    yield edge("LOCATED_IN", "port-sorrel", "sorrel-bay", rule="places.toml")
    for key, (_, institution, _, _) in ARTICLES.items():
        if institution:
            yield edge("PUBLISHED_BY", f"article/{key}", institution, [key])
    yield edge("COPY_OF", "article/a8", "article/a7", ["a8"], similarity=0.97)
    yield edge(
        "REPORTS",
        "article/a1",
        FIRST,
        ["a1"],
        status="held",
        statement="-",
        date="2031-03-02",
        spans=("0-25",),
    )
    yield edge(
        "REPORTS",
        "article/a3",
        SECOND,
        ["a3"],
        status="held",
        statement="-",
        spans=("0-17", "30-50"),
    )
    yield edge(
        "REPORTS",
        "article/a5",
        HANDOVER,
        ["a5"],
        status="planned",
        statement="-",
        date="2031-04-25",
        spans=("4-20",),
    )
    yield edge(
        "REPORTS",
        "article/a6",
        HANDOVER,
        ["a6"],
        status="postponed",
        statement="-",
        spans=("12-30",),
    )
    yield edge(
        "REPORTS",
        "article/a7",
        THIRD,
        ["a7"],
        status="planned",
        statement="-",
        date="2031-06",
        spans=("20-44",),
    )
    yield edge(
        "REPORTS",
        "article/a4",
        EXCHANGE,
        ["a4"],
        status="held",
        statement="-",
        date="2031-03-20",
        spans=("50-70",),
        known_until="2031-03-21",
    )
    yield edge(
        "REPORTS", "article/a3", LISTS, ["a3"], status="agreed", statement="-", spans=("100-118",)
    )
    for key, (speaker, _, _, about, _, reports, _) in STATEMENTS.items():
        for topic, _, status in about:
            if status and topic in AGREEMENTS and speaker:
                article = reports[0][0]
                yield edge(
                    "REPORTS",
                    f"article/{article}",
                    topic,
                    [article],
                    status=status,
                    statement=key,
                    spans=("100-140",),
                )
    yield edge("MENTIONS", "article/a1", "port-sorrel", ["a1"], count=2, spans=("9-20", "30-41"))
    yield edge("MENTIONS", "article/a1", BRANDT, ["a1"], count=1, spans=("10-20",))
    yield edge("MENTIONS", "article/a3", FALLEN, ["a3"], count=1, spans=("60-95",))
    derived: dict[str, object] = {"basis": "inferred", "rule": RULE}
    yield edge(
        "RESPONDED_TO",
        VASKO,
        BRANDT,
        ["a2"],
        count=1,
        first_on="2031-03-03",
        last_on="2031-03-03",
        **derived,
    )
    yield edge(
        "RESPONDED_TO",
        "velmoran-staff",
        LIND,
        ["a6"],
        count=1,
        first_on="2031-04-27",
        last_on="2031-04-27",
        **derived,
    )
    yield edge(
        "RESPONDED_TO",
        BRANDT,
        "velmoran-staff",
        ["a7"],
        count=1,
        first_on="2031-05-02",
        last_on="2031-05-02",
        **derived,
    )
    yield edge(
        "SPOKE_ABOUT",
        LIND,
        FALLEN,
        ["a5"],
        count=1,
        first_on="2031-04-26",
        last_on="2031-04-26",
        **derived,
    )
    yield edge(
        "SPOKE_ABOUT",
        "velmoran-staff",
        FALLEN,
        ["a6"],
        count=2,
        first_on="2031-04-27",
        last_on="2031-04-27",
        **derived,
    )


def _statement_edges(edge: object) -> Iterator[Edge]:
    assert callable(edge)
    for key, (speaker, act, _, about, addressed, reports, words) in STATEMENTS.items():
        articles = [article for article, _, _ in reports]
        if speaker:
            yield edge(
                "STATED",
                speaker,
                key,
                articles,
                office="foreign minister" if speaker == BRANDT else None,
            )
        for topic, stance, status in about:
            yield edge("ABOUT", key, topic, articles[:1], stance=stance, status=status)
        for actor in addressed:
            yield edge("ADDRESSED_TO", key, actor, articles[:1])
        start, _, end = key.rpartition("/")[2].partition("-")
        for article, hedged, relay in reports:
            yield edge(
                "REPORTED_IN", key, f"article/{article}", [article], start_offset=int(start),
                end_offset=int(end), spans=(f"{start}-{end}",), words=words, form="mixed", act=act,
                cue="said", is_hedged=hedged, hedge_cue="allegedly" if hedged else None,
                relay=relay, confidence=0.5 if hedged else 1.0,
            )  # fmt: skip
            for position, source in enumerate(relay, 1):
                yield edge(
                    "RELAYED_BY",
                    key,
                    source,
                    [article],
                    article=f"article/{article}",
                    position=position,
                )
    for answer, (answered, signal, cue, confidence) in RESPONSES.items():
        article = STATEMENTS[answer][5][0][0]
        yield edge(
            "RESPONDS_TO",
            answer,
            answered,
            [article],
            signal=signal,
            cue=cue,
            confidence=confidence,
        )
