"""Train the judge and the model of speech acts on the project's own annotated articles: `make
train`.

    python -m ingest.extract.training GOLD_FOLDER... [--sentences FOLDER]

Each folder holds NAME.txt and NAME.json (the gold format). The same articles give the same weights.
From single sentences only the model of speech acts learns.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.extract import acts, aims
from ingest.extract import judge as judges
from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.extractor import Extractor
from ingest.extract.judge import features
from ingest.extract.matters.finding import find_matters
from ingest.extract.matters.matter import Matters
from ingest.extract.response_features import pair_features, signs_of
from ingest.extract.selection import spans_of
from ingest.extract.speakers import antecedents
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.finding import find_speaker
from ingest.knowledge import Body, Knowledge, State
from ingest.knowledge import load as load_knowledge

CONTENT = 0.5  # character Jaccard from which a candidate's content is the statement's
PIECE = 0.8  # share of a quotation that must lie in the statement, where it is given in pieces
RARE = 3  # features seen less often are left out
STRENGTH = 0.1  # inverse of the regularisation
THRESHOLD = 0.4
FIRST = "first"
# Annotators have habits, so the features of the other hands' articles come twice, once for all and
# once for the hand (Daumé III 2007, Frustratingly Easy Domain Adaptation); only what holds for all
# is kept.
HAND = "hand="
_ADJECTIVE = re.compile(r"(?:n|ns|i|is|ic|ese|ish|er|ers|an|ans)$")
ACT_STRENGTH = 0.05
ACT_LEAST = 0.02  # weights nearer to zero are left out
AIM_STRENGTH = {"matters": 0.03, "actors": 0.03, "addressed": 0.1}
AIM_THRESHOLD = {"matters": 0.2, "actors": 0.3, "addressed": 0.25}
ANTECEDENT_STRENGTH = 0.3
ANTECEDENT_THRESHOLD = {"pronoun": 0.15, "office": 0.3}
UNTRAINED: dict[str, Any] = {"bias": -30.0, "threshold": 1.0, "weights": {}}
OVERLAP = 0.25  # share of what a matter's mentions cover that must be gold mentions
RESPONSE_STRENGTH = 0.1
RESPONSE_THRESHOLD = 0.1


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
    own = cells(a.text, spans_of(candidate, a))
    if not own:
        return False
    word = a.doc[candidate.head].lower_
    for content, cue in gold:
        free = candidate.kind in (
            "quote-colon",
            "quote-dash",
            "headline-colon",
            "headline-dash",
            "transcript",
        )
        if cue and word not in cue and not free:
            continue
        shared = len(own & content)
        if shared / len(own | content) >= CONTENT or (
            candidate.kind.startswith("quote-") and shared / len(own) > PIECE
        ):
            return True
    return False


def examples(extractor: Extractor, folder: Path) -> Iterator[tuple[list[str], bool]]:
    """The candidates of a gold folder with their features."""
    for text, gold in articles(folder):
        a, _, candidates = extractor.propose(text, gold.get("outlet"))
        statements = [
            (cells(text, s.get("spans") or [[s["start"], s["end"]]]), (s.get("cue") or "").lower())
            for s in gold["statements"]
        ]
        hand = gold.get("hand", FIRST)
        for candidate in candidates:
            names = features(candidate, a)
            if hand != FIRST:
                names += [f"{HAND}{hand}|{name}" for name in names if "|" not in name]
            yield names, is_positive(candidate, a, statements)


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
        if abs(weight) >= 0.002 and not name.startswith(HAND)
    }
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "threshold": THRESHOLD,
        "weights": dict(sorted(weights.items())),
    }


def invented_world(folders: Sequence[Path]) -> Knowledge:
    """The project's knowledge with the invented states, bodies and outlets of the articles.

    So the reader meets them in training as it meets real ones in the world. An adjective is a word
    of the articles that begins as the state's name and ends as adjectives do.
    """
    known = load_knowledge()
    states: dict[str, State] = {}
    bodies: dict[str, Body] = {}
    words: set[str] = set()
    for folder in folders:
        for text, gold in articles(folder):
            words |= set(re.findall(r"\b[A-Z][a-z]+\b", text))
            for e in gold["entities"]:
                names = tuple(
                    dict.fromkeys([e["name"], *(m for m in e["mentions"] if m[:1].isupper())])
                )
                if e["type"] != "Institution" or e["id"] in known.state_by_id:
                    continue
                if e["kind"] == "state":
                    earlier = states.get(e["id"])
                    aliases = tuple(
                        dict.fromkeys([*(earlier.aliases if earlier else ()), *names[1:]])
                    )
                    states[e["id"]] = State(e["id"], e["name"], aliases)
                elif e["kind"] in ("media", "igo", "armed_group", "parliament", "party"):
                    if e["id"] not in known.body_by_id:
                        bodies[e["id"]] = Body(e["id"], e["name"], e["kind"], names[1:])
    taken = {n for s in states.values() for n in (s.name, *s.aliases)}
    for key, state in states.items():
        stem = state.name[: max(4, len(state.name) - 3)]
        forms = tuple(
            sorted(
                w for w in words if w.startswith(stem) and w not in taken and _ADJECTIVE.search(w)
            )
        )
        states[key] = replace(state, adjectives=forms)
    return replace(
        known,
        states=(*known.states, *states.values()),
        bodies=(*known.bodies, *bodies.values()),
    )


def act_examples(extractor: Extractor, folder: Path) -> Iterator[tuple[list[str], str]]:
    """The gold statements of a folder that a candidate fits: the features of their act, the act."""
    for text, gold in articles(folder):
        a, cast, candidates = extractor.propose(text, gold.get("outlet"))
        discourse = Discourse(a, cast)
        spans = [(c, cells(text, spans_of(c, a))) for c in candidates]
        for s in gold["statements"]:
            mine = cells(text, s.get("spans") or [[s["start"], s["end"]]])
            cue = (s.get("cue") or "").lower()
            fitting = [
                (len(mine & other) / len(mine | other), -k, c)
                for k, (c, other) in enumerate(spans)
                if mine & other and (not cue or a.doc[c.head].lower_ in cue or c.key in (":", "-"))
            ]
            if fitting and max(fitting)[0] >= CONTENT:
                best = max(fitting)[2]
                speaker = find_speaker(discourse, best).index
                names = acts.features(best, a, cast, speaker, acts.act_by_rule(best, a))
                yield names, s["act"]


def antecedent_examples(
    extractor: Extractor, folder: Path
) -> Iterator[tuple[str, list[str], bool]]:
    """The persons whom pronouns and offices of gold articles may mean: the model's name, the
    features, and whether it is the speaker. Who spoke before is told by the annotation.
    """
    for text, gold in articles(folder):
        a, cast, candidates = extractor.selected(text, gold.get("outlet"))
        d, found = Discourse(a, cast), gold_statements(text, gold, candidates, a)
        for k, candidate in enumerate(candidates):
            find_speaker(d, candidate)
            if k not in found:
                continue
            member_of = gold_members(text, gold, cast)
            told = {found[k]["speaker"], *found[k].get("co_speakers", ())}
            for sort, options in d.choices[-1:]:
                for index, names in options.items():
                    yield sort, names, member_of.get(index) in told
            speaker = found[k]["speaker"]
            d.correct(next((m for m, id in member_of.items() if id == speaker), None))


def gold_statements(
    text: str, gold: dict[str, Any], candidates: Sequence[Candidate], a: Analysis
) -> dict[int, dict[str, Any]]:
    """The gold statement of each candidate that has one."""
    own = [cells(text, spans_of(c, a)) for c in candidates]
    found: dict[int, dict[str, Any]] = {}
    for s in gold["statements"]:
        mine = cells(text, s.get("spans") or [[s["start"], s["end"]]])
        fits = [(len(mine & o) / len(mine | o), -k) for k, o in enumerate(own) if mine & o]
        if fits and max(fits)[0] >= CONTENT:
            found.setdefault(-max(fits)[1], s)
    return found


def _cells_of(text: str, mentions: Sequence[str]) -> set[int]:
    return {
        i
        for mention in mentions
        for match in re.finditer(re.escape(mention), text)
        for i in range(*match.span())
    }


def gold_matters(text: str, gold: dict[str, Any], matters: Matters) -> dict[int, str]:
    """The gold event or agreement of each matter that is one, by the cover of their mentions."""
    fits: list[tuple[bool, int, int, str]] = []
    for sort, key in (("event", "events"), ("agreement", "agreements")):
        for g in gold[key]:
            theirs = _cells_of(text, g["mentions"])
            for n, m in enumerate(matters.found):
                mine = {i for x in m.mentions for i in range(*matters.span(x))}
                if m.sort == sort and len(mine & theirs) >= OVERLAP * len(mine):
                    fits.append((g["kind"] == m.kind, len(mine & theirs), -n, g["id"]))
    found: dict[int, str] = {}
    for _, _, n, id in sorted(fits, reverse=True):
        if -n not in found and id not in found.values():
            found[-n] = id
    return found


def gold_members(text: str, gold: dict[str, Any], cast: Cast) -> dict[int, str]:
    """The gold entity of each member of the cast that shares its mentions."""
    found: dict[int, str] = {}
    for n, member in enumerate(cast.members):
        names = {text[a:b] for a, b in member.mentions}
        fits = [
            (len(names & set(g["mentions"])), g["id"])
            for g in gold["entities"]
            if g["type"] == member.type and names & set(g["mentions"])
        ]
        if fits:
            found[n] = max(fits)[1]
    return found


def _scene(extractor: Extractor, text: str, gold: dict[str, Any]) -> aims.Scene:
    """The statements that are found in a gold article, as the models of topics see them."""
    a, cast, candidates = extractor.selected(text, gold.get("outlet"))
    discourse = Discourse(a, cast)
    who = [find_speaker(discourse, c) for c in candidates]
    said = frozenset(i for c in candidates for i in c.content)
    matters = find_matters(a, cast, gold.get("published"), said)
    return extractor.scene(a, cast, candidates, who, matters)


def aim_examples(extractor: Extractor, folder: Path) -> Iterator[tuple[str, list[str], bool]]:
    """What statements found in gold articles might be about or address: the model's name, the
    features, and whether it is so.
    """
    for text, gold in articles(folder):
        scene = _scene(extractor, text, gold)
        cast, matters = scene.cast, scene.matters
        matter_of, member_of = gold_matters(text, gold, matters), gold_members(text, gold, cast)
        for k, s in gold_statements(text, gold, scene.candidates, scene.a).items():
            for m in range(len(matters.found)):
                yield "matters", aims.matter_features(scene, k, m), matter_of.get(m) in s["about"]
            for x in scene.actors(k):
                names = aims.actor_features(scene, k, x)
                yield "actors", names, member_of.get(x) in s["about"]
                if cast.members[x].type != "Place":
                    yield "addressed", names, member_of.get(x) in s["addressed_to"]


def response_examples(extractor: Extractor, folder: Path) -> Iterator[tuple[list[str], bool]]:
    """Pairs of statements found in gold articles, and whether one answers the other."""
    for text, gold in articles(folder):
        scene = _scene(extractor, text, gold)
        e, _ = extractor.exchange(scene)
        gold_of = gold_statements(text, gold, scene.candidates, scene.a)
        for k, s in gold_of.items():
            signs = signs_of(k, e)
            for j, target in gold_of.items():
                names = pair_features(k, j, signs, e)
                if names is not None:
                    yield names, s.get("responds_to") == target["id"]


def fit_acts(
    rows: Sequence[tuple[list[str], str]], strength: float = ACT_STRENGTH
) -> dict[str, Any]:
    """Fit the model of speech acts."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names, _ in rows for name in set(names))
    kept = [{name: 1.0 for name in names if counts[name] >= RARE} for names, _ in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=strength, max_iter=2000, solver="lbfgs")
    model.fit(matrix, [act for _, act in rows])
    return {
        "biases": {
            act: round(float(b), 3) for act, b in zip(model.classes_, model.intercept_, strict=True)
        },
        "weights": {
            str(act): {
                name: round(float(w), 3)
                for name, w in zip(vectorizer.feature_names_, row, strict=True)
                if abs(w) >= ACT_LEAST
            }
            for act, row in zip(model.classes_, model.coef_, strict=True)
        },
    }


