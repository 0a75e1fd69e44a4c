"""Train the judge on the project's own annotated articles: `make train`.

    python -m ingest.extract.training GOLD_FOLDER...

Each folder holds NAME.txt and NAME.json (the gold format). The same articles give the same weights.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.extract.candidates import Analysis, Candidate, propose
from ingest.extract.judge import features
from ingest.extract.layout import layout
from ingest.extract.parse import Reader
from ingest.extract.selection import spans_of

CONTENT = 0.5  # character Jaccard from which a candidate's content is the statement's
PIECE = 0.8  # share of a quotation that must lie in the statement, where it is given in pieces
RARE = 3  # features seen less often are left out
STRENGTH = 0.1  # inverse of the regularisation
THRESHOLD = 0.4


def cells(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    """Offsets of the letters and digits inside spans."""
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def articles(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The texts and annotations of a gold folder, by name."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield path.with_suffix(".txt").read_text(encoding="utf-8"), gold


def is_positive(candidate: Candidate, a: Analysis, gold: Sequence[tuple[set[int], str]]) -> bool:
    """Whether a candidate is a gold statement: its content, under the right cue."""
    own = cells(a.doc.text, spans_of(candidate, a))
    if not own:
        return False
    word = a.doc[candidate.head].lower_
    for content, cue in gold:
        free = candidate.kind in ("quote-colon", "quote-dash", "headline-colon", "headline-dash", "transcript")
        if cue and word not in cue and not free:
            continue
        shared = len(own & content)
        if shared / len(own | content) >= CONTENT or (
            candidate.kind.startswith("quote-") and shared / len(own) > PIECE
        ):
            return True
    return False


def examples(reader: Reader, folder: Path) -> Iterator[tuple[list[str], bool]]:
    """The candidates of a gold folder with their features."""
    for text, gold in articles(folder):
        shape = layout(text)
        a = Analysis(reader.parse(text, shape), shape)
        statements = [
            (cells(text, s.get("spans") or [[s["start"], s["end"]]]), (s.get("cue") or "").lower())
            for s in gold["statements"]
        ]
        for candidate in propose(a):
            yield features(candidate, a), is_positive(candidate, a, statements)


def fit(rows: Sequence[tuple[list[str], bool]], strength: float = STRENGTH) -> dict[str, Any]:
    """Fit the regression; weights rounded, those of rare features and near zero left out."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names, _ in rows for name in set(names))
    kept = [{name: 1.0 for name in names if counts[name] >= RARE} for names, _ in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=strength, max_iter=500, solver="liblinear", random_state=0)
    model.fit(matrix, [int(label) for _, label in rows])
    weights = {
        name: round(float(weight), 3)
        for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
        if abs(weight) >= 0.002
    }
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "threshold": THRESHOLD,
        "weights": dict(sorted(weights.items())),
    }


def main(arguments: Sequence[str]) -> int:
    """Train on the folders given and write `judge.json` beside this file."""
    reader = Reader()
    rows = [row for folder in arguments for row in examples(reader, Path(folder))]
    model = fit(rows)
    target = Path(__file__).with_name("judge.json")
    target.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    positive = sum(label for _, label in rows)
    sys.stderr.write(
        f"{len(rows)} candidates, {positive} of them statements; {len(model['weights'])} weights\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
