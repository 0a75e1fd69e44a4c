"""From text to a parsed document: spaCy's tagger and parser, and tables for the rest.

The pipeline's attribute ruler and lemmatizer cost about as much as its network; parts of speech
follow from the tag by a table, and lemmas from the lemmatizer's own rules, remembered by form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.extract.layout import Layout
from ingest.extract.version import MODEL

CHUNK = 60_000  # characters parsed at once; a longer text is cut at a paragraph or a sentence

_POS = {
    "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON",
    "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "IN": "ADP", "TO": "PART",
    "RP": "ADP", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV",
    "WRB": "SCONJ", "DT": "DET", "PDT": "DET", "WDT": "PRON", "CD": "NUM", "CC": "CCONJ",
    "POS": "PART", "UH": "INTJ", "FW": "X", "_SP": "SPACE", "$": "SYM", "LS": "X", "SYM": "SYM",
}  # fmt: skip
_BE = {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re"}
_LEMMAS = {
    **dict.fromkeys(_BE, "be"),
    **dict.fromkeys(("has", "had", "having", "have", "'ve", "’ve"), "have"),
    **dict.fromkeys(("does", "did", "done", "doing", "do"), "do"),
}
_MONTHS = frozenset("jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. no.".split())
# Outlets are named by their addresses: "News.Az reports". The pipeline would end a sentence there.
_DOTTED = re.compile(
    r"[A-Z][\w-]*\.(?:[Aa]z|[Aa]m|[Rr]u|[Uu]a|[Cc]om|[Nn]et|[Oo]rg|[Ii]nfo|[Mm]edia|[Nn]ews|[Ii]o|[Tt]v|[Ii]l|[Ii]n|[Uu]k)$"
)
_SENTENCE_END = re.compile(r"[.!?]['\"”»’)]*\s")


class Reader:
    """A loaded pipeline. Made once a process; holds no state between texts but a memo of lemmas."""

    def __init__(self) -> None:
        self._nlp: Language = spacy.load(MODEL, exclude=["ner"])
        tokenizer: Any = self._nlp.tokenizer
        plain = tokenizer.token_match
        tokenizer.token_match = lambda text: (
            _DOTTED.match(text) or (plain(text) if plain is not None else None)
        )
        self._lemmatizer: Any = self._nlp.get_pipe("lemmatizer")
        for name in ("attribute_ruler", "lemmatizer", "senter"):
            if name in self._nlp.pipe_names:
                self._nlp.disable_pipe(name)
        self._lemmas: dict[tuple[str, str], str] = {}

    @property
    def tokenizer(self) -> Callable[[str], Doc]:
        """The pipeline's tokenizer."""
        tokenizer: Callable[[str], Doc] = self._nlp.tokenizer
        return tokenizer

    def parse(self, text: str, layout: Layout) -> Doc:
        """Parse a text; every offset in `layout.breaks` begins a sentence."""
        docs = [self._parse_piece(text[a:b], a, layout) for a, b in _pieces(text)]
        doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
        assert doc is not None
        return doc

    def _parse_piece(self, piece: str, offset: int, layout: Layout) -> Doc:
        doc = self._nlp.make_doc(piece)
        breaks = {b - offset for b in layout.breaks if offset <= b < offset + len(piece)}
        for token in doc:
            if token.i and (token.idx in breaks or "\n" in doc[token.i - 1].text):
                token.is_sent_start = True
            elif token.i and token.is_digit and doc[token.i - 1].lower_ in _MONTHS:
                token.is_sent_start = False
        for name, component in self._nlp.pipeline:
            if name in self._nlp.pipe_names:
                doc = component(doc)
        self._complete(doc)
        return doc

    def _complete(self, doc: Doc) -> None:
        lemmas = self._lemmas
        for token in doc:
            tag = token.tag_
            pos = _POS.get(tag)
            if pos is None:
                pos = _verb_pos(token) if tag[:2] == "VB" else "PUNCT"
            token.pos_ = pos
            key = (token.text if pos == "PROPN" else token.lower_, pos)
            lemma = lemmas.get(key)
            if lemma is None:
                lemma = _LEMMAS.get(token.lower_) if pos in ("AUX", "VERB") else None
                lemma = lemma or self._lemmatizer.rule_lemmatize(token)[0]
                if len(lemmas) < 200_000:
                    lemmas[key] = lemma
            token.lemma_ = lemma


def _verb_pos(token: Token) -> str:
    if token.dep_ in ("aux", "auxpass") or token.lower_ in _BE:
        return "AUX"
    return "VERB"


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > CHUNK:
        end = text.rfind("\n", start + 1, start + CHUNK)
        if end <= start + CHUNK // 2:
            ends = [
                m.end() for m in _SENTENCE_END.finditer(text, start + CHUNK // 2, start + CHUNK)
            ]
            end = ends[-1] if ends else max(end, text.rfind(" ", start + 1, start + CHUNK))
        if end <= start:
            end = start + CHUNK
        yield start, end
        start = end
    yield start, len(text)


def words(tokens: Iterable[Token]) -> int:
    """How many of these tokens are words or numbers."""
    return sum(token.text[:1].isalnum() for token in tokens)
