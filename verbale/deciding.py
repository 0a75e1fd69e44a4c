"""What `review` and `correct` do: show unsure joins, keep decisions, bring the graph to them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DecisionError
from ingest import pipeline
from ingest.decisions import Correction, Decision, Judgement, Kept, Kind, Mention
from ingest.decisions import correction as correction_of
from ingest.decisions import judgement as judgement_of
from ingest.log import Log
from ingest.resolve.correcting import corrected
from ingest.resolve.items import Source
from ingest.resolve.locating import Missing, articles_of, locate
from ingest.resolve.unsure import unsure_joins
from verbale import output
from verbale.evidence import Side, sides
from verbale.options import knowledge_of, opened
from verbale.progress import shown
from verbale.report import print_report
from verbale.review_files import Pair, as_json_lines, as_toml, marked, read_decisions
from verbale.settings import Settings

_ANSWERS = {
    **dict.fromkeys(("s", "same"), "same"),
    **dict.fromkeys(("d", "different"), "different"),
    **dict.fromkeys(("u", "unsure"), "unsure"),
    **dict.fromkeys(("", "skip"), "skip"),
    **dict.fromkeys(("b", "undo"), "undo"),
    **dict.fromkeys(("q", "quit"), "quit"),
}
_QUESTION = "[s]ame, [d]ifferent, [u]nsure, skip [enter], undo [b], [q]uit: "
_READINGS: tuple[Kind, ...] = ("Statement", "Event", "Agreement")
_COLUMNS = ("number", "kind", "decision", "of", "state", "who", "why", "arrived")


# ------------------------------------------------------------------ unsure joins


def pairs_of(settings: Settings, kind: str | None, limit: int) -> list[Pair]:
    """The unsure joins with their evidence, best first."""
    with Log(settings.log) as log, shown() as progress:
        progress("joining", 0, 0)
        kept = log.decisions()
        r = pipeline.resolution_of(pipeline.sources_of(log), knowledge_of(settings), kept)
    found = [one for one in unsure_joins(r, kept) if kind in (None, one.kind)]
    return [(one, *sides(r, one)) for one in found[:limit]]


def write_file(settings: Settings, path: Path, kind: str | None, limit: int) -> None:
    """Write the unsure joins to a file: JSON lines where its name ends so, else TOML."""
    pairs = pairs_of(settings, kind, limit)
    told = as_json_lines(pairs) if path.suffix == ".jsonl" else as_toml(pairs)
    try:
        path.write_text(told, encoding="utf-8")
    except OSError as error:
        raise DecisionError(f"{path} cannot be written: {error.strerror}") from error
    output.say(f"{len(pairs)} joins to decide in {path}; then: verbale review --apply {path}")


def apply_file(settings: Settings, path: Path, who: str, why: str) -> int:
    """Keep the decisions of a file; how many of its entries could not be used."""
    found, still_open, wrong = read_decisions(path)
    Log(settings.log).close()  # there must be one; a writer would make it
    count, kept = len(found) + still_open + len(wrong), 0
    with Log(settings.log, write=True) as log:
        try:
            kept = log.decide([decision for _, decision in found], who, why)
        except DecisionError:  # one opposes another: find out which
            for where, decision in found:
                try:
                    kept += log.decide([decision], who, why)
                except DecisionError as error:
                    wrong.append(DecisionError(f"{where}: {error}"))
    for message in wrong:
        output.say(f"left out: {message}")
    output.say(
        f"{count} entries: {kept} decisions kept, "
        f"{still_open} left open, {len(wrong)} could not be used"
    )
    if kept:
        rebuild(settings)
    return len(wrong)


def ask_all(settings: Settings, kind: str | None, limit: int, who: str, why: str) -> None:
    """Ask on the terminal, join by join; every answer is kept at once, the graph follows."""
    pairs = pairs_of(settings, kind, limit)
    if not pairs:
        output.say("no joins to decide")
        return
    given: list[tuple[int, int]] = []  # (place in the list, number in the log)
    at = 0
    while at < len(pairs):
        _show(pairs[at], at, len(pairs))
        answer = _answer()
        if answer == "quit":
            break
        if answer == "undo":
            if not given:
                output.say("there is no answer to take back")
                continue
            at, number = given.pop()
            with Log(settings.log, write=True) as log:
                log.take_back(number, who, why)
            continue
        if answer != "skip":
            one, first, second = pairs[at]
            verdict = judgement_of(one.kind, answer, first.mention, second.mention)
            with Log(settings.log, write=True) as log:
                log.decide([verdict], who, why)
                given.append((at, log.decisions()[-1].number))
        at += 1
    output.say(f"{len(given)} decisions kept")
    if given:
        rebuild(settings)


def _answer() -> str:
    """What `_QUESTION` is answered with; the end of the input quits, a slip is asked again."""
    while True:
        sys.stderr.write(_QUESTION)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            return "quit"
        answer = _ANSWERS.get(line.strip().lower())
        if answer is not None:
            return answer
        output.say(f"{line.strip()!r} is none of these")


def _show(pair: Pair, at: int, count: int) -> None:
    one, first, second = pair
    state = "joined now" if one.is_joined else "apart now"
    output.lines(
        [
            (
                f"{at + 1} of {count}  {one.kind}: {one.why} ({state}, certainty "
                f"{one.certainty:.2f}, {one.statements} statements)",
                "bold",
            ),
            *_told("A", first),
            *_told("B", second),
        ]
    )


def _told(label: str, side: Side) -> list[output.Line]:
    about = f" ({side.about})" if side.about else ""
    return [
        (f"  {label}  {side.name}{about}", ""),
        (f"     {side.day}, {side.outlet}", "dim"),
        (f"     {marked(side)}", ""),
    ]


# ------------------------------------------------------------------ what is kept


def list_all(settings: Settings, form: str) -> None:
    """Print all decisions with their numbers, and whether they act."""
    output.check(form)
    with Log(settings.log) as log:
        kept = log.decisions(taken_back=True)
        faults = pipeline.faults_of(log, knowledge_of(settings))
    left_out = {number: f.message for f in faults for number in f.numbers}
    rows = [_row(one, left_out) for one in kept]
    output.rows(_COLUMNS, rows, form, title=f"{len(kept)} decisions", wide=("of", "state"))


def _row(one: Kept, left_out: dict[int, str]) -> dict[str, object]:
    wish = one.decision
    if one.taken_back_by is not None:
        state = f"taken back by {one.taken_back_by}"
    else:
        state = left_out.get(one.number, "stands")
    told = wish.verdict if isinstance(wish, Judgement) else f"{wish.field} = {wish.value}"
    values = (
        one.number,
        wish.kind,
        told,
        "; ".join(map(str, wish.mentions)),
        state,
        one.who,
        one.why,
        one.arrived,
    )
    return dict(zip(_COLUMNS, values, strict=True))


def undo(settings: Settings, numbers: Sequence[int], who: str, why: str) -> None:
    """Take decisions back, and bring the graph to what is left."""
    Log(settings.log).close()  # there must be one; a writer would make it
    with Log(settings.log, write=True) as log:
        for number in numbers:
            kept = log.take_back(number, who, why)
            output.say(f"taken back: {number} ({kept.decision})")
    rebuild(settings)


def keep(settings: Settings, decisions: Sequence[Decision], who: str, why: str) -> None:
    """Keep decisions, and bring the graph to them."""
    with Log(settings.log, write=True) as log:
        new = log.decide(decisions, who, why)
        number = log.decisions()[-1].number
    output.say(f"kept as number {number}" if new else "that is decided already")
    if new:
        rebuild(settings)


def rebuild(settings: Settings) -> None:
    """Bring the graph to what the log holds."""
    report = pipeline.Report()
    knowledge = knowledge_of(settings)
    with opened(settings) as graph, Log(settings.log, write=True) as log, shown() as progress:
        pipeline.check_store(log, graph, settings.uri)
        pipeline.read_stale(log, report, workers=settings.workers, progress=progress)
        pipeline.refresh(log, graph, knowledge, report, progress=progress)
    print_report(report)


# ------------------------------------------------------------------ corrections


@dataclass(frozen=True, slots=True)
class Wish:
    """A correction as the command line gives it."""

    article: str
    quote: str
    occurrence: int
    thing: str | None
    field: str
    value: str


def correct(settings: Settings, wish: Wish, speaker: tuple[int, str], who: str, why: str) -> None:
    """Keep a correction that can be applied now. Raises DecisionError where it cannot.

    `speaker` is which occurrence of the speaker's words, and what they name.
    """
    with Log(settings.log) as log:
        name = wish.article if log.addressed(wish.article) else log.find_one(wish.article)
        sources = pipeline.sources_of(log)
    mention = Mention(name, " ".join(wish.quote.split()), wish.occurrence)
    by_name = articles_of(sources)
    found = {kind: locate(by_name, kind, mention) for kind in _READINGS}
    kind = (wish.thing or "").capitalize() or _kind_at(wish, mention, found)
    value = " ".join(wish.value.split())
    made = correction_of(kind, wish.field, mention, value, speaker[0], speaker[1].capitalize())
    _check_use(sources, made)
    keep(settings, [made], who, why)


def _kind_at(
    wish: Wish, mention: Mention, found: dict[Kind, tuple[tuple[str, int], ...] | Missing]
) -> str:
    """What was read at some words, where one kind alone has the field."""
    if wish.field == "speaker":
        return "Statement"
    kinds = [
        kind
        for kind, places in found.items()
        if not isinstance(places, Missing)
        and not (kind == "Statement" and wish.field in ("kind", "status"))
    ]
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        raise DecisionError(f"{mention} is read as {' and as '.join(kinds)}; say which with --as")
    missing = [m for m in found.values() if isinstance(m, Missing)]
    raise DecisionError(missing[0].message)


def _check_use(sources: Sequence[Source], made: Correction) -> None:
    _, _, faults = corrected(sources, [Kept(1, made, "", "", "")])
    if faults:
        told = faults[0].message.removeprefix("correction 1 is left out: ")
        raise DecisionError(f"not kept: {told}")
