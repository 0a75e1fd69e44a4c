"""From text to a parsed document: spaCy's tagger and parser, and tables for the rest.

The pipeline's attribute ruler and lemmatizer cost about as much as its network; parts of speech
follow from the tag by a table, and lemmas from the lemmatizer's own rules, remembered by form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import accumulate, takewhile
from typing import Any

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc as Parsed
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from ingest.extract.headline_case import Known, as_sentence, is_title_case
from ingest.extract.layout import Layout
from ingest.extract.mending import mend_days
from ingest.extract.network import Network
from ingest.extract.tokens import Doc, Token
from ingest.extract.version import MODEL
from ingest.records import Span

LONGEST = 400  # tokens of a sentence: a run without any stop is cut, or its clauses nest for ever
_MEMO = 200_000  # words remembered at most
_Word = tuple[str, str, bool, bool]  # its text, the same in lower case, is it a blank, or a mark
_COLUMNS: list[int | str] = ["ORTH", "TAG", "SPACY"]
CHUNK = 60_000  # characters parsed at once; a longer text is cut at a paragraph or a sentence

_POS = {
    "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON",
    "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "IN": "ADP", "TO": "PART",
    "RP": "ADP", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV",
    "WRB": "SCONJ", "DT": "DET", "PDT": "DET", "WDT": "PRON", "CD": "NUM", "CC": "CCONJ",
    "POS": "PART", "UH": "INTJ", "FW": "X", "_SP": "SPACE", "$": "SYM", "LS": "X", "SYM": "SYM",
}  # fmt: skip
_BE = {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re"}
_BASE_FORMS = frozenset({"NN", "VB", "VBP", "JJ", "RB"})  # as the lemmatizer's own `is_base_form`
_LEMMAS = {
    **dict.fromkeys(_BE, "be"),
    **dict.fromkeys(("has", "had", "having", "have", "'ve", "’ve"), "have"),
    **dict.fromkeys(("does", "did", "done", "doing", "do"), "do"),
}
_MONTHS = frozenset("jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. no.".split())
_ONTO = frozenset({"on", "to", "via"})
NO_START = 2**64 - 1  # spaCy's mark, in unsigned numbers, of a token that begins no sentence
# Outlets are named by their addresses: "News.Az reports". The pipeline would end a sentence there.
_DOTTED = re.compile(
    r"[A-Z][\w-]*\.(?:[Aa]z|[Aa]m|[Rr]u|[Uu]a|[Cc]om|[Nn]et|[Oo]rg|[Ii]nfo|[Mm]edia|[Nn]ews|[Ii]o|[Tt]v|[Ii]l|[Ii]n|[Uu]k)$"
)
# Written with a hyphen by some outlets, one word to others.
_WHOLE = ("cease-fire", "cease-fires", "Cease-fire", "Cease-fires", "Cease-Fire", "CEASE-FIRE")
_SENTENCE_END = re.compile(r"[.!?]['\"”»’)]*\s")


class Reader:
    """A loaded pipeline. Made once a process; holds no state between texts but memos of words."""

    def __init__(self) -> None:
        with use_ops("numpy", use_blis=False):  # numpy's own products take a third of the time
            self._nlp: Language = spacy.load(MODEL, exclude=["ner", "attribute_ruler", "senter"])
        tokenizer: Any = self._nlp.tokenizer
        tokenizer.token_match = _DOTTED.match  # English pipelines have none of their own
        tokenizer.add_special_case("X.", [{"ORTH": "X"}, {"ORTH": "."}])  # "in a post on X."
        for word in _WHOLE:
            tokenizer.add_special_case(
                word, [{"ORTH": word, "NORM": word.replace("-", "").lower()}]
            )
        self._network = Network(self._nlp)
        threadpool_limits(1, "blas")  # small products: more threads only wait for each other
        lemmatizer: Any = self._nlp.get_pipe("lemmatizer")
        self._lemmatizer = lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for sort, listed in tuple(index.items()):
            index[sort] = frozenset(listed)  # the pipeline looks for each form in long lists
        self._dictionary = frozenset(word for sort in index.values() for word in sort)
        self._words: dict[int, _Word] = {}
        self._senses: dict[tuple[int, int, bool], tuple[str, str]] = {}

    def words(self, text: str) -> list[str]:
        """The words of a text as the pipeline cuts them, in lower case."""
        return [token.lower_ for token in self._nlp.tokenizer(text)]

    def is_common(self, word: str) -> bool:
        """Whether a word, or its singular, is in the pipeline's dictionary of English."""
        lower = word.lower()
        return any(
            form in self._dictionary
            for form in (lower, lower.removesuffix("s"), lower.removesuffix("es"))
        )

    def parse(self, text: str, layout: Layout, known: Known | None = None) -> Doc:
        """Parse a text; every offset in `layout.breaks` begins a sentence. `known` tells which
        words of a headline stand in known names.
        """
        doc = Doc(text)
        for start, end in _pieces(text):
            self._append(doc, *self._parse_piece(text[start:end], start, layout, known), start)
        mend_days(doc)
        doc.close()
        return doc

    def _parse_piece(
        self, piece: str, offset: int, layout: Layout, known: Known | None
    ) -> tuple[Parsed, Any]:
        """A tagged piece of a text, and what the parser tells of each of its tokens."""
        doc = self._nlp.make_doc(piece)
        breaks = {b - offset for b in layout.breaks if offset <= b < offset + len(piece)}
        orths, blanks = doc.to_array(["ORTH", "SPACY"]).T.tolist()
        held = self._words
        words = [held.get(orth) or self._word(orth, doc[k]) for k, orth in enumerate(orths)]
        starts = _starts(words, blanks, breaks)
        if offset == 0 and layout.headline is not None:
            small = self._with_small_headline(doc, piece, layout.headline, known)
            if small is not None:
                told = self._network.read(small, starts)
                tags: Any = small.to_array(["TAG"])
                doc.from_array(["TAG"], tags.reshape(-1, 1))
                return doc, told
        return doc, self._network.read(doc, starts)

    def _with_small_headline(
        self, doc: Parsed, piece: str, headline: Span, known: Known | None
    ) -> Parsed | None:
        """The text with its headline written as a sentence; None where it is one already."""
        within = list(takewhile(lambda t: t.idx < headline[1], doc))
        first = next((token.i for token in within if token.idx >= headline[0]), len(within))
        title = [token.text for token in within[first:]]
        if not is_title_case(title):
            return None
        told = known or (lambda _: set())
        words = [token.text for token in doc]
        words[first : len(within)] = as_sentence(title, piece[headline[1] :], self.is_common, told)
        return Parsed(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])

    def _append(self, doc: Doc, parsed: Parsed, told: Any, offset: int) -> None:
        """Add the tokens of a parsed piece to a document, with parts of speech and lemmas."""
        strings, words, senses = parsed.vocab.strings, self._words, self._senses
        orths, tags, blanks = parsed.to_array(_COLUMNS).T.tolist()
        deps = told[:, 0].tolist()
        heads, starts = told[:, 1:].astype("int64").T.tolist()  # heads are counted from the token
        names = {key: strings[key] for key in {*tags, *deps}}
        helping = {key for key in deps if names[key] in ("aux", "auxpass")}
        first = len(doc)
        for k, (orth, tag, dep, start, blank) in enumerate(
            zip(orths, tags, deps, starts, blanks, strict=True)
        ):
            word = words.get(orth) or self._word(orth, parsed[k])
            sense = (orth, tag, dep in helping)
            token = Token(
                doc,
                first + k,
                offset,
                word,
                " " if blank else "",
                names[tag],
                names[dep],
                senses.get(sense) or self._sense(sense, word, names[tag], parsed[k]),
                start == 1,
            )
            doc.append(token)
            offset += len(word[0]) + blank
        for k, head in enumerate(heads, first):
            doc[k].head = doc[k + head]

    def _word(self, orth: int, token: Any) -> _Word:
        word = (token.text, token.lower_, token.is_space, token.is_punct)
        if len(self._words) < _MEMO:
            self._words[orth] = word
        return word

    def _sense(
        self, sense: tuple[int, int, bool], word: _Word, tag: str, token: Any
    ) -> tuple[str, str]:
        """The part of speech and the lemma of a word under a tag, helping a verb or not."""
        lower, pos = word[1], _POS.get(tag)
        if pos is None and tag[:2] == "VB":
            pos = "AUX" if sense[2] or lower in _BE else "VERB"
        pos = pos or "PUNCT"
        lemma = _LEMMAS.get(lower) if pos in ("AUX", "VERB") else None
        if lemma is None and tag in _BASE_FORMS:
            lemma = lower  # "address" is no form of "addres"
        if lemma is None:
            token.pos_ = pos
            lemma = str(self._lemmatizer.rule_lemmatize(token)[0]).lower()
        if len(self._senses) < _MEMO:
            self._senses[sense] = pos, lemma
        return pos, lemma


