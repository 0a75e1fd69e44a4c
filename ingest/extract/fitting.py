"""Fit the reader's models to examples; the same examples give the same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

RARE = 3  # features seen less often are left out
STRENGTH = 0.1  # inverse of the regularisation
THRESHOLD = 0.45
# Annotators have habits, so the features of the other hands' articles come twice, once for all and
# once for the hand (Daumé III 2007, Frustratingly Easy Domain Adaptation); only what holds for all
# is kept.
HAND = "hand="
LEAST = 0.002  # weights nearer to zero are left out
ACT_STRENGTH = 0.15
ACT_LEAST = 0.02  # the same of acts


def _matrix(rows: Sequence[list[str]]) -> tuple[Any, Sequence[str]]:
    """The features of examples as a matrix, and the names of its columns; rare ones left out."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer

    counts = Counter(name for names in rows for name in set(names))
    kept = [{name: 1.0 for name in names if counts[name] >= RARE} for names in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    return matrix, vectorizer.feature_names_


def fit(rows: Sequence[tuple[list[str], bool]], strength: float = STRENGTH) -> dict[str, Any]:
    """Fit the regression; weights rounded, those of rare features and near zero left out."""
    from sklearn.linear_model import LogisticRegression

    matrix, columns = _matrix([names for names, _ in rows])
    model = LogisticRegression(C=strength, max_iter=500, solver="liblinear", random_state=0)
    model.fit(matrix, [int(label) for _, label in rows])
    weights = {
        name: round(float(weight), 3)
        for name, weight in zip(columns, model.coef_[0], strict=True)
        if abs(weight) >= LEAST and not name.startswith(HAND)
    }
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "threshold": THRESHOLD,
        "weights": dict(sorted(weights.items())),
    }


def fit_acts(
    rows: Sequence[tuple[list[str], str]], strength: float = ACT_STRENGTH
) -> dict[str, Any]:
    """Fit the model of speech acts."""
    from sklearn.linear_model import LogisticRegression

    matrix, columns = _matrix([names for names, _ in rows])
    model = LogisticRegression(C=strength, max_iter=2000, solver="lbfgs")
    model.fit(matrix, [act for _, act in rows])
    return {
        "biases": {
            act: round(float(b), 3) for act, b in zip(model.classes_, model.intercept_, strict=True)
        },
        "weights": {
            str(act): {
                name: round(float(w), 3)
                for name, w in zip(columns, row, strict=True)
                if abs(w) >= ACT_LEAST and not name.startswith(HAND)
            }
            for act, row in zip(model.classes_, model.coef_, strict=True)
        },
    }
