"""Home Office letters to the fictional partnerships, written anew with the stock phrases only."""

from __future__ import annotations

import re
from datetime import datetime

from tests.reviews.content import Block, Items, LetterFields, Para
from tests.reviews.prose import Case, blocks, say

MARSHAM = ("2 Marsham Street", "London", "SW1P 4DF")

CLOSING = {
    "2023": (
        "Once completed the Home Office would be grateful if you could provide us with a digital "
        "copy of the revised final version of the report, with all finalised attachments and "
        "appendices, and the weblink to the site where it will be published. Please ensure that "
        "this letter is published alongside the report.",
        "Please send the digital copy and weblink to DHREnquiries@homeoffice.gov.uk. This is for "
        "our own records, so that future analysis can highlight best practice and inform policy.",
        "The DHR report, including the executive summary and action plan, should be converted to a "
        "PDF document and be smaller than 20 MB in size. This letter should be attached to the end "
        "of the report as an annex, and the action plan should be added to the report as an annex. "
        "It should include all implementation updates and note that it is a live document and "
        "subject to change as outcomes are delivered.",
        "Please also send a digital copy to the Domestic Abuse Commissioner at "
        "DHR@domesticabusecommissioner.independent.gov.uk",
        "On behalf of the QA Panel, I would like to thank you, the report chair and author, and "
        "other colleagues for the considerable work that you have put into this review.",
    ),
    "2016": (
        "The Panel does not need to see another version of the report, but I would be grateful if "
        "you could include our letter as an appendix to the report.",
        "I would be grateful if you could email us at DHREnquiries@homeoffice.gsi.gov.uk and "
        "provide us with the URL to the report when it is published.",
    ),
}
HINGE = {
    "revision": "Nonetheless, the QA Panel felt that there are some aspects of the report which may "
    "benefit from further revision, but the Home Office is content that on completion of these "
    "changes, the DHR may be published.",
    "2016": "There were some aspects of the report which the Panel felt could be revised, or could "
    "benefit from further analysis, which you may wish to consider before you publish the final "
    "report:",
    "none": "The Home Office is content that the DHR may be published.",
}


def letter(case: Case, words: dict[str, str]) -> tuple[list[Block], LetterFields]:
    """The letter's blocks and its fields."""
    given = case["letter"]
    form = given["form"]
    found: list[Block] = [Para("Home Office", look="bold")]
    found += _sender(given, form)
    found += [Para(line, look="address") for line in given["addressee"]]
    found += [Para(" ", look="address"), Para(given["date"])]
    salutation = given.get("salutation") or ("_" * 8)
    found.append(Para(f"Dear {salutation},"))
    voice = {"2023": 0, "2016": 1, "resubmitted": 2}[given.get("thanks", form)]
    found += blocks(say("letter_thanks", voice, {**words, "meeting": given["meeting"]}))
    found += blocks(given["praise"])
    found.append(Para(HINGE[given["hinge"]]))
    if given.get("title"):
        found.append(Para(f"{given['title']}:", look="bold"))
    found += _points(given)
    found += [Para(line) for line in CLOSING["2016" if form == "2016" else "2023"]]
    found.append(Para("Yours sincerely" + ("," if form != "2016" else "")))
    if given.get("signatory"):
        found.append(Para(given["signatory"], look="address"))
        found.append(Para("Chair of the Home Office DHR Quality Assurance Panel"))
    else:
        found.append(Para("Home Office DHR Quality Assurance Panel"))
    return found, _fields(case, words)


def _sender(given: dict, form: str) -> list[Block]:
    lines = [given["unit"], *MARSHAM]
    lines += ["T: 020 7035 4848" if form == "2016" else "Tel: 020 7035 4848"]
    lines += ["www.gov.uk/homeoffice" if form == "2016" else "www.homeoffice.gov.uk", " "]
    return [Para(line, look="address") for line in lines]


def _points(given: dict) -> list[Block]:
    points, found = given["points"], []
    if not points:
        return found
    if isinstance(points, dict):
        for topic, under in points.items():
            found.append(Para(topic, look="bold"))
            found.append(Items(tuple(under), given.get("mark", "bullet")))
        return found
    return [Items(tuple(points), given.get("mark", "bullet"))]


def _fields(case: Case, words: dict[str, str]) -> LetterFields:
    given = case["letter"]
    points = given["points"]
    flat = [p for under in points.values() for p in under] if isinstance(points, dict) else points
    return LetterFields(
        letter_date=iso(given["date"]),
        meeting_date=iso(given["meeting"]),
        partnership=words["place"] if given["form"] == "2016" else words["partnership"],
        points=tuple(flat),
        pseudonyms=() if given["form"] == "2016" else (words["victim"],),
        addressee=given.get("salutation"),
        blanked=not given.get("salutation"),
        signatory=given.get("signatory"),
    )


def iso(words: str) -> str | None:
    """A date in words ("3rd April 2025", "21 September") in ISO form, as far as it is given."""
    plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", words)
    if re.search(r"\d{4}$", plain):
        return f"{datetime.strptime(plain, '%d %B %Y'):%Y-%m-%d}"
    return f"--{datetime.strptime(plain + ' 2000', '%d %B %Y'):%m-%d}"
