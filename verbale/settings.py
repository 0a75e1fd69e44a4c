"""Settings: arguments > environment (VERBALE_…) > verbale.toml > defaults. Read once per command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from graph.errors import SettingsError

FILE = Path("verbale.toml")


class Settings(BaseSettings):
    """What a command runs with. A misspelt key is an error."""

    model_config = SettingsConfigDict(env_prefix="VERBALE_", toml_file=FILE, extra="forbid", frozen=True)

    data: Path = Field(default=Path("data"), description="The folder of the record log and the embedded graph.")
    store: str | None = Field(default=None, description="Where the graph is kept: a folder, or a Bolt address such as bolt://localhost:7687. Default: the embedded engine in the data folder.")
    user: str = Field(default="neo4j", description="The user name for a Bolt store.")
    password: SecretStr | None = Field(default=None, description="The password for a Bolt store; set it in the environment.")
    database: str = Field(default="neo4j", description="The database of a Bolt store.")
    knowledge: tuple[Path, ...] = Field(default=(), description="Your own knowledge files (TOML); their entries win over built-in ones.")
    workers: int = Field(default=1, ge=1, le=64, description="Processes that read articles.")
    timeout: float = Field(default=30.0, gt=0, description="Seconds that a question may take.")
    token: SecretStr | None = Field(default=None, description="The token that `serve` asks for; required to bind elsewhere than loopback.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then verbale.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def log(self) -> Path:
        """The record log's file."""
        return self.data / "records.sqlite"

    @property
    def uri(self) -> str:
        """The store's address."""
        return self.store or f"kglite:{self.data / 'graph'}"


def load_settings(**given: Any) -> Settings:
    """The settings in force; SettingsError names the key, the value and what is expected."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        known = ", ".join(sorted(Settings.model_fields))
        hint = f"; settings are {known}" if first["type"] == "extra_forbidden" else ""
        raise SettingsError(f"setting {key!r}: {first['msg']}{hint} (from arguments, VERBALE_{key.upper()} or {FILE})") from error
    except (OSError, ValueError) as error:
        raise SettingsError(f"{FILE}: {error}") from error
