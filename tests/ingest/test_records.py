"""A Record written as JSON and read back is the same, whatever it holds."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.records import (
    Agreement,
    Entity,
    Event,
    Office,
    Record,
    Statement,
    Topic,
    from_json,
    to_json,
)

# Text as an article may hold it: all but half surrogates, which the readers refuse.
text = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
place = st.integers(0, 99)
places = st.lists(place, max_size=3).map(tuple)
maybe_place = st.none() | place
maybe_text = st.none() | text
span = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))
spans = st.lists(span, max_size=3).map(tuple)
maybe_span = st.none() | span
texts = st.lists(text, max_size=3).map(tuple)


def many(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


offices = st.builds(Office, text, maybe_place, span, st.booleans())
entities = st.builds(
    Entity,
    st.sampled_from(("Person", "Institution", "Place")),
    text,
    spans,
    kind=maybe_text,
    known=maybe_text,
    state=maybe_text,
    is_named=st.booleans(),
    offices=many(offices),
)
events = st.builds(
    Event,
    text,
    text,
    text,
    spans,
    date=maybe_text,
    place=maybe_place,
    participants=places,
    ordinal=maybe_place,
    quantities=texts,
    is_asserted=st.booleans(),
    statements=places,
    implements=maybe_place,
    follows=maybe_place,
)
agreements = st.builds(
    Agreement,
    text,
    text,
    text,
    spans,
    date=maybe_text,
    parties=places,
    mediators=places,
    reached_at=maybe_place,
    quantities=texts,
    is_asserted=st.booleans(),
    statements=places,
    part_of=maybe_place,
)
topics = st.builds(
    Topic, st.sampled_from(("entity", "event", "agreement")), place, maybe_text, maybe_text
)
statements = st.builds(
    Statement,
    spans,
    text,
    text,
    text,
    st.floats(0, 1),
    speaker=maybe_place,
    co_speakers=places,
    speaker_span=maybe_span,
    office=maybe_text,
    cue=maybe_span,
    is_hedged=st.booleans(),
    hedge_cue=maybe_span,
    date=maybe_text,
    about=many(topics),
    addressed_to=places,
    via=places,
    responds_to=maybe_place,
    responds_to_entity=maybe_place,
    response_cue=maybe_span,
    response_signal=maybe_text,
    inside=maybe_place,
)
records = st.builds(
    Record,
    text,
    text,
    text,
    st.booleans(),
    many(entities),
    many(events),
    many(agreements),
    many(statements),
    st.lists(st.tuples(place, place), max_size=2).map(tuple),
)


@given(records)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_written_and_read_back_is_the_same(record: Record) -> None:
    line = to_json(record)
    back = from_json(line)
    assert back == record
    assert hash(back) == hash(record)  # tuples all the way down, no lists
    assert to_json(back) == line
    assert "\n" not in line


@given(records)
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_keys_does_not_matter(record: Record) -> None:
    data = json.loads(to_json(record))
    turned = dict(sorted(data.items(), reverse=True))
    assert from_json(json.dumps(turned)) == record
