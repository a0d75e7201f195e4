"""Haystack's extractive pipeline, with our encoder and our reader as its components.

Source: github.com/deepset-ai/haystack (Apache-2.0). Its splitter cuts the sources, as Sourcier
reads them, by 200 words, and its retriever hands the ten nearest pieces to the reader: the
defaults of both. An answer is given unless "no answer" is likelier, and that is the rule of
Haystack's own reader (transformers-haystack): the chance that none of the twenty best is right,
each taken alone. A chance is what our reader says of one stretch against no answer in its piece.
Haystack knows no zones and no thread: every word of a page may answer, and earlier questions are
not read.
"""

import math
import os
from collections.abc import Mapping, Sequence
from typing import Any

from eval import texts
from eval.peers.ground import Ground
from eval.peers.peer import Identity, Said
from rag import Question, Span
from rag.embed import Encoder
from rag.index.build import embedded_text
from rag.index.lexical import LexicalIndex
from rag.read import Reader
from rag.types import Candidate, Hit, Passage

# Read when the package is imported: it would tell its makers how it is used.
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

from haystack import Document, ExtractedAnswer, Pipeline, component
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

TOP_K = 20
"""Answers given besides "no answer": the default of Haystack's reader."""

EVEN = 0.5
"""The share of the two chances, an answer's and no answer's, from which it is given."""

PIECE, PLACE, SENTENCE = "piece", "place", "sentence"
"""What is kept beside a text: its piece's number, where it stands there, and its sentence."""


@component
class TextEmbedder:
    """Our encoder, as a component: a question's vector."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        component.set_output_types(self, embedding=list[float])

    def run(self, text: str) -> dict[str, Any]:
        """Embed a question."""
        return {"embedding": self._encoder.query(text).tolist()}


@component
class ExtractiveReader:
    """Our reader, as a component: the answers of retrieved documents, "no answer" among them."""

    def __init__(self, reader: Reader, passages: Sequence[Passage]) -> None:
        self._reader = reader
        self._passages = passages
        component.set_output_types(self, answers=list[ExtractedAnswer])

    def run(self, query: str, documents: list[Document]) -> dict[str, Any]:
        """Return the best answers in the reader's order, and "no answer" last."""
        found = self._reader.read(query, [self.hit(document) for document in documents])[:TOP_K]
        chances = [1 / (1 + math.exp(-one.evidence)) for one in found]
        answers = [
            self._answer(query, *pair, documents) for pair in zip(found, chances, strict=True)
        ]
        none = math.prod(1 - chance for chance in chances)
        return {"answers": [*answers, ExtractedAnswer(query=query, data=None, score=none)]}

    def hit(self, document: Document) -> Hit:
        """Return a retrieved document as our reader takes it."""
        score = document.score or 0.0
        return Hit(self._passages[document.meta[PIECE]], score, 0.0, score)

    def _answer(
        self, query: str, found: Candidate, chance: float, documents: list[Document]
    ) -> ExtractedAnswer:
        number, first = found.hit.passage.number, found.hit.passage.span.start
        sentence = found.sentence.start - first, found.sentence.end - first
        place = found.span.start - first, found.span.end - first
        return ExtractedAnswer(
            query=query,
            data=found.span.text,
            document=next(one for one in documents if one.meta[PIECE] == number),
            score=chance,
            document_offset=ExtractedAnswer.Span(*place),
            meta={PIECE: number, SENTENCE: sentence, PLACE: place},
        )


class Haystack:
    """Asks an extractive pipeline over the pieces of our sources."""

    def __init__(self, ground: Ground) -> None:
        passages, documents = _pieces(ground)
        store = InMemoryDocumentStore()
        store.write_documents(documents)
        lexical = LexicalIndex.build([one.text for one in passages])
        reader = ground.reader(lexical)
        self._reader = ExtractiveReader(reader, passages)
        self._pipeline = Pipeline()
        self._pipeline.add_component("embedder", TextEmbedder(ground.encoder))
        self._pipeline.add_component("retriever", InMemoryEmbeddingRetriever(store))
        self._pipeline.add_component("reader", self._reader)
        self._pipeline.connect("embedder.embedding", "retriever.query_embedding")
        self._pipeline.connect("retriever.documents", "reader.documents")
        settings = {"model": ground.settings.model, "reader": reader.name, "top_k": TOP_K}
        counts = {"documents": len(documents)}
        self.identity = Identity("haystack", EVEN, settings, ("haystack-ai",), counts)

    def ask(self, question: Question) -> Said:
        """Run the pipeline on a question."""
        asked = {"embedder": {"text": question.text}, "reader": {"query": question.text}}
        ran: Mapping[str, Any] = self._pipeline.run(asked, include_outputs_from={"retriever"})
        hits = {
            hit.passage.number: hit for hit in map(self._reader.hit, ran["retriever"]["documents"])
        }
        *found, none = ran["reader"]["answers"]
        candidates = tuple(_candidate(one, hits) for one in found)
        if not found:
            return Said(texts.PEER_SILENT, 0.0, tuple(hits.values()))
        confidence = found[0].score / (found[0].score + none.score)
        given = confidence >= EVEN
        words = candidates[0].span.text if given else texts.PEER_SILENT
        return Said(words, confidence, tuple(hits.values()), candidates, int(given))


def _candidate(answer: ExtractedAnswer, hits: Mapping[int, Hit]) -> Candidate:
    hit = hits[answer.meta[PIECE]]
    source, first = hit.passage.span.source, hit.passage.span.start
    span, sentence = (
        Span(source, first + start, first + end)
        for start, end in (answer.meta[PLACE], answer.meta[SENTENCE])
    )
    return Candidate(span, sentence, hit, answer.score)


def _pieces(ground: Ground) -> tuple[list[Passage], list[Document]]:
    """Cut the sources as Haystack does by default: the pieces, and the document made of each.

    A document's vector is that of its words under its source's title.
    """
    sources = ground.corpus.sources
    wholes = [Document(content=one.text, meta={"source": at}) for at, one in enumerate(sources)]
    pieces: list[Passage] = []
    for cut in DocumentSplitter().run(wholes)["documents"]:
        source, start = sources[cut.meta["source"]], cut.meta["split_idx_start"]
        text = cut.content or ""
        if text.strip():
            pieces.append(ground.passage(len(pieces), source, start, start + len(text)))
    vectors = ground.encoder.passages([embedded_text(one) for one in pieces])
    documents = [
        Document(content=one.text, meta={PIECE: one.number}, embedding=vector.tolist())
        for one, vector in zip(pieces, vectors, strict=True)
    ]
    return pieces, documents


def open_peer(ground: Ground) -> Haystack:
    """Cut and embed the sources, and lay the pipeline.

    Raises:
        SourcierError: the sources or the model cannot be used.
    """
    return Haystack(ground)
