"""Short articles about invented persons and states, for the tests of ingest and of the verbs.

They hold what the joining of articles has to be right about: the same person in two outlets, an
answer across articles, a wire text in two outlets, two versions of one address, no day, few words.
"""

from __future__ import annotations

from pathlib import Path

from ingest.article import Article

TALKS = """\
Velmora and Ostrelle agree to exchange prisoners

VELMORA CITY, March 3 (North Wire) - Velmora will hand over forty soldiers on Friday, Foreign \
Minister Mira Kell said. "We agreed on a prisoner exchange," Kell told reporters after the talks.

Ostrelle's defence minister, Tomas Brandt, rejected her account. "Nothing was signed," Brandt said.
"""
ANSWER = """\
OSTRELLE CITY, March 4 (Harbour Post) - Responding to Mira Kell, Defence Minister Tomas Brandt \
said that no prisoner exchange had been agreed on.

Velmora's Foreign Ministry accused Ostrelle of breaking its word. "The accusation is false," \
Brandt replied.
"""
EDITED = """\
Velmora says the handover was put off

VELMORA CITY, March 5 - The handover of forty soldiers was put off until Monday, Foreign Minister \
Mira Kell said. She accused Ostrelle of breaking the agreement.
"""
ADDRESS = "https://north-wire.example/talks"

ARTICLES: tuple[Article, ...] = (
    Article(TALKS, "2031-03-03", "North Wire", address=ADDRESS),
    Article(EDITED, "2031-03-03", "North Wire", address=ADDRESS, modified="2031-03-05"),
    Article(TALKS, "2031-03-03", "Harbour Post"),
    Article(ANSWER, "2031-03-04", "Harbour Post"),
    Article(
        "Velmora's General Staff claims that Ostrelle violated the truce near Fenmark.\n\n"
        "The army of Ostrelle denied the claim, Amber News reported.\n",
        "2031-03-06",
        "Amber News",
    ),
    Article("Mediator Sela Vasko called on both sides to return to the talks.\n", "2031-03-06"),
    Article(
        '"We will answer in kind," Brandt warned, as Amber News reported.\n', None, "Amber News"
    ),
    Article(
        " date 2031-03-07 Kell thanked Vasko for her work, the Foreign Ministry of Velmora said.\n",
        "2031-03-07",
        "Telmo Times",
    ),
    Article(
        "Brandt: Ostrelle ready for a ceasefire\n\nOstrelle is ready for a ceasefire, Defence "
        "Minister Tomas Brandt said on Sunday. Kell welcomed the offer.\n",
        "2031-03-09",
        "Harbour Post",
    ),
    Article(
        "The United Nations urged Velmora and Ostrelle to sign the accord on the return of "
        "bodies.\n",
        "2031-03-10",
        "North Wire",
    ),
    Article("Rain is expected in Fenmark on Tuesday.\n", "2031-03-10", "Telmo Times"),
    Article(
        "Am Montag erklärte die Ministerin, dass der Austausch verschoben werde. Der Minister "
        "lehnte das ab und sprach von einem Bruch der Vereinbarung.\n",
        "2031-03-11",
        "Hafenblatt",
        language="de",
    ),
)


def write(folder: Path, articles: tuple[Article, ...] = ARTICLES) -> Path:
    """Write articles as JSON lines into a folder; the file's path."""
    import json

    names = ("text", "published", "outlet", "language", "address", "modified")
    path = folder / "articles.jsonl"
    lines = []
    for article in articles:
        told = {name: value for name in names if (value := getattr(article, name))}
        lines.append(json.dumps(told, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path
