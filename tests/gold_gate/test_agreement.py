"""Two annotators of the corpus agree: what one finds the other finds."""

import sys
from pathlib import Path

from ingest.evaluation import value_of

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "gold"))

from agreement import agreement


def test_two_annotators_agree_on_what_was_said_and_by_whom() -> None:
    articles, statements, figures = agreement()
    assert articles >= 14
    assert statements >= 200
    assert value_of(figures["statement_content"]) > 0.9
    assert value_of(figures["statement"]) > 0.9
    assert value_of(figures["act_accuracy"]) > 0.85
