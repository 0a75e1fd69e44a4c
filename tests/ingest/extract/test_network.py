"""The shorter way through the network tells the same as spaCy's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest
from spacy.tokens import Doc

from ingest.extract import network
from ingest.extract.layout import layout
from ingest.extract.parse import Reader

TOLD: list[int | str] = ["DEP", "HEAD", "SENT_START"]
ARTICLES = Path(__file__).parents[2] / "gold" / "articles"
# While the headline is put away, the parser lets a sentence begin at the comma of the dateline.
DATELINE = (
    "Kaihara and Aotaru protest against missile test, alliance calls emergency meeting\n\n"
    "MINAZU, Feb 6 (OW) - Hwarim fired a medium-range missile into the sea north of Cape Hatsuse "
    "early on Thursday.\n\nNobody was hurt.\n\nThe ministry, he said, “waits”.\nAnd so on.\n"
)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader that compares what it tells with what spaCy's own call tells."""
    made = Reader()
    read, pipeline = made._network.read, made._nlp

    def compared(doc: Doc, starts: Any) -> Any:
        told = read(doc, starts)
        whole = pipeline.make_doc(doc.text)
        whole.from_array(["SENT_START"], starts)
        for name in ("tok2vec", "tagger", "parser"):
            whole = pipeline.get_pipe(name)(whole)
        assert numpy.allclose(doc.tensor, whole.tensor, atol=1e-4)
        assert (doc.to_array(["TAG"]) == whole.to_array(["TAG"])).all()
        assert (told == whole.to_array(TOLD)).all()
        return told

    monkeypatch.setattr(made._network, "read", compared)
    return made


@pytest.mark.parametrize("shortest", [2, 8, 32])
def test_parts_side_by_side_come_out_as_the_whole(
    reader: Reader, shortest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_PART", shortest)
    texts = [path.read_text("utf-8") for path in sorted(ARTICLES.rglob("*.txt"))[::24]]
    for text in ("", "\n", "Yes.", DATELINE, *texts):
        reader.parse(text, layout(text))


def test_where_two_parts_disagree_they_are_parsed_as_one(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_PART", 6)
    called: list[int] = []
    parser = reader._network._parser

    class Counted:
        predict, set_annotations = parser.predict, parser.set_annotations

        def __call__(self, doc: Doc) -> Doc:
            called.append(len(doc))
            return parser(doc)

    monkeypatch.setattr(reader._network, "_parser", Counted())
    doc = reader.parse(DATELINE, layout(DATELINE))
    assert len(called) == 1
    assert [t.text for t in doc if t.is_sent_start][:3] == ["Kaihara", "MINAZU", ","]
