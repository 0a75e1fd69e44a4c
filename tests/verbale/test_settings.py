"""Settings: what wins over what, and what a slip is told."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from graph.errors import SettingsError
from verbale.settings import SECRET, Settings, load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def toml(folder: Path, text: str) -> None:
    (folder / "verbale.toml").write_text(text, encoding="utf-8")


def test_without_anything_the_embedded_engine_works_in_data() -> None:
    settings = load_settings()
    assert settings == Settings()
    assert settings.log == Path("data/records.sqlite")
    assert settings.uri == "kglite:data/graph"
    assert (settings.workers, settings.timeout, settings.token) == (1, 30.0, None)


def test_arguments_win_over_environment_over_file_over_defaults(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml(folder, 'data = "file"\nworkers = 2\ntimeout = 5\nuser = "file"\nknowledge = ["a", "b"]')
    monkeypatch.setenv("VERBALE_WORKERS", "3")
    monkeypatch.setenv("VERBALE_DATA", "environment")
    monkeypatch.setenv("VERBALE_USER", "")
    settings = load_settings(data=Path("argument"), workers=None)
    assert settings.data == Path("argument")
    assert settings.workers == 3
    assert settings.timeout == 5.0
    assert settings.user == "file"  # an empty variable says nothing
    assert settings.knowledge == (Path("a"), Path("b"))
    assert settings.database == "neo4j"


def test_every_setting_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "DATA": "d", "STORE": "bolt://h:1", "USER": "u", "PASSWORD": "p", "DATABASE": "b",
        "KNOWLEDGE": "a.toml:b.toml", "WORKERS": "4", "TIMEOUT": "2.5", "TOKEN": "t",
        "LOG_LEVEL": "debug",
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(f"VERBALE_{name}", value)
    assert load_settings() == Settings(
        data=Path("d"),
        store="bolt://h:1",
        user="u",
        password="p",
        database="b",
        knowledge=(Path("a.toml"), Path("b.toml")),
        workers=4,
        timeout=2.5,
        token="t",
        log_level="debug",
    )
    assert {name.lower() for name in told} == {f.name for f in dataclasses.fields(Settings)}


def test_secrets_are_shown_nowhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("VERBALE_PASSWORD", "hush")
    monkeypatch.setenv("VERBALE_TOKEN", "hush")
    assert "hush" not in repr(load_settings())
    toml(folder, "password = 12345")
    monkeypatch.delenv("VERBALE_PASSWORD")
    with pytest.raises(SettingsError, match=r"password = \(hidden\): text is expected") as told:
        load_settings()
    assert "12345" not in str(told.value)
    assert {"password", "token"} == SECRET


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wrokers = 2", r"verbale.toml: there is no setting 'wrokers'; workers may be meant"),
        ("[store]\nuri = 'x'", r"verbale.toml: store = .*: a folder or a Bolt address"),
        ("x = 1", r"there is no setting 'x'; settings are data, database, knowledge, .*, workers"),
        ("workers = 0", "verbale.toml: workers = 0: a whole number from 1 to 64 is expected"),
        ("workers = 65", "workers = 65: a whole number"),
        ("workers = 1.5", "workers = 1.5: a whole number"),
        ("workers = true", "workers = True: a whole number"),
        ("timeout = 0", "timeout = 0: a number of seconds above 0 is expected"),
        ("timeout = nan", "timeout = nan: a number of seconds"),
        ("knowledge = 1", "knowledge = 1: a list of files"),
        ("data = ''", "data = '': a folder is expected"),
        ("data = [", "verbale.toml cannot be read: "),
    ],
)
def test_a_slip_in_the_file_says_what_is_expected(folder: Path, text: str, message: str) -> None:
    toml(folder, text)
    with pytest.raises(SettingsError, match=message):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("VERBALE_WORKERS", "many", "VERBALE_WORKERS = 'many': a whole number from 1 to 64"),
        ("VERBALE_TIMEOUT", "-1", "VERBALE_TIMEOUT = '-1': a number of seconds above 0"),
        ("VERBALE_STROE", "x", "VERBALE_STROE: there is no such setting; VERBALE_STORE may be"),
    ],
)
def test_a_slip_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=message):
        load_settings()


def test_other_variables_of_that_prefix_are_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBALE_GOLD", "/gold")
    monkeypatch.setenv("VERBALE_REQUIRE", "neo4j")
    monkeypatch.setenv("VERBALE_CACHE", "/cache")
    assert load_settings() == Settings()


def test_a_file_that_is_no_text(folder: Path) -> None:
    (folder / "verbale.toml").write_bytes(b"data = '\xff'")
    with pytest.raises(SettingsError, match=r"verbale.toml cannot be read"):
        load_settings()
    (folder / "verbale.toml").unlink()
    (folder / "verbale.toml").mkdir()
    with pytest.raises(SettingsError, match=r"verbale.toml cannot be read"):
        load_settings()


def test_every_variable_that_a_message_names_is_a_setting() -> None:
    root = Path(__file__).parents[2]
    named = {
        variable
        for package in ("verbale", "explorer", "queries", "ingest", "graph")
        for path in (root / package).rglob("*.py")
        for variable in re.findall(r"VERBALE_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))
    }
    known = {f"VERBALE_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    assert {"VERBALE_USER", "VERBALE_PASSWORD", "VERBALE_TOKEN"} <= named
    assert named - known <= {"VERBALE_KILL_AT"}  # for crash tests
