"""From judged candidates to statements: one per cue, nesting kept, duplicates undone."""

from __future__ import annotations

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate, with_quotations
from ingest.extract.certain import lexicon_says
from ingest.extract.constructions.sources import is_earlier
from ingest.extract.cues import load as load_cues
from ingest.extract.parting import CHARGING, parts
from ingest.extract.syntax import is_word, subtree, trimmed

_PART = frozenset({"if", "unless", "until", "because", "since"})  # clauses that stay in a content
_SAME = 0.5  # of candidates whose contents share this much (Jaccard), the best stays
_NEAR = 0.3  # a wider content may score so much less than the quotation in it
_ATTRIBUTION = 6  # words of "he told envoys" at most
_SHARE = 0.25  # of a relayed sentence that its statement makes at least
_BESIDE = 3  # tokens of a relayed sentence that belong to no part of its statement
_ASKING = frozenset("offer propose suggest demand seek request".split())
_FREE_QUOTE = 4  # words from which a quotation without a cue is taken for a continuation
_TELLING = frozenset("tell inform assure remind warn promise say announce answer reply ask".split())
_UNNESTED = frozenset({"preposition", "noun-of", "adjective", "object", "object+", "noun-to"})


def _merge_same_cue(candidates: list[Candidate], a: Analysis) -> list[Candidate]:
    """The best candidate of each cue, with the quotation that the same cue also governs."""
    by_cue: dict[int, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.kind, min(c.content))):
        by_cue.setdefault(candidate.head, []).append(candidate)
    best: list[Candidate] = []
    owner = _quotation_owners(candidates, a)
    for whole in by_cue.values():
        own = [c for c in whole if not _is_of_another(c, owner, a)]
        group = whole if all(c.kind.startswith("quote-") for c in own) else own
        first = _preferred(group, a)
        others: list[Candidate] = []
        for other in group:
            if other is first:
                continue
            joins = (
                (other.score > 0.5 or _touches(first, other, a))
                and other.kind.startswith(("quote-", "clause"))
                and first.kind.startswith(("quote-", "clause"))
                and {first.kind, other.kind} != {"clause-left", "clause-right"}
            )
            if joins and _is_of_another(other, owner, a):
                continue
            if joins and not _apart(first, other):
                first.content |= other.content - set(first.source) - set(first.cue)
            elif not first.content & other.content and _is_second(first, other):
                others.append(other)
        with_quotations(first, a)
        _add_aim(first, candidates, a)
        best.append(first)
        best += others[:1]
    return best


def _add_aim(c: Candidate, candidates: list[Candidate], a: Analysis) -> None:
    """Add what something is asked for to what is asked: "offered a pause so that C"; not who is
    told to have said it after that.
    """
    if not c.kind.startswith("object") or c.key not in _ASKING:
        return
    end = max(c.content)
    for clause in a.doc[c.head].children:
        marks = {x.lower_ for x in clause.children if x.dep_ == "mark"}
        if clause.dep_ == "advcl" and {"so", "that"} <= marks and clause.left_edge.i == end + 1:
            told = subtree(clause)
            names = (set(d.source) & told for d in candidates if d.head not in told)
            stop = min((min(name) for name in names if name), default=max(told) + 1)
            c.content |= set(trimmed(a.doc, [i for i in sorted(told) if i < stop]))


def _is_of_another(c: Candidate, owner: dict[int, int], a: Analysis) -> bool:
    """Whether it is a quotation that belongs to another cue."""
    return c.kind.startswith("quote-") and any(
        owner.get(a.quote_of[i], c.head) != c.head for i in c.content
    )


def _touches(first: Candidate, other: Candidate, a: Analysis) -> bool:
    """Whether one content goes on where the other ends: 'that attempts "will fail"'."""
    before, after = sorted((first, other), key=lambda c: min(c.content))
    between = range(max(before.content) + 1, min(after.content))
    return len(between) < 3 and not any(is_word(a.doc[i]) for i in between)


def _quotation_owners(candidates: list[Candidate], a: Analysis) -> dict[int, int]:
    """Which cue each quotation belongs to: the one whose candidate is surest."""
    best: dict[int, tuple[float, int]] = {}
    for candidate in candidates:
        for k in {a.quote_of[i] for i in candidate.content} - {-1}:
            rank = (candidate.score, -candidate.head)
            if k not in best or rank > best[k]:
                best[k] = rank
    return {k: -head for k, (_, head) in best.items()}


