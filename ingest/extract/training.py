"""Train the judge and the model of speech acts on the project's own annotated articles: `make
train`.

    python -m ingest.extract.training GOLD_FOLDER... [--sentences FOLDER]

Each folder holds NAME.txt and NAME.json (the gold format). The same articles give the same weights.
From single sentences only the model of speech acts learns.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.extract import acts, aims
from ingest.extract import judge as judges
from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.extractor import Extractor
from ingest.extract.fitting import HAND, fit, fit_acts
from ingest.extract.gold import (
    CONTENT,
    articles,
    cells,
    gold_matters,
    gold_members,
    gold_statements,
    invented_world,
)
from ingest.extract.judge import features
from ingest.extract.matters.finding import find_matters
from ingest.extract.response_features import answerable
from ingest.extract.response_signs import signs_of
from ingest.extract.spans import spans_of
from ingest.extract.speakers import antecedents
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.finding import find_speaker

PIECE = 0.8  # share of a quotation that must lie in the statement, where it is given in pieces
FIRST = "first"
AIM_STRENGTH = {"matters": 0.01, "actors": 0.01, "addressed": 0.03}
AIM_THRESHOLD = {"matters": 0.16, "actors": 0.2, "addressed": 0.25}
ANTECEDENT_STRENGTH = 0.1
ANTECEDENT_THRESHOLD = {"pronoun": 0.15, "office": 0.3}
UNTRAINED: dict[str, Any] = {"bias": -30.0, "threshold": 1.0, "weights": {}}
RESPONSE_STRENGTH = 0.03
RESPONSE_THRESHOLD = 0.08


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


def adapted(names: list[str], hand: str, *, pairs: bool = True) -> list[str]:
    """The features of an example, and once more those of its hand's own habits; of pairs of
    features ("a|b") only where asked for.
    """
    if hand == FIRST:
        return names
    own = (f"{HAND}{hand}|{name}" for name in names if pairs or "|" not in name)
    return [*names, *own, f"{HAND}{hand}"]


def examples(extractor: Extractor, folder: Path) -> Iterator[tuple[list[str], bool]]:
    """The candidates of a gold folder with their features."""
    for text, gold in articles(folder):
        a, _, candidates = extractor.propose(text, gold.get("outlet"), wide=True)
        statements = [
            (cells(text, s.get("spans") or [[s["start"], s["end"]]]), (s.get("cue") or "").lower())
            for s in gold["statements"]
        ]
        hand = gold.get("hand", FIRST)
        for candidate in candidates:
            yield (
                adapted(features(candidate, a), hand, pairs=False),
                is_positive(candidate, a, statements),
            )


def act_examples(extractor: Extractor, folder: Path) -> Iterator[tuple[list[str], str]]:
    """The gold statements of a folder that a candidate fits: the features of their act, the act."""
    for text, gold in articles(folder):
        a, cast, candidates = extractor.propose(text, gold.get("outlet"), wide=True)
        discourse = Discourse(a, cast)
        spans = [(c, cells(text, spans_of(c, a))) for c in candidates]
        hand = gold.get("hand", FIRST)
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
                yield adapted(names, hand), s["act"]


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
        hand = gold.get("hand", FIRST)
        for k, s in gold_statements(text, gold, scene.candidates, scene.a).items():
            for m in range(len(matters.found)):
                names = adapted(aims.matter_features(scene, k, m), hand, pairs=False)
                yield "matters", names, matter_of.get(m) in s["about"]
            for x in scene.actors(k):
                names = adapted(aims.actor_features(scene, k, x), hand, pairs=False)
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
            others = range(len(scene.candidates))
            for j, names in answerable(k, others, signs_of(k, e), e).items():
                if j in gold_of:
                    names = adapted(names, gold.get("hand", FIRST))
                    yield names, s.get("responds_to") == gold_of[j]["id"]


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
