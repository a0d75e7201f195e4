"""Help numbers: a file of them, and which stand beside an answer."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.courtesy import HelpLine, help_for, load_numbers
from rag.errors import ConfigError

PLAIN = [
    "Qui a fondé le site ?",
    "Quand la ligne a-t-elle ouvert ?",
    "Combien de procédures ont été ouvertes ?",
    "Le site viole-t-il la loi ?",
    "Quel violon jouait-il ?",
    "Combien d’habitants la ville a-t-elle perdus ?",
    "Où vivait le propriétaire ?",
    "Qui a signé la pétition ?",
    "Combien coûte la rénovation de la piscine ?",
    "Bonjour",
    "Merci !",
    "Que sais-tu faire ?",
]


def numbers(question: str) -> list[str]:
    """Return the numbers that stand beside a question."""
    return [line.number for line in help_for(question)]


@pytest.mark.parametrize("question", PLAIN)
def test_most_questions_have_no_number(question: str) -> None:
    assert help_for(question) == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Combien de viols ont été commis ?", "3919"),
        ("Qui a été victime du guet-apens ?", "116 006"),
        ("La victime s’est-elle suicidée ?", "3114"),
        ("Combien d’affaires de pédocriminalité ?", "119"),
        ("Combien de féminicides en 2023 ?", "3919"),
        ("Combien d’agressions homophobes ?", "116 006"),
        ("Qu’est-ce que le cyberharcèlement ?", "3018"),
    ],
)
def test_a_grave_topic_has_the_numbers_of_its_own(question: str, expected: str) -> None:
    assert expected in numbers(question)
    assert not {"112", "114"} & set(numbers(question))


def test_whoever_wants_to_report_has_the_portal() -> None:
    lines = help_for("Comment signaler un contenu illégal ?")
    assert "https://www.internet-signalement.gouv.fr" in [line.url for line in lines]


@pytest.mark.parametrize("question", ["Je suis en danger", "Au secours !", "On me frappe"])
def test_a_danger_has_the_emergency_numbers(question: str) -> None:
    assert {"17", "112", "114", "15"} <= set(numbers(question))


def test_the_most_needed_number_comes_first() -> None:
    assert numbers("Je veux me suicider")[0] == "3114"
    assert numbers("Je suis en danger, mon mari me frappe")[0] == "17"


def test_every_number_of_the_package_serves() -> None:
    told = "Mon mari me frappe, j’ai été violée, on publie mes photos, je veux mourir"
    shown = {
        *help_for(told),
        *help_for("Un adulte me demande des photos, j’ai 13 ans"),
        *help_for("Comment signaler un site ?"),
    }
    assert shown == {line for line, _ in load_numbers().lines}
    for line in shown:
        assert line.label
        assert re.fullmatch(r"[\d ]*", line.number)
        assert line.url is None or line.url.startswith("https://")


def test_a_file_of_ones_own_replaces_them(tmp_path: Path) -> None:
    path = tmp_path / "numeros.toml"
    path.write_text(
        '[[line]]\nlabel = "Télé-Accueil"\nnumber = "107"\nthemes = ["suicide", "pain"]\n',
        encoding="utf-8",
    )
    own = load_numbers(path)
    line = HelpLine("Télé-Accueil", "107", None)
    assert help_for("Je veux mourir", own) == (line,)
    assert help_for("Qui a été violé ?", own) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "line = 3",
        "[[line]]\nlabel = 'x'\nnumber = '1'",
        "[[line]]\nlabel = ''\nnumber = '1'\nthemes = ['pain']",
        "[[line]]\nlabel = 'x'\nnumber = '1'\nthemes = []",
        "[[line]]\nlabel = 'x'\nnumber = '1'\nthemes = ['weather']",
        "[[line]]\nlabel = 'x'\nnumber = ''\nthemes = ['pain']",
        "[[line]]\nlabel = 'x'\nnumber = '1'\nurl = 'javascript:1'\nthemes = ['pain']",
        "[[line]]\nlabel = 'x'\nnumber = '1'\nthemes = ['pain']\ncolour = 'red'",
        "[[line",
    ],
)
def test_a_wrong_file_is_refused_and_named(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "numeros.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"numeros\.toml"):
        load_numbers(path)


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml"):
        load_numbers(tmp_path / "absent.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"binary\.toml"):
        load_numbers(tmp_path / "binary.toml")


@given(st.permutations(load_numbers().lines))
def test_the_file_orders_the_lines_of_one_theme(
    order: list[tuple[HelpLine, frozenset[str]]],
) -> None:
    own = type(load_numbers())(tuple(order))
    danger = [line for line, themes in order if "danger" in themes]
    assert list(help_for("Je suis en danger", own)) == danger
