"""The pipeline's network on one text: what spaCy's own call gives, for less.

The parser goes through a text token by token, and a step in several texts costs little more than a
step in one; so the parts of a text go through it side by side.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc as Parsed

from ingest.extract.vectors import Vectors

_PART = 32  # tokens from which a part is one by itself
_AHEAD = 4  # tokens of the next part that go along: two are looked at, two more settle a doubt
_TOLD: list[int | str] = ["DEP", "HEAD", "SENT_START"]


class Network:
    """The network of a loaded pipeline. Holds no state between texts."""

    def __init__(self, pipeline: Language) -> None:
        tok2vec: Any = pipeline.get_pipe("tok2vec")
        self._tagger: Any = pipeline.get_pipe("tagger")
        self._parser: Any = pipeline.get_pipe("parser")
        self._vectors = Vectors(tok2vec.model)

    def read(self, doc: Parsed, starts: Any) -> Any:
        """Tag a text, and parse it: its DEP, HEAD and SENT_START, a row a token.

        `starts` is a column of spaCy's marks: 1 where a sentence must begin.
        """
        doc.from_array(["SENT_START"], starts)
        tensor: Any = self._vectors(doc)
        doc.tensor = tensor
        self._tagger(doc)
        return self._parsed(doc, starts)

    def _parsed(self, doc: Parsed, starts: Any) -> Any:
        """What the parser tells of each token, a text's parts side by side.

        Nothing hangs together over a place where a sentence must begin, and the parser goes on
        there with nothing in hand; so a part by itself comes out as in the whole text. But for one
        mark: while it still puts a part away, it may let a sentence begin at the second token of
        the next one. Where two parts disagree whether one begins there, they are parsed as one.
        """
        orths, blanks = doc.to_array(["ORTH", "SPACY"]).T.tolist()

        def part(low: int, high: int) -> Parsed:
            end = high + _AHEAD
            made = Parsed(doc.vocab, words=orths[low:end], spaces=blanks[low:end])
            made.from_array(["SENT_START"], starts[low:end])
            made.tensor = doc.tensor[low:end]
            return made

        cuts = _cuts(starts)
        parts = [part(low, high) for low, high in pairwise(cuts)]
        self._parser.set_annotations(parts, self._parser.predict(parts))
        kept: list[Any] = []
        begin, told = 0, parts[0].to_array(_TOLD)
        for made, (low, high) in zip(parts[1:], pairwise(cuts[1:]), strict=True):
            following = made.to_array(_TOLD)
            if told[low + 1 - begin, 2] == 1 != following[1, 2]:
                told = self._parser(part(begin, high)).to_array(_TOLD)
            else:
                kept.append(told[: low - begin])
                begin, told = low, following
        return numpy.vstack([*kept, told])


def _cuts(starts: Any) -> list[int]:
    """Where the parts of a text begin, and its end."""
    cuts, end = [0], len(starts)
    for k in numpy.flatnonzero(starts == 1).tolist():
        if k - cuts[-1] >= _PART and end - k >= _PART:
            cuts.append(k)
    return [*cuts, end]
