"""The plain tokens tell the same as spaCy's."""

from __future__ import annotations

import pytest
import spacy

from ingest.extract import parse
from ingest.extract.layout import layout
from ingest.extract.parse import Reader
from ingest.extract.tokens import Doc
from ingest.extract.version import MODEL

TEXT = (
    "Talks on the dam, mediators said, will resume.\n\n"
    "Karvelia’s envoys, ministers and aides walked out on 3 March, the foreign ministry said, "
    "adding that it had not been told why. “We know nothing,” said Ilan Dorsa, “nothing at all.”\n"
    "What the delegation that left was promised by whom, nobody says; he and she won't."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_tokens_tell_the_same_as_spacy(reader: Reader) -> None:
    shape = layout(TEXT)
    ours = reader.parse(TEXT, shape)
    # the same network: only the tree differs
    theirs, told = reader._parse_piece(TEXT, 0, shape, None)
    theirs.from_array(["DEP", "HEAD"], told[:, :2])
    assert ours.text == theirs.text
    assert ours.sentences == [(s.start, s.end) for s in theirs.sents]
    assert len(ours.sentences) > 3
    for own, token in zip(ours, theirs, strict=True):
        for name in ("i", "idx", "text", "lower_", "whitespace_", "tag_", "dep_"):
            assert getattr(own, name) == getattr(token, name)
        assert (own.is_space, own.is_punct) == (token.is_space, token.is_punct)
        assert own.is_sent_start == bool(token.is_sent_start)
        assert own.head.i == token.head.i
        assert [c.i for c in own.children] == [c.i for c in token.children]
        assert [t.i for t in own.subtree] == [t.i for t in token.subtree]
        assert own.left_edge.i == token.left_edge.i
        assert own.right_edge.i == token.right_edge.i
        assert {t.i for t in own.conjuncts} == {t.i for t in token.conjuncts}
    assert ours.between(2, 7) == theirs[2:7].text


def test_the_reader_parses_as_the_pipeline_alone(reader: Reader) -> None:
    """numpy's matrix products instead of BLIS's change no tag and no head."""
    line = TEXT.split("\n")[2]
    bare = spacy.load(MODEL, exclude=["ner", "attribute_ruler", "lemmatizer", "senter"])(line)
    ours = reader.parse(line, layout(line))
    assert [(t.tag_, t.dep_, t.head.i) for t in ours] == [(t.tag_, t.dep_, t.head.i) for t in bare]


def test_a_text_in_pieces_is_one_document(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reader.parse(TEXT, layout(TEXT))
    monkeypatch.setattr(parse, "CHUNK", 150)
    pieces = reader.parse(TEXT, layout(TEXT))
    assert [(t.text, t.idx) for t in pieces if not t.is_space] == [
        (t.text, t.idx) for t in whole if not t.is_space
    ]
    assert all(pieces[t.i] is t and t.head.doc is pieces for t in pieces)
    assert pieces.sentences[-1][1] == len(pieces)


def test_no_tokens() -> None:
    doc = Doc("")
    doc.close()
    assert doc.sentences == []
    assert doc.between(0, 0) == ""


def test_base_forms_keep_their_last_letter(reader: Reader) -> None:
    text = "He gave an address on the process and may discuss the crisis."
    lemmas = {token.lemma_ for token in reader.parse(text, layout(text))}
    assert {"address", "process", "discuss", "crisis"} <= lemmas
