"""The embedded engine's values in the shape that every engine's answers have (`graph.store.Rows`).

The engine gives nodes, edges and paths as dicts of its own, edges with the numbers of their ends,
and shows a `title` and a `type` on nodes that have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SIMPLE = (str, int, float, type(None))  # bool is an int
_NODE = frozenset({"id", "labels", "properties"})
_EDGE = frozenset({"id", "start", "end", "type", "properties"})
_PATH = frozenset({"nodes", "relationships"})


def node_ids(frozen: Any, found: list[dict[str, Any]]) -> dict[int, str]:
    """Ids of the nodes at the ends of returned edges, by the engine's own numbers."""
    numbers: set[int] = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            if value.keys() == _EDGE and isinstance(value["start"], int):
                numbers.update((value["start"], value["end"]))
            for part in value.values():
                collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)

    for row in found:
        collect(list(row.values()))
    if not numbers:
        return {}
    text = (
        "MATCH (node) WHERE elementId(node) IN $ids RETURN elementId(node) AS number, node.id AS id"
    )
    view = frozen.cypher(text, params={"ids": sorted(str(number) for number in numbers)})
    return {int(row["number"]): row["id"] for row in view.to_list()}


def plain(value: Any, ends: Mapping[int, str]) -> Any:
    """The shape that every engine's answers have; see `graph.store.Rows`."""
    if isinstance(value, list):
        return [plain(part, ends) for part in value]
    if not isinstance(value, dict):
        return value.isoformat() if hasattr(value, "isoformat") else value
    if value.keys() == _NODE and isinstance(value["labels"], list):
        kind = value["labels"][0]
        return {
            "id": value["properties"].get("id"),
            "kind": kind,
            "properties": _visible(value["properties"], _invented(kind)),
        }
    if value.keys() == _EDGE and value["start"] in ends:
        return {
            "id": value["properties"].get("id"),
            "kind": value["type"],
            "from": ends[value["start"]],
            "to": ends[value["end"]],
            "properties": _visible(value["properties"], frozenset()),
        }
    if value.keys() == _PATH and len(value["nodes"]) == len(value["relationships"]) + 1:
        steps: list[Any] = [plain(value["nodes"][0], ends)]
        for edge, node in zip(value["relationships"], value["nodes"][1:], strict=True):
            steps += [plain(edge, ends), plain(node, ends)]
        return steps
    return {key: plain(part, ends) for key, part in value.items() if not key.startswith("_")}


def _visible(properties: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    return {
        name: value
        for name, value in sorted(properties.items())
        if name != "id" and name not in hidden and not name.startswith("_") and value is not None
    }


def _invented(kind: str) -> frozenset[str]:
    """Properties that the engine shows on every node of this kind although nobody set them."""
    from graph.schema import load

    schema = load()
    known = schema.nodes[kind].properties if kind in schema.nodes else {}
    return frozenset({"title", "type"} - known.keys())