def _starts(words: list[_Word], blanks: list[int], breaks: Set[int]) -> Any:
    """spaCy's marks, a row a token: 1 where a sentence must begin, `NO_START` where none may."""
    starts: Any = numpy.zeros((len(words), 1), dtype="uint64")
    begins = {k + 1 for k, word in enumerate(words) if word[2] and "\n" in word[0]}
    offsets = accumulate(
        (len(word[0]) + blank for word, blank in zip(words, blanks, strict=True)), initial=0
    )
    begins |= {k for k, at in enumerate(offsets) if at in breaks}
    for k, word in enumerate(words):
        lower = word[1]
        if lower == "x" and k and words[k - 1][1] in _ONTO and _text_at(words, k + 1) == ".":
            begins.add(k + 2)  # no initial
        elif lower in _MONTHS and _text_at(words, k + 1)[:1].isdigit():
            starts[k + 1] = NO_START
    run = 0
    for k in sorted(
        {*begins, *(k + 1 for k, w in enumerate(words) if w[0][0] in ".!?"), len(words)}
    ):
        begins.update(range(run + LONGEST, k, LONGEST))
        run = k
    starts[[k for k in begins if 0 < k < len(words)]] = 1
    return starts


def _text_at(words: list[_Word], k: int) -> str:
    return words[k][0] if k < len(words) else ""


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > CHUNK:
        end = text.rfind("\n", start + 1, start + CHUNK)
        if end <= start + CHUNK // 2:
            ends = [
                m.end() for m in _SENTENCE_END.finditer(text, start + CHUNK // 2, start + CHUNK)
            ]
            end = ends[-1] if ends else max(end, text.rfind(" ", start + 1, start + CHUNK) + 1)
        if end <= start:
            end = start + CHUNK
        yield start, end
        start = end
    yield start, len(text)


def words(tokens: Iterable[Token]) -> int:
    """How many of these tokens are words or numbers."""
    return sum(token.text[:1].isalnum() for token in tokens)
