"""Settings: arguments > environment (VERBALE_…) > verbale.toml > defaults. Read once per command.

Written by hand, as a question must be answered in little more than the time that the embedded
engine takes to load, and a settings library alone takes longer than that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from graph.errors import SettingsError

FILE = Path("verbale.toml")
PREFIX = "VERBALE_"
MOST_WORKERS = 64

Reading = Callable[[Any], Any]  # from what was given to the setting's value; ValueError where bad


def _text(given: Any) -> str:
    if not isinstance(given, str) or not given:
        raise ValueError
    return given


def _folder(given: Any) -> Path:
    return given if isinstance(given, Path) else Path(_text(given)).expanduser()


def _files(given: Any) -> tuple[Path, ...]:
    many = given.split(os.pathsep) if isinstance(given, str) else given
    if not isinstance(many, (list, tuple)):
        raise ValueError
    return tuple(_folder(one) for one in many)


def _workers(given: Any) -> int:
    if isinstance(given, bool | float) or not 1 <= int(given) <= MOST_WORKERS:
        raise ValueError
    return int(given)


def _seconds(given: Any) -> float:
    if isinstance(given, bool) or not 0 < float(given) < 1e9:
        raise ValueError
    return float(given)


def _level(given: Any) -> str:
    if given not in ("debug", "info", "warning"):
        raise ValueError
    return str(given)


def _setting(default: Any, read: Reading, expected: str, description: str, **more: Any) -> Any:
    told = {"read": read, "expected": expected, "description": description}
    return field(default=default, metadata=told, **more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a command runs with. A misspelt key is an error."""

    data: Path = _setting(  # noqa: RUF009
        Path("data"),
        _folder,
        "a folder",
        "The folder of the record log and the embedded graph.",
    )
    store: str | None = _setting(
        None,
        _text,
        "a folder or a Bolt address such as bolt://localhost:7687",
        "Where the graph is kept: a folder, or a Bolt address such as bolt://localhost:7687. "
        "Default: the embedded engine in the data folder.",
    )
    user: str = _setting("neo4j", _text, "a name", "The user name for a Bolt store.")
    password: str | None = _setting(
        None,
        _text,
        "text",
        "The password for a Bolt store; set it in the environment.",
        repr=False,
    )
    database: str = _setting("neo4j", _text, "a name", "The database of a Bolt store.")
    knowledge: tuple[Path, ...] = _setting(
        (),
        _files,
        f"a list of files (in the environment with {os.pathsep!r} between them)",
        "Your own knowledge files (TOML or CSV); their entries win over built-in ones.",
    )
    workers: int = _setting(
        1,
        _workers,
        f"a whole number from 1 to {MOST_WORKERS}",
        "Processes that read articles.",
    )
    timeout: float = _setting(
        30.0, _seconds, "a number of seconds above 0", "Seconds that a question may take."
    )
    token: str | None = _setting(
        None,
        _text,
        "text",
        "The token that `serve` asks for; required to bind elsewhere than loopback.",
        repr=False,
    )

    log_level: str = _setting(
        "warning",
        _level,
        "debug, info or warning",
        "What is told on standard error while working; debug tells a reader fault in full.",
    )

    @property
    def log(self) -> Path:
        """The record log's file."""
        return self.data / "records.sqlite"

    @property
    def uri(self) -> str:
        """The store's address."""
        return self.store or f"kglite:{self.data / 'graph'}"


SECRET = frozenset({"password", "token"})
_FIELDS: dict[str, Field[Any]] = {one.name: one for one in fields(Settings)}


def load_settings(**given: Any) -> Settings:
    """The settings in force; `given` are arguments, None where they were left out.

    Raises SettingsError with where it stands, the key, the value and what is expected.
    """
    values: dict[str, Any] = {}
    for source in (_file(), _environment(), _arguments(given)):
        for name, (where, told) in source.items():
            values[name] = _value(name, where, told)
    return Settings(**values)


Source = Mapping[str, tuple[str, Any]]  # setting: where it was given, and what


def _value(name: str, where: str, given: Any) -> Any:
    read: Reading = _FIELDS[name].metadata["read"]
    try:
        return read(given)
    except (TypeError, ValueError):
        shown = "(hidden)" if name in SECRET else repr(given)
        expected = _FIELDS[name].metadata["expected"]
        raise SettingsError(f"{where} = {shown}: {expected} is expected") from None


def _arguments(given: Mapping[str, Any]) -> Source:
    return {k: (f"--{k}", v) for k, v in given.items() if v is not None}


def _environment() -> Source:
    """What VERBALE_… says; an empty variable says nothing, one nearly like a setting is a slip."""
    found = {}
    for variable, told in sorted(os.environ.items()):
        if not variable.startswith(PREFIX) or not told:
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name in _FIELDS:
            found[name] = (variable, told)
        elif near := _nearest(name):
            raise SettingsError(
                f"{variable}: there is no such setting; {PREFIX}{near.upper()} may be meant"
            )
    return found


def _file() -> Source:
    import tomllib

    try:
        told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{FILE} cannot be read: {error}") from error
    for name in told:
        if name not in _FIELDS:
            near = _nearest(name)
            meant = f"; {near} may be meant" if near else ""
            raise SettingsError(
                f"{FILE}: there is no setting {name!r}{meant}; settings are {', '.join(_names())}"
            )
    return {name: (f"{FILE}: {name}", value) for name, value in told.items()}


def _nearest(name: str) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, _FIELDS, n=1, cutoff=0.75)), None)


def _names() -> Iterator[str]:
    yield from sorted(_FIELDS)
