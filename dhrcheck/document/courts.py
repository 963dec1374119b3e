"""What the court and the coroner found, and the sentence."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from dhrcheck.document.model import Fact, Person, PersonRole
from dhrcheck.document.passage import Span
from dhrcheck.document.voices import Voice, is_of_others
from dhrcheck.patterns import compiled

_NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_UNITS = "|".join(sorted((w for w in _NUMBERS if w != "zero"), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}|(?:twenty|thirty|forty|fifty)(?:[ -](?:{_UNITS}))?|{_UNITS})"
"""A number in figures or words, up to 59."""
_CRIME = (
    r"(?P<crime>murder(?:ing)?|manslaughter|infanticide|(?:unlawful(?:ly)? )?killing"
    r"|(?:causing|allowing) (?:or allowing )?(?:the|her|his) death)"
)
_FOUND = compiled(
    r"\b(?P<how>convicted|found (?:(?!not\b)\p{L}+ )?guilty|(?<!not )guilty (?:of|to|verdict|plea)"
    r"|conviction|plea(?:ded|d)?(?: of)? guilty|admitted|(?:jailed|imprisoned|sentenced) (?:for life|to life)"
    r"|life sentence|life imprisonment)\b"
    rf"(?P<gap>[^.;\n]{{0,60}}?)\b{_CRIME}\b",
    regex.IGNORECASE,
)
_NOT_FOUND = compiled(
    r"\b(?:not guilty|denied|acquitted|cleared|attempted|conspiracy|threat\w*|previous(?:ly)?|earlier"
    r"|charged with|would|could|if|unless|rejected|not accepted|whether)\b",
    regex.IGNORECASE,
)
_CLAUSE = compiled(r"[,;]|\b(?:and|but)\b", regex.IGNORECASE)
_INQUEST = compiled(
    r"\b(?:inquest|coroner|jury|conclusion|verdict)\b[^.\n]{0,120}?\b(?P<crime>unlawful(?:ly)? kill(?:ing|ed)"
    r"|suicide|misadventure|open (?:verdict|conclusion)|accidental death|natural causes"
    r"|narrative (?:verdict|conclusion))\b",
    regex.IGNORECASE,
)
_PENDING = compiled(
    r"\b(?:suspended|adjourned|opened|pending|not (?:be )?(?:held|resumed|reconvened)|will be|awaited"
    r"|prevention|yet to|whether|may|could)\b",
    regex.IGNORECASE,
)
_VERDICTS = {
    "murder": "murder", "murdering": "murder", "manslaughter": "manslaughter",
    "infanticide": "infanticide", "suicide": "suicide", "misadventure": "misadventure",
    "natural causes": "natural-causes", "accidental death": "accident",
}  # fmt: skip
_SENTENCED = compiled(
    r"\b(?:sentenced|sentence|life imprisonment|imprison(?:ed|ment)|jailed|life term|hospital order)\b",
    regex.I,
)
_LIFE = compiled(
    r"\blife(?: imprisonment| sentence| term| in prison| with\b| order)?\b", regex.IGNORECASE
)
_MINIMUM = compiled(
    r"\b(?:minimum(?: term| tariff| period| sentence)?(?: of)?|at least|tariff of|serve|not less than)\b"
    rf"[^.\d]{{0,30}}?\b(?P<n>{NUMBER})[ -]+years?\b"
    rf"|\b(?P<m>{NUMBER})[ -]+years?'?[^.\d]{{0,24}}?\b(?:minimum|tariff)",
    regex.IGNORECASE,
)
_YEARS = compiled(
    rf"\b(?P<n>{NUMBER})[ -]+years?\b(?! old| of age| ago| before| earlier| after)", regex.I
)
_NOT_THIS = compiled(
    r"\b(?:suspended|previous(?:ly)?|community order|weeks|maximum|would have|could have|guideline|appeal\w*"
    r"|(?:up|added) to|released|earlier conviction|burglary|robbery|theft|drug\w* offences)\b",
    regex.IGNORECASE,
)
_KILLING = compiled(r"\b(?:murder|manslaughter|killing|life imprisonment|life sentence)\b", regex.I)


def number(words: str) -> int | None:
    """ "18", "eighteen" or "twenty-two" as a number."""
    words = words.lower().replace("-", " ")
    if words.isdigit():
        return int(words)
    total = 0
    for word in words.split():
        if word not in _NUMBERS and word not in _TENS:
            return None
        total += _TENS.get(word, _NUMBERS.get(word, 0))
    return total


def _zones(voice: Voice) -> list[Span]:
    return voice.zones("introduction", "facts", "process", "parallel-reviews", "chronology")


def _is_of_case(voice: Voice, sentence: Span, people: tuple[Person, ...]) -> bool:
    """True where the sentence, or the one before it, names somebody of the case or says who."""
    text = voice.text[max(sentence.start - 160, 0) : sentence.end]
    if is_of_others(voice.words(sentence)):
        return False
    if regex.search(
        r"\b(?:perpetrator|defendant|s?he|they|her|him|victim|offender)\b", text, regex.IGNORECASE
    ):
        return True
    names = [p.name for p in people if p.role in (PersonRole.PERPETRATOR, PersonRole.VICTIM)]
    return any(name in text for name in names)


def find_verdicts(voice: Voice, people: tuple[Person, ...]) -> Iterator[Fact]:
    """What court or inquest found of this death; a conviction outweighs a plea to something less."""
    strong: dict[str, Fact] = {}
    weak: dict[str, Fact] = {}
    for match in voice.search(_FOUND, _zones(voice)):
        sentence = voice.sentence(match.start(), match.end())
        before = voice.text[max(sentence.start, match.start() - 40) : match.start()]
        before = _CLAUSE.split(before)[-1]
        if _NOT_FOUND.search(before) or _NOT_FOUND.search(match["gap"]):
            continue
        if _NOT_THIS_ONE.search(voice.words(sentence)) or not _is_of_case(voice, sentence, people):
            continue
        plea = match["how"].lower().startswith(("plea", "admitted", "guilty plea"))
        value = _verdict(match["crime"].lower(), voice.words(sentence))
        if value == _UNNAMED and match["how"].lower() == "admitted":
            continue
        (weak if plea else strong).setdefault(value, voice.fact(value, match.start(), match.end()))
    yield from (strong or weak).values()
    found: dict[str, Fact] = {}
    for match in voice.search(_INQUEST, _zones(voice)):
        sentence = voice.sentence(match.start(), match.end())
        if _PENDING.search(voice.words(sentence)) or is_of_others(voice.words(sentence)):
            continue
        said = match["crime"].lower()
        value = _VERDICTS.get(said) or (
            "unlawful-killing" if said.startswith("unlawful") else said.split()[0]
        )
        found.setdefault(value, voice.fact(value, match.start(), match.end()))
    yield from found.values()


_UNNAMED = "unlawful-killing"
_PARTIAL_DEFENCE = compiled(
    r"\b(?:diminished responsibility|loss of control|provocation)\b", regex.IGNORECASE
)


def _verdict(crime: str, sentence: str) -> str:
    """The verdict for a crime as a sentence words it: "killing her" alone does not say which."""
    if crime.endswith("killing"):
        return "manslaughter" if _PARTIAL_DEFENCE.search(sentence) else _UNNAMED
    return _VERDICTS.get(crime, "causing-death")


_NOT_THIS_ONE = compiled(
    r"\b(?:previously|in (?:19\d\d|200\d)|another (?:case|woman|man)|former partner's"
    r"|his (?:first|previous) wife)\b",
    regex.IGNORECASE,
)


def find_sentences(voice: Voice, people: tuple[Person, ...]) -> Iterator[Fact]:
    """The sentence for this death: "life/18" for life with a minimum of 18 years, "life", or "18"."""
    seen: set[str] = set()
    for match in voice.search(_SENTENCED, _zones(voice)):
        sentence = voice.sentence(match.start(), match.end())
        text = voice.words(sentence)
        context = voice.text[max(0, sentence.start - 260) : sentence.end]
        if (
            _NOT_THIS.search(text)
            or not _KILLING.search(context)
            or not _is_of_case(voice, sentence, people)
        ):
            continue
        value = _value(text)
        if value is not None and value not in seen:
            seen.add(value)
            yield voice.fact(value, match.start(), min(sentence.end, match.end() + 120))


def _value(text: str) -> str | None:
    life = _LIFE.search(text)
    least = _MINIMUM.search(text)
    if least is not None:
        years = number(least["n"] or least["m"])
        return f"life/{years}" if life else f"{years}"
    if life and regex.search(
        r"\blife (?:imprisonment|sentence|term|in prison)\b", text, regex.IGNORECASE
    ):
        return "life"
    if regex.search(r"\bhospital order\b", text, regex.IGNORECASE):
        return "hospital-order"
    plain = _YEARS.search(text)
    if plain is None:
        return None
    years = number(plain["n"])
    return f"{years}" if years and years >= 3 else None
