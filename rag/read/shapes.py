"""The stretches of a sentence that have the shape of a number, a date, a person or a place."""

import re
from collections.abc import Iterator

from rag.read.expect import Expected

_SP = r"[ \u00a0\u202f]"
_NUMBER_WORDS = (
    r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|dix-(?:sept|huit|neuf)|vingt|trente|quarante|cinquante|soixante|quatre-vingts?|cents?|mille|millions?|milliards?"
    r"|(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?|milliers?)"
)
_DIGITS = rf"\d{{1,3}}(?:[ \u00a0\u202f.]\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?"
_ABOUT = rf"(?:(?:près|plus|moins|autour|au{_SP}moins)(?:{_SP}d(?:e|['’]))?|environ|quelque|presque|à{_SP}peine|pas{_SP}moins{_SP}de|entre|de)"
_UNIT = (
    r"(?:euros?|€|%|pour cent|ans?|mois|jours?|semaines?|heures?|minutes?|secondes?|kilos?|kg|tonnes?|km|kilomètres?|mètres?|m²|hectares?|litres?|degrés?"
    r"|millions?|milliards?|mille|Go|points?)"
)
_QUANTITY = rf"(?:{_DIGITS}|{_NUMBER_WORDS}(?:[ -](?:et[ -])?{_NUMBER_WORDS})*)"
_NUMBER = re.compile(
    rf"(?<![\w,.])(?:{_ABOUT}{_SP})?{_QUANTITY}(?:{_SP}et{_SP}demie?)?(?:{_SP}?(?:d['’e]{_SP}?)?{_UNIT}\b|{_SP}?[%€])*",
    re.IGNORECASE,
)
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_DATE = re.compile(
    rf"(?:(?:le|du|au|depuis le|entre le|jusqu['’]au){_SP})?(?:{_WEEKDAY}{_SP})?(?:1er|\d{{1,2}})(?:{_SP}et{_SP}\d{{1,2}})?{_SP}{_MONTH}(?:{_SP}(?:\d{{4}}|dernier|prochain))?(?:{_SP}à{_SP}\d{{1,2}}{_SP}?h{_SP}?(?:\d{{2}})?)?"
    rf"|(?:(?:en|fin|début|mi-|courant|depuis|dès){_SP}?)?{_MONTH}{_SP}(?:\d{{4}}|dernier|prochain)"
    rf"|(?:en|fin|début|depuis|dès|vers|avant|après|courant)(?:{_SP}l['’]an)?{_SP}(?:1[0-9]|20)\d{{2}}\b|\b(?:1[5-9]|20)\d{{2}}\b"
    rf"|il{_SP}y{_SP}a{_SP}(?:(?:plus|près|moins){_SP}d['’e]{_SP}?|environ{_SP})?(?:{_DIGITS}|{_NUMBER_WORDS}(?:{_SP}{_NUMBER_WORDS})?)(?:{_SP}d['’]années|{_SP}\w+)"
    rf"|(?:ce{_SP})?{_WEEKDAY}(?:{_SP}(?:matin|soir|après-midi|dernier|prochain))?|à{_SP}\d{{1,2}}{_SP}?h(?:eures)?(?:{_SP}?\d{{2}})?|\d{{1,2}}{_SP}?h{_SP}?\d{{2}}"
    rf"|(?:l['’]an(?:née)?{_SP}(?:dernière?|prochaine?))|hier|demain|(?:au{_SP}(?:printemps|début)|à{_SP}l['’](?:été|automne)|cet{_SP}(?:été|hiver))",
    re.IGNORECASE,
)
_NAME_WORD = r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*|[A-ZÀ-Þ]{2,}"
_PERSON = re.compile(
    rf"(?:(?:M\.|Mme|Mlle|Me|Dr|Pr)[ \u00a0])?(?:{_NAME_WORD}|[A-Z]\.)(?:[ \u00a0](?:d[eu]|la|le|von|van|{_NAME_WORD}|[A-Z]\.))*[ \u00a0](?:{_NAME_WORD}|[A-Z]\.)"
    rf"|(?:M\.|Mme|Mlle|Me|Dr|Pr)[ \u00a0](?:{_NAME_WORD})"
    rf"|{_NAME_WORD}"
)
_PLACE = re.compile(
    rf"(?:à|en|au|aux|dans(?:{_SP}(?:le|la|les|l['’]))?|sur{_SP}(?:l['’]île[^,.;]*|la|le)|près{_SP}de|vers|rue|place|boulevard|avenue){_SP}?"
    rf"(?:(?:la|le|les|l['’]|du|de|des){_SP}?)?(?:{_NAME_WORD})(?:(?:{_SP}|-)(?:{_NAME_WORD}|sur|en|de|du|la|le|les))*(?<!{_SP}de)(?<!{_SP}en)"
    rf"(?:{_SP}\([^)]+\))?"
)
_OF = {
    Expected.NUMBER: _NUMBER,
    Expected.DATE: _DATE,
    Expected.PERSON: _PERSON,
    Expected.PLACE: _PLACE,
}


def shapes(kind: Expected, text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence with the shape of a kind: code points, half-open.

    OTHER has no shape. An article alone (« un ») counts as no number.
    """
    pattern = _OF.get(kind)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        if kind is Expected.NUMBER and match.group().casefold() in ("un", "une", "de un", "de une"):
            continue
        if match.end() > match.start():
            yield match.start(), match.end()
