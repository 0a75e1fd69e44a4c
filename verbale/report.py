"""The report at the end of a run, and the status of an installation."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from graph.errors import VerbaleError
from ingest.pipeline import Report
from verbale import output


def print_report(report: Report) -> None:
    """Tell what a run did, to standard error."""
    if report.found:
        output.say(f"{report.found} articles: {report.new} new, {report.known} known, {sum(report.refused.values())} refused")
    for error in report.refusals[:10]:
        output.say(f"  refused ({error.reason}): {error}")
    if len(report.refusals) > 10:
        output.say(f"  … and {len(report.refusals) - 10} more: verbale refused")
    if report.undated:
        output.say(f"  {report.undated} without a day of publication: kept, left out of answers as of a day")
    if report.unread:
        output.say(f"  {report.unread} in a language that is not read yet: kept, unread")
    if report.records:
        output.say(f"{report.records} read")
    written = report.written
    if written is not None:
        output.say(
            f"graph: {sum(report.nodes.values())} nodes, {sum(report.edges.values())} edges "
            f"({written.nodes_written + written.edges_written} written, {written.nodes_removed + written.edges_removed} removed)"
        )
        output.say("  " + ", ".join(f"{count} {kind}" for kind, count in sorted(report.nodes.items())))


def status_rows(settings: Any, open_store: Callable[[Any], Any]) -> list[dict[str, Any]]:
    """What is installed and in force."""
    from ingest.extract.version import extractor_version
    from ingest.log import Log

    rows: list[dict[str, Any]] = [
        {"what": "verbale", "value": version("verbale")},
        {"what": "extractor", "value": extractor_version()},
        {"what": "data folder", "value": str(settings.data)},
        {"what": "store", "value": settings.uri},
    ]
    try:
        with Log(settings.log) as log:
            rows += [
                {"what": "log", "value": log.identity},
                {"what": "articles", "value": len(log.keys())},
                {"what": "retracted", "value": len(log.retracted())},
                {"what": "refused", "value": len(log.refusals())},
                {"what": "to be read anew", "value": len(log.unread(extractor_version()))},
            ]
    except VerbaleError as error:
        rows.append({"what": "log", "value": str(error)})
    try:
        store = open_store(settings)
        try:
            state = store.state()
            rows.append({"what": "graph", "value": "empty" if state is None else f"{state.fingerprint} of log {state.log}" + (" (rebuilding)" if state.rebuilding else "")})
            if state is not None:
                found = store.read("MATCH (n) WHERE n.id IS NOT NULL UNWIND labels(n) AS kind RETURN kind, count(*) AS number ORDER BY kind", {})
                rows += [{"what": f"  {kind}", "value": number} for kind, number in found.rows]
        finally:
            store.close()
    except VerbaleError as error:
        rows.append({"what": "graph", "value": str(error)})
    return rows
