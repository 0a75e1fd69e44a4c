"""The built page is from the sources beside it, and building again gives the same bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parents[2] / "explorer"
WEB, STATIC = HERE / "web", HERE / "static"
FIRST_LOAD = 40_000  # bytes after gzip


def sources() -> list[str]:
    """The page's source files by their path, sorted by bytes."""
    paths = (path for path in WEB.rglob("*") if path.is_file())
    names = [path.relative_to(WEB).as_posix() for path in paths]
    kept = [name for name in names if not name.startswith("node_modules/")]
    return sorted(kept, key=str.encode)


def test_the_built_page_is_from_these_sources() -> None:
    lines = (f"{sha256((WEB / name).read_bytes()).hexdigest()}  {name}\n" for name in sources())
    digest = sha256("".join(lines).encode()).hexdigest()
    built = json.loads((STATIC / "BUILD.json").read_text(encoding="utf-8"))
    assert built == {"sources": digest}, "explorer/web has changed: run `make explorer`"


def test_no_file_tells_where_it_was_built() -> None:
    lock = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    for path in (*STATIC.iterdir(), WEB / "package-lock.json"):
        text = path.read_text(encoding="utf-8")
        assert str(HERE) not in text
        assert "localhost" not in text


def test_versions_are_pinned() -> None:
    told = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    for version in (*told["dependencies"].values(), *told["devDependencies"].values()):
        assert version[0].isdigit()


def test_the_page_names_no_kind_of_the_schema() -> None:
    from graph.schema import load

    kinds = [f"'{kind}'" for kind in (*load().nodes, *load().edges)]
    colors = [node.color for node in load().nodes.values()]
    for name in sources():
        if name.startswith("src/") and name.endswith(("ts", "tsx", "css")):
            text = (WEB / name).read_text(encoding="utf-8")
            assert not [word for word in (*kinds, *colors) if word in text], name


def test_the_first_load_is_small() -> None:
    import gzip

    loaded = ("index.html", "explorer.js", "explorer.css")
    size = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in loaded)
    assert size <= FIRST_LOAD


@pytest.mark.browser
@pytest.mark.slow
def test_building_again_gives_the_same_bytes(
    tmp_path: Path, pytestconfig: pytest.Config, shared: ModuleType
) -> None:
    npm = shutil.which("npm")
    if npm is None:
        shared.require(pytestconfig, "browser", "npm is not installed, the page was not rebuilt")
    assert npm
    web = tmp_path / "explorer" / "web"
    shutil.copytree(WEB, web, ignore=shutil.ignore_patterns("node_modules"))
    installed = subprocess.run([npm, "ci"], cwd=web, capture_output=True, text=True)
    if installed.returncode:
        reason = installed.stderr.strip().splitlines()[-1:] or ["no reason told"]
        shared.require(pytestconfig, "browser", f"npm ci failed: {reason[0]}")
    subprocess.run([npm, "run", "build"], cwd=web, check=True, capture_output=True)
    built = tmp_path / "explorer" / "static"
    assert {path.name for path in built.iterdir()} == {path.name for path in STATIC.iterdir()}
    for path in built.iterdir():
        assert path.read_bytes() == (STATIC / path.name).read_bytes(), path.name
