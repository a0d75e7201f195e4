"""What is texted or misspelt is put in full words; what is plain, or a name, is left as it is."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from spell_values import TEXT, lines, plain, words_of

from rag.spell import mended, reads_french
from rag.text.fold import terms, words
from rag.text.marks import QUESTION_MARK as MARK

WORDS = TEXT.replace(",", "").replace(".", "").replace(" ;", "").replace("’", " ").split()
TEXTED = (
    *("c", "ki", "koi", "ke", "kel", "kelle", "cb", "ya", "pr", "ds", "mtn", "svp", "pa", "ou"),
    *("c t", "keski", "jveu", "pk", "d", "l", "o", "on", "été", "sa", "coute", "a", "til", "k"),
    *("lincendie", "abonement", "pissine", "vandecastele", "raport", "avai", "Steidel", "2024"),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kel age il avai le maire", "Quel âge il avait le maire"),
        ("CB D ENTREES EN 2024", "Combien d’entrées en 2024"),
        ("KESKI S AFFICHE MTN", "Qu’est-ce qui s’affiche maintenant"),
        ("c t koi l'incendie", "C’était quoi l’incendie"),
        ("cest ki le mair", "C’est qui le maire"),
        ("abonement anuel pissine cb de tps svp", "Abonnement annuel piscine combien de temps"),
        ("fallai payé pr nagé ou pa", "Fallait payé pour nagé ou pas"),
        ("ya cb de lit a losto", "Il y a combien de lit a l’hôpital"),
        ("vandecastele c ki", "Vandecasteele c’est qui"),
        ("Ki est le maire de Montrevel ?", "Qui est le maire de Montrevel ?"),
        ("Qui enquête sur lincendie ?", "Qui enquête sur l’incendie ?"),
        ("Quand ferme la pissine ?", "Quand ferme la piscine ?"),
        ("Quel âge a Joris Vandecastele ?", "Quel âge a Joris Vandecasteele ?"),
        ("jveu savoir pk sa ferme", "Je veux savoir pourquoi sa ferme"),
    ],
)
def test_what_was_meant_is_written_out(typed: str, meant: str) -> None:
    assert mended(typed, words_of("")) == (meant if "?" in meant else meant + MARK)


@pytest.mark.parametrize(
    "typed",
    [
        "Qui est Marine ?",  # another person than Louis Marin
        "Qui est Louis Martin ?",
        "qui est louis martin",
        "Quel âge a Yoris Mouhoub ?",
        "Combien la CDOC a-t-elle reçu ?",
        "Qui est Isaac Steidman ?",
        "ban ki moon",
        "La rue Cb est-elle longue ?",
        "rue cb",
        "Combien de CB de clients ont été volées ?",
        "What is the name of the mayor?",
        "Wer ist der Bürgermeister?",
        "Quel trail passe ici ?",
        "coco.gg",
        "QUI EST LE MAIRE",
        "  Qui  est le maire ?",
        "?",
        "",
    ],
)
def test_what_is_plain_or_another_name_is_left(typed: str) -> None:
    assert mended(typed, words_of("")) is None


def test_a_question_in_another_language_is_left() -> None:
    assert mended("homem piscina abonement", words_of(""), foreign=True) is None


def test_french_is_told_by_its_words() -> None:
    assert reads_french("nom piscine montrevel", words_of(""))
    assert not reads_french("nombre del alcalde de montrevel", words_of(""))
    assert not reads_french("ki", words_of(""))


def test_texted_questions_are_searched_as_their_plain_twins() -> None:
    found = lines("texted.jsonl")
    same = [case for case in found if _as_twin(case)]
    assert len(found) >= 60
    assert len(same) / len(found) >= 0.8


def _as_twin(case: dict) -> bool:
    meant = mended(case["question"], words_of(case["corpus"])) or case["question"]
    return set(terms(meant)) == set(terms(case["twin"]))


def test_plain_questions_are_untouched() -> None:
    found = plain()
    assert len(found) >= 400
    assert [question for corpus, question in found if mended(question, words_of(corpus))] == []


@given(st.lists(st.sampled_from((*WORDS, *TEXTED)), min_size=1, max_size=9))
@example(["ke", "il"])
@example(["o", "pa"])
@example(["l", "incendie", "d", "abonement"])
def test_mending_twice_is_mending_once(picked: list[str]) -> None:
    once = mended(" ".join(picked), words_of(""))
    assert once is None or mended(once, words_of("")) is None


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_the_words_of_the_sources_are_untouched(start: int, size: int) -> None:
    begins = TEXT.rfind(" ", 0, start + 1) + 1
    ends = TEXT.find(" ", start + size)
    run = TEXT[begins : ends if ends > 0 else None]
    assume(run != "Ki")  # alone, it asks who: only « Moon » beside it says that it is a name
    assert mended(run, words_of("")) is None


@given(st.lists(st.sampled_from(TEXTED), max_size=5), st.integers(0, 10**6))
def test_numbers_and_names_of_the_sources_stay(picked: list[str], number: int) -> None:
    kept = ["Steidl", str(number), "Marin", "vandecasteele"]
    typed = " pizza ".join((*picked, " ".join(kept)))
    meant = mended(typed, words_of("")) or typed
    assert [word.key for word in words(meant)][-4:] == [word.key for word in words(" ".join(kept))]


@given(st.text(max_size=60))
def test_any_text_can_be_mended(text: str) -> None:
    meant = mended(text, words_of(""))
    assert meant is None or meant.strip()
