"""A citation as the press shows one: the quote, whose words it holds, its source, its place."""

from collections.abc import Mapping, Sequence
from typing import Any

from rag import Zone
from ui.texts import ZONES, quoted
from ui.web import links, page_texts, texts
from ui.web.markup import element, escape, link, told
from ui.web.trail import LONGEST, Place

Citation = Mapping[str, Any]


def trail(citations: Sequence[Citation]) -> list[Place]:
    """Return the places that the pages of an answer's citations lead on to."""
    places = [Place(one["source_id"], one["start"], one["end"]) for one in citations]
    return list(dict.fromkeys(places))[:LONGEST]


def item(citation: Citation, beside: Sequence[Place] = ()) -> str:
    """Show one citation: its quote with the answer marked, its source, where it stands.

    `beside` holds all the citations of the answer, in order.
    """
    pieces = [
        told("mark", piece["text"]) if piece["mark"] else escape(piece["text"])
        for piece in citation["pieces"]
    ]
    said = page_texts.SEPARATOR.join(labels(citation))
    blocks = [
        told("p", said[:1].upper() + said[1:], "tags"),
        element("blockquote", "".join(pieces)),
        element("p", _source(citation), "source"),
        element("p", " ".join(_places(citation, beside)), "places"),
        _dates(citation["date_notes"]),
    ]
    return element("li", "\n".join(block for block in blocks if block), "citation")


def labels(citation: Citation) -> list[str]:
    """Say the part of the page that a quote stands in, and whose words it holds."""
    speaker = citation["speaker"]
    said = page_texts.speaker(speaker["kind"], speaker["name"]) if speaker else None
    # A reader's opinion already says that it is a comment.
    zone = None if said and citation["zone"] == Zone.COMMENT else ZONES[citation["zone"]]
    hedged = page_texts.HEDGED if speaker and speaker["hedged"] else None
    return [label for label in (zone, said, hedged) if label]


def _source(citation: Citation) -> str:
    """Name the source, its title set as one: the label is author, « title », publisher, date."""
    label, title = citation["label"], citation["title"]
    before, found, after = label.partition(quoted(title)) if title else (label, "", "")
    cited = told("cite", found) if found else ""
    return f"{escape(before)}{cited}{escape(after)}"


def _places(citation: Citation, beside: Sequence[Place]) -> list[str]:
    label = citation["label"]
    place = citation["source_id"], citation["start"], citation["end"]
    address = links.passage(*place, beside if len(beside) > 1 else ())
    shown = [link(address, texts.PASSAGE, texts.passage_link(label), "passage")]
    original = links.original(citation["url"], citation["quote"])
    if original:
        shown.append(link(original, texts.ORIGINAL, texts.original_link(label), "original"))
    if citation["places"]:
        shown.append(told("span", texts.other_places(len(citation["places"])), "also"))
    return shown


def _dates(notes: list[Mapping[str, Any]]) -> str:
    said = [told("li", page_texts.date_note(note["text"], note["explained"])) for note in notes]
    return element("ul", "\n".join(said), "dates") if said else ""
