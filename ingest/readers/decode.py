"""From bytes to text: UTF-8, a mark at the start, or an encoding that can be known; else refused."""

from __future__ import annotations

import codecs

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


def decode(data: bytes, where: str) -> str:
    """The text of some bytes, line ends made one. Raises ArticleError (empty, binary, encoding)."""
    if not data.strip():
        raise ArticleError("empty", "the file is empty", where)
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return _lines(data.decode(name))
            except UnicodeDecodeError as error:
                raise ArticleError("encoding", f"it is marked as {name} and is not: {error.reason} at byte {error.start:,}", where) from error
    sample = data[:_SAMPLE]
    if b"\0" in sample or len(sample.translate(None, _CONTROL)) < 0.95 * len(sample):
        raise ArticleError("binary", "this is no text but binary data", where)
    try:
        return _lines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason.startswith("unexpected end"):
            raise ArticleError(
                "encoding", "it ends in the middle of a UTF-8 character: the file was cut; fetch it again", where
            ) from error
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE], threshold=0.15).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        raise ArticleError("encoding", "its encoding cannot be known; save it as UTF-8", where)
    try:
        return _lines(data.decode(best.encoding))
    except (UnicodeDecodeError, LookupError) as error:
        raise ArticleError("encoding", f"it looked like {best.encoding} and is not; save it as UTF-8", where) from error


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def iso_day(value: object) -> str | None:
    """The ISO day at the start of a date or time as sources write them; None where there is none."""
    from datetime import date, datetime

    text = str(value).strip() if value is not None else ""
    if len(text) >= 10:
        try:
            return date.fromisoformat(text[:10]).isoformat()
        except ValueError:
            pass
    for form in ("%Y%m%d", "%d.%m.%Y", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y %H:%M:%S %z", "%d %b %Y"):
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return None
