"""cairn-assistant, as its command answers: TF-IDF over paragraphs, one of them given whole.

Source: github.com/ChelseaKR/cairn (Apache-2.0). Its corpus is a folder of Markdown files whose
paragraphs stand apart by blank lines: each source is written there as Sourcier reads it, its
headings marked, all its paragraphs in order, adverts and comments too, since Cairn knows no other
zone. Its settings are its defaults, its threshold with them; a thread is told to it as its own
sessions are, and its confidence is its cosine.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from cairn.config import Config
from cairn.corpus import CorpusError, load_document
from cairn.index import Index, build_index
from cairn.session import Session

from eval import texts
from eval.peers.ground import Ground
from eval.peers.peer import Identity, Said, whole
from rag import Question, Source, Zone
from rag.errors import SourcesError
from rag.types import Hit, Passage, Segment

HEADINGS = {Zone.TITLE: "#", Zone.SUBHEADING: "##"}
"""How Markdown marks a heading; Cairn reads one with the paragraph under it."""

LANGUAGE = "fr"
"""The language of a source that does not say its own."""


class Cairn:
    """Asks a Cairn index; its passages are known by their places in our sources."""

    def __init__(self, index: Index, passages: dict[str, Passage]) -> None:
        self._index = index
        self._passages = passages
        self._config = Config(default_lang=LANGUAGE)
        settings = {"max_passages": self._config.max_passages, "default_lang": LANGUAGE}
        counts = {"documents": index.doc_count, "passages": len(passages)}
        self.identity = Identity(
            "cairn", self._config.threshold, settings, ("cairn-assistant",), counts
        )

    def ask(self, question: Question) -> Said:
        """Put the thread's questions in order; what comes of the last one is what is said."""
        session = Session()
        for earlier in question.history:
            session.ask(earlier, self._index, self._config)
        answer = session.ask(question.text, self._index, self._config).answer
        hits = tuple(
            Hit(self._passages[one.passage.passage_id], 0.0, one.lexical, one.score)
            for one in answer.trace.candidates
        )
        confidence = min(1.0, hits[0].score) if hits else 0.0
        candidates = tuple(whole(hit) for hit in hits)
        return Said(answer.text, confidence, hits, candidates, len(answer.sources))


def open_peer(ground: Ground) -> Cairn:
    """Write the sources as Cairn wants them, let it index them, and forget the files.

    Raises:
        SourcesError: the sources cannot be used.
    """
    passages: dict[str, Passage] = {}
    with TemporaryDirectory() as folder:
        for number, source in enumerate(ground.corpus.sources):
            segments = ground.segments[source.id]
            path = Path(folder) / f"s{number:04}.md"
            path.write_text(_document(path.stem, source, segments), encoding="utf-8", newline="\n")
            try:
                document = load_document(path)
            except CorpusError:
                # Nothing but headings, to Cairn: it would refuse the whole folder for it.
                path.unlink()
                continue
            said = [one.text for one in document.passages]
            names = [one.passage_id for one in document.passages]
            places = _places(said, source, segments)
            for name, (start, end) in zip(names, places, strict=True):
                passages[name] = ground.passage(len(passages), source, start, end)
        if not passages:
            raise SourcesError(texts.PEER_EMPTY)
        return Cairn(build_index(folder), passages)


def _document(name: str, source: Source, segments: tuple[Segment, ...]) -> str:
    title = " ".join((source.title or source.id).split())
    head = f"---\nid: {name}\ntitle: {title}\nlang: {source.language or LANGUAGE}\n---\n"
    return head + "\n\n".join(_block(source, one) for one in segments) + "\n"


def _block(source: Source, segment: Segment) -> str:
    text = source.text[segment.start : segment.end]
    mark = HEADINGS.get(segment.zone)
    return f"{mark} {' '.join(text.split())}" if mark else text


def _places(
    said: list[str], source: Source, segments: tuple[Segment, ...]
) -> Iterator[tuple[int, int]]:
    """Yield where each of Cairn's passages, in order, stands in its source.

    Cairn moves nothing but white space: the characters that are none are counted, those of the
    headings' marks too, which stand nowhere.
    """
    solid: list[int | None] = []
    for one in segments:
        solid += [None] * len(HEADINGS.get(one.zone, ""))
        solid += [at for at in range(one.start, one.end) if not source.text[at].isspace()]
    first = 0
    for text in said:
        past = first + sum(not char.isspace() for char in text)
        held = [at for at in solid[first:past] if at is not None]
        yield held[0], held[-1] + 1
        first = past
