"""The vectors of a text's words: what the pipeline's tok2vec gives, to the bit, for less.

What a word is by itself is a third of the work, and done once for all places where it stands. The
layers are written out in numpy, each pass over the numbers in the order in which they lie: the
pipeline's own are made for training as well, and keep what that needs.
"""

from __future__ import annotations

from typing import Any, cast

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc as Parsed
from thinc.api import Model

Rows = NDArray[numpy.float32]
_LEAST = 1e-8  # thinc's own, so that no division is by nothing


class _Layer:
    """Of several sums the largest, made to have mean 0 and variance 1, then scaled."""

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights = cast(Any, maxout.get_param("W"))
        self.width, self._pieces, _ = weights.shape
        # first sums first: the largest of each is then found by looking along whole rows
        by_piece = weights.transpose(1, 0, 2).reshape(self.width * self._pieces, -1)
        self._weights = numpy.ascontiguousarray(by_piece).T
        self._bias = cast(Any, maxout.get_param("b")).T.ravel()
        self._gain: Any = norm.get_param("G")
        self._shift: Any = norm.get_param("b")

    def __call__(self, rows: Rows) -> Rows:
        sums = numpy.dot(rows, self._weights)
        sums += self._bias
        width = self.width
        best = numpy.array(sums[:, :width])
        for low in range(width, width * self._pieces, width):
            numpy.maximum(best, sums[:, low : low + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = (best * best).mean(axis=1, keepdims=True)
        variance += _LEAST
        best *= variance**-0.5
        best *= self._gain
        best += self._shift
        return best


class Vectors:
    """The tok2vec of a loaded pipeline. Holds no state between texts."""

    def __init__(self, tok2vec: Model[Any, Any]) -> None:
        embed, encode = tok2vec.layers
        self._signs = embed.layers[0]  # of a word: its form, prefix, suffix, shape and blank
        self._tables = embed.layers[2].layers[0]
        [self._word] = _layers(embed)
        self._around = _layers(encode)  # each looks at a word and its two neighbours
        self._pad: int = encode.attrs["pad"]

    def __call__(self, doc: Parsed) -> Rows:
        """A row of numbers for every word of a text."""
        [signs] = self._signs.predict([doc])
        size, distinct = signs.dtype.itemsize * signs.shape[1], dict[bytes, int]()
        forms = numpy.ascontiguousarray(signs).view(f"V{size}").ravel().tolist()
        places = [distinct.setdefault(form, len(distinct)) for form in forms]
        words = numpy.frombuffer(b"".join(distinct), signs.dtype).reshape(-1, signs.shape[1])
        width, pad, end = self._word.width, self._pad, self._pad + len(places)
        rows = numpy.zeros((end + pad, width), numpy.float32)
        rows[pad:end] = self._word(self._tables.predict(words))[places]
        beside = numpy.zeros((end + pad, 3 * width), numpy.float32)
        for layer in self._around:
            beside[1:, :width] = rows[:-1]
            beside[:, width : 2 * width] = rows
            beside[:-1, 2 * width :] = rows[1:]
            rows += layer(beside)
        return rows[pad:end]


def _layers(model: Model[Any, Any]) -> list[_Layer]:
    """The layers of a model, in order."""
    nodes = list(model.walk())
    sums = [node for node in nodes if node.name == "maxout"]
    norms = [node for node in nodes if node.name == "layernorm"]
    return [_Layer(*pair) for pair in zip(sums, norms, strict=True)]
