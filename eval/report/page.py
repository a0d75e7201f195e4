"""The page of a run, and its writing: one file, nothing fetched, no script."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.figures import figures, kinds
from eval.folder import Run
from eval.report import tables, texts
from eval.report.charts import charts
from eval.report.glossary import CAUSES, KINDS, TILES
from eval.report.misses import Miss, misses
from eval.report.overview import overview
from rag.errors import CasesError

_ENVIRONMENT = Environment(
    loader=PackageLoader("eval.report", ""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals.update(texts=texts, KINDS=KINDS, CAUSES=CAUSES)


def render(name: str, **values: object) -> str:
    """Fill a template of this folder; every value is escaped."""
    return _ENVIRONMENT.get_template(name).render(values)


def report(run: Run, peers: Sequence[Run] = ()) -> str:
    """Return the page of a run, in HTML; `peers` put the same cases.

    Raises:
        CasesError: when a peer put other cases.
    """
    for peer in peers:
        if [one.case.id for one in peer.predictions] != [one.case.id for one in run.predictions]:
            raise CasesError(texts.other_cases(peer.about.name, peer.about.cases, run.about.cases))
    runs = (run, *peers)
    all_named = [{one.name: one for one in figures(each)} for each in runs]
    named, by_kind = all_named[0], kinds(run)
    missed = misses(run)
    return render(
        "report.html",
        about=run.about,
        sources=len(run.sources),
        sentences=overview(run, named, by_kind, missed),
        tiles=[tables.row(named[name], told) for name, told in TILES.items()],
        charts=charts(run, named, by_kind),
        causes=tables.causes(missed),
        slowest=tables.slowest(run),
        groups=tables.groups(named),
        side=tables.side_by_side([one.about for one in runs], all_named) if peers else None,
        misses=missed,
        filters=_filters(missed),
        made=tables.about(run.about),
        settings=tables.settings(run.about),
    )


def _filters(missed: Sequence[Miss]) -> Mapping[str, object]:
    """Return what misses can be filtered by, with counts, and the pairs that hold none."""
    by_kind = Counter[str](miss.case.kind for miss in missed)
    by_cause = Counter(miss.cause.value for miss in missed)
    held = {(miss.case.kind, miss.cause.value) for miss in missed}
    empty = [(kind, one) for kind in by_kind for one in by_cause if (kind, one) not in held]
    return {
        "kind": [(one, texts.choice(KINDS[one], by_kind[one])) for one in KINDS if by_kind[one]],
        "cause": [
            (one, texts.choice(CAUSES[one][0], by_cause[one])) for one in CAUSES if by_cause[one]
        ],
        "empty": empty,
    }


def write(page: str, path: Path) -> None:
    """Write a page.

    Raises:
        CasesError: when it cannot be.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CasesError(texts.unwritable(path, error)) from error
