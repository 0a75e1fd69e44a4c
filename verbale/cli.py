"""The command line: where it begins, and what a failure looks like.

The verbs are in `filling.py` (articles into the graph) and `looking.py` (answers out of it); each
reads settings, opens what it needs, calls, prints. A saved question takes its options from its own
header, so `query` is read by `asking.py` and does without Typer, which takes longer to load than
most questions take to answer.

Exit codes: 0 good; 1 failure, with one clear line; 2 wrong usage; 3 done, but some articles were
refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from graph.errors import NameProblem, VerbaleError
from verbale.output import Usage

STOPPED = 130  # what a shell reports for Ctrl-C


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line. Ends with SystemExit where the exit code is not 0."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    with failures_told():
        _speak_utf8()
        if given[:1] == ["query"]:
            from verbale.asking import command

            command(given[1:])
        else:
            from verbale.app import app

            app(given, prog_name="verbale")
        sys.stdout.flush()


@contextmanager
def failures_told() -> Iterator[None]:
    """Make an expected failure one clear line on standard error, and its exit code."""
    try:
        yield
    except Usage as error:
        _fail(error, 2)
    except NameProblem as problem:
        _fail(problem, 1, problem.choices)
    except VerbaleError as error:
        _fail(error, 1)
    except BrokenPipeError:
        # The reader of a pipe has had enough. What is still in the buffer must go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        _stopped()
        raise SystemExit(STOPPED) from None
    except SystemExit as end:
        if end.code == STOPPED:  # Typer's word for the same
            _stopped()
        raise


def _stopped() -> None:
    sys.stderr.write("\nstopped; what was read is kept, and the same command goes on from there\n")


def _fail(error: Exception, code: int, choices: Sequence[str] = ()) -> None:
    from verbale import output

    output.say(f"verbale: {error}")
    for choice in choices:
        output.say(f"    {choice}")
    raise SystemExit(code) from error


def _speak_utf8() -> None:
    """Data is UTF-8 whatever the locale says; a terminal that cannot show a character gets \\u…."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
        if encoding != "utf8" and hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    main()
