"""Words that tell what kind of thing a name beside them names."""

from __future__ import annotations

import re

PARTICLES = frozenset(
    """
    al el ul bin ibn bint ben abu umm van von der den de da dos del di du la le ter ten af av
    zu y
    """.split()
)
HONORIFICS = frozenset(
    """
    mr mrs ms dr prof sir dame sheikh sheik shaikh hajj imam ayatollah rev fr lt gen col maj
    capt sgt brig adm lieutenant general colonel major captain admiral marshal brigadier
    commander sergeant mr. mrs. ms. dr. prof. lt. gen. col. maj. capt. sgt. brig. adm. rear
    vice first second retired lord lady king queen prince princess h.e. he. pope cardinal
    archbishop bishop patriarch metropolitan father
    madam madame mme monsieur senor señor señora signor signora herr frau don doña sayyid sayed
    hajji haji mullah maulana rabbi pastor sister brother commodore corporal professor doctor
    excellency highness majesty honourable honorable
    chief baron baroness count countess sheikha emir
    """.split()
)
INSTITUTION_HEADS: dict[str, str] = {
    **dict.fromkeys("ministry department chancellery treasury".split(), "ministry"),
    **dict.fromkeys(
        """
    agency service office headquarters directorate commission committee board authority
    administration bureau inspectorate secretariat council center centre institute mission
    observatory registry intelligence police ombudsman staff
    """.split(),
        "agency",
    ),
    **dict.fromkeys("""
    army navy forces force military corps guard brigade battalion regiment command division
    fleet
    """.split(), "military"),
    **dict.fromkeys("""
    parliament assembly senate congress duma rada knesset majlis bundestag house legislature
    """.split(), "parliament"),
    **dict.fromkeys("court tribunal".split(), "court"),
    **dict.fromkeys("union organization organisation league community nations bloc".split(), "igo"),
    **dict.fromkeys("""
    foundation society federation association watch rights crescent cross university college
    network church
    """.split(), "ngo"),
    **dict.fromkeys("party coalition alliance bloc congress movement".split(), "party"),
    **dict.fromkeys("front militia brigades army resistance".split(), "armed_group"),
    **dict.fromkeys(
        """
    news times post herald tribune radio tv television media press gazette journal daily
    telegraph observer newspaper channel broadcaster agency today guardian chronicle mail
    mirror monitor independent
    """.split(),
        "media",
    ),
    **dict.fromkeys("delegation team negotiators".split(), "delegation"),
    **dict.fromkeys("""
    company corporation group bank inc ltd airlines airways industries oil gas energy plc corp
    securities holdings partners capital ventures analytics consulting advisers advisors railways
    motors telecom pharmaceuticals
    """.split(), "company"),
    **dict.fromkeys("government cabinet presidency palace kremlin junta".split(), "government"),
}  # fmt: skip
LOWER_HEADS = frozenset(
    """
    coalition alliance movement party group agency army militia ministry council committee
    union front newspaper channel broadcaster organisation organization faction bloc network
    delegation presidency embassy navy
    """.split()
)
LIKEWISE = frozenset({"counterpart", "colleague"})  # who holds a like office elsewhere
PORTFOLIOS = frozenset(
    """
    foreign affairs defense defence interior internal finance economy justice health energy
    """.split()
)
# What a body may be called beside its name: "the charity NAME", "NAME, a charity".
SORTS = frozenset(
    """
    charity company group organisation organization foundation institute movement union firm
    operator agency network association nonprofit ngo think-tank
    """.split()
)
PLACE_HEADS = frozenset(
    """
    city province region district governorate oblast state county town village island islands
    river sea strait bay gulf mountain mountains valley lake port airport crossing border
    palace square street camp desert peninsula coast bridge dam plant base hotel hall road
    highway avenue corridor heights hills plateau canal shoal reef atoll delta
    reservoir airfield airstrip forest temple
    monastery ridge pier pass basin sound
    """.split()
)
OFFICES_OF = PORTFOLIOS | {"state", "staff", "parliament", "government", "war", "trade", "culture"}
PORTFOLIO_WORDS = OFFICES_OF | frozenset(  # of "Minister of …"
    """
    education digital transformation information emergency situations infrastructure transport
    agriculture council security intelligence board mission office party political bureau committee
    development environment planning labour labor industry commerce religious endowments aviation
    electricity oil petroleum water housing human rights humanitarian reconciliation peace refugees
    displaced veterans homeland youth sports tourism science public diplomacy
    """.split()
)
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept sep
    oct nov dec gmt utc
    """.split()
)
_CAPITAL_INSIDE = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Fitz|Ab)[A-Z][a-z]+[A-Z]")


def is_trade_name(word: str) -> bool:
    """Whether a word is written as the names of companies are: with a capital inside."""
    return bool(_CAPITAL_INSIDE.match(word))
