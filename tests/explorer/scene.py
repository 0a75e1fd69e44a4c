"""Three articles whose sentences the page has to mark: a claim, its answer, and a second report.

The first article begins with a letter beyond the basic plane, so that offsets counted in UTF-16
would mark the wrong words.
"""

from __future__ import annotations

from graph.ids import digest
from graph.model import Edge, Graph, Node, graph_of, make_edge, make_node
from graph.schema import Schema

COURIER = """\U0001d4d7arbour news. Lorries waited at the bridge. They left at noon.

“Velmora allegedly did not bring the fallen to the bridge”, minister Dario Lind told North Wire. \
He gave no figures. Nobody else was there. Rain fell.
"""
WIRE = """“No day for the handover was ever agreed”, Colonel Tessa Orm said in response to Lind.

Lind insisted that the lists were complete. Her staff published no document.
"""
EVENING = (
    "Velmora did not bring the fallen, Mr. Lind says. The Evening Copy has it from North Wire.\n"
)

CLAIM = "statement/c1/76-140"
ANSWER = "statement/c2/1-40"
INSISTS = "statement/c2/99-126"
LIND, ORM = "person/c1/138-149", "person/c2/51-60"
FALLEN = "agreement/c1/90-110"
CLAIM_MARKED = ("“Velmora", "did not bring the fallen to the bridge”")
ANSWER_MARKED = "No day for the handover was ever agreed"


def span(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def told(text: str, words: str) -> str:
    """The same as "start-end"."""
    start, end = span(text, words)
    return f"{start}-{end}"


def scene(schema: Schema) -> Graph:
    """The graph of the three articles, checked against the schema."""
    return graph_of(_nodes(schema), _edges(schema))


def _nodes(schema: Schema) -> list[Node]:
    found = [
        make_node(
            schema, "Article", f"article/{key}", text=text, text_digest=digest(text), is_read=True,
            outlet=outlet, published=day, title=title, language="en", rights=rights,
            address=f"https://news.example/{key}",
        )
        for key, text, outlet, day, title, rights in (
            ("c1", COURIER, "Harbour Courier", "2031-04-26", "Nobody at the bridge", None),
            ("c2", WIRE, "North Wire", "2031-04-27", "Staff answers", None),
            ("c3", EVENING, "Evening Copy", "2031-04-28", "Lind speaks", "no text"),
        )
    ]  # fmt: skip
    for key, name in ((LIND, "Dario Lind"), (ORM, "Tessa Orm")):
        found.append(make_node(schema, "Person", key, name=name, is_named=True, keys=(key,)))
    for key, kind in (("velmora", "state"), ("ardania", "state"), ("north-wire", "media")):
        name = key.replace("-", " ").title()
        found.append(make_node(schema, "Institution", key, name=name, kind=kind, keys=(key,)))
    found.append(
        make_node(
            schema, "Agreement", FALLEN, name="return of the fallen", kind="repatriation",
            status="contested", keys=(FALLEN,),
        )
    )  # fmt: skip
    for key, text, act, day, reports, hedged in (
        (CLAIM, "Velmora did not bring the fallen to the bridge", "accuse", "2031-04-26", 2, True),
        (ANSWER, ANSWER_MARKED, "deny", "2031-04-27", 1, False),
        (INSISTS, "the lists were complete", "state", "2031-04-27", 1, False),
    ):
        found.append(
            make_node(
                schema, "Statement", key, text=text, act=act, attribution="named", said=day,
                said_on=day, said_until=day, reported_on=day, report_count=reports, source_count=1,
                is_hedged=hedged, keys=(key,),
            )
        )  # fmt: skip
    return found


def _edges(schema: Schema) -> list[Edge]:
    def edge(kind: str, source: str, target: str, article: str, /, **more: object) -> Edge:
        day = {"c1": "2031-04-26", "c2": "2031-04-27", "c3": "2031-04-28"}[article]
        values: dict[str, object] = {
            "basis": "read",
            "known_on": day,
            "articles": (f"article/{article}",),
            "article_count": 1,
            **more,
        }
        ends = [(_kind(end), end) for end in (source, target)]
        return make_edge(schema, kind, ends[0], ends[1], **values)  # type: ignore[arg-type]

    def report(
        statement: str, article: str, text: str, pieces: tuple[str, ...], act: str, **more: object
    ) -> Edge:
        spans = tuple(told(text, piece) for piece in pieces)
        return edge(
            "REPORTED_IN",
            statement,
            f"article/{article}",
            article,
            start_offset=int(spans[0].partition("-")[0]),
            end_offset=int(spans[-1].partition("-")[2]),
            spans=spans,
            words=" ".join(pieces).strip("“”"),
            act=act,
            **more,
        )

    return [
        edge("STATED", LIND, CLAIM, "c1", office="minister"),
        edge("STATED", ORM, ANSWER, "c2", office="Colonel"),
        edge("STATED", LIND, INSISTS, "c2"),
        edge("ABOUT", CLAIM, FALLEN, "c1", stance="reports_breach", status="violated"),
        edge("ABOUT", ANSWER, FALLEN, "c2", stance="denies"),
        edge("ABOUT", INSISTS, FALLEN, "c2", stance="none"),
        edge("ADDRESSED_TO", CLAIM, "velmora", "c1"),
        edge("RELAYED_BY", CLAIM, "north-wire", "c1", article="article/c1", position=1),
        edge("PARTY_TO", "velmora", FALLEN, "c1", role="party"),
        edge("PARTY_TO", "ardania", FALLEN, "c1", role="party"),
        edge("HOLDS_OFFICE", LIND, "ardania", "c1", title="minister"),
        edge(
            "SPOKE_ABOUT", LIND, FALLEN, "c1", basis="inferred", rule="derived-from-statements",
            count=2, first_on="2031-04-26", last_on="2031-04-27",
        ),
        edge(
            "RESPONDS_TO", ANSWER, CLAIM, "c2", signal="explicit", cue="in response to",
            confidence=0.95,
        ),
        report(
            CLAIM, "c1", COURIER, CLAIM_MARKED, "accuse", form="direct", cue="told",
            cue_span=told(COURIER, "told"), speaker_words="minister Dario Lind",
            speaker_span=told(COURIER, "minister Dario Lind"), is_hedged=True,
            hedge_cue="allegedly", hedge_span=told(COURIER, "allegedly"), relay=("north-wire",),
            confidence=0.8,
        ),
        report(
            CLAIM, "c3", EVENING, ("Velmora did not bring the fallen",), "accuse", form="indirect",
            cue="says", cue_span=told(EVENING, "says"), is_hedged=False, confidence=0.7,
        ),
        report(
            ANSWER, "c2", WIRE, (ANSWER_MARKED,), "deny", form="direct", cue="said",
            cue_span=told(WIRE, "said"), speaker_words="Colonel Tessa Orm",
            speaker_span=told(WIRE, "Colonel Tessa Orm"), is_hedged=False, confidence=0.9,
        ),
        report(
            INSISTS, "c2", WIRE, ("the lists were complete",), "state", form="indirect",
            cue="insisted", is_hedged=False, confidence=0.9,
        ),
    ]  # fmt: skip


def _kind(key: str) -> str:
    kind = key.partition("/")[0].capitalize()
    return kind if "/" in key else "Institution"
