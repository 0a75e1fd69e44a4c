"""Writes the derived pages: `make generate`. A test compares them with what is committed."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

from graph.reference import schema_page
from graph.schema import load
from queries.catalog import load_all
from queries.reference import queries_page
from verbale.settings import Settings

REFERENCE = Path("docs/reference")


def settings_page() -> str:
    """The page of the settings, from their descriptions."""
    lines = [
        "# Settings",
        "",
        "Arguments win over the environment (`VERBALE_…`), which wins over `verbale.toml` in the",
        "working folder, which wins over the defaults. A misspelt key is an error.",
        "",
        "| Setting | In the environment | Default | What it is |",
        "|---|---|---|---|",
    ]
    for one in fields(Settings):
        default = one.default if one.default not in (None, ()) else "none"
        told = one.metadata["description"]
        lines.append(f"| `{one.name}` | `VERBALE_{one.name.upper()}` | `{default}` | {told} |")
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """Every derived page with its text."""
    return {
        REFERENCE / "schema.md": schema_page(load()),
        REFERENCE / "questions.md": queries_page(load_all()),
        REFERENCE / "settings.md": settings_page(),
    }


def main(root: Path) -> None:
    """Write the pages under a checkout's root."""
    for path, text in pages().items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        sys.stderr.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(__file__).resolve().parent.parent)
