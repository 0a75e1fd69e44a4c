"""What a process that reads articles for another holds: the extractor, loaded by this import.

Where processes can be forked, a server imports this once and every worker is a copy of it: two
workers load no more than one, and share what they do not write to. Elsewhere each worker imports
it. The process that asks for workers must not.
"""

from __future__ import annotations

import gc

from ingest import reading
from ingest.article import Article
from ingest.records import Record

_FIRST = "Foreign Minister Mira Kell said that “the talks” on a prisoner exchange would go on."

_extractor = reading.loaded()
_extractor.extract(Article(_FIRST, "2031-03-04"))  # what is loaded at first use is loaded here too
gc.freeze()


def read(article: Article) -> Record | reading.Fault:
    """An article's record, or what the extractor failed with."""
    return reading.read(_extractor, article)
