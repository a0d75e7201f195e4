"""The reader's training.

python -m rag.training run DATA --checkpoints DIR [--recipe FILE] [--minutes N]
python -m rag.training mix FIRST SECOND SHARE OUT
python -m rag.training export CHECKPOINT OUT [--float]
"""

import argparse
from pathlib import Path

from rag.config import Settings, load
from rag.embed import ensure_packaged
from rag.training.recipe import load_recipe

OWN = Path(__file__).with_name("data")


def main() -> None:
    """Train, mix, or export."""
    parser = argparse.ArgumentParser(prog="python -m rag.training")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="train, or go on training, from data files")
    run.add_argument("data", type=Path, help="the folder of the public question files")
    run.add_argument("--checkpoints", type=Path, required=True)
    run.add_argument("--recipe", type=Path, default=Path(__file__).with_name("recipe.toml"))
    run.add_argument("--minutes", type=float, default=85.0, help="stop and save after that long")
    out = commands.add_parser("export", help="a checkpoint to ONNX, in 8 bits")
    out.add_argument("checkpoint", type=Path)
    out.add_argument("out", type=Path)
    out.add_argument("--float", action="store_true", help="32-bit floats: what rounding costs")
    mixed = commands.add_parser("mix", help="two checkpoints of a run, averaged")
    mixed.add_argument("first", type=Path)
    mixed.add_argument("second", type=Path)
    mixed.add_argument("share", type=float, help="the second's, from 0 to 1")
    mixed.add_argument("out", type=Path)
    args = parser.parse_args()
    if args.command == "mix":
        from rag.training.mix import mix

        mix(args.first, args.second, args.share, args.out)
        return
    model = ensure_packaged(load(Settings), print)
    if args.command == "run":
        from rag.training.run import Run

        def find(name: str) -> Path:
            return OWN / name if (OWN / name).is_file() else args.data / name

        Run(load_recipe(args.recipe), model, args.checkpoints, find).train(args.minutes * 60)
    else:
        from rag.training.export import export

        about = {"base": "multilingual-e5-small"}
        export(model, args.checkpoint, args.out, about, rounded=not args.float)


if __name__ == "__main__":
    main()
