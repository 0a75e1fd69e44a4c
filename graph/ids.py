"""Ids and keys: made from what was read, never from chance or order.

Every mention has a key, `kind/article/start-end`. A node carries the key of its earliest member;
the keys of all its members resolve to it. Things from knowledge files carry the file's id
(`ukraine`). An edge's id is made from its kind, its ends and its key properties.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from json.encoder import encode_basestring

KEY_LENGTH = 16


def digest(*parts: str | None) -> str:
    """SHA-256 over the parts, told apart unambiguously, in hexadecimal."""
    told = ", ".join(["null" if part is None else encode_basestring(part) for part in parts])
    return hashlib.sha256(f"[{told}]".encode()).hexdigest()


def article_key(
    text: str,
    published: str | None,
    outlet: str | None,
    language: str | None,
    title: str | None,
    address: str | None,
) -> str:
    """The key of an article: everything that the extractor sees, and nothing else."""
    return digest(text, published, outlet, language, title, address)[:KEY_LENGTH]


def article_id(key: str) -> str:
    """The id of an article's node."""
    return f"article/{key}"


def mention_key(kind: str, article: str, start: int, end: int) -> str:
    """The key of a mention: node kind, article key, and offsets into the article's text."""
    return f"{kind.lower()}/{article}/{start}-{end}"


def edge_id(kind: str, source: str, target: str, key: Sequence[str] = ()) -> str:
    """The id of an edge."""
    return digest(kind, source, target, *key)[:KEY_LENGTH]
