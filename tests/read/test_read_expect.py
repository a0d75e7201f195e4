"""What a question expects, told by its interrogative, wherever it stands."""

import pytest

from rag.read.expect import Expected, expected
from rag.read.shapes import fits


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Où habite le suspect ?", Expected.PLACE),
        ("Il était né où\u202f?", Expected.PLACE),
        ("On l’a trouvé où", Expected.PLACE),
        ("Rouge ou noir ?", Expected.OTHER),
        ("Qui dirige le musée ?", Expected.PERSON),
        ("C’est qui le modérateur du site ?", Expected.PERSON),
        ("Le procès a lieu quand ?", Expected.DATE),
        ("Il y avait combien de membres ?", Expected.NUMBER),
        ("Pourquoi le site a-t-il fermé ?", Expected.OTHER),
    ],
)
def test_the_interrogative_tells_the_kind(question: str, kind: Expected) -> None:
    assert expected(question) is kind


@pytest.mark.parametrize(
    "answer", ["Combloux", "Villeneuve-d’Ascq", "à la maison d'arrêt de Riom", "dans le grenier"]
)
def test_what_says_a_place_fits_one(answer: str) -> None:
    assert fits(Expected.PLACE, answer)


def test_what_says_none_does_not() -> None:
    assert not fits(Expected.PLACE, "parce qu’ils répondent au téléphone")
    assert not fits(Expected.PERSON, "à la hâte")
    assert not fits(Expected.OTHER, "Combloux")
