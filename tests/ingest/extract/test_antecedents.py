"""Whom a word may look back to, and who is chosen. All persons are invented."""

from __future__ import annotations

import pytest

from ingest.extract.extractor import Extractor
from ingest.extract.judge import Model
from ingest.extract.speakers import antecedents
from ingest.extract.speakers.antecedents import likeliest, options_of
from ingest.extract.speakers.discourse import Discourse, Options

TEXT = (
    "Foreign Minister Maria Lindqvist met Ambassador Peter Halloran in Geneva on Monday.\n\n"
    "“Tomas Brandt knows it,” Lindqvist said. The ferry left at noon.\n\n"
    "She added that the border would reopen."
)


@pytest.fixture
def told(extractor: Extractor) -> tuple[Discourse, int]:
    a, cast, _ = extractor.propose(TEXT)
    [she] = [t.i for t in a.doc if t.text == "She"]
    return Discourse(a, cast), she


def by_name(d: Discourse, options: Options) -> dict[str, list[str]]:
    return {d.cast.members[index].name: names for index, names in options.items()}


def test_persons_of_a_fitting_gender_are_options_the_nearest_first(
    told: tuple[Discourse, int],
) -> None:
    d, she = told
    assert list(by_name(d, options_of(d, she, "f"))) == ["Maria Lindqvist"]
    assert list(by_name(d, options_of(d, she, None))) == ["Maria Lindqvist", "Peter Halloran"]


def test_whom_a_speaker_names_is_not_whom_the_outlet_speaks_of(
    told: tuple[Discourse, int],
) -> None:
    d, she = told
    assert "Tomas Brandt" in {member.name for member in d.cast.members}
    assert "Tomas Brandt" not in by_name(d, options_of(d, she, None))


def test_options_may_be_kept_to_some(told: tuple[Discourse, int]) -> None:
    d, she = told
    peter = next(k for k, m in enumerate(d.cast.members) if m.name == "Peter Halloran")
    [(name, features)] = by_name(d, options_of(d, she, None, {peter}.__contains__)).items()
    assert name == "Peter Halloran"
    assert "only one" in features
    assert "has not spoken" in features
    assert options_of(d, she, None, frozenset().__contains__) == {}


def test_features_tell_where_and_as_what_a_person_stands(told: tuple[Discourse, int]) -> None:
    d, she = told
    options = by_name(d, options_of(d, she, None))
    assert {"named=2", "as=subject", "sentences=2", "rank=0"} <= set(options["Maria Lindqvist"])
    assert {"named=1", "as=object", "no subject", "rank=1"} <= set(options["Peter Halloran"])


def test_nobody_is_chosen_below_the_threshold_and_the_choice_is_kept(
    told: tuple[Discourse, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    d, she = told
    options = options_of(d, she, None)
    first, second = options

    def chosen(word: int, threshold: float, weights: dict[str, float]) -> int | None:
        model = {"pronoun": Model(0.0, threshold, weights)}
        monkeypatch.setattr(antecedents, "load", lambda: model)
        return likeliest(d, "pronoun", word, options)

    assert chosen(0, 0.6, {}) is None
    assert chosen(1, 0.5, {}) == first  # of equal ones the nearest
    assert chosen(2, 0.5, {"rank=1": 1.0}) == second
    assert chosen(1, 0.5, {"rank=1": 1.0}) == first  # a word means one person throughout
    assert d.choices == [("pronoun", options)] * 3
