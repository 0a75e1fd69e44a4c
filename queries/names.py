"""From a name that a person types to the node that is meant.

In this order, and the first that fits anything decides: the id; the key of a mention; the whole
name or an alias; the surname of a person; all its words among the words of a name or alias; the
kind of an event or agreement ("prisoner exchange"); a name written nearly so. Capitals and accents
do not matter. One fit is the answer; several are a NameProblem that lists them, unless they are
events and agreements and the question takes many; none is a NameProblem with the nearest names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.errors import NameProblem
from graph.store import Store

TOPICS = frozenset({"Event", "Agreement"})
NEARLY = 88.0  # rapidfuzz ratio from which a name counts as a slip of the pen
SHOWN = 10

# Letters that Unicode does not take apart into a plain one and an accent.
_BARE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
_WITH_NAME = ("Person", "Institution", "Place", "Event", "Agreement")


@dataclass(frozen=True, slots=True)
class Named:
    """A node that can be named: `names` are folded, `words` those of each name."""

    id: str
    kind: str
    name: str
    topic: str
    names: tuple[str, ...]
    words: tuple[frozenset[str], ...]


def fold(text: str) -> str:
    """The text without capitals, accents and punctuation, with single spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_BARE))
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(_WORD.findall(plain))


def resolve(store: Store, given: str, kinds: Sequence[str], *, many: bool) -> list[str]:
    """The ids that `given` stands for; more than one only where `many`.

    Raises NameProblem with what it may mean.
    """
    if found := _by_id(store, given, kinds):
        return found
    if not set(kinds) & set(_WITH_NAME):
        raise NameProblem(f"no {_list(kinds)} has the id or key {given!r}")
    known = _named(store, kinds)
    for fits in _ways(given):
        matches = [named for named in known if fits(named)]
        if len(matches) == 1:
            return [matches[0].id]
        if matches and many and all(named.kind in TOPICS for named in matches):
            return [named.id for named in matches]
        if matches:
            raise _problem(
                store,
                f"{given!r} fits {len(matches)} of {_list(kinds)}; say which, by id",
                matches,
                by_count=True,
            )
    near = _nearest(given, known)
    close = [named for named, score in near if score >= NEARLY]
    if len(close) == 1:
        return [close[0].id]
    what = f"nothing is named {given!r} among {_list(kinds)}"
    if close:
        what += "; several names are near"
    elif near:
        what += "; the nearest names are listed"
    elif not known:
        what += "; the graph has none"
    raise _problem(store, what, close or [named for named, _ in near], by_count=False)


def _ways(given: str) -> Iterable[Callable[[Named], bool]]:
    """The ways to fit a name, the surest first."""
    wanted = fold(given)
    words = frozenset(wanted.split())
    if not words:
        return
    # "talks in Istanbul", "Istanbul talks": small words tell nothing
    content = words - {"the", "a", "an", "of", "in", "on", "at", "and", "for", "to"} or words
    yield lambda named: wanted in named.names
    if len(words) == 1:
        yield (
            lambda named: (
                named.kind == "Person"
                and any(name.split()[-1:] == [wanted] for name in named.names)
            )
        )
    yield lambda named: any(content <= name_words for name_words in named.words)
    singular = {word.removesuffix("s") for word in content}
    yield (
        lambda named: (
            bool(named.topic)
            and singular == {word.removesuffix("s") for word in named.topic.split("_")}
        )
    )


def _by_id(store: Store, given: str, kinds: Sequence[str]) -> list[str]:
    labels = "|".join(kinds)
    text = f"MATCH (node:{labels}) WHERE node.id = $id RETURN node.id LIMIT 2"
    rows = store.read(text, {"id": given}).rows
    if not rows and "/" in given and set(kinds) != {"Article"}:
        keyed = "|".join(kind for kind in kinds if kind != "Article")
        text = (
            f"MATCH (node:{keyed}) WHERE $key IN node.keys RETURN node.id ORDER BY node.id LIMIT 1"
        )
        rows = store.read(text, {"key": given}).rows
    return [str(row[0]) for row in rows]


def _named(store: Store, kinds: Sequence[str]) -> list[Named]:
    labels = "|".join(kind for kind in kinds if kind in _WITH_NAME)
    if not labels:
        return []
    text = (
        f"MATCH (node:{labels}) "
        f"RETURN node.id, labels(node)[0], node.name, coalesce(node.aliases, []), "
        f"coalesce(node.kind, '') ORDER BY node.id"
    )
    found: list[Named] = []
    for key, kind, name, aliases, topic in store.read(text, {}).rows:
        assert isinstance(aliases, list)
        folded = tuple(dict.fromkeys(fold(str(one)) for one in (name, *aliases)))
        found.append(
            Named(
                id=str(key),
                kind=str(kind),
                name=str(name),
                topic=str(topic) if kind in TOPICS else "",
                names=folded,
                words=tuple(frozenset(one.split()) for one in folded),
            )
        )
    return found


def _nearest(given: str, known: Sequence[Named]) -> list[tuple[Named, float]]:
    from rapidfuzz import fuzz

    wanted = fold(given)
    if not wanted:
        return []
    scored = [(named, max(fuzz.ratio(wanted, name) for name in named.names)) for named in known]
    scored.sort(key=lambda pair: (-pair[1], pair[0].id))
    return [pair for pair in scored[:5] if pair[1] >= 40]


def _problem(store: Store, what: str, matches: Sequence[Named], *, by_count: bool) -> NameProblem:
    """The error that lists what may be meant: the most spoken of first, or in the given order."""
    shown = matches[: SHOWN * 5]
    counts = _counts(store, [named.id for named in shown])
    if by_count:
        shown = sorted(shown, key=lambda named: (-counts.get(named.id, 0), named.id))
    candidates = [
        (named.name, named.kind, named.id, counts.get(named.id, 0)) for named in shown[:SHOWN]
    ]
    lines = [
        f"{name} ({kind}, {count} statement{'' if count == 1 else 's'}): {key}"
        for name, kind, key, count in candidates
    ]
    message = f"{what}: {'; '.join(lines)}" if lines else what
    return NameProblem(message, lines, candidates)


def _counts(store: Store, ids: Sequence[str]) -> dict[str, int]:
    """How many statements are by or about each node."""
    text = (
        "MATCH (node)-[tie:STATED|ABOUT]-(statement:Statement) WHERE node.id IN $ids "
        "RETURN node.id, count(DISTINCT statement.id)"
    )
    rows = store.read(text, {"ids": list(ids)}).rows
    return {str(key): int(str(count)) for key, count in rows}


def _list(kinds: Sequence[str]) -> str:
    return ", ".join(kinds)
