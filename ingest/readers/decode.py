"""From bytes to text: UTF-8, a mark at the start, or what can be known; else refused."""

from __future__ import annotations

import codecs
import re
from datetime import date, datetime

from graph.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_SAMPLE = 65_536
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_DAYS = ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y")
_DAY_AT_START = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of some bytes, line ends made one. Raises ArticleError (empty, binary, encoding).

    `declared` is the encoding that the data themselves name, as a web page does.
    """
    if not data.strip():
        raise ArticleError("empty", "the file is empty", where)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data, name, f"it is marked as {name}", where)
    sample = data[:_SAMPLE]
    if b"\0" in data or len(sample.translate(None, _CONTROL)) < 0.95 * len(sample):
        raise ArticleError("binary", "this is no text but binary data", where)
    try:
        return _lines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error, where)
    if declared is not None and _is_encoding(declared):
        return _as(data, declared, f"it says that it is {declared}", where)
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE], threshold=0.15).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        raise ArticleError("encoding", "its encoding cannot be known; save it as UTF-8", where)
    return _as(data, best.encoding, f"it looks like {best.encoding}", where)


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError, where: str) -> None:
    """Text that is UTF-8 but for a few bytes is a damaged file, not one in another encoding.

    To take it for one would turn every good character into two or three wrong ones.
    """
    if error.start >= len(data) - 3 and error.reason.startswith("unexpected end"):
        raise ArticleError(
            "encoding",
            "it ends in the middle of a UTF-8 character: the file was cut; fetch it again",
            where,
        ) from error
    good = len(_MULTIBYTE.findall(data))
    bad = data.decode("utf-8", errors="replace").count("\ufffd")
    if good > 4 * bad:
        raise ArticleError(
            "encoding",
            f"it is UTF-8 with damaged bytes (the first at {error.start:,}); fetch it again",
            where,
        ) from error


def _is_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name).name != "utf-8"
    except LookupError:
        return False


def _as(data: bytes, encoding: str, why: str, where: str) -> str:
    try:
        return _lines(data.decode(encoding))
    except (UnicodeDecodeError, LookupError) as error:
        raise ArticleError(
            "encoding", f"{why} and is not: {error}; save it as UTF-8", where
        ) from error


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def iso_day(value: object) -> str | None:
    """The ISO day at the start of a date or time as sources write them; None where there is none.

    A day whose order cannot be known (01/02/2026) is none.
    """
    text = str(value).strip() if value is not None else ""
    if found := _DAY_AT_START.match(text):
        text = found[1]
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return _mail_day(text)


def _mail_day(text: str) -> str | None:
    """A day as feeds write it: Mon, 09 Jun 2025 10:00:00 GMT."""
    from email.utils import parsedate

    if not re.match(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2} [A-Za-z]{3} \d{4}\b", text):
        return None
    parts = parsedate(text)
    try:
        return date(*parts[:3]).isoformat() if parts else None
    except ValueError:
        return None


def day_told(value: object, name: str, where: str) -> str | None:
    """A day that a source tells; None where it tells nothing. ArticleError where it is no day."""
    if value is None or value == "":
        return None
    day = iso_day(value)
    if day is None:
        raise ArticleError(
            "malformed",
            f"{name} = {str(value)[:40]!r} is no day; expected such as 2026-03-01",
            where,
        )
    return day
