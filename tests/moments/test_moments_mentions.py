"""Mentions: the expressions of time of French sentences, and what they mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moments_source import PUBLISHED, said, source, whole

from rag.messages import MONTHS
from rag.moments import mentions, published_date
from rag.types import Span

DAY = "2024-06-25 day"


@pytest.mark.parametrize(
    ("text", "expression", "moment"),
    [
        # days in full
        ("Il est né le 25 juin 2024 à Lille.", "25 juin 2024", DAY),
        ("Mardi 25 juin 2024 - 24 minutes", "Mardi 25 juin 2024", DAY),
        ("LE 25 JUIN 2024, FERMETURE", "25 JUIN 2024", DAY),
        ("le 25\u00a0juin\n2024", "25\u00a0juin\n2024", DAY),
        ("le 25 juin 2024 à 15\u00a0h\u00a030, enfin", "25 juin 2024 à 15\u00a0h\u00a030", DAY),
        ("Le 1er août 2020, il pleut.", "1er août 2020", "2020-08-01 day"),
        ("Le 1er aou\u0302t 2020", "1er aou\u0302t 2020", "2020-08-01 day"),
        ("Le premier mai 2020", "premier mai 2020", "2020-05-01 day"),
        ("Le vingt et un juin 2021", "vingt et un juin 2021", "2021-06-21 day"),
        ("Nevers, 4 oct 2024 (APH)", "4 oct 2024", "2024-10-04 day"),
        ("Le 12 déc. 2023", "12 déc. 2023", "2023-12-12 day"),
        ("Publié le 25/06/2024 à 15h13", "25/06/2024 à 15h13", DAY),
        ("Publié le 25.06.2024", "25.06.2024", DAY),
        ("Le 06/11/2024 - 21h32", "06/11/2024 - 21h32", "2024-11-06 day"),
        ("Vu le 25/06/24.", "25/06/24", DAY),
        ("Daté de 2024-06-25", "2024-06-25", DAY),
        # ranges
        ("Du 3 au 5 mars 2021, la foire.", "Du 3 au 5 mars 2021", "2021-03-03 2021-03-05 day"),
        (
            "Fermé du lundi 28 décembre 2020 au 3 janvier 2021.",
            "du lundi 28 décembre 2020 au 3 janvier 2021",
            "2020-12-28 2021-01-03 day",
        ),
        ("du 28 au 3 mars 2021", "du 28 au 3 mars 2021", "2021-02-28 2021-03-03 day"),
        (
            "Les 15 et 16 mars 2023, ils défilent.",
            "15 et 16 mars 2023",
            "2023-03-15 2023-03-16 day",
        ),
        (
            "Volé dans la nuit du 11 au 12 novembre 2017.",
            "dans la nuit du 11 au 12 novembre 2017",
            "2017-11-11 2017-11-12 day",
        ),
        (
            "entre le 3 et le 5 mars 2021",
            "entre le 3 et le 5 mars 2021",
            "2021-03-03 2021-03-05 day",
        ),
        ("Entre 2018 et 2020, rien.", "Entre 2018 et 2020", "2018-01-01 2020-12-31 year"),
        ("La saison 2019-2020 fut bonne.", "2019-2020", "2019-01-01 2020-12-31 year"),
        ("d’avril à juin 2022", "d’avril à juin 2022", "2022-04-01 2022-06-30 month"),
        (
            "de décembre 2022 à mars 2023",
            "de décembre 2022 à mars 2023",
            "2022-12-01 2023-03-31 month",
        ),
        # months and years
        ("Un rapport rendu en juin 2024.", "juin 2024", "2024-06-01 2024-06-30 month"),
        ("en février 2024", "février 2024", "2024-02-01 2024-02-29 month"),
        ("Il y travaille depuis 2003.", "2003", "2003-01-01 2003-12-31 year"),
        ("La maison, construite en 1887, penche.", "1887", "1887-01-01 1887-12-31 year"),
        ("La loi de 1905 sur les cultes", "1905", "1905-01-01 1905-12-31 year"),
        ("Son film (2017) a plu.", "2017", "2017-01-01 2017-12-31 year"),
        # rough ones
        ("Rouvert au printemps 2019.", "printemps 2019", "2019-03-01 2019-06-30 about"),
        ("L’hiver 2019-2020 fut doux.", "hiver 2019-2020", "2019-12-01 2020-03-31 about"),
        ("à la mi-octobre 2025", "mi-octobre 2025", "2025-10-08 2025-10-23 about"),
        ("à la mi‑octobre 2025", "mi‑octobre 2025", "2025-10-08 2025-10-23 about"),
        ("début juin 2019", "début juin 2019", "2019-06-01 2019-06-15 about"),
        ("Fin 2019, il part.", "Fin 2019", "2019-07-02 2019-12-31 about"),
        ("Il arrive vers 2003.", "vers 2003", "2001-01-01 2005-12-31 about"),
        ("dans les années 1990", "années 1990", "1990-01-01 1999-12-31 about"),
        ("les années soixante-dix", "années soixante-dix", "1970-01-01 1979-12-31 about"),
        ("au XIXe siècle", "XIXe siècle", "1801-01-01 1900-12-31 about"),
        # counted from the source's date
        ("Il a été arrêté hier à Nice.", "hier", DAY),
        ("Avant-hier, il a neigé.", "Avant-hier", "2024-06-24 day"),
        ("Elle viendra demain matin.", "demain matin", "2024-06-27 day"),
        ("Aujourd’hui, il vit à Pau.", "Aujourd’hui", "2024-06-26 day"),
        ("Il a été arrêté mardi à Nice.", "mardi", DAY),
        ("a annoncé mercredi la procureure", "mercredi", "2024-06-26 day"),
        ("Il sera jugé vendredi.", "vendredi", "2024-06-28 day"),
        ("Elle est morte jeudi dernier.", "jeudi dernier", "2024-06-20 day"),
        ("Il a fui mercredi dernier.", "mercredi dernier", "2024-06-19 day"),
        ("Il reviendra lundi prochain.", "lundi prochain", "2024-07-01 day"),
        ("Ce mercredi, le musée ouvre.", "Ce mercredi", "2024-06-26 day"),
        (
            "Il a disparu dans la nuit de samedi à dimanche.",
            "dans la nuit de samedi à dimanche",
            "2024-06-22 2024-06-23 day",
        ),
        ("Elle a gagné la semaine dernière.", "la semaine dernière", "2024-06-17 2024-06-23 day"),
        ("Le mois dernier, on a payé.", "Le mois dernier", "2024-05-01 2024-05-31 month"),
        ("L’an dernier, on a payé.", "L’an dernier", "2023-01-01 2023-12-31 year"),
        ("Le week-end dernier, on a dansé.", "Le week-end dernier", "2024-06-22 2024-06-23 day"),
        ("La loi votée en décembre dernier.", "décembre dernier", "2023-12-01 2023-12-31 month"),
        ("Il était venu en juin dernier.", "juin dernier", "2023-06-01 2023-06-30 month"),
        ("Jugé en septembre prochain.", "septembre prochain", "2024-09-01 2024-09-30 month"),
        ("Il l’a vue l’été dernier.", "été dernier", "2023-06-01 2023-09-30 about"),
        ("Créé il y a 20 ans.", "il y a 20 ans", "2002-06-27 2006-06-26 about"),
        (
            "depuis une vingtaine d’années",
            "depuis une vingtaine d’années",
            "2000-06-26 2008-06-26 about",
        ),
        ("Venu il y a trois jours.", "il y a trois jours", "2024-06-22 2024-06-24 about"),
        ("Dans cinq ans, il sera libre.", "Dans cinq ans", "2028-06-26 2030-06-26 about"),
        # the year from the source's date
        ("Le site a fermé mardi 25 juin.", "mardi 25 juin", DAY),
        ("Il est mort le 7 mai.", "7 mai", "2024-05-07 day"),
        ("Il a été vu le 12 décembre.", "12 décembre", "2023-12-12 day"),
        (
            "L’arrêt sera rendu le 22 janvier à 14 heures.",
            "22 janvier à 14 heures",
            "2025-01-22 day",
        ),
        ("Elle l’a vu le 7 mai dernier.", "7 mai dernier", "2024-05-07 day"),
        ("Il comparaîtra le 14 juin prochain.", "14 juin prochain", "2025-06-14 day"),
        ("Le désamiantage aura lieu en mars.", "mars", "2025-03-01 2025-03-31 month"),
        ("La caserne a fermé fin mars.", "fin mars", "2024-03-16 2024-03-31 about"),
        ("Le jeudi 23 janvier à 18 h 30", "jeudi 23 janvier à 18 h 30", "2025-01-23 day"),
    ],
)
def test_an_expression_and_its_days(text: str, expression: str, moment: str) -> None:
    assert said(text) == [(expression, moment)]


@pytest.mark.parametrize(
    "text",
    [
        # ages, lengths, numbers of things
        "Il a 20 ans.",
        "Cet homme de 45 ans marche.",
        "Il a été condamné à 2 ans de prison.",
        "Il y a 20 ans d’écart entre eux.",
        "Il y a deux jours par semaine sans cours.",
        "Pendant trois ans, il a travaillé.",
        "Depuis l’âge de 20 ans, il peint.",
        "Un chèque de 2000 euros.",
        "Ils ont été 2000 à défiler.",
        "Une capacité de 2000, dit le maire.",
        "vers 2000 mètres d’altitude",
        "entre 1500 et 2000 personnes",
        "Le score est de 3-2 à la fin.",
        "Tél. 03 53 01 00 42",
        "La version 1.2.2024 du logiciel",
        "Il a pris le numéro 1984 de la rue.",
        "Il est à la tête de la RN 2020.",
        "La somme de 1 500,20 euros",
        # no such day
        "le 31 juin 2024",
        "le 30 février",
        "le 25/13/2024",
        # proper nouns
        "Le juge a parlé avec Mai Nguyen.",
        "La planète Mars est rouge.",
        "La mission Mars 2020 roule.",
        "Il habite rue du 8 mai 1945.",
        "Il habite avenue du 4 septembre.",
        "la présidente du collectif du 9-Juin",
        "Une émission avec Mercredi Addams.",
        "Il lit le roman où Vendredi danse.",
        "Le concert de Bruno Mars",
        # weekdays of every week, of feasts, of none
        "Ouvert du lundi au vendredi.",
        "Fermé le mardi.",
        "Chaque jeudi, il nage.",
        "Tous les mardis, il nage.",
        "Un mardi soir, il est parti.",
        "Ils ont fêté mardi gras.",
        "Il craint vendredi 13.",
        # other senses
        "La veille sanitaire a alerté.",
        "Il joue en second.",
        "Voilà ce qu’il faut dire.",
        "Il a été blessé.",
        "Une université d’été.",
        "Le monde de demain est là.",
        "Le fret d’aujourd’hui a changé.",
        "La Scop TMV Demain a embauché.",
        "Aujourd’hui en France l’a écrit.",
        "La hiérarchie a cédé.",
    ],
)
def test_what_is_no_expression_of_time(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        # nothing tells the side
        ("La passerelle est fermée jusqu’à vendredi.", "vendredi"),
        ("La réunion de lundi soir.", "lundi soir"),
        ("Il l’a dit\u00a0: la piscine ferme lundi.", "lundi"),
        ("En mai, fais ce qu’il te plaît.", "mai"),
        ("Chaque année, ils ont défilé le 14 juin.", "14 juin"),
        ("Elle arrive ce week-end.", "ce week-end"),
        # the weekday and the source's date contradict each other
        ("Le site a fermé lundi 25 juin.", "lundi 25 juin"),
        # too far for a year left unsaid
        ("Rendez-vous le 14 juin à 15h30.", "14 juin à 15h30"),
        # what another expression or speaker counts from
        ("La veille, il avait dîné.", "La veille"),
        ("Deux ans plus tard, il est parti.", "Deux ans plus tard"),
        ("Ce soir-là, il pleuvait.", "Ce soir-là"),
        ("Le mardi suivant, il est parti.", "Le mardi suivant"),
        ("Il y a quelques jours, il est parti.", "Il y a quelques jours"),
        ("Elle a dit\u00a0: «\u00a0Je l’ai vu hier.\u00a0»", "hier"),
        ('Elle a dit : "Il est parti mardi."', "mardi"),
        # an event of every year, a day of any
        ("Il a visité les lieux un 12 février.", "12 février"),
        ("Les victimes des attentats du 13 novembre ont parlé.", "13 novembre"),
    ],
)
def test_what_cannot_be_known_has_no_moment(text: str, expression: str) -> None:
    assert said(text) == [(expression, None)]


def test_the_year_of_a_narrative_is_not_that_of_the_source() -> None:
    text = "En mars 2020, l’usine a fermé. Le 7 mai, elle a rouvert."
    assert said(text) == [("mars 2020", "2020-03-01 2020-03-31 month"), ("7 mai", None)]


def test_the_nearest_verb_tells_the_side() -> None:
    text = "Le maire a annoncé lundi que la piscine fermera vendredi."
    assert said(text) == [("lundi", "2024-06-24 day"), ("vendredi", "2024-06-28 day")]


def test_a_deadline_may_lie_on_the_other_side_of_its_verb() -> None:
    text = "Ils ont visité le site et le cabinet a jusqu’au 15 juillet."
    assert said(text) == [("15 juillet", "2024-07-15 day")]


def test_a_year_said_in_another_line_leaves_the_next_alone() -> None:
    text = "L’usine a fermé en 2020.\nElle a rouvert le 7 mai."
    assert said(text)[1] == ("7 mai", "2024-05-07 day")


def test_a_list_of_years_gives_each() -> None:
    years = [words for words, _ in said("Il a gagné en 2018, 2019 et 2021.")]
    assert years == ["2018", "2019", "2021"]


def test_without_a_date_of_publication_nothing_relative_is_known() -> None:
    text = "Il est venu hier, mardi, le 7 mai, mardi 25 juin, l’an dernier, il y a 20 ans."
    found = said(text, None)
    assert len(found) == 6
    assert {moment for _, moment in found} == {None}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Créé le 7 mai 2024.\n\nIl a fermé mardi 25 juin.", "2024-06-25 day inferred"),
        ("Il a fermé mardi 25 juin.\n\nMis à jour le 02/07/2024.", "2024-06-25 day inferred"),
        # the year before, within six months
        ("Publié le 3 février 2025.\n\nVu mardi 24 décembre.", "2024-12-24 day inferred"),
        # the weekday does not fit the only year named
        ("Créé le 7 mai 2023.\n\nIl a fermé mardi 25 juin.", None),
        # no full date
        ("Créé en 2024.\n\nIl a fermé mardi 25 juin.", None),
        # an old date that the weekday happens to fit, with a later one that it does not
        ("Né le 3 juin 2013.\n\nFermé mardi 25 juin.\n\nLe 1er mars 2023.", None),
        # two years fit
        ("Le 3 juin 2013 et le 7 mai 2019, il a fermé mardi 25 juin.", None),
    ],
)
def test_the_year_from_the_weekday_and_the_text_s_full_dates(text: str, moment: str | None) -> None:
    weekday = [days for words, days in said(text, None) if words.startswith("mardi")]
    assert weekday == [moment]


def test_without_its_weekday_a_date_s_year_is_not_deduced() -> None:
    text = "Créé le 7 mai 2024.\n\nIl a fermé le 25 juin."
    assert said(text, None)[1:] == [("25 juin", None)]


def test_a_stretch_s_size_changes_no_meaning() -> None:
    text = "Créé le 7 mai 2024.\n\nLe site a fermé mardi 25 juin. Il rouvrira lundi."
    entire = mentions(whole(text), PUBLISHED)
    start = text.index("mardi")
    inside = mentions(Span(source(text), start, len(text)), PUBLISHED)
    assert inside == entire[1:]


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("le 25 juin 2024", False),
        ("le 25 juin", True),
        ("hier", True),
        ("la veille", True),
        ("en 2003", False),
        ("les années 90", False),
        ("il y a dix ans", True),
    ],
)
def test_relative_is_what_its_words_alone_do_not_date(text: str, relative: bool) -> None:  # noqa: FBT001 - a parameter
    assert [mention.relative for mention in mentions(whole(text), PUBLISHED)] == [relative]


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)), st.sampled_from(["Le {}.", "({})", "Né {}"]))
def test_a_full_date_is_itself_whatever_the_source_s(day: date, frame: str) -> None:
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    numeric = day.strftime("%d/%m/") + str(day.year)
    for form in (written, numeric):
        assert said(frame.format(form), None) == [(form, f"{day.isoformat()} day")]


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 6))
def test_a_weekday_of_the_past_is_of_the_last_seven_days(published: date, number: int) -> None:
    name = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"][number]
    (mention,) = mentions(whole(f"Il a été arrêté {name}."), published)
    assert mention.moment is not None
    assert 0 <= (published - mention.moment.first).days < 7
    assert mention.moment.first.weekday() == number


CALENDAR = [
    "1er",
    "3",
    "12",
    "31",
    "2024",
    "lundi",
    "Mardi",
    "juin",
    "Mai",
    "décembre",
    "25/06/2024",
]
TURNS = [
    "dernier",
    "prochain",
    "hier",
    "fin",
    "mi-",
    "début",
    "la semaine",
    "printemps",
    "XIXe siècle",
]
AROUND = ["le", "du", "au", "en", "et", "entre", "depuis", "il y a", "dans", "20 ans", "nuit de"]
MARKS = ["«", "»", ".", ",", "a été", "sera", "\n", "\n\n", "\u00a0", "99/99/9999", "années 90"]
WORDS = st.sampled_from(CALENDAR + TURNS + AROUND + MARKS)


@given(st.lists(WORDS, min_size=1, max_size=25), st.none() | st.dates(date(2, 1, 1)))
def test_mentions_are_ordered_apart_and_inside(parts: list[str], published: date | None) -> None:
    text = " ".join(parts)
    span = Span(source(text), 0, len(text))
    at = 0
    for mention in mentions(span, published):
        assert span.contains(mention.span)
        assert mention.span.start >= at
        assert mention.span.text == mention.span.text.strip()
        at = mention.span.end


@given(st.text(min_size=1, max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for mention in mentions(Span(source(text), 0, len(text)), PUBLISHED):
        assert mention.span.text in text


def test_the_date_of_publication_is_read_as_written() -> None:
    assert published_date(source("x", "2024-06-25")) == date(2024, 6, 25)
    assert published_date(source("x", "2024-06-25T23:59:00-10:00")) == date(2024, 6, 25)
    assert published_date(source("x")) is None
    with pytest.raises(ValueError, match="isoformat"):
        published_date(source("x", "juin 2024"))
