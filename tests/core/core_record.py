"""The record's contract, written out by hand: a key too many or too few fails."""

import json

RECORD = {
    *("question", "language", "understood", "status", "reason", "answer", "parts", "spans"),
    *("citations", "agreement", "nearest", "confidence", "notices", "help", "suggestions"),
    *("corpus", "version", "timings_ms"),
}
PART = {"text", "citation", "start", "end"}
SPAN = {"source_id", "start", "end", "text", "score", "citation"}
SOURCE = {"source_id", "label", "title", "publisher", "author", "published", "url"}
CITATION = SOURCE | {
    *("number", "zone", "start", "end", "quote", "pieces", "before", "after", "places"),
    *("speaker", "date_notes"),
}
NOTE = {"text", "start", "end", "explained"}
SPEAKER = {"kind", "name", "hedged"}
LINE = {"label", "number", "url"}
PIECE = {"text", "mark"}
PLACE = {"source_id", "start", "end"}
NOTICE = {"kind", "text"}
TIMINGS = {"retrieve", "read", "total"}
LISTS = {"parts", "spans", "citations", "nearest", "notices", "help", "suggestions"}
MAY_BE_NULL = {"language", "understood", "reason", "agreement"}
REASONS = {
    *("empty_question", "too_long", "invalid_text", "invalid_input", "no_passage", "no_span"),
    *("low_confidence", "false_premise", "greeting", "thanks", "help", "insult", "distress"),
    *("instruction", "harmful"),
}
ZONES = {
    *("title", "standfirst", "subheading", "body", "quotebox", "caption", "byline", "biography"),
    *("comment", "related", "advert", "navigation"),
}


def check_citation(found: dict, texts: dict[str, str] | None = None) -> None:
    """Check one citation's keys and what they promise of each other."""
    assert found.keys() == CITATION
    assert found["label"].strip()
    assert found["zone"] in ZONES
    assert "".join(piece["text"] for piece in found["pieces"]) == found["quote"] != ""
    assert all(piece.keys() == PIECE and piece["text"] for piece in found["pieces"])
    assert len(found["quote"]) == found["end"] - found["start"]
    assert len(found["before"]) <= 120
    assert len(found["after"]) <= 120
    assert all(place.keys() == PLACE for place in found["places"])
    for note in found["date_notes"]:
        assert note.keys() == NOTE
        at = note["start"] - found["start"]
        assert found["quote"][at : at + note["end"] - note["start"]] == note["text"]
        assert note["explained"].strip()
    if found["speaker"] is not None:
        assert found["speaker"].keys() == SPEAKER
        assert found["speaker"]["kind"] in {"paper", "quotation", "reported", "comment"}
    if texts is not None:
        text = texts[found["source_id"]]
        assert text[found["start"] : found["end"]] == found["quote"]
        start = found["start"] - len(found["before"])
        around = found["before"] + found["quote"] + found["after"]
        assert text[start : start + len(around)] == around


def check(found: dict, texts: dict[str, str] | None = None) -> None:
    """Check a record's keys and what they promise of each other; `texts` are by source id."""
    assert found.keys() == RECORD
    assert all(isinstance(found[name], list) for name in LISTS)
    assert {name for name, value in found.items() if value is None} <= MAY_BE_NULL
    assert "".join(part["text"] for part in found["parts"]) == found["answer"]
    assert found["answer"].strip()
    assert all(part.keys() == PART for part in found["parts"])
    assert all(notice.keys() == NOTICE and all(notice.values()) for notice in found["notices"])
    assert all(line.keys() == LINE and line["label"] for line in found["help"])
    assert found["timings_ms"].keys() == TIMINGS
    assert 0 <= found["confidence"] <= 1
    for cited in found["citations"] + found["nearest"]:
        check_citation(cited, texts)
    numbers = [cited["number"] for cited in found["citations"]]
    assert len(set(numbers)) == len(numbers)
    if found["status"] == "answered":
        check_answered(found, texts)
    else:
        assert found["status"] == "refused"
        assert found["reason"] in REASONS
        assert found["spans"] == found["citations"] == []
        assert len(found["nearest"]) <= 3
        assert all(part["citation"] is None for part in found["parts"])
    line = json.dumps(found, allow_nan=False)
    assert json.dumps(json.loads(line)) == line


def check_answered(found: dict, texts: dict[str, str] | None) -> None:
    """Check what only an answer promises."""
    assert found["reason"] is None
    assert found["nearest"] == []
    assert found["spans"]
    by_number = {cited["number"]: cited for cited in found["citations"]}
    quoted = [part for part in found["parts"] if part["citation"] is not None]
    positions = found["agreement"]["positions"]
    assert {number for one in positions for number in one["citations"]} == set(by_number)
    assert {part["citation"] for part in quoted} == {one["citations"][0] for one in positions}
    assert all(1 <= one["independent"] <= len(one["citations"]) for one in positions)
    for part in found["parts"]:
        if part["citation"] is None:
            assert part["start"] is part["end"] is None
    for held in [*quoted, *found["spans"]]:
        cited = by_number[held["citation"]]
        at = held["start"] - cited["start"]
        assert cited["quote"][at : at + held["end"] - held["start"]] == held["text"] != ""
        if texts is not None:
            text = texts[cited["source_id"]]
            assert text[held["start"] : held["end"]] == held["text"]
    for span in found["spans"]:
        assert span.keys() == SPAN
        assert span["source_id"] == by_number[span["citation"]]["source_id"]
        marked = [piece["text"] for piece in by_number[span["citation"]]["pieces"] if piece["mark"]]
        assert span["text"] in marked
    scores = [span["score"] for span in found["spans"]]
    assert scores == sorted(scores, reverse=True)
