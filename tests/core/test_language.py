"""The language of a question: the same each time, unknown when too short, French when noisy."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.language import SHORTEST, detect, is_foreign

FRENCH = (
    "Combien de procédures judiciaires ont été ouvertes contre le site ?",
    "Qui dirige l’enquête sur l’incendie de la cathédrale ?",
    "À quelle date la fermeture du pont a-t-elle été annoncée par la mairie ?",
)
NOISY = (
    "c ki le patron du site coco svp jarrive pa a trouver",
    "cb de personne on ete arreter dans cette affaire de site",
    "COMBIEN DE PROCEDURES ONT ETE OUVERTES CONTRE LE SITE",
    "qan est ce ke le site a etai fermer par la police",
    "pk la mairie elle ferme le pont pendant 3 semaine",
    "le maire il a di koi sur les arbres de la place",
    "combien sa coute la renovation de la piscine municipal",
    "ou es ce que le procé va avoir lieu deja",
    "esque quelqun sait qui a alerter les gendarmes",
    "bonjour je voudrai savoir la date du proces merci davance",
    "Coco.gg Eurojust gendarmerie parquet JUNALCO fermeture",
    "kel age avai la victime au moment des fait",
    "jvoudrai savoir ce que dise les assos sur la fermeture",
    "resumer moi l'article sur le festival de bd d'angouleme",
)
FOREIGN = {
    "en": "How many criminal proceedings were opened against the website last year?",
    "de": "Wie viele Verfahren wurden im vergangenen Jahr gegen die Webseite eröffnet?",
    "es": "¿Cuántos procedimientos se abrieron el año pasado contra el sitio web?",
    "it": "Quanti procedimenti sono stati aperti l’anno scorso contro il sito internet?",
    "pt": "Quantos processos foram abertos no ano passado contra o sítio na internet?",
}
SCRIPTS = {
    "ar": "كم عدد الإجراءات القضائية المفتوحة؟",
    "ru": "Сколько дел было возбуждено?",
    "el": "Πόσες διαδικασίες άνοιξαν;",
    "he": "כמה הליכים נפתחו?",
    "ko": "얼마나 많은 소송이 시작되었습니까?",
    "ja": "いくつのてつづきがはじまりましたか",
    "zh": "一共启动了多少诉讼程序？",
    "hi": "कितनी कार्यवाही शुरू की गई?",
    "th": "มีการดำเนินคดีกี่คดี",
    "hy": "Քանի՞ գործ է հարուցվել",
    "ka": "რამდენი საქმე აღიძრა?",
}
SHORT = ("", "Budget ?", "Qui ?", "Et le maire ?", "Coco ?", "What then?", "2024 ?", "🤔" * 40)

ALL = (*FRENCH, *NOISY, *FOREIGN.values(), *SCRIPTS.values(), *SHORT)

# A fresh interpreter, whose first questions may come from several threads at once.
CHILD = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from rag.language import detect

threads, questions = json.loads(sys.stdin.read())
together = Barrier(threads)

def ask(_):
    together.wait()
    return [detect(question) for question in questions]

with ThreadPoolExecutor(threads) as pool:
    print(json.dumps(list(pool.map(ask, range(threads)))))
"""


@pytest.mark.parametrize("question", [*FRENCH, *NOISY])
def test_a_french_question_is_never_called_foreign(question: str) -> None:
    assert not is_foreign(detect(question))


@pytest.mark.parametrize("question", FRENCH)
def test_plain_french_is_french(question: str) -> None:
    assert detect(question) == "fr"
    assert detect(question.upper()) == "fr"


@pytest.mark.parametrize(("language", "question"), FOREIGN.items())
def test_a_foreign_question_is_told(language: str, question: str) -> None:
    assert detect(question) == language
    assert is_foreign(language)


@pytest.mark.parametrize(("language", "question"), SCRIPTS.items())
def test_a_script_tells_a_language_even_in_a_few_letters(language: str, question: str) -> None:
    assert detect(question) == language
    assert detect(f"{question} OK") == language
    assert is_foreign(detect(question))


def test_a_few_words_of_another_script_do_not_make_a_question_foreign() -> None:
    assert detect("Que veut dire le mot « здравствуйте » que le maire a prononcé hier ?") == "fr"


@pytest.mark.parametrize("question", SHORT)
def test_a_short_question_has_no_language(question: str) -> None:
    assert detect(question) is None
    assert not is_foreign(None)


@given(st.text("abcdéè ?!0123456789", max_size=60))
def test_below_the_shortest_nothing_is_told(text: str) -> None:
    letters = sum(char.isalpha() for char in text)
    assert letters >= SHORTEST or detect(text) is None


@given(st.text(max_size=120))
@example("a" * 5000)
@example("的a" * 40)
@example("\uff9e" * 30)
@example("https://exemple.fr/" + "a" * 30)
@example("adresse@exemple.fr " * 4)
def test_any_text_has_a_language_or_none_the_same_each_time(text: str) -> None:
    found = detect(text)
    assert found is None or (len(found) == 2 and found.isascii() and found.islower())
    assert detect(text) == found


def _elsewhere(threads: int, seed: str) -> list[list[str | None]]:
    """Return what each thread of a fresh process tells of all the questions."""
    child = subprocess.run(  # noqa: S603 - our own interpreter, a constant script
        [sys.executable, "-c", CHILD],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        input=json.dumps([threads, ALL]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    found: list[list[str | None]] = json.loads(child.stdout)
    return found


@pytest.mark.parametrize("seed", ["0", "31337"])
def test_other_processes_tell_the_same(seed: str) -> None:
    assert _elsewhere(1, seed) == [[detect(question) for question in ALL]]


def test_threads_that_ask_first_tell_the_same() -> None:
    assert _elsewhere(8, "0") == [[detect(question) for question in ALL]] * 8
