"""The bench's door: python -m eval COMMAND (eval.texts.USAGE has them all)."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

from eval import texts
from rag import Engine, Settings, SourcierError, Work
from rag.config import load, with_default_sources
from rag.errors import CasesError

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
    squad = commands.add_parser("squad", add_help=False)
    squad.add_argument("file", type=Path)
    squad.add_argument("--weights", type=Path)
    commands.add_parser("speed", add_help=False)
    anchor = commands.add_parser("anchor", add_help=False)
    anchor.add_argument("cases", type=Path)
    anchor.add_argument("--sources", type=Path)
    fit = commands.add_parser("fit", add_help=False)
    fit.add_argument("--reader", choices=["spans", "sentences"], default="spans")
    fit.add_argument("--squad", type=Path, nargs="*", default=[])
    fit.add_argument("--cases", nargs=2, action="append", default=[])
    peers = commands.add_parser("peers", add_help=False)
    peers.add_argument("name")
    peers.add_argument("cases", type=Path)
    peers.add_argument("--sources", type=Path)
    peers.add_argument("--out", type=Path)
    report = commands.add_parser("report", add_help=False)
    report.add_argument("run", type=Path)
    report.add_argument("--out", type=Path)
    report.add_argument("--against", type=Path, nargs="+", action="extend", default=[])
    compare = commands.add_parser("compare", add_help=False)
    compare.add_argument("before", type=Path)
    compare.add_argument("after", type=Path)
    compare.add_argument("--html", type=Path)
    compare.add_argument("--floors", type=Path)
    train = commands.add_parser("train-zones", add_help=False)
    train.add_argument("folders", type=Path, nargs="+")
    distress = commands.add_parser("distress", add_help=False)
    distress.add_argument("wordings", type=Path, nargs="?")
    distress.add_argument("--misses", action="store_true")
    commands.add_parser("fit-distress", add_help=False).set_defaults(wordings=None, misses=False)
    return parser


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


def _engine(sources: Path | None, reader: str | None = None) -> Engine:
    settings = with_default_sources(load(Settings, {"sources": sources, "reader": reader}))
    return Engine.open(settings, Work(say=_say))


def _run(cases_file: Path, sources: Path | None, out: Path | None) -> None:
    from eval import about, figures
    from eval.inputs import engine_over, load_given, pinned
    from eval.progress import progress_bar
    from eval.run import Work as Kept
    from eval.run import predict, run

    given = load_given(cases_file)
    if given.corpus is not None and sources is not None:
        raise CasesError(texts.sources_brought(cases_file))
    engine = engine_over(given.corpus, load(Settings), _say) if given.corpus else _engine(sources)
    cases = pinned(given, engine, _say)
    name = out.resolve().name if out is not None else cases_file.stem
    told = about.sourcier(engine, cases_file, name)
    read = {source.id: source.text for source in engine.corpus.sources}
    with progress_bar() as bar:
        ended = run(cases, lambda case: predict(engine, case), told, read, Kept(out, _say, bar))
    for line in texts.figures(figures.figures(ended), figures.kinds(ended)):
        _print(line)
    if out is not None:
        figures.save(ended, out)
        _say(texts.written(out))


def _retrieval(cases_file: Path, sources: Path | None) -> None:
    from eval.bench import Bench, squad_bench
    from eval.inputs import load_given, pinned
    from eval.retrieval import compare
    from rag.embed import ensure_model, load_encoder

    if cases_file.suffix == ".json":
        settings = load(Settings)
        ensure_model(settings, _say)
        bench = squad_bench(cases_file, settings, load_encoder(settings), None, apart=False)
    else:
        given = load_given(cases_file)
        engine = _engine(sources)
        bench = Bench(cases_file.name, engine, tuple(pinned(given, engine, _say)))
    for line in compare(bench):
        _print(line)


def _squad(path: Path, weights: Path | None) -> None:
    from eval.reading import read, report
    from eval.squad import load_squad
    from rag.embed import ensure_packaged
    from rag.read import SpanFinder

    settings = load(Settings)
    finder = SpanFinder.load(ensure_packaged(settings, _say), weights, settings.threads)
    asks = list(load_squad(path))
    readings = []
    for done, reading in enumerate(read(asks, finder), start=1):
        readings.append(reading)
        if sys.stderr.isatty():
            sys.stderr.write(texts.asking(done, len(asks)))
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    _print(json.dumps(report(readings)))


def _speed() -> None:
    from eval.speed import measure
    from rag.embed import ensure_packaged

    _print(json.dumps(measure(ensure_packaged(load(Settings), _say))))


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
    from eval.anchor import anchor, places, support
    from rag.calibrate import load_cases, save_cases

    engine = _engine(sources)
    cases, lost = anchor(load_cases(cases_file), engine.corpus)
    stands = places(engine.index)
    save_cases([support(case, stands) for case in cases], cases_file)
    _say(texts.anchored(len(cases), lost))


def _fit(given: argparse.Namespace) -> None:
    from eval import fit
    from eval.bench import Bench, squad_bench
    from rag.answer import judge
    from rag.answer.trees import FILE
    from rag.calibrate import load_cases
    from rag.embed import ensure_model, ensure_packaged, load_encoder
    from rag.read import SpanFinder, sentence, span_reader

    settings = load(Settings, {"reader": given.reader})
    ensure_model(settings, _say)
    encoder = load_encoder(settings)
    spans = given.reader == "spans"
    finder = SpanFinder.load(ensure_packaged(settings, _say)) if spans else None
    module = span_reader if spans else sentence
    benches = [squad_bench(path, settings, encoder, finder, apart=True) for path in given.squad]
    benches += [
        Bench(file.name, _engine(folder, given.reader), tuple(load_cases(file)))
        for pair in given.cases
        for file, folder in _each(*map(Path, pair))
    ]
    if not benches:
        raise CasesError(texts.WRONG_USAGE)
    about = ", ".join(bench.name for bench in benches)
    seen = [choice for bench in benches for choice in fit.choices(bench)]
    path = Path(str(files("rag.read").joinpath(module.WEIGHTS)))
    fit.write_order(module.FEATURES, fit.fit_order(seen), path, about)
    _say(texts.fitted(path))
    trees, observed = fit.fit_trees(fit.observed(seen))
    path = Path(judge.__file__).with_name(FILE)
    fit.write_trees(given.reader, trees, path)
    _say(texts.fitted(path))
    path = Path(judge.__file__).with_suffix(".json")
    fit.write_judge(given.reader, fit.fit_judge(observed), path, about)
    _say(texts.fitted(path))


def _each(cases: Path, sources: Path) -> list[tuple[Path, Path]]:
    """Return files of cases with their sources: of two folders, each file with its namesake."""
    if not cases.is_dir():
        return [(cases, sources)]
    return [(file, sources / file.stem) for file in sorted(cases.glob("*.jsonl"))]


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


def _distress(wordings: Path | None, *, misses: bool, fit: bool) -> None:
    from eval import distress
    from rag.courtesy import load_meaning, meaning
    from rag.embed import ensure_model, load_encoder

    settings = load(Settings)
    ensure_model(settings, _say)
    encoder = load_encoder(settings)
    if fit:
        learnt = distress.load_wordings(distress.LEARN)
        record = distress.fit(learnt, distress.vectors(learnt, encoder), encoder)
        path = Path(meaning.__file__).with_suffix(".json")
        distress.write(record, path)
        _say(texts.fitted(path))
    found = distress.load_wordings(wordings or distress.TEST)
    rows = distress.vectors(found, encoder)
    for heard in (None, load_meaning(encoder)):
        told = list(distress.shown(found, rows, heard))
        _print(texts.HEARD_BY[heard is not None])
        for line in distress.figures(told):
            _print(line)
    for line in distress.misses(told) if misses else ():
        _print(line)


def _peers(name: str, cases_file: Path, sources: Path | None, out: Path | None) -> None:
    from eval import figures
    from eval.peers.put import put
    from eval.progress import progress_bar
    from eval.run import Work as Kept

    settings = load(Settings, {"sources": sources})
    with progress_bar() as bar:
        ended = put(name, cases_file, settings, Kept(out, _say, bar))
    for line in texts.figures(figures.figures(ended), figures.kinds(ended)):
        _print(line)
    if out is not None:
        figures.save(ended, out)
        _say(texts.written(out))


def _report(path: Path, out: Path | None, against: Sequence[Path]) -> None:
    from eval.folder import load_run
    from eval.report.page import report, write
    from eval.report.texts import written

    out = out or path / "report.html"
    write(report(load_run(path), [load_run(peer) for peer in against]), out)
    _say(written(out))


def _compare(before: Path, after: Path, html: Path | None, floors: Path | None) -> int:
    """Compare two runs; return 1 when the second is outside its floors."""
    from eval import floors as bounds
    from eval.compare import compare
    from eval.folder import load_run
    from eval.report import versus
    from eval.report.page import write
    from eval.report.texts import written

    found = compare(load_run(before), ended := load_run(after))
    checked = bounds.check(ended, bounds.load_floors(floors or bounds.FLOORS))
    for line in versus.lines(found, checked):
        _print(line)
    if html is not None:
        write(versus.page(found, checked), html)
        _say(written(html))
    return int(bool(checked.broken))


def _command(given: argparse.Namespace) -> int:  # noqa: C901 - one case a command
    """Run a command; return its exit code."""
    match given.command:
        case "run":
            _run(given.cases, given.sources, given.out)
        case "retrieval":
            _retrieval(given.cases, given.sources)
        case "zones":
            _zones(given.pages, given.labels, errors=given.errors)
        case "squad":
            _squad(given.file, given.weights)
        case "speed":
            _speed()
        case "anchor":
            _anchor(given.cases, given.sources)
        case "report":
            _report(given.run, given.out, given.against)
        case "compare":
            return _compare(given.before, given.after, given.html, given.floors)
        case "peers":
            _peers(given.name, given.cases, given.sources, given.out)
        case "train-zones":
            _train_zones(given.folders)
        case "distress" | "fit-distress":
            _distress(given.wordings, misses=given.misses, fit=given.command == "fit-distress")
        case _:
            _fit(given)
    return 0


def _main(arguments: Sequence[str] | None) -> int:
    given, unknown = _parser().parse_known_args(arguments)
    if unknown:
        _say(texts.unknown_words(unknown))
        return 2
    if given.help or given.command is None:
        _print(texts.USAGE)
        return 0 if given.help else 2
    try:
        return _command(given)
    except SourcierError as error:
        _say(texts.error(error))
        return 1
    except KeyboardInterrupt:
        _say(texts.interrupted(kept=given.command in {"run", "peers"} and given.out is not None))
        return 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of the bench; return its exit code."""
    try:
        code = _main(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has gone: nothing more is written, not even when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
