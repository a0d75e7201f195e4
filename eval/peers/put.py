"""Cases put to a peer: the run folder it leaves is what a run of Sourcier's own leaves."""

from pathlib import Path

from eval import texts
from eval.anchor import pinned
from eval.folder import Run
from eval.inputs import load_given
from eval.peers import Ground, open_peer
from eval.peers.peer import describe, predict
from eval.run import Work, run
from rag import Settings
from rag.config import with_default_sources
from rag.errors import CasesError


def put(name: str, cases_file: Path, settings: Settings, work: Work) -> Run:
    """Put every case of a file to a peer; a run that was cut short is taken up.

    Args:
        name: one of `PEERS`.
        cases_file: whatever `python -m eval run` takes; a SQuAD file brings its own sources.
        settings: which sources, model, zones and reader.
        work: where the run is kept, and whom to tell.

    Raises:
        SourcierError: the cases, the sources, the model or the peer cannot be used.
    """
    given = load_given(cases_file)
    if given.corpus is None:
        settings = with_default_sources(settings)
    elif settings.sources is not None:
        raise CasesError(texts.sources_brought(cases_file))
    ground = Ground(settings, given.corpus, work.say)
    peer = open_peer(name, ground)
    cases = pinned(given.cases, ground.corpus, ground.places, work.say, given.written)
    return run(
        cases,
        lambda case: predict(peer, ground, case),
        describe(peer, ground, cases_file, work.out),
        {source.id: source.text for source in ground.corpus.sources},
        work,
    )
