"""The report at the end of a run, and the status of an installation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from importlib.metadata import version
from typing import Any

from graph.errors import VerbaleError
from ingest.faults import Fault
from ingest.pipeline import Report
from verbale import output
from verbale.options import knowledge_of, opened
from verbale.settings import SECRET, Settings

Row = tuple[str, Any]
_SHOWN = 10  # refusals in a report
_FAULTS = {
    "knowledge": "faults in knowledge files",
    "judgement": "faults in judgements",
    "correction": "faults in corrections",
    "article": "articles with a doubtful day (kept as they are)",
    "event": "events with a doubtful day (kept as they are)",
}
_COUNTS = (
    "MATCH (node) WHERE node.id IS NOT NULL UNWIND labels(node) AS kind "
    "WITH kind, count(*) AS number WHERE kind <> 'Verbale' RETURN kind, number ORDER BY kind"
)


def print_report(report: Report) -> None:
    """Tell what a run did, to standard error."""
    refused = sum(report.refused.values())
    if report.found:
        output.say(
            f"{report.found} articles: {report.new} new, {report.known} known, {refused} refused"
        )
    for error in report.refusals[:_SHOWN]:
        output.say(f"  refused ({error.reason}): {error}")
    if len(report.refusals) > _SHOWN:
        output.say(f"  … and {len(report.refusals) - _SHOWN} more: verbale refused")
    if report.taken_back:
        output.say(f"  {report.taken_back} were taken back (verbale retract) and stay out")
    if report.undated:
        output.say(
            f"  {report.undated} without a day of publication: kept, and left out of answers "
            f"as of a day"
        )
    if report.unread:
        output.say(f"  {report.unread} in a language that is not read yet: kept, unread")
    if report.records:
        output.say(f"{report.records} read")
    if report.decisions:
        output.say(f"{report.decisions} decisions of people (verbale review --list)")
    print_faults(report.faults)
    written = report.written
    if written is not None:
        output.say(
            f"graph: {sum(report.nodes.values())} nodes, {sum(report.edges.values())} edges "
            f"({written.nodes_written + written.edges_written} written, "
            f"{written.nodes_removed + written.edges_removed} removed)"
        )
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(report.nodes.items()))
        output.say(f"  {kinds}")


def print_faults(faults: Iterable[Fault]) -> None:
    """Name what people gave and could not be used, and days that are hard to believe."""
    by_kind: dict[str, list[Fault]] = {}
    for fault in faults:
        by_kind.setdefault(_FAULTS.get(fault.what, fault.what), []).append(fault)
    for told, some in by_kind.items():
        output.say(f"{len(some)} {told}:")
        for fault in some[:_SHOWN]:
            output.say(f"  {fault.reason}: {fault.message}")
        if len(some) > _SHOWN:
            where = "" if some[0].what in ("article", "event") else ": verbale status"
            output.say(f"  … and {len(some) - _SHOWN} more{where}")


def status_rows(settings: Settings) -> list[dict[str, Any]]:
    """What is installed, in force, and held; what cannot be opened says why."""
    rows = [*_installed(), *_settings(settings), *_log(settings), *_graph(settings)]
    return [{"what": what, "value": value} for what, value in rows]


def _installed() -> Iterator[Row]:
    from ingest.extract.version import extractor_version

    yield "verbale", version("verbale")
    yield "extractor", extractor_version()


def _settings(settings: Settings) -> Iterator[Row]:
    for field in fields(settings):
        value = getattr(settings, field.name)
        if field.name == "store":
            value = settings.uri
        elif field.name in SECRET:
            value = "(hidden)" if value else ""
        elif isinstance(value, tuple):
            value = ", ".join(map(str, value))
        yield f"setting {field.name}", value if isinstance(value, int | float) else str(value)


def _log(settings: Settings) -> Iterator[Row]:
    from ingest.extract.version import extractor_version
    from ingest.log import Log
    from ingest.pipeline import faults_of

    try:
        with Log(settings.log) as log:
            yield "log", log.identity
            yield "articles", len(log.keys())
            yield "retracted", len(log.retracted())
            yield "refused", len(log.refusals())
            yield "to be read anew", len(log.unread(extractor_version()))
            yield "decisions", len(log.decisions())
            for fault in faults_of(log, knowledge_of(settings)):
                yield f"{fault.what} ({fault.reason})", fault.message
    except VerbaleError as error:
        yield "log", str(error)


def _graph(settings: Settings) -> Iterator[Row]:
    try:
        with opened(settings) as store:
            state = store.state()
            if state is None:
                yield "graph", "empty"
                return
            rebuilding = " (rebuilding)" if state.rebuilding else ""
            yield "graph", f"{state.fingerprint} of log {state.log}{rebuilding}"
            for kind, number in store.read(_COUNTS, {}).rows:
                yield f"  {kind}", number
    except VerbaleError as error:
        yield "graph", str(error)
