"""What peers are put on: the sources as Sourcier reads them, each further part at its first use.

A peer that needs no model never loads one, so that its memory is its own.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rag import Corpus, Settings, Source, Span, Zone, messages
from rag.embed import Encoder, ensure_model, ensure_packaged, load_encoder
from rag.errors import FolderError
from rag.index import Index, Work, make_index, open_index
from rag.index.lexical import LexicalIndex
from rag.read import Reader, SentenceReader, SpanFinder, SpanReader
from rag.segment import passages, segment
from rag.text import read_corpus
from rag.types import Passage, Segment

Say = Callable[[str], None]

HEADINGS = frozenset({Zone.TITLE, Zone.SUBHEADING, Zone.CAPTION, Zone.BYLINE})
"""Zones that are no paragraph: made of the subject's own words, they would come first."""


class Ground:
    """A corpus, and what Sourcier makes of it.

    Args:
        settings: which folder, model, zones and reader.
        corpus: sources that stand in no folder; None reads the folder of the settings.
        say: takes one French line.
    """

    def __init__(
        self, settings: Settings, corpus: Corpus | None = None, say: Say = lambda _: None
    ) -> None:
        self.settings = settings
        self._given = corpus
        self._say = say

    @cached_property
    def corpus(self) -> Corpus:
        """The sources as read.

        Raises:
            SourcesError: the folder cannot be used.
        """
        if self._given is not None:
            return self._given
        if self.settings.sources is None:
            raise FolderError(messages.no_folder_given())
        return read_corpus(self.settings.sources, max_file_bytes=self.settings.max_file_bytes)

    @cached_property
    def segments(self) -> Mapping[str, tuple[Segment, ...]]:
        """The segments of each source, by its id."""
        return {source.id: segment(source) for source in self.corpus.sources}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages, as the index has them."""
        return passages(self.corpus.sources, self.segments)

    @cached_property
    def paragraphs(self) -> NDArray[np.bool_]:
        """Which passages are paragraphs of the zones that may answer: bool, (n_passages,)."""
        allowed = self.settings.zones - HEADINGS
        return np.array([one.zone in allowed for one in self.passages])

    @cached_property
    def places(self) -> Mapping[str, Sequence[Span]]:
        """The places of the passages, by the id of their source."""
        found: dict[str, list[Span]] = {}
        for one in self.passages:
            for place in one.places:
                found.setdefault(place.source.id, []).append(place)
        return found

    @cached_property
    def encoder(self) -> Encoder:
        """The embedding model.

        Raises:
            ModelError: it cannot be had.
        """
        ensure_model(self.settings, self._say)
        return load_encoder(self.settings)

    @cached_property
    def index(self) -> Index:
        """The index: the folder's own, kept; that of other sources is made in memory.

        Raises:
            SourcierError: the sources or the saved index cannot be used.
        """
        settings = self.settings
        if self._given is not None or settings.sources is None:
            return make_index(self.corpus, self.encoder)
        work = Work(say=self._say)
        return open_index(
            settings.sources, settings.cache, self.encoder, settings.max_file_bytes, work
        )

    def reader(self, lexical: LexicalIndex) -> Reader:
        """Load the reader that the settings name, over the term weights of an index.

        Raises:
            ModelError: it cannot be had.
        """
        if not self.settings.reads_spans:
            return SentenceReader(self.encoder, lexical)
        packaged = ensure_packaged(self.settings, self._say)
        return SpanReader(SpanFinder.load(packaged, threads=self.settings.threads), lexical)

    def zone(self, span: Span) -> Zone:
        """Return the zone that most of a span's characters stand in."""
        shares: Counter[Zone] = Counter()
        for part in self.segments[span.source.id]:
            shares[part.zone] += max(0, min(part.end, span.end) - max(part.start, span.start))
        return shares.most_common(1)[0][0]

    def passage(self, number: int, source: Source, start: int, end: int) -> Passage:
        """Make a passage of a stretch that a peer cut out itself, white space around it left off.

        Args:
            number: its place among the peer's passages.
            source: where it stands.
            start: its first code point.
            end: past its last code point; the stretch has words.
        """
        text = source.text[start:end]
        end = start + len(text.rstrip())
        span = Span(source, start + len(text) - len(text.lstrip()), end)
        return Passage(number, self.zone(span), (span,))
