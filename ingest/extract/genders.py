"""Whether a person is spoken of as he or she: by the given name, a form of address, an office."""

from __future__ import annotations

from ingest.extract.cast import Cast, Member
from ingest.extract.forms import fold

_FEMALE = frozenset(
    """
    mrs ms miss madam madame mme lady dame señora signora frau doña queen princess empress duchess
    baroness countess sheikha sister mother spokeswoman chairwoman congresswoman businesswoman
    stateswoman councilwoman policewoman actress widow wife daughter aunt niece girl woman
    grandmother girlfriend hostess heiress mistress
    """.split()
)
_MALE = frozenset(
    """
    mr sir lord monsieur señor signor signore herr don king prince emperor duke emir sultan baron
    count sheikh sheik shaikh imam ayatollah mullah maulana rabbi pope cardinal archbishop patriarch
    metropolitan brother father spokesman chairman congressman businessman statesman councilman
    policeman actor widower husband son uncle nephew boy man grandfather boyfriend
    """.split()
)


def gender_of(noun: str) -> str | None:
    """What a noun tells of who bears it: f, m or None."""
    word = noun.casefold().rstrip(".")
    return "f" if word in _FEMALE else "m" if word in _MALE else None


def settle_genders(cast: Cast) -> None:
    """Tell the gender of every person whose given name does not, where a word beside it does."""
    addressed: dict[int, str] = {}
    for name in cast.names:
        index = cast.at.get(name.start)
        if index is None or name.start == 0:
            continue
        word = gender_of(cast.a.doc[name.start - 1].text) or gender_of(
            cast.a.doc[name.start].text if name.end - name.start > 1 else ""
        )
        if word is not None:
            addressed.setdefault(index, word)
    for index, member in enumerate(cast.members):
        if member.type == "Person" and member.gender is None:
            member.gender = addressed.get(index) or _by_office(member) or _by_name(cast, member)


def _by_office(member: Member) -> str | None:
    words = [w for o in member.offices for w in o.title.replace("-", " ").split()]
    return next((g for w in words if (g := gender_of(w))), None)


def _by_name(cast: Cast, member: Member) -> str | None:
    """The gender of a given name written without its accents."""
    given = cast.knowledge.names.given.get(fold(member.words[0])) if member.words else None
    return given if given in ("f", "m") else None
