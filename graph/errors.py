"""Every error that the project raises on purpose.

    VerbaleError
    ├── SettingsError     the user's configuration; found before any work
    ├── SchemaError       schema.toml is wrong, or data does not fit it
    ├── KnowledgeError    a knowledge file is wrong
    ├── DecisionError     a judgement or a correction is wrong
    ├── QueryError        a saved query is wrong, or its parameters are
    │   └── NameProblem   a name fits several nodes, or none
    ├── LogError          the record log cannot be opened or written
    ├── StoreError        the database refused or is away
    │   └── TooSlow       a query took longer than it may
    ├── MissingExtra      an optional part is not installed
    ├── SourceError       this source cannot be read at all
    └── ArticleError      this one article cannot be used: refuse it, count it, go on

A message says what, where, the value, what was expected, and the next step.
"""

from __future__ import annotations

from collections.abc import Sequence


class VerbaleError(Exception):
    """A failure that the user can understand and mend; shown as one line, exit code 1."""


class SettingsError(VerbaleError):
    """The user's configuration is wrong."""


class SchemaError(VerbaleError):
    """The schema is wrong, or a node or an edge does not fit it."""


class KnowledgeError(VerbaleError):
    """A knowledge file is wrong."""


class DecisionError(VerbaleError):
    """A judgement or a correction is wrong."""


class QueryError(VerbaleError):
    """A saved query is wrong, or the parameters given to it are."""


class NameProblem(QueryError):
    """A name given for a node fits several nodes or none.

    `choices` are what it may mean, one line each; `candidates` the same as (name, kind, id, count
    of statements by it or about it).
    """

    def __init__(
        self,
        message: str,
        choices: Sequence[str] = (),
        candidates: Sequence[tuple[str, str, str, int]] = (),
    ) -> None:
        super().__init__(message)
        self.choices = tuple(choices)
        self.candidates = tuple(candidates)


class LogError(VerbaleError):
    """The record log cannot be opened or written."""


class StoreError(VerbaleError):
    """The database refused or is away."""


class TooSlow(StoreError):
    """A query took longer than it may; the database itself is well."""


class MissingExtra(VerbaleError):
    """An optional part is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} needs an optional part: pip install "verbale[{extra}]"')
        self.extra = extra


class SourceError(VerbaleError):
    """A source (a file, a folder, an address) cannot be read at all."""


class ArticleError(VerbaleError):
    """One article cannot be used.

    `reason` is a short fixed word for counting (empty, binary, encoding, too_large, malformed,
    no_text, reader fault); `where` says the file and, where there is one, the line.
    """

    def __init__(self, reason: str, message: str, where: str) -> None:
        super().__init__(f"{where}: {message}")
        self.reason = reason
        self.where = where
        self.message = message
