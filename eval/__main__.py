"""The bench's door: python -m eval run|retrieval|zones|anchor|fit."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

from eval import texts
from eval.cases import CasesError
from rag import Engine, Settings, SourcierError, Work
from rag.config import load, with_default_sources

if TYPE_CHECKING:
    from eval.zones import ZoneReport


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are French."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse words it in English
        _say(texts.WRONG_USAGE)
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m eval", add_help=False)
    parser.add_argument("-h", "--help", action="store_true")
    commands = parser.add_subparsers(dest="command", parser_class=_Parser)
    run = commands.add_parser("run", add_help=False)
    run.add_argument("cases", type=Path)
    run.add_argument("--sources", type=Path)
    run.add_argument("--out", type=Path)
    retrieval = commands.add_parser("retrieval", add_help=False)
    retrieval.add_argument("cases", type=Path)
    retrieval.add_argument("--sources", type=Path)
    zones = commands.add_parser("zones", add_help=False)
    zones.add_argument("pages", type=Path)
    zones.add_argument("labels", type=Path)
    zones.add_argument("--errors", action="store_true")
    anchor = commands.add_parser("anchor", add_help=False)
    anchor.add_argument("cases", type=Path)
    anchor.add_argument("--sources", type=Path)
    fit = commands.add_parser("fit", add_help=False)
    fit.add_argument("--reader", type=Path, nargs="*", default=[])
    fit.add_argument("--judge", type=Path, nargs="*", default=[])
    fit.add_argument("--cases", type=Path)
    fit.add_argument("--sources", type=Path)
    train = commands.add_parser("train-zones", add_help=False)
    train.add_argument("folders", type=Path, nargs="+")
    return parser


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


def _engine(sources: Path | None) -> Engine:
    settings = with_default_sources(load(Settings, {"sources": sources}))
    return Engine.open(settings, Work(say=_say))


def _run(cases_file: Path, sources: Path | None, out: Path | None) -> None:
    from eval.cases import load_cases
    from eval.run import predict, summary, write

    cases = load_cases(cases_file)
    engine = _engine(sources)
    predictions = []
    for done, case in enumerate(cases, start=1):
        predictions.append(predict(engine, case))
        if sys.stderr.isatty():
            sys.stderr.write(texts.asking(done, len(cases)))
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    for line in summary(predictions):
        _print(line)
    if out is not None:
        write(predictions, engine, out)
        _say(texts.written(out))


def _retrieval(cases_file: Path, sources: Path | None) -> None:
    from eval.cases import load_cases
    from eval.fit import cases_bench, squad_bench
    from eval.retrieval import compare
    from rag.embed import ensure_model, load_encoder

    settings = load(Settings, {"sources": sources})
    ensure_model(settings, _say)
    encoder = load_encoder(settings)
    if cases_file.suffix == ".json":
        bench = squad_bench(cases_file, encoder)
    else:
        bench = cases_bench(load_cases(cases_file), _engine(sources))
    for line in compare(bench, encoder, settings):
        _print(line)


def _zone_report(name: str, found: "ZoneReport") -> None:
    figures = texts.zones(name, len(found.labels), found.macro_f1, found.body_recall, found.leaks)
    _print(figures)
    for zone, f1 in sorted(found.f1.items()):
        _print(texts.zone(zone.value, f1, found.support[zone]))


def _zones(pages: Path, labels: Path, *, errors: bool) -> None:
    from eval.zones import run

    found = run(pages, labels)
    _zone_report(str(labels), found)
    if errors:
        for label in found.labels:
            if label.expected is not label.predicted:
                told = label.predicted.value if label.predicted else None
                words = " ".join(label.text.split())[:90]
                _print(texts.confused(label.source_id, label.expected.value, told, words))


def _anchor(cases_file: Path, sources: Path | None) -> None:
    from eval.anchor import anchor, support
    from eval.cases import load_cases, save_cases

    engine = _engine(sources)
    cases, lost = anchor(load_cases(cases_file), engine.corpus)
    save_cases([support(case, engine.index) for case in cases], cases_file)
    _say(texts.anchored(len(cases), lost))


def _fit(given: argparse.Namespace) -> None:
    from eval import fit
    from eval.cases import load_cases
    from rag.answer import judge
    from rag.embed import ensure_model, load_encoder
    from rag.read import sentence

    settings = load(Settings, {"sources": given.sources})
    ensure_model(settings, _say)
    encoder = load_encoder(settings)
    if given.reader:
        benches = [fit.squad_bench(path, encoder) for path in given.reader]
        path = Path(sentence.__file__).with_suffix(".json")
        names = ", ".join(path.name for path in given.reader)
        fit.write(fit.fit_reader(benches, encoder, settings), path, names)
        _say(texts.fitted(path))
        sentence.load_weights.cache_clear()
    if given.judge or given.cases:
        benches = [fit.squad_bench(path, encoder) for path in given.judge]
        if given.cases:
            benches.append(fit.cases_bench(load_cases(given.cases), _engine(given.sources)))
        path = Path(judge.__file__).with_suffix(".json")
        names = ", ".join(path.name for path in [*given.judge, *filter(None, [given.cases])])
        fit.write(fit.fit_judge(benches, encoder, settings), path, names)
        _say(texts.fitted(path))


def _train_zones(folders: Sequence[Path]) -> None:
    from eval import train_zones
    from eval.zones import report
    from rag.segment import tagger

    if len(folders) % 2:
        raise CasesError(texts.FOLDERS_BY_TWO)
    pairs = zip(folders[::2], folders[1::2], strict=True)
    found = [page for pages, labels in pairs for page in train_zones.load_pages(pages, labels)]
    pages = train_zones.shuffled(found)
    with TemporaryDirectory() as scratch:
        model = Path(scratch) / "tagger"
        unseen = report(train_zones.judged(train_zones.cross_validate(pages, model)))
        _zone_report(texts.CROSS_VALIDATED, unseen)
        path = Path(tagger.__file__).with_name(tagger.WEIGHTS)
        train_zones.write(train_zones.train(pages, model), path)
    _say(texts.fitted(path))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of the bench; return its exit code."""
    given, unknown = _parser().parse_known_args(arguments)
    if unknown:
        _say(texts.unknown_words(unknown))
        return 2
    if given.help or given.command is None:
        _print(texts.USAGE)
        return 0 if given.help else 2
    try:
        match given.command:
            case "run":
                _run(given.cases, given.sources, given.out)
            case "retrieval":
                _retrieval(given.cases, given.sources)
            case "zones":
                _zones(given.pages, given.labels, errors=given.errors)
            case "anchor":
                _anchor(given.cases, given.sources)
            case "train-zones":
                _train_zones(given.folders)
            case _:
                _fit(given)
    except SourcierError as error:
        _say(texts.error(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
