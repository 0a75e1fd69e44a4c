"""Readers: every shape of source, and what bad input gets: a reason, a place, and the next step."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from graph.errors import ArticleError, SourceError
from ingest.article import Article
from ingest.readers import ARTICLE_LIMIT, READERS, Options, files_of, load_reader, read_sources
from ingest.readers.decode import iso_day

PLAIN = Options()
WORDS = "Foreign Minister Mira Kell said that the talks would go on.\n"
RUSSIAN = (
    "Министр иностранных дел заявил в понедельник, что переговоры будут продолжены. "
    "По его словам, стороны обсудили обмен военнопленными и передачу тел погибших.\n"
)


def found(*sources: Path | str, options: Options = PLAIN) -> list[Article | ArticleError]:
    return list(read_sources([str(source) for source in sources], options))


def article(*sources: Path | str, options: Options = PLAIN) -> Article:
    [one] = found(*sources, options=options)
    assert isinstance(one, Article), one
    return one


def refusal(*sources: Path | str, options: Options = PLAIN) -> ArticleError:
    [one] = found(*sources, options=options)
    assert isinstance(one, ArticleError), one
    return one


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


# ------------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (WORDS, None),
        (" date 2031-03-04 " + WORDS, "2031-03-04"),
        ("date 2031-03-04 " + WORDS, "2031-03-04"),
        ("Talks go on\n\nVELMORA CITY, March 4 (North Wire) - " + WORDS, None),
        ("The date 2031-03-04 is set. " + WORDS, None),
        (" date 2031-02-30 " + WORDS, None),
    ],
)
def test_text_is_kept_as_it_is(tmp_path: Path, text: str, published: str | None) -> None:
    one = article(put(tmp_path, "one.txt", text))
    assert (one.text, one.published) == (text, published)
    assert one.source == str(tmp_path / "one.txt")


def test_line_ends_are_one_and_a_byte_order_mark_goes(tmp_path: Path) -> None:
    one = article(put(tmp_path, "one.txt", b"\xef\xbb\xbfHead\r\n\r\nBody\rend\n"))
    assert one.text == "Head\n\nBody\nend\n"


def test_what_a_feed_tells_stands_beside_the_text(tmp_path: Path) -> None:
    told = {
        "published": "2031-03-04T10:00:00Z",
        "modified": "2031-03-05",
        "outlet": "North Wire",
        "address": "https://north.example/1",
        "title": "Talks",
        "statements": [],
    }
    put(tmp_path, "one.json", json.dumps(told))
    one = article(put(tmp_path, "one.txt", " date 2031-01-01 " + WORDS))
    assert one.published == "2031-03-04"
    assert (one.modified, one.outlet, one.title) == ("2031-03-05", "North Wire", "Talks")
    assert one.address == "https://north.example/1"


@pytest.mark.parametrize(
    ("beside", "message"),
    [("{", "no JSON"), ('{"published": "soon"}', "'soon' is no day"), ("[" * 9999, "no JSON")],
)
def test_bad_json_beside_a_text_refuses_that_article(
    tmp_path: Path, beside: str, message: str
) -> None:
    put(tmp_path, "one.json", beside)
    error = refusal(put(tmp_path, "one.txt", WORDS))
    assert error.reason == "malformed"
    assert message in str(error)


# ------------------------------------------------------------------ bad bytes


@pytest.mark.parametrize(
    ("data", "reason", "message"),
    [
        (b"", "empty", "the file is empty"),
        (b" \n\t\n", "empty", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary", "binary"),
        (b"%PDF-1.7\n" + bytes(range(1, 256)) * 9, "binary", "binary"),
        (WORDS.encode() * 2000 + b"\0", "binary", "binary"),
        ("Kell «да".encode()[:-1], "encoding", "ends in the middle"),
        ("Переговоры ".encode() * 9 + b"\xff" + "идут".encode(), "encoding", "damaged bytes"),
        (b"\xff\xfea\x00b", "encoding", "marked as utf-16 and is not"),
        (b"12 34 -- ...\n", "no_text", "not one letter"),
    ],
)
def test_bytes_that_are_no_article(tmp_path: Path, data: bytes, reason: str, message: str) -> None:
    path = put(tmp_path, "one.txt", data)
    error = refusal(path)
    assert error.reason == reason
    assert message in str(error)
    assert error.where == str(path)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WORDS, "utf-16"),
        (WORDS, "utf-32"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("“We agreed on an exchange,” Kell said — the ministry’s first answer. " * 3, "cp1252"),
    ],
)
def test_another_encoding_is_decoded_where_it_can_be_known(
    tmp_path: Path, text: str, encoding: str
) -> None:
    assert article(put(tmp_path, "one.txt", text.encode(encoding))).text == text


def test_a_text_that_is_too_long_to_be_one_article(tmp_path: Path) -> None:
    path = put(tmp_path, "long.txt", (WORDS * (20_000_000 // len(WORDS) + 1)).encode())
    error = refusal(path)
    assert error.reason == "too_large"
    assert f"{ARTICLE_LIMIT:,}" in str(error)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.truncate(200_000_001)  # a hole: takes no room on the disk
    assert "200,000,001 bytes" in str(refusal(path))


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T23:59:59+02:00", "2031-03-04"),
        ("2031-03-04 10:00", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("4 March 2031", "2031-03-04"),
        ("March 4, 2031", "2031-03-04"),
        ("04.03.2031", "2031-03-04"),
        ("Tue, 04 Mar 2031 10:00:00 GMT", "2031-03-04"),
        ("Tue, 04 Mar 2031 10:00:00 +0200", "2031-03-04"),
        ("04/03/2031", None),
        ("2031-02-30", None),
        ("tomorrow", None),
        ("1930000000", None),
        (True, None),
        ("", None),
        (None, None),
    ],
)
def test_days_as_sources_write_them(told: object, day: str | None) -> None:
    assert iso_day(told) == day


# ------------------------------------------------------------------ JSON lines


def test_json_lines_with_usual_and_with_mapped_names(tmp_path: Path) -> None:
    usual = {"body": WORDS, "date": "2031-03-04", "publisher": "North Wire", "url": "https://n/1"}
    nested = {"story": {"full": WORDS}, "when": "4 March 2031", "site": {"name": "Amber News"}}
    path = put(tmp_path, "many.jsonl", json.dumps(usual) + "\r\n\r\n" + json.dumps(usual) + "\n")
    first, second = found(path)
    assert isinstance(first, Article)
    assert (first.text, first.published) == (WORDS, "2031-03-04")
    assert (first.outlet, first.address) == ("North Wire", "https://n/1")
    assert isinstance(second, Article)
    assert (first.source, second.source) == (f"{path} line 1", f"{path} line 3")
    columns = {"text": "story.full", "published": "when", "outlet": "site.name"}
    one = article(put(tmp_path, "b.jsonl", json.dumps(nested)), options=Options(columns=columns))
    assert (one.text, one.published, one.outlet) == (WORDS, "2031-03-04", "Amber News")


@pytest.mark.parametrize(
    ("line", "reason", "message"),
    [
        ('{"text": "a b"', "malformed", "no valid JSON"),
        ("[" * 100_000, "malformed", "no valid JSON"),
        ('["text"]', "malformed", "expected an object"),
        ('{"title": "x", "url": "y"}', "malformed", "there are title, url"),
        ('{"text": ""}', "malformed", "missing or empty"),
        ('{"text": ["a"]}', "malformed", "text is no text but"),
        ('{"text": "a", "source": {"name": "N"}}', "malformed", "--column outlet=a.b"),
        ('{"text": "a", "date": "04/03/2031"}', "malformed", "'04/03/2031' is no day"),
        ('{"text": "a", "updated": "soon"}', "malformed", "modified = 'soon'"),
        ('{"text": "a \\ud800 b"}', "encoding", "half a character"),
        ('{"text": "a", "outlet": "\\udfff"}', "encoding", "its outlet holds half"),
        ('{"text": "a \\u0000 b"}', "encoding", "U+0000"),
        ('{"text": " 1 2 3 "}', "no_text", "not one letter"),
    ],
)
def test_a_bad_line_is_refused_by_number_and_the_rest_is_read(
    tmp_path: Path, line: str, reason: str, message: str
) -> None:
    good = json.dumps({"text": WORDS})
    path = put(tmp_path, "many.jsonl", f"{good}\n{line}\n{good}\n")
    first, error, last = found(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, ArticleError)
    assert error.reason == reason
    assert message in str(error)
    assert error.where == f"{path} line 2"


# ------------------------------------------------------------------ tables


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_a_table_with_mapped_columns(tmp_path: Path, name: str, mark: str) -> None:
    rows = [["Story", "When", "paper"], ['"Kell said\nso, and; so"', "2031-03-04", "North Wire"]]
    path = put(tmp_path, name, "\ufeff" + "".join(mark.join(row) + "\n" for row in rows))
    columns = {"text": "Story", "published": "When", "outlet": "paper"}
    one = article(path, options=Options(columns=columns))
    assert one.text == "Kell said\nso, and; so"
    assert (one.published, one.outlet, one.source) == ("2031-03-04", "North Wire", f"{path} line 3")


@pytest.mark.parametrize(
    ("table", "columns", "message"),
    [
        ("story,when\na,b\n", {}, "no column 'text'; name the one with --column text=NAME; there"),
        ("story,when\na,b\n", {"text": "body"}, "no column 'body' for text; there are story, when"),
        ("text\na\n", {"published": "when"}, "no column 'when' for published; there are text"),
    ],
)
def test_a_table_without_a_needed_column_is_refused_whole(
    tmp_path: Path, table: str, columns: dict[str, str], message: str
) -> None:
    error = refusal(put(tmp_path, "a.csv", table), options=Options(columns=columns))
    assert error.reason == "malformed"
    assert message in str(error)


def test_a_row_with_too_many_cells_is_not_cut_short(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "text,date\nKell said so, and so,2031-03-04\nKell spoke,\n")
    error, good = found(path)
    assert isinstance(error, ArticleError)
    assert "more than 2 cells" in str(error)
    assert isinstance(good, Article)
    assert good.published is None


def test_a_table_that_breaks_keeps_what_came_before(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", 'text,date\nKell spoke,2031-03-04\n"never closed,\n')
    good, error = found(path)
    assert isinstance(good, Article)
    assert isinstance(error, ArticleError)
    assert "broken from here on" in str(error)


# ------------------------------------------------------------------ pages

PAGE = """<!DOCTYPE html><html lang="en"><head>{head}
<title>Kell welcomes the exchange</title>
<meta property="og:title" content="Kell welcomes the exchange">
<meta property="og:site_name" content="North Wire">
<link rel="canonical" href="https://north.example/kell">{date}</head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Kell welcomes the exchange</h1>
<p>Foreign Minister Mira Kell on Thursday welcomed the exchange of prisoners.{more}</p>
<p>“We agreed on the next step,” Kell told reporters in Velmora City after a day of talks.</p>
<p>The first round was held in 2029, and the ministry said that a third would follow.</p>
</article><footer>Copyright 2024 North Wire. All rights reserved.</footer></body></html>"""


def test_a_page_tells_title_day_outlet_and_address(tmp_path: Path) -> None:
    date = '<meta property="article:published_time" content="2025-03-04T10:00:00Z">'
    one = article(put(tmp_path, "a.html", PAGE.format(head="", date=date, more="")))
    assert one.text.startswith("Kell welcomes the exchange\n\nForeign Minister Mira Kell")
    assert "“We agreed on the next step,”" in one.text
    assert one.text.count("Kell welcomes the exchange") == 1
    assert "Sport" not in one.text
    assert one.title == "Kell welcomes the exchange"
    assert (one.published, one.outlet) == ("2025-03-04", "North Wire")
    assert one.address == "https://north.example/kell"


def test_a_page_without_a_day_gets_none(tmp_path: Path) -> None:
    assert (
        article(put(tmp_path, "a.html", PAGE.format(head="", date="", more=""))).published is None
    )


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">'
    page = PAGE.format(head=head, date="", more=" Ministr Dvořák přijel.").encode("cp1250")
    assert "Ministr Dvořák přijel." in article(put(tmp_path, "a.html", page)).text


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>var a = 1;</script></body></html>",
        "<div>" * 20_000,
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html>&b;</html>',
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    error = refusal(put(tmp_path, "a.html", page))
    assert error.reason == "no_text"
    assert "no article was found in the page" in str(error)


def test_a_page_of_20_megabytes(tmp_path: Path) -> None:
    error = refusal(put(tmp_path, "a.html", "<p>" + WORDS * 350_000))
    assert error.reason == "too_large"


# ------------------------------------------------------------------ sources


def test_a_folder_is_read_in_order_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "c.jsonl", ".hidden.txt", ".git/x.txt", "notes.md", "b.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        put(tmp_path, name, "{}")
    names = [str(p.relative_to(tmp_path)) for p in files_of(str(tmp_path), PLAIN)]
    assert names == ["a/z.TXT", "b.txt", "c.jsonl"]


def test_sources_that_are_no_sources(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    put(tmp_path, "a.docx", WORDS)
    os.mkfifo(tmp_path / "pipe")
    for source, message in (
        (tmp_path / "gone.txt", "no such file or folder"),
        (tmp_path / "empty", "the folder holds no articles"),
        (tmp_path / "a.docx", "no reader for .docx"),
        (tmp_path / "pipe", "neither a file nor a folder"),
        ("https://north.example/1", "addresses are not fetched"),
        ("x" * 5000, "no usable path"),
    ):
        with pytest.raises(SourceError, match=message):
            files_of(str(source), PLAIN)


def test_a_reader_may_be_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.docx", json.dumps({"text": WORDS}))
    assert article(path, options=Options(reader="jsonl")).text == WORDS
    with pytest.raises(SourceError, match="csv, html, jsonl, text"):
        load_reader("word")


def test_options_fill_what_an_article_does_not_tell(tmp_path: Path) -> None:
    lines = [{"text": WORDS}, {"text": WORDS, "outlet": "Own", "date": "2031-01-01", "lang": "de"}]
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    options = Options(outlet="Given", published="2031-03-04", language="en")
    told = [(a.outlet, a.published, a.language) for a in found(path, options=options)]  # type: ignore[union-attr]
    assert told == [("Given", "2031-03-04", "en"), ("Own", "2031-01-01", "de")]


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (WORDS.encode(), PLAIN),
        (json.dumps({"text": WORDS}).encode(), PLAIN),
        (f"text\n{WORDS}".encode(), Options(reader="csv")),
    ],
)
def test_standard_input(data: bytes, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    one = article("-", options=options)
    assert one.text.strip() == WORDS.strip()
    assert one.source.startswith("standard input")


def test_every_reader_is_there() -> None:
    assert {name: callable(load_reader(name)) for name in READERS} == dict.fromkeys(READERS, True)


def test_the_key_is_all_that_the_reader_of_articles_sees() -> None:
    one = Article(WORDS, "2031-03-04", "North Wire")
    assert one.key == Article(WORDS, "2031-03-04", "North Wire", source="elsewhere").key
    others = {
        Article(WORDS + " ", "2031-03-04", "North Wire").key,
        Article(WORDS, "2031-03-05", "North Wire").key,
        Article(WORDS, "2031-03-04", "Harbour Post").key,
        Article(WORDS, "2031-03-04", "North Wire", title="x").key,
        Article(WORDS, "2031-03-04", "North Wire", address="x").key,
        Article(WORDS, "2031-03-04", "North Wire", language="en").key,
    }
    assert len(others | {one.key}) == 7
    assert one.text_digest == Article(WORDS, None, "Harbour Post").text_digest