def _preferred(group: list[Candidate], a: Analysis) -> Candidate:
    """The best of a cue's candidates; "urged X to C" before "urged X", "accused X of C" before
    "accused X".
    """
    best = group[0]
    if best.kind.startswith("quote-"):  # quoted words inside what the cue reports
        wider = [
            c
            for c in group
            if not c.kind.startswith(("quote-", "line"))
            and c.kind != "as"
            and best.content < c.content
            and min(c.content) < min(best.content)  # "C," X said, answering …: C is whole
            and (best.kind == "quote-before" or c.score > best.score - _NEAR)
        ]
        if wider:  # a clause before "told X that C" taken for one object
            best = min(wider, key=lambda c: c.kind.startswith("object"))
    if best.kind in ("object", "object+", "preposition"):
        for other in group:
            is_clause = other.kind == "clause-right" and other.score > _SAME
            if is_clause and other.content < best.content:
                return other  # "told X that C", "accused X of the fact that C"
    if best.kind == "object" and best.key == "deny":  # "denies any fire from its side"
        best = next((c for c in group if c.kind == "object+" and best.content < c.content), best)
    if best.kind == "object" and _is_quotation(best, a):  # "hails a “new page” for Morvia"
        best = next((c for c in group if c.kind == "object+" and _goes_on_after(best, c)), best)
    if best.kind in ("object", "object+"):
        for other in group:
            narrower = (
                (other.kind == "infinitive" or other.key in load_cues().preposition)
                and other.addressee
                and other.content <= best.content | other.content
            )
            if (
                narrower
                and other.score > _SAME * best.score
                and (set(other.addressee) & best.content or other.key in CHARGING)
            ):
                return other
    return best


def _is_quotation(c: Candidate, a: Analysis) -> bool:
    """Whether a content is nothing but quoted words."""
    return all(a.in_quote(i) for i in c.content if is_word(a.doc[i]))


def _goes_on_after(quoted: Candidate, c: Candidate) -> bool:
    """Whether a likely content has the same words and what follows them."""
    return (
        quoted.content < c.content
        and min(c.content - quoted.content) > max(quoted.content)
        and c.score > quoted.score - _NEAR
    )


def _apart(first: Candidate, other: Candidate) -> bool:
    return (
        first.source_head is not None
        and other.source_head is not None
        and bool({first.source_head} & other.content or {other.source_head} & first.content)
    )


def _is_second(first: Candidate, other: Candidate) -> bool:
    """Whether one cue reports two statements: "said that A and that B"."""
    return first.kind == other.kind == "clause-right"


def _drop_relayed(candidates: list[Candidate], a: Analysis) -> list[Candidate]:
    """Less what only tells through whom a statement came: "“C,” he told envoys, according to X"."""
    quoted = [c for c in candidates if c.kind.startswith("quote-") and c.source]
    kept: list[Candidate] = []
    for c in candidates:
        if c.kind in ("according", "as"):
            rest = next(
                (
                    c.content - q.content
                    for q in quoted
                    if q.head in c.content and q.content <= c.content
                ),
                None,
            )
            if rest is not None and sum(is_word(a.doc[i]) for i in rest) <= _ATTRIBUTION:
                continue
            if c.facts.get("medium") and any(_is_relayed(q, c) for q in candidates):
                continue
        kept.append(c)
    return kept


def _is_relayed(told: Candidate, c: Candidate) -> bool:
    """Whether a medium only relays a statement: "X denied C, according to the broadcaster Y"."""
    return (
        told is not c
        and told.head in c.content
        and told.facts.get("how") in ("subject", "comma")
        and bool(told.source)
        and min(c.content) in (min(told.source), min(told.content))
        and (
            len(told.content & c.content) > len(c.content) * _SHARE
            or len(c.content - {*told.content, *told.source, *told.cue}) <= _BESIDE
        )
    )


def _cut_coordinated(candidates: list[Candidate], a: Analysis) -> None:
    """Cut off a coordinated clause that has a cue and a subject of its own."""
    doc = a.doc
    places: dict[int, list[int]] = {}
    for k, d in enumerate(candidates):
        places.setdefault(d.head, []).append(k)
    for c in candidates:
        for k in sorted(k for head in c.content & places.keys() for k in places[head]):
            d = candidates[k]
            if d is c or d.head not in c.content or a.in_quote(d.head) or c.kind == "anaphora":
                continue
            token, top = doc[d.head], None
            while token.i in c.content and token.head.i != token.i:
                own_subject = any(x.dep_.startswith("nsubj") for x in token.children)
                is_part = any(x.dep_ == "mark" and x.lower_ in _PART for x in token.children)
                is_inner = is_earlier(token, doc[c.head]) and d.source_head in c.content
                tells = token.i == d.head and not is_inner and not _goes_on(d, a)
                if token.dep_ in ("conj", "advcl") and not is_part and (own_subject or tells):
                    top = token
                token = token.head
            if top is None or top.i <= min(c.content):
                continue
            cut = {t.i for t in top.subtree}
            low = min(cut)
            while low - 1 in c.content and (
                doc[low - 1].is_punct
                or doc[low - 1].is_space
                or doc[low - 1].dep_ in ("cc", "mark")
            ):
                low -= 1
                cut.add(low)
            if len(c.content - cut) >= max(1, 0.2 * len(c.content)):
                c.content = set(trimmed(doc, c.content - cut))


