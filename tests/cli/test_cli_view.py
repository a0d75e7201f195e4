"""What a person sees: styles on a terminal, plain words elsewhere, nothing obeyed."""

import io
from typing import Any

from rich.console import Console

from ui.cli.terminal import encode, line, visible
from ui.cli.view import show

HOSTILE = "[bold]x[/bold] :smile: \x1b[31m\x07\x9b2J\u202e"
SHOWN = "[bold]x[/bold] :smile: ␛[31m␇\ufffd2J\ufffd"


def citation(**changes: Any) -> dict[str, Any]:
    return {
        "number": 1,
        "source_id": "journal-7",
        "label": "Le Journal, 3 mars 2021",
        "title": "Le juge dit non",
        "zone": "body",
        "pieces": [{"text": "Le juge a dit ", "mark": False}, {"text": "non", "mark": True}],
        "places": [],
        "url": None,
        **changes,
    }


def record(**changes: Any) -> dict[str, Any]:
    return {
        "status": "answered",
        "answer": "«\u00a0non\u00a0»",
        "notices": [],
        "suggestions": [],
        "help": [],
        "citations": [citation()],
        "nearest": [],
        "confidence": 0.92,
        **changes,
    }


def seen(given: dict[str, Any], *, terminal: bool = False, width: int = 60) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    show(given, console)
    return out.getvalue()


def test_marks_are_styled_on_a_terminal_and_named_elsewhere() -> None:
    assert "Le juge a dit \x1b[1;4mnon\x1b[0m" in seen(record(), terminal=True)
    assert "Mots de la réponse" not in seen(record(), terminal=True)
    plain = seen(record())
    assert "    «\u00a0Le juge a dit non\u00a0»\n" in plain
    assert "    Mots de la réponse\u00a0: «\u00a0non\u00a0»\n" in plain


def test_zone_places_address_notices_and_confidence_are_said() -> None:
    place = {"source_id": "a", "start": 0, "end": 3}
    plain = seen(
        record(
            citations=[citation(zone="caption", places=[place, place], url="https://exemple.fr/a")],
            notices=[{"kind": "stale", "text": "Source ancienne."}],
        )
    )

    assert "[1] Le Journal, 3 mars 2021 — légende ou crédit\n" in plain
    assert "Les mêmes mots se trouvent à 2 autres endroits." in plain
    assert "https://exemple.fr/a\n" in plain
    assert "Remarque\u00a0: Source ancienne.\n" in plain
    assert plain.endswith("Confiance\u00a0: élevée (92\u00a0%).\n")
    assert "texte de l’article" not in seen(record())


def test_a_source_without_a_title_is_named_by_its_file() -> None:
    untitled = citation(label="source non datée, sans titre", title=None)
    assert "[1] source non datée, sans titre (journal-7)\n" in seen(record(citations=[untitled]))


def test_one_other_place_is_said_so() -> None:
    place = {"source_id": "a", "start": 0, "end": 3}
    assert "à un autre endroit." in seen(record(citations=[citation(places=[place])]))


def test_nothing_of_a_source_is_obeyed() -> None:
    hostile = record(
        answer=HOSTILE,
        citations=[citation(label=HOSTILE, url=HOSTILE, pieces=[{"text": HOSTILE, "mark": False}])],
        notices=[{"kind": "stale", "text": HOSTILE}],
    )

    plain = seen(hostile)
    assert plain.count(SHOWN) == 5
    styled = seen(hostile, terminal=True, width=200)
    assert "\x1b[31m" not in styled
    assert "\x9b" not in styled
    assert styled.count(SHOWN) == 5


def test_line_breaks_of_the_layout_are_folded_no_break_spaces_kept() -> None:
    pieces = [{"text": "Le juge\r\n a\u00a0dit\u202f: ", "mark": False}]
    assert "Le juge a\u00a0dit\u202f: " in seen(record(citations=[citation(pieces=pieces)]))


def test_a_terminal_gets_no_line_that_is_too_long_nor_begins_with_a_closing_mark() -> None:
    words = " ".join(f"mot{n}\u00a0: «\u00a0dit\u00a0»" for n in range(40))
    text = seen(
        record(answer=words, citations=[citation(pieces=[{"text": words, "mark": True}])]),
        terminal=True,
        width=37,
    )

    lines = [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in text.split("\n")]
    lines = [line.replace("\x1b[1;4m", "") for line in lines]
    assert max(map(len, lines)) <= 37
    assert not any(line.lstrip(" ").startswith((":", "»", "\u00a0")) for line in lines)


def test_safe_text_keeps_words_newlines_and_tabs() -> None:
    assert visible("a\tb\r\nc\rd\x00\x7f\ud800é") == "a\tb\nc␍d␀\ufffd\ufffdé"
    assert line(" a\n\tb\u202f; c ") == "a b\u202f; c"


def test_records_escape_what_breaks_lines_or_cannot_be_written() -> None:
    text = "é\n\u2028\x85\x7f\ud800\U0001f600"
    assert encode({"a": text}) == (
        b'{"a": "\xc3\xa9\\n\\u2028\\u0085\\u007f\\ud800\xf0\x9f\x98\x80"}'
    )
