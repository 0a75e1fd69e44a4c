"""Articles, persons, institutions and places as nodes, with the edges between them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.ids import article_id
from graph.model import Value
from ingest.extract.forms import slug
from ingest.resolve.drafting import KEYS, SPANS, Draft
from ingest.resolve.holders import institution_of
from ingest.resolve.items import Place
from ingest.resolve.resolution import display_name

_OF_A_STATE = frozenset({"ministry", "government", "military", "parliament", "court", "agency"})


def write_articles(draft: Draft) -> None:
    """Articles, and which copies which."""
    for key, source in draft.items.sources.items():
        a = source.article
        draft.node(
            "Article",
            article_id(key),
            title=a.title,
            text=a.text,
            outlet=a.outlet,
            published=a.published,
            modified=a.modified,
            address=a.address,
            archived=a.archived,
            language=source.record.language,
            text_digest=a.text_digest,
            rights=a.rights,
            is_read=source.record.is_read,
            superseded_on=source.superseded_on,
        )
    for key, (other, share) in sorted(draft.r.copies.items()):
        draft.tie(
            "COPY_OF",
            article_id(key),
            article_id(other),
            [key],
            similarity=float(share),
            basis="inferred",
            rule="near-copy",
        )


def write_entities(draft: Draft) -> None:
    """Persons, institutions and places, their offices, and for which side they act."""
    r, items = draft.r, draft.items
    for id, group in r.groups.items():
        if group.kind in ("Person", "Institution", "Place"):
            _entity_node(draft, id, group.kind, group.places)
    for state in sorted(set(r.side_of.values())):
        _known_state(draft, state)
    for key, outlet in sorted(r.outlets.items()):
        if outlet not in draft.nodes:
            name = items.sources[key].article.outlet or outlet
            body = r.knowledge.body_by_id.get(outlet)
            draft.node(
                "Institution",
                outlet,
                name=body.name if body else name,
                kind="media",
                keys=(f"outlet/{slug(name)}",),
            )
        draft.tie("PUBLISHED_BY", article_id(key), outlet, [key])
    for place, id in sorted(r.entities.items()):
        entity = items.entity(place)
        draft.mention(place, id, entity.mentions[:SPANS])
        for office in entity.offices:
            of = r.entity(place[0], office.of)
            if of is None or draft.kind(of) != "Institution":
                continue
            title = office.title
            known = draft.tie(
                "HOLDS_OFFICE", id, of, [place[0]], key=(title.lower(),), title=title.lower()
            )
            if office.is_former:
                known.properties["is_former"] = True
    _known_offices(draft)
    for tie in list(draft.ties.values()):
        if tie.kind == "HOLDS_OFFICE" and tie.articles:
            tie.properties["first_seen"], tie.properties["last_seen"] = draft.seen(tie.articles)
    for id, state in r.side_of.items():
        if (
            id in draft.nodes
            and state in draft.nodes
            and id != state
            and draft.kind(id) in ("Person", "Institution")
        ):
            articles = {p[0] for p in r.groups[id].places} if id in r.groups else set()
            tie = draft.tie("ACTS_FOR", id, state, articles)
            tie.properties["first_seen"], tie.properties["last_seen"] = draft.seen(articles)
    _known_parts(draft)


def _entity_node(draft: Draft, id: str, kind: str, places: Sequence[Place]) -> None:
    r, items = draft.r, draft.items
    entities = [items.entity(p) for p in places]
    names = [e.name for e in entities]
    surface: set[str] = set(names)
    for place, entity in zip(places, entities, strict=True):
        text = items.sources[place[0]].article.text
        surface |= {" ".join(text[a:b].split()) for a, b in entity.mentions}
    state = r.knowledge.state_by_id.get(id) if kind == "Institution" else None
    body = r.knowledge.body_by_id.get(id) if kind == "Institution" else None
    spot = r.knowledge.place_by_id.get(id.removeprefix("place/")) if kind == "Place" else None
    person = r.knowledge.person_by_id.get(id) if kind == "Person" else None
    known = state or body or spot or person
    name = (
        known.name
        if known
        else display_name(n for n, e in zip(names, entities, strict=True) if e.is_named)
        if any(e.is_named for e in entities)
        else names[0]
    )
    aliases = tuple(sorted(surface - {name}))[:KEYS]
    keys = draft.keys(kind, places, [e.mentions for e in entities])
    common: dict[str, Value | None] = {
        "name": name,
        "aliases": aliases,
        "keys": keys,
        "wikidata": known.wikidata if known else None,
    }
    if kind == "Person":
        draft.node(kind, id, is_named=bool(person) or any(e.is_named for e in entities), **common)
    elif kind == "Place":
        draft.node(kind, id, **common)
    else:
        kinds = [e.kind or "other" for e in entities]
        chosen = (
            "state"
            if state
            else body.kind
            if body
            else min(set(kinds), key=lambda k: (-kinds.count(k), k))
        )
        draft.node(kind, id, kind=chosen, iso=state.iso if state else None, **common)


def _known_state(draft: Draft, id: str) -> None:
    state = draft.r.knowledge.state_by_id.get(id)
    if state is not None and id not in draft.nodes:
        draft.node(
            "Institution",
            id,
            name=state.name,
            kind="state",
            iso=state.iso,
            wikidata=state.wikidata,
            keys=(id,),
        )


def _known_offices(draft: Draft) -> None:
    """HOLDS_OFFICE from the knowledge files, of persons who are in the graph."""
    for held in draft.r.knowledge.held:
        if held.holder not in draft.nodes:
            continue
        of = institution_of(held, draft.r.knowledge)
        _known_state(draft, of)
        if of in draft.nodes:
            title = held.title.lower()
            tie = draft.tie(
                "HOLDS_OFFICE",
                held.holder,
                of,
                (),
                key=(title,),
                basis="knowledge",
                rule="offices",
                title=title,
            )
            tie.properties.update(since=held.since, until=held.until)


def _known_parts(draft: Draft) -> None:
    """PART_OF from the knowledge files, and of a state's own bodies to the state."""
    for id in sorted(draft.nodes):
        if draft.nodes[id].kind != "Institution":
            continue
        body = draft.r.knowledge.body_by_id.get(id)
        parent = body.part_of if body else None
        if parent is None and draft.nodes[id].properties.get("kind") in _OF_A_STATE:
            parent = draft.r.side_of.get(id)
        if parent and parent in draft.nodes and parent != id:
            draft.tie("PART_OF", id, parent, (), basis="knowledge", rule="bodies")