def _goes_on(d: Candidate, a: Analysis) -> bool:
    """Whether its verb only goes on with what another cue reports: "accused X of deviating and
    resorting to “ruses”".
    """
    verb = a.doc[d.head]
    return verb.dep_ == "conj" and verb.tag_ in ("VB", "VBG") and not lexicon_says(d, load_cues())


def _drop_nested(candidates: list[Candidate], a: Analysis) -> list[Candidate]:
    """Inside another's content keep only what is a statement of its own."""
    kept: list[Candidate] = []
    covered: set[int] = set()
    for c in sorted(candidates, key=lambda c: (-len(c.content), c.head)):
        inside = c.head in covered
        told = (c.kind not in _UNNESTED or _is_told(c, a)) and not _goes_on(c, a)
        if inside and (a.in_quote(c.head) or not c.source or not told):
            continue
        if c.content:
            kept.append(c)
            covered |= c.content
    return kept


def _is_told(c: Candidate, a: Analysis) -> bool:
    """Whether it is told of a named speaker inside what another said."""
    return (
        c.score >= _SAME
        and c.kind.startswith(("object", "preposition"))
        and c.facts.get("how") == "subject"
        and c.source_head is not None
        and a.doc[c.source_head].pos_ == "PROPN"
    )


def _drop_same(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    owners: dict[int, list[Candidate]] = {}  # by token of their content
    for c in sorted(candidates, key=lambda c: (-c.score, c.head)):
        near = {id(k): k for i in c.content for k in owners.get(i, ())}.values()
        if all(
            len(c.content & k.content) / len(c.content | k.content) < _SAME
            or _tells_of(k, c)
            or _tells_of(c, k)
            or _seconds(k, c)
            or _seconds(c, k)
            for k in near
        ):
            kept.append(c)
            for i in c.content:
                owners.setdefault(i, []).append(c)
    return sorted(kept, key=lambda c: (c.head, min(c.content)))


def _tells_of(outer: Candidate, inner: Candidate) -> bool:
    """Whether one statement tells that somebody made the other: "said X had told him that …"."""
    return (
        inner.head in outer.content
        and inner.source_head in outer.content
        and (inner.key in _TELLING or inner.kind.startswith("object"))
        and inner.facts.get("how") in ("subject", "agent")
    )


def _seconds(outer: Candidate, inner: Candidate) -> bool:
    """Whether one statement takes up another's words: "A denied that C, as B had charged"."""
    return inner.facts.get("taken") is True and inner.head not in outer.content


def _continue_quotations(candidates: list[Candidate], a: Analysis) -> None:
    """Give quotations that no cue governs to the statement that they continue; one left open at
    the end of its paragraph to the statement of the quotation that goes on in the next.
    """
    doc = a.doc
    for k in range(len(a.regions) - 2, -1, -1):
        first, last = a.regions[k]
        after = a.regions[k + 1][0]
        if not a.quotations[k].is_open or a.paragraph[after] - a.paragraph[first] > 2:
            continue
        goes_on = a.paragraph[after - 1] != a.paragraph[after] or doc[after - 1].is_space
        owner = next((c for c in candidates if after + 1 in c.content and c.head > after), None)
        if goes_on and owner is not None and not any(first + 1 in c.content for c in candidates):
            owner.content |= set(range(first, last + 1))
    covered = {i for c in candidates for i in c.content}
    ends = {id(c): max(c.head, max(c.content)) for c in candidates}
    near: list[Candidate] = []  # those that begin before a quotation and end in its sentence
    waiting = list(reversed(candidates))
    opened, at = -1, 0  # the last word before a quotation that begins a sentence
    for first, last in a.regions:
        inside = range(first, last + 1)
        while at < first:
            if doc[at].is_sent_start and is_word(doc[at]):
                opened = at
            at += 1
        while waiting and waiting[-1].head < first:
            near.append(waiting.pop())
        near = [c for c in near if ends[id(c)] + 2 > opened]
        if any(i in covered for i in inside) or sum(is_word(doc[i]) for i in inside) < _FREE_QUOTE:
            continue
        starts_sentence = (
            first == 0
            or bool(doc[first].is_sent_start)
            or doc[first - 1].text in (".", "?", "!", "”", '"', "''")
            or doc[first - 1].is_space
        )
        before = [
            c
            for c in near
            if a.paragraph[first] - a.paragraph[max(c.content)] <= 1
            and any(a.in_quote(i) for i in c.content)
        ]
        if starts_sentence and before:
            owner = max(before, key=lambda c: max(c.head, max(c.content)))
            owner.content |= set(inside)
            ends[id(owner)] = max(owner.head, max(owner.content))
            covered |= set(inside)


def select(candidates: list[Candidate], a: Analysis) -> list[Candidate]:
    """The statements of an article, from candidates that the judge has let pass."""
    best = _drop_relayed(_merge_same_cue(candidates, a), a)
    _cut_coordinated(best, a)
    kept = _drop_same(_drop_nested(best, a))
    _continue_quotations(kept, a)
    return [part for c in kept for part in parts(c, a)]
