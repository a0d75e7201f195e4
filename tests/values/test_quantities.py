"""Quantities: pairs of answers to « Combien… ? », as two papers would write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import related, said

from rag.read.expect import Expected
from rag.types import GroundingError, Source, Span
from rag.values import Quantity, Relation, Words, relation, value_of

NUMBER = Expected.NUMBER

SAME = [
    ("[23 051] procédures", "[vingt-trois mille cinquante et une] procédures"),
    ("[23.051] procédures", "[23\u202f051 procédures]"),
    ("[23,051 victimes]", "[23 051] victimes"),
    ("[1,8 million d’euros]", "[1 800 000 euros]"),
    ("[1,8 M€]", "[1.800.000 €]"),
    ("[un million et demi] d’euros", "[1,5 million d'euros]"),
    ("[70 %] des femmes", "[soixante-dix pour cent] des femmes"),
    ("[quatre-vingt-dix-sept] élèves", "[97 élèves]"),
    ("[nonante-cinq] francs", "[95 francs]"),
    ("[41 ans]", "un homme de [quarante et un ans]"),
    ("[dix-huit mois]", "[un an et demi]"),
    ("[90 minutes]", "[1 h 30] de trajet"),
    ("[1h30]", "[une heure et demie]"),
    ("[trois quarts d’heure]", "[45 minutes]"),
    ("[une demi-heure]", "[30 min]"),
    ("[1,80 m]", "[1 m 80]"),
    ("[12 euros 50]", "[12,50 €]"),
    ("[3 km]", "[3 000 mètres]"),
    ("[2 hectares]", "[20 000 m²]"),
    ("[5 tonnes]", "[5 000 kilos]"),
    ("[cinq à six cents] personnes", "entre [500 et 600 personnes]"),
    ("[10-15 ans]", "de [10 à 15 ans]"),
    ("[une cinquantaine] d’hommes", "[une cinquantaine] d'hommes"),
    ("[dix‑sept] mètres", "[17 m]"),
    ("[12 ans de prison]", "[12 ans de réclusion]"),
    ("[un tiers] des voix", "[le tiers] des voix"),
    ("[deux cent mille] habitants", "[200 000 habitants]"),
    ("[38 mètres cubes par jour]", "[38 m3/jour]"),
    ("[moins cinq degrés]", "[-5 °C]"),
    ("[trois ans] de prison dont un avec sursis", "[3 ans de prison]"),
]

COMPATIBLE = [
    ("[une cinquantaine] d’hommes", "[51 hommes]"),
    ("[une cinquantaine] d’hommes", "[une quarantaine] d’hommes"),
    ("plus de [23 000] procédures", "[23 051 procédures]"),
    ("[plus de 23.000 procédures]", "[23 051 procédures]"),
    ("près de [3 200] habitants", "[3 187 habitants]"),
    ("environ [50] plaintes", "[47 plaintes]"),
    ("[50 plaintes environ]", "[47 plaintes]"),
    ("[23 000] procédures", "[23 051 procédures]"),
    ("[1,7 million d’euros]", "[1 712 300 euros]"),
    ("entre [10 et 15] blessés", "[12 blessés]"),
    ("entre 10 et [15] blessés", "[12 blessés]"),
    ("[des dizaines] de plaintes", "[48 plaintes]"),
    ("[des centaines de milliers] de comptes", "[850 000 comptes]"),
    ("[des milliers] de procédures", "[23 051 procédures]"),
    ("[des millions] de messages", "[12 millions de messages]"),
    ("au moins [51] hommes", "[72 hommes]"),
    ("jusqu’à [160] euros", "[120 euros]"),
    ("moins de [30] élèves", "[24 élèves]"),
    ("[une femme sur trois]", "[33 %] des femmes"),
    ("[la moitié] des salariés", "[48 % des salariés]"),
    ("[sept Français sur dix]", "[71 %]"),
    ("[trois mois]", "[90 jours]"),
    ("[quinze jours]", "[deux semaines]"),
    ("[plus d’un million] de personnes", "[1,2 million de personnes]"),
    ("Ils sont [480]", "[480 victimes]"),
    ("pas moins de [51] hommes", "[53 hommes]"),
    ("un peu plus de [3 000] spectateurs", "[3 120 spectateurs]"),
    ("[une bonne trentaine] d’élèves", "[36 élèves]"),
    ("[une douzaine] de témoins", "[14 témoins]"),
    ("[une dizaine] de témoins", "[13 témoins]"),
    ("[une centaine] de témoins", "[130 témoins]"),
    ("[100 euros]", "[101 euros]"),
]

DIFFERENT = [
    ("Ils sont [480]", "Ils étaient [51]"),
    ("[480 victimes]", "[51 victimes]"),
    ("[51 hommes]", "[52 hommes]"),
    ("[41 ans]", "[43 ans]"),
    ("[1,7 million d’euros]", "[2,4 millions d'euros]"),
    ("plus de [23 000] procédures", "[480 procédures]"),
    ("moins de [30] élèves", "[42 élèves]"),
    ("entre [10 et 15] blessés", "[28 blessés]"),
    ("[une cinquantaine] d’hommes", "[120 hommes]"),
    ("[une dizaine] de témoins", "[22 témoins]"),
    ("[des milliers] de procédures", "[480 procédures]"),
    ("[des dizaines] de plaintes", "[480 plaintes]"),
    ("[un tiers] des voix", "[62 % des voix]"),
    ("[dix ans] de prison", "[douze ans de réclusion]"),
    ("[3 km]", "[4 500 mètres]"),
    ("[deux heures]", "[45 minutes]"),
    ("[-5 °C]", "[5 °C]"),
    ("[trois] hommes", "[quatre hommes]"),
]

UNRELATED = [
    # hard negatives: the numbers differ, but not what one fact would say
    ("[51 hommes]", "[51 euros]"),
    ("[51 hommes]", "[480 euros]"),
    ("[12 victimes]", "[3 ans]"),
    ("[70 %] des femmes", "[40 % des hommes]"),
    ("[3 ans de prison]", "[5 ans d’inéligibilité]"),
    ("[38 mètres cubes par jour]", "[14 000 mètres cubes]"),
    ("[10 % de plus]", "[10 % de moins]"),
    ("[4,10 euros le mètre cube]", "[57 000 euros]"),
    ("[51 hommes et 12 femmes]", "[63 personnes]"),
    ("la page [14]", "[51 pages]"),
    ("le [25] juin", "[51 jours]"),
    ("à [18 h 12]", "[2 heures]"),
    ("au [11], rue Carnot", "[12 maisons]"),
    ("l’article [222-23]", "[3 articles]"),
    ("le [2e] étage", "[5 étages]"),
    ("en [2019], la foule", "[300 personnes]"),
    ("le score de [3-1]", "[2 buts]"),
    ("le [G7]", "[8 pays]"),
    ("[beaucoup] de plaintes", "[51 plaintes]"),
    ("Ils sont [480]", "[51 plaintes]"),
    ("les [5] l’ont vu", "[5 litres]"),
    ("[2,35 euros] l’an dernier", "[2,35 euros par an]"),
    ("le [01 23 45 67 89]", "[51 appels]"),
]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(*pair, Relation.SAME) for pair in SAME]
    + [(*pair, Relation.COMPATIBLE) for pair in COMPATIBLE]
    + [(*pair, Relation.DIFFERENT) for pair in DIFFERENT]
    + [(*pair, Relation.UNRELATED) for pair in UNRELATED],
)
def test_two_papers(one: str, other: str, expected: Relation) -> None:
    assert related(one, other, NUMBER) is expected


@pytest.mark.parametrize(
    "marked",
    [
        "le [25] juin",
        "à [18 h 12]",
        "en [2019]",
        "la page [14]",
        "le [3e] tome",
        "le [G7]",
        "[51 hommes et 12 femmes]",
        "passé [de 10 à 15 millions]",
    ],
)
def test_what_counts_nothing_or_twice_stays_words(marked: str) -> None:
    value = said(marked, NUMBER)
    assert isinstance(value, Words)


def test_a_stretch_that_is_a_quantity_is_one_whatever_is_expected() -> None:
    value = said("Le préjudice est évalué à [1,7 million d’euros].", Expected.OTHER)
    assert isinstance(value, Quantity)
    assert (value.low, value.unit) == (1_700_000, "€")


@pytest.mark.parametrize("marked", ["[un vol de 12 vélos]", "[un réseau]", "[le 25 juin]", "[G7]"])
def test_a_stretch_that_says_more_than_a_number_is_words(marked: str) -> None:
    assert isinstance(said(marked, Expected.OTHER), Words)


def test_a_unit_is_read_after_the_stretch_and_a_hedge_before() -> None:
    value = said("On parle de plus de [23 000] nouvelles procédures ouvertes.", NUMBER)
    assert isinstance(value, Quantity)
    assert value.low == 23_000
    assert value.unit == "procedur"
    assert value.approximate


def test_decomposed_accents_read_the_same() -> None:
    value = said("il en a coûte\u0301 [zéro euro] a\u0300 l’e\u0301cole", NUMBER)
    assert isinstance(value, Quantity)
    assert (value.low, value.unit) == (0, "€")


def test_a_stretch_outside_its_sentence_is_refused() -> None:
    source = Source("essai", "essai.txt", "Il a 41 ans. Elle en a 12.", "0")
    with pytest.raises(GroundingError):
        value_of(Span(source, 23, 25), Span(source, 0, 12), NUMBER)


whole = st.integers(2, 999_999_999)


@given(whole, st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_the_mark_between_thousands_changes_nothing(number: int, mark: str) -> None:
    grouped = f"{number:,}".replace(",", mark)
    value = said(f"[{grouped}] plaintes", NUMBER)
    assert isinstance(value, Quantity)
    assert value.low == value.high == number


@given(st.integers(100, 10**7))
def test_a_hedged_number_is_never_against_the_number(number: int) -> None:
    exact = f"[{number}] plaintes"
    for hedge in ("environ", "près de", "plus de", "moins de", "au moins", "jusqu’à", "quelque"):
        assert related(f"{hedge} [{number}] plaintes", exact, NUMBER) is Relation.COMPATIBLE


@given(whole, whole)
def test_two_exact_numbers_are_one_or_not(one: int, other: int) -> None:
    found = related(f"[{one}] plaintes", f"[{other}] plaintes", NUMBER)
    if one == other:
        assert found is Relation.SAME
    elif abs(one - other) * 8 > max(one, other):
        assert found is Relation.DIFFERENT
    else:
        assert found in {Relation.COMPATIBLE, Relation.DIFFERENT}


@given(st.integers(2, 9), st.integers(2, 40))
def test_more_than_a_number_is_against_a_smaller_one(tens: int, less: int) -> None:
    high, low = tens * 1000, tens * 1000 - less * 20 - 7
    found = related(f"plus de [{high}] plaintes", f"[{low}] plaintes", NUMBER)
    assert found is Relation.DIFFERENT


@given(st.integers(1, 500))
def test_units_of_one_measure_are_converted(number: int) -> None:
    pairs = [("km", "mètres", 1000), ("semaines", "jours", 7), ("tonnes", "kg", 1000)]
    for large, small, size in pairs:
        one, other = f"[{number} {large}]", f"[{number * size} {small}]"
        assert related(one, other, NUMBER) is Relation.SAME


units = st.sampled_from([None, "€", "s", "victim"])
numbers = st.fractions(0, 1000)


@given(numbers, numbers, units, numbers, numbers, units)
def test_a_difference_needs_one_unit_and_no_common_value(
    low: Fraction, width: Fraction, unit: str | None,
    low_too: Fraction, width_too: Fraction, unit_too: str | None,
) -> None:  # fmt: skip
    one = Quantity(low, low + width, unit)
    other = Quantity(low_too, low_too + width_too, unit_too)
    apart = one.high < other.low or other.high < one.low
    assert (relation(one, other) is Relation.DIFFERENT) == (unit == unit_too and apart)
    assert relation(one, one) is Relation.SAME