def _write(name: str, model: dict[str, Any]) -> None:
    text = json.dumps(model, ensure_ascii=False, indent=0) + "\n"
    Path(__file__).with_name(name).write_text(text, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Train on the folders given and write the models beside this file, each before those that
    learn from what it says.
    """
    given = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    given.add_argument("folders", nargs="+", type=Path, metavar="GOLD_FOLDER")
    given.add_argument("--sentences", type=Path, action="append", default=[], metavar="FOLDER")
    told = given.parse_args(arguments)
    folders, sentences = told.folders, told.sentences
    extractor = Extractor(invented_world([*folders, *sentences]))
    rows = [row for folder in folders for row in examples(extractor, folder)]
    judge = fit(rows)
    _write("judge.json", judge)
    judges.load.cache_clear()
    _write("antecedents.json", {sort: UNTRAINED for sort in ANTECEDENT_THRESHOLD})
    antecedents.load.cache_clear()
    meant = [row for folder in folders for row in antecedent_examples(extractor, folder)]
    _write(
        "antecedents.json",
        {
            name: {
                **fit([(f, y) for sort, f, y in meant if sort == name], ANTECEDENT_STRENGTH),
                "threshold": threshold,
            }
            for name, threshold in ANTECEDENT_THRESHOLD.items()
        },
    )
    antecedents.load.cache_clear()
    _write(
        "acts.json",
        fit_acts([r for f in (*folders, *sentences) for r in act_examples(extractor, f)]),
    )
    acts.load.cache_clear()
    aimed = [row for folder in folders for row in aim_examples(extractor, folder)]
    models = {
        name: {
            **fit([(f, y) for sort, f, y in aimed if sort == name], strength),
            "threshold": AIM_THRESHOLD[name],
        }
        for name, strength in AIM_STRENGTH.items()
    }
    _write("aims.json", models)
    aims.load.cache_clear()
    pairs = [row for folder in folders for row in response_examples(extractor, folder)]
    answers = {**fit(pairs, RESPONSE_STRENGTH), "threshold": RESPONSE_THRESHOLD}
    _write("responses.json", answers)
    sys.stderr.write(
        f"{len(rows)} candidates, {sum(label for _, label in rows)} of them statements; "
        f"{len(judge['weights'])} weights\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
