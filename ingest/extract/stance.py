"""How a statement stands to the keeping of an agreement."""

from __future__ import annotations

import re

_BREACH = re.compile(
    r"\b(violat|breach|broke|break(?:s|ing)?\b|postpon|refus|block|sabotag|disrupt|fail(?:s|ed|ing)? to|not (?:kept|honou?red|complied|fulfilled|implemented)|derail|stall|delay|walk(?:ed)? away|suspend|not abid)",
    re.I,
)
_DOING = re.compile(
    r"\b(began|begun|started|carried out|carrying out|took place|received|handed over|completed|complete|is being|are being|returned|released|hold(?:s|ing)|observ|comply|complies|complied|fulfilled|implemented|in effect|has entered|at the site|ready)\b",
    re.I,
)
_PROMISE = re.compile(
    r"\b(will|shall|would|ready to|committed|pledge|promise|intend|prepared to)\b", re.I
)
_TERM = re.compile(
    r"\b(agreed|provides|provided for|includes|envisag|stipulat|under the (?:deal|agreement|accord)|terms|formula|sides have to|obliges)\b",
    re.I,
)
_UNKNOWN = re.compile(
    r"\b(cannot confirm|could not confirm|no information|not aware|no confirmation|unknown|no clear understanding)\b",
    re.I,
)


def stance_of(content: str, act: str) -> str:
    """One of the schema's stances, from the content's words and the speech act."""
    if _UNKNOWN.search(content):
        return "cannot_confirm"
    if act == "deny":
        return "denies" if _BREACH.search(content) else "disputes"
    if act in ("accuse", "condemn") and _BREACH.search(content):
        return "reports_breach"
    if _BREACH.search(content) and act not in ("promise", "demand", "propose"):
        return "reports_breach"
    if act == "reject":
        return "disputes"
    if act == "promise" or (_PROMISE.search(content) and act in ("announce", "agree")):
        return "promises"
    if _DOING.search(content) and act in ("state", "announce", "confirm"):
        return "reports_doing"
    if _TERM.search(content):
        return "states_term"
    return "none"
