"""Learns a model: `python -m training --corpora PATH` writes `app/engine/model/weights.npz`, the one of HTML blocks.

`--input text --lexicon PATH` learns the one of raw text's lines, `text_weights.npz`.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from bench.corpus import DEFAULT_ROOT
from training.encoding import Encoding, Sites, fit_encoding
from training.evaluate import calibration_error, chances, fit_sharpness, score
from training.examples import Example, read_examples
from training.export import export
from training.learn import Recipe, answer, learn
from training.network import Drop, Network
from training.variants import read_strings

#: Sets of `dev` on which nothing is chosen.
ONLY_MEASURED = frozenset({"daniel"})
#: Pages that a language must have in a dataset to be reported apart.
MIN_PAGES = 10
_FOLDER = Path(__file__).parent.parent / "app" / "engine" / "model"
#: Lines say less of themselves than blocks: their words are learned by heart sooner, and more of them is hidden. Which
#: words and letters have vectors of their own was chosen out of fold: the table stands in this folder's README.
_TEXT = Recipe(epochs=6, drop=Drop(names=0.5, letters=0.6, name_words=0.3), sites=Sites(names=100, letters=60))
_RECIPES = {"html": Recipe(), "text": _TEXT}
_WEIGHTS = {"html": _FOLDER / "weights.npz", "text": _FOLDER / "text_weights.npz"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the corpora, learns, calibrates on `dev`, writes the weights, and prints how well they do."""
    options = _parse(arguments)
    torch.set_num_threads(options.threads)
    by_set = _read(options, "train")
    examples = [example for name in sorted(by_set) for example in by_set[name]]
    recipe = _RECIPES[options.input]
    recipe = recipe._replace(epochs=options.epochs or recipe.epochs)
    if options.folds:
        _cross_validate(examples, recipe, options)
        return 0
    encoding = fit_encoding(examples, recipe.sites)
    networks = [learn(examples, encoding, recipe, options.seed + member, _tell) for member in range(options.members)]
    out = options.out or _WEIGHTS[options.input]
    export(out, networks, encoding, sharpness=1.0)
    dev = {name: found for name, found in _read(options, "dev").items() if found}
    logits = {name: _answer_together(networks, found, encoding) for name, found in dev.items()}
    chosen_by = [name for name in dev if name not in ONLY_MEASURED]
    sharpness = fit_sharpness(
        [one for name in chosen_by for one in dev[name]], [one for name in chosen_by for one in logits[name]]
    )
    export(out, networks, encoding, sharpness)
    _report(dev, logits, sharpness)
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=DEFAULT_ROOT, help="folder with train/ and dev/ (%(default)s)")
    parser.add_argument("--input", choices=_WEIGHTS, default="html", help="whose model (%(default)s)")
    parser.add_argument("--lexicon", type=Path, help="gzipped table of furniture by language, for raw text")
    parser.add_argument("--out", type=Path, help="file to write (that of the engine)")
    parser.add_argument("--epochs", type=int, help="passes over the pages (five, six for raw text)")
    parser.add_argument("--members", type=int, default=1, help="networks whose answers are averaged (%(default)s)")
    parser.add_argument("--folds", type=int, default=0, help="write nothing: cross-validate by site (%(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="(%(default)s)")
    parser.add_argument("--seed", type=int, default=4, help="(%(default)s)")
    options = parser.parse_args(arguments)
    if (options.input == "text") != (options.lexicon is not None):
        parser.error("raw text is learned with --lexicon, and nothing else is")
    return options


def _read(options: argparse.Namespace, split: str) -> dict[str, list[Example]]:
    """The examples of a split by dataset; those of `train` with varied copies."""
    learns = split == "train"
    if options.input == "html":
        return read_examples(options.corpora, split, options.threads, varied=learns)
    from training.texts import read_text_examples  # its renderers are only installed to train

    strings = read_strings(options.lexicon) if learns else None
    return read_text_examples(options.corpora, split, options.threads, strings)


def _answer_together(
    networks: Sequence[Network], examples: Sequence[Example], encoding: Encoding
) -> list[NDArray[np.float32]]:
    answers = zip(*(answer(network, examples, encoding) for network in networks), strict=True)
    return [np.mean(logits, axis=0) for logits in answers]


def _cross_validate(examples: Sequence[Example], recipe: Recipe, options: argparse.Namespace) -> None:
    """Prints the scores of `train` as answered by networks that saw no page of the same site."""
    sites = sorted({example.group for example in examples})
    fold_of = dict(
        zip(np.random.default_rng(options.seed).permutation(sites).tolist(), cycle(range(options.folds)), strict=False)
    )
    unseen: dict[str, list[Example]] = defaultdict(list)
    logits: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    for fold in range(options.folds):
        seen = [example for example in examples if fold_of[example.group] != fold]
        held = [example for example in examples if fold_of[example.group] == fold and example.counts == 1]
        encoding = fit_encoding(seen, recipe.sites)
        network = learn(seen, encoding, recipe, options.seed + fold, _tell)
        for example, found in zip(held, answer(network, held, encoding), strict=True):
            unseen[example.page.dataset].append(example)
            logits[example.page.dataset].append(found)
    _report(unseen, logits, 1.0)


def _report(
    sets: Mapping[str, list[Example]], logits: Mapping[str, list[NDArray[np.float32]]], sharpness: float
) -> None:
    print(f"sharpness {sharpness:.2f}")
    for name, examples in sorted(sets.items()):
        said = chances(logits[name], sharpness)
        error = calibration_error(examples, said) if examples[0].is_full else float("nan")
        print(f"{name:20s} {len(examples):5d} pages  F1 {score(examples, said):.4f}  calibration error {error:.4f}")
        for language, count in Counter(example.page.lang for example in examples).most_common():
            mine = [number for number, example in enumerate(examples) if example.page.lang == language]
            if count >= MIN_PAGES and count < len(examples):
                f1 = score([examples[number] for number in mine], [said[number] for number in mine])
                print(f"    {language:16s} {count:5d} pages  F1 {f1:.4f}")


def _tell(epoch: int, loss: float) -> None:
    print(f"{time.strftime('%H:%M:%S')} epoch {epoch + 1:3d} loss {loss:.4f}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
