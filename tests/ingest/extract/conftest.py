"""One reader for all tests of reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.article import Article
from ingest.extract.extractor import Extractor
from ingest.records import Record

Reading = Callable[..., tuple[Record, str]]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture
def reading(extractor: Extractor) -> Reading:
    def read(
        text: str, published: str = "2031-03-05", outlet: str = "Sund Herald"
    ) -> tuple[Record, str]:
        return extractor.extract(Article(text, published=published, outlet=outlet)), text

    return read
